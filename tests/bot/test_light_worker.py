"""The worker of the Procfile loads what it needs, and no more."""

import re
import signal
import subprocess
import sys
from importlib.util import find_spec

from sqlalchemy import select

from models import Worker, database
from tests.bot.processes import PATIENCE, ROOT, environment

HEAVY = {  # what pages, commands and pictures need, and the LINE SDK
    *("alembic", "app", "console", "flask", "jinja2", "linebot", "werkzeug", "wtforms"),
    *("demo", "loading", "launch", "honcho", "webauthn", "cryptography", "pyotp"),
    *("PIL", "fontpkg_sarabun", "icalendar", "obstore", "segno", "typst", "xlsxwriter", "zxingcpp"),
}


def imported(said: str) -> set[str]:
    """The packages that python -X importtime tells of."""
    return {
        name.partition(".")[0]
        for name in re.findall(r"^import time:.*\| +(\S+)", said, re.MULTILINE)
    }


def test_an_idle_worker_has_loaded_no_pages_no_pictures_and_no_sdk(
    sqlite_url, line_url, simulator, tmp_path
):
    env = environment(sqlite_url, line_url, tmp_path / "clock")
    said = tmp_path / "said"
    with said.open("w") as file:
        worker = subprocess.Popen(
            [sys.executable, "-X", "importtime", "work.py"],
            cwd=ROOT,
            env=env | {"VAR": str(tmp_path), "PATH": ""},
            stderr=file,
        )
        asked = "/v2/bot/message/quota/consumption"
        assert simulator.wait_until(
            lambda: asked in [call["path"] for call in simulator.calls], PATIENCE
        )
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    loaded = imported(said.read_text())
    assert loaded >= {"handlers", "sqlalchemy", "apscheduler", "urllib3"}
    assert loaded & HEAVY == set()
    engine = database.connect(sqlite_url)
    with database.sessions(engine).begin() as db:
        assert db.scalar(select(Worker))
    engine.dispose()


def test_each_name_in_the_list_is_of_something_that_is_there():
    assert all(find_spec(name) for name in HEAVY)
