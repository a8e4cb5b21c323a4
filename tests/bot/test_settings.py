"""Settings: each missing or malformed one stops the start with one line that says what to do."""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from dotenv import dotenv_values

import settings
from settings import Settings, SettingsError

EXAMPLE = Path(__file__).parents[2] / ".env.example"
READER = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
GOOD = {
    "LINE_CHANNEL_SECRET": "8c570fa6dd201bb328f1c1eac23a96d8",
    "LINE_CHANNEL_ACCESS_TOKEN": "Ab1+/=",
    "PUBLIC_URL": "https://club.example.go.th",
}


def mistake(tmp_path, **wrong):
    """The line that is printed for these settings."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(GOOD | wrong, tmp_path)
    return str(caught.value)


def test_three_settings_are_enough(tmp_path):
    made = Settings.from_env(GOOD, tmp_path)
    assert made.channel_secrets == ("8c570fa6dd201bb328f1c1eac23a96d8",)
    assert made.line_api == "https://api.line.me"
    assert made.line_data_api == "https://api-data.line.me"
    assert made.database_url == f"sqlite:///{tmp_path}/club.db"
    assert (made.bind, made.port) == ("127.0.0.1", 8000)
    assert made.files == f"{tmp_path}/files"
    assert made.tip_recipients == ()
    assert made.metrics_token is None
    assert made.clock_file is None


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("value", ["", "  "])
def test_what_is_missing_is_named(tmp_path, name, value):
    words = mistake(tmp_path, **{name: value})
    assert words.startswith(f"{name} is missing; put ")
    assert "\n" not in words


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LINE_CHANNEL_SECRET", ","),
        ("LINE_CHANNEL_SECRET", "one,two,three"),
        ("LINE_CHANNEL_SECRET", "ความลับ"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "two words"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "a\nb"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "โทเคน"),
        ("PUBLIC_URL", "http://club.example.go.th"),
        ("PUBLIC_URL", "club.example.go.th"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://["),
        ("PUBLIC_URL", "https://club.test:port"),
        ("PUBLIC_URL", "https://user@club.test"),
        ("PUBLIC_URL", "https://club.test/?a=1"),
        ("PUBLIC_URL", "https://club.test/#top"),
        ("PUBLIC_URL", "https://club test"),
        ("LINE_API_BASE", "api.line.me"),
        ("LINE_DATA_API_BASE", "ftp://api.line.me"),
        ("DATABASE_URL", "mysql://somewhere/club"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://club:secret@host:port/club"),
        ("DATABASE_URL", "postgresql://club:secret@host"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "๘๐๐๐"),
        ("PORT", "9" * 5000),
        ("BIND", "all of them"),
        ("SECRET_KEY", "short"),
        ("FILES", "https://files.example"),
        ("METRICS_TOKEN", "short"),
        ("METRICS_TOKEN", "sixteen or more, with spaces"),
        ("METRICS_TOKEN", "โทเคนที่ยาวกว่าสิบหกตัว"),
        ("TIP_RECIPIENTS", "age1short"),
        ("TIP_RECIPIENTS", f"{READER},{READER[:-1]}q"),  # one letter was copied wrongly
    ],
)
def test_what_is_malformed_is_named_in_one_line(tmp_path, name, value):
    words = mistake(tmp_path, **{name: value})
    assert words.startswith(name)
    assert "\n" not in words
    assert "secret@" not in words  # no password is printed


def test_what_is_right_is_taken(tmp_path):
    made = Settings.from_env(
        GOOD
        | {
            "LINE_CHANNEL_SECRET": "old, new",
            "LINE_API_BASE": "http://127.0.0.1:8001/",
            "DATABASE_URL": "postgresql://club:p%40ss@db.example:5432/club",
            "PUBLIC_URL": "https://club.example.go.th:8443/strong/",
            "PORT": "8080",
            "BIND": "0.0.0.0",
            "SECRET_KEY": "k" * 16,
            "FILES": "s3://bucket/club",
            "TIP_RECIPIENTS": f" {READER} , {READER}",
            "METRICS_TOKEN": "m" * 16,
            "CLOCK_FILE": "var/clock",
        },
        tmp_path,
    )
    assert made.channel_secrets == ("old", "new")
    assert made.line_api == "http://127.0.0.1:8001"
    assert made.public_url == "https://club.example.go.th:8443/strong"
    assert made.tip_recipients == (READER, READER)
    assert made.metrics_token == "m" * 16
    assert made.clock_file == Path("var/clock")


def test_a_mistake_ends_the_process_with_its_line(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "_dotenv", dict)
    for name, value in (GOOD | {"PORT": "http"}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as caught:
        settings.load()
    assert caught.value.code == "settings: PORT must be a number from 1 to 65535"


def test_migrating_needs_the_database_alone(monkeypatch):
    monkeypatch.setattr(settings, "_dotenv", dict)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///club.db")
    assert settings.database_url() == "sqlite:///club.db"
    monkeypatch.setenv("DATABASE_URL", "club.db")
    with pytest.raises(SystemExit, match="DATABASE_URL must be"):
        settings.database_url()


def test_the_secret_is_made_once_and_is_nobody_elses(tmp_path):
    first = Settings.from_env(GOOD, tmp_path).secret_key
    assert Settings.from_env(GOOD, tmp_path).secret_key == first
    assert len(first) > 40
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_have_one_secret(tmp_path):
    with ThreadPoolExecutor(8) as starting:
        made = list(starting.map(lambda _: Settings.from_env(GOOD, tmp_path), range(40)))
    assert len({each.secret_key for each in made}) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


class Recording(Mapping):
    """An environment that remembers what it was asked for."""

    def __init__(self):
        self.asked = set()

    def __getitem__(self, name):
        self.asked.add(name)
        return GOOD[name]

    def __iter__(self):
        return iter(GOOD)

    def __len__(self):
        return len(GOOD)


def test_the_example_lists_every_setting_and_no_other(tmp_path):
    asked = Recording()
    Settings.from_env(asked, tmp_path)
    listed = re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(asked.asked)


def test_the_example_asks_for_what_is_needed_and_shows_the_defaults(tmp_path):
    text = EXAMPLE.read_text()
    assert set(dotenv_values(EXAMPLE)) == set(GOOD)
    shown = dict(re.findall(r"^#([A-Z_]+)=(.+)$", text, re.MULTILINE))
    defaults = Settings.from_env(GOOD | {"SECRET_KEY": "k" * 16}, Path("var"))
    assert shown == {
        "DATABASE_URL": defaults.database_url,
        "PORT": str(defaults.port),
        "BIND": defaults.bind,
        "FILES": defaults.files,
        "LINE_API_BASE": defaults.line_api,
        "LINE_DATA_API_BASE": defaults.line_data_api,
    }
    Settings.from_env(GOOD | shown, tmp_path)


def test_the_example_says_what_each_is_in_thai_and_english():
    for block in EXAMPLE.read_text().strip().split("\n\n"):
        thai, english, *_ = block.splitlines()
        assert re.search("[ก-ฮ]", thai)
        assert re.fullmatch("# [!-~… ]+", english)
