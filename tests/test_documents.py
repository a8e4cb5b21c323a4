"""What the documents name exists: commands, settings, folders, links."""

import re
from pathlib import Path

import pytest

from app import create_app
from settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "simulator" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
NOT_OURS = {"LICENSE", "CSS", "TLS"}


def everything() -> str:
    return "\n".join(document.read_text() for document in DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text()):
        if not target.startswith("http"):
            assert (document.parent / target).exists(), target


def test_every_make_target_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", everything()))
    named |= set(re.findall(r"^make ([a-z-]+)", everything(), re.MULTILINE))
    assert named
    assert named <= targets


def test_every_command_exists(tmp_path):
    settings = Settings.from_env(
        {
            "DATABASE_URL": f"sqlite:///{tmp_path}/club.db",
            "LINE_CHANNEL_ACCESS_TOKEN": "token",
            "LINE_CHANNEL_SECRET": "secret",
            "PUBLIC_URL": "https://club.test",
        },
        tmp_path,
    )
    named = set(re.findall(r"flask --app app ([a-z-]+)", everything()))
    assert named
    assert named <= set(create_app(settings, reply_threads=0).cli.commands)


def test_every_setting_is_read_somewhere():
    read = "".join(
        file.read_text()
        for file in (
            ROOT / "settings.py",
            ROOT / "launch.py",
            *(ROOT / "simulator").glob("*.py"),
            *(ROOT / "bench").glob("*.py"),
            *(ROOT / "tests").rglob("*.py"),
        )
    )
    for name in set(re.findall(r"`([A-Z][A-Z_]{3,})`", everything())) - NOT_OURS:
        assert f'"{name}"' in read, name


def test_every_folder_and_file_named_exists():
    named = re.findall(r"`([a-z_]+(?:/[a-z_.]+)*(?:/|\.py|\.yaml|\.toml))`", everything())
    assert named
    for path in set(named):
        if not path.startswith("var/"):
            assert (ROOT / path).exists() or list(ROOT.glob(f"*/**/{path}")), path


def test_the_import_format_in_the_documents_can_be_loaded(run, app, tmp_path):
    text = (ROOT / "docs" / "import.md").read_text()
    example = text.partition("```yaml\n")[2].partition("```")[0]
    file = tmp_path / "clubs.yaml"
    file.write_text(example)
    assert "1" in run("import", str(file))
