"""The README of the simulator says what is true."""

import re
from pathlib import Path

import pytest

from simulator import Simulator
from simulator.faults import KINDS
from simulator.settings import Settings
from tests.simulator.stage import SOMCHAI, Line

FOLDER = Path(__file__).parents[2] / "simulator"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
ABSENT, API = README.partition("## The page's own API")[::2]
NAMES = {"USER": SOMCHAI, "CHAT": SOMCHAI, "GROUP": "C1", "MESSAGE": "1", "ID": "1"}


@pytest.mark.parametrize("path", re.findall(r"`(/(?:v2|oauth2)/\S+)`", ABSENT))
def test_what_it_says_is_not_simulated_is_not(line: Line, path: str):
    answer = line.call("POST", path, {})
    assert (answer.status_code, answer.json) == (501, {"message": "not simulated"})


def documented() -> list[tuple[str, str]]:
    """Each request of the page's API; a second path may leave out what it shares."""
    found = []
    for cell in re.findall(r"^\| (`.+?) \|", API, re.MULTILINE):
        base = ""
        for request in re.findall(r"`(.+?)`", cell):
            verb, _, path = request.rpartition(" ")
            base, path = (path, path) if verb else (base, base.rpartition("/")[0] + path[1:])
            found.append((verb or found[-1][0], path.partition("?")[0]))
    return found


def of_the_page(simulator: Simulator) -> set[tuple[str, str]]:
    rules = simulator.wsgi.url_map.iter_rules()
    return {
        (method, re.sub(r"<[^>]*>", "*", rule.rule))
        for rule in rules
        if rule.endpoint.startswith("page.") and rule.endpoint != "page.nothing"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_every_request_of_the_page_is_documented_and_exists(simulator: Simulator):
    described = {
        (verb, "/simulator" + re.sub(r"\b[A-Z]{2,}\b|\b(?:follow|block|unblock|read)$", "*", path))
        for verb, path in documented()
    }
    inner = {("GET", "/simulator/richmenu/*/picture")}  # its address is in an answer
    assert described == of_the_page(simulator) - inner


def test_every_setting_is_documented_with_its_default():
    source = (FOLDER / "settings.py").read_text(encoding="utf-8")
    settings = dict(re.findall(r'get\("([A-Z_]+)", "(.*?)"\)', source))
    assert len(settings) == len(Settings.__dataclass_fields__)
    for name, default in settings.items():
        row = next(row for row in README.splitlines() if f"`{name}`" in row and row[0] == "|")
        assert f"`{default}`" in row


def test_every_fault_and_knob_is_documented():
    for kind in KINDS:
        assert f"`{kind}`" in README
    knobs = re.findall(r"^\| `(?:.*, `)?([a-z_]+)[(. ]", README, re.MULTILINE)
    assert len(knobs) >= 9
    for knob in knobs:
        assert hasattr(Simulator, knob) or knob == "rate_limits"
