"""The two commands on a machine where something is missing: one line that says what to do."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import launch

ROOT = Path(__file__).parents[1]


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "Makefile", folder)
    return subprocess.run(["make", *words], cwd=folder, capture_output=True, text=True, check=False)


def python_that(folder: Path, fails_on: str, status: int) -> str:
    """A python3 that fails where its program holds these words."""
    file = folder / "python3"
    file.write_text(f'#!/bin/sh\ncase "$2" in *"{fails_on}"*) exit {status};; esac\nexit 0\n')
    file.chmod(0o755)
    return str(file)


def test_help_lists_what_can_be_done(tmp_path):
    listed = make(tmp_path, "help").stdout
    for target in ("run", "test", "serve", "bench", "clean"):
        assert f"\n{target}" in "\n" + listed


def test_a_missing_venv_module_is_named_with_its_package(tmp_path):
    done = make(tmp_path, "run", f"PYTHON={python_that(tmp_path, 'ensurepip', 1)}")
    assert done.returncode != 0
    assert "python3-venv" in done.stdout


def test_an_old_python_is_refused_in_words(tmp_path):
    old = tmp_path / "python3"
    pretend = "import sys; sys.version_info = (3, 9); exec('''$2''')"
    old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{pretend}"\n')
    old.chmod(0o755)
    done = make(tmp_path, "run", f"PYTHON={old}")
    assert done.returncode != 0
    assert "Python 3.11 or later is needed" in done.stderr


@pytest.mark.parametrize(
    ("setting", "other"), [("PORT", "SIMULATOR_PORT"), ("SIMULATOR_PORT", "PORT")]
)
def test_a_taken_port_is_named_with_its_setting(tmp_path, setting, other):
    with socket.socket() as taken, socket.socket() as free:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free.bind(("127.0.0.1", 0))
        port, free_port = taken.getsockname()[1], free.getsockname()[1]
        free.close()
        env = {**os.environ, "VAR": str(tmp_path), setting: str(port), other: str(free_port)}
        done = subprocess.run(
            [sys.executable, "launch.py", "run"],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert (
        done.stderr.strip() == f"port {port} is taken; choose another: {setting}={port + 10} make …"
    )


def test_serving_without_settings_says_what_to_put_where(tmp_path):
    env = {key: value for key, value in os.environ.items() if not key.startswith("LINE_")}
    done = subprocess.run(
        [sys.executable, "launch.py", "serve"],
        cwd=ROOT,
        env={**env, "VAR": str(tmp_path), "LINE_CHANNEL_SECRET": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("settings: LINE_CHANNEL_SECRET is missing; put")
    assert done.stderr.count("\n") == 1


def test_clean_leaves_nothing_that_the_commands_made(tmp_path):
    for name in (".venv", "var", "tips", "kept"):
        (tmp_path / name).mkdir()
    make(tmp_path, "clean")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "kept"]


@pytest.mark.parametrize(("code", "ends"), [(130, 0), (143, 0), (1, 1), (-9, 137)])
def test_a_stop_that_was_asked_for_is_no_error(monkeypatch, code, ends):
    class Keeper:
        returncode = code

        def __init__(self, printer):
            pass

        def add_process(self, *words, **more):
            pass

        def loop(self):
            pass

    monkeypatch.setattr(launch, "Keeper", Keeper)
    monkeypatch.setattr(launch, "_announce", lambda known: None)
    with pytest.raises(SystemExit) as ended:
        launch._start(None, {})
    assert ended.value.code == ends
