"""Texts stand in the catalogue, English is complete, and buttons say what words understand."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from bot import limits, ways, words
from bot.language import LOCALES, _, speaking
from handlers.welcome.cards import MEANINGS

ROOT = Path(__file__).parent.parent
CATALOGUE = LOCALES / "en" / "LC_MESSAGES" / "messages.po"
PRODUCT = ("bot", "console", "content", "demo", "handlers", "loading", "models", "vault")
THAI = re.compile("[ก-๛]")
MARKED = {"_", "N_"}

THAI_IS_DATA = {  # files whose Thai is no text of ours, and why
    "bot/dates.py": "months and weekdays, in both languages side by side",
    "bot/hits.py": "words that members type",
    "bot/language.py": "a language by its own name",
    "bot/naming.py": "words that stand around a name, or in none",
    "handlers/announcement/repeating_flow.py": "words for days that coordinators type",
    "handlers/event/companion_flow.py": "words that members type",
    "handlers/event/editing_flow.py": "words that coordinators type",
    "handlers/event/planning_flow.py": "words that members type",
    "handlers/event/letter.py": "words of invitation letters",
    "handlers/event/notice_flow.py": "words for spans that coordinators type",
    "handlers/event/programme.py": "words that coordinators type",
    "handlers/roster/flow.py": "titles before a name",
    "bot/placeholders.py": "what coordinators type for a name",
    "bot/places.py": "kinds of local government, as members type them",
    "bot/telephone.py": "words before a telephone number",
    "bot/spelling.py": "letters and particles that members type",
    "bot/surroundings.py": "words that turn a meaning",
    "bot/when_calendar.py": "words for dates that members type",
    "bot/when_clock.py": "words for times that members type",
    "bot/when_day.py": "words for days that members type",
    "bot/when_words.py": "words for dates that members type",
    "bot/when.py": "a word that members type",
    "bot/words.py": "words that members type",
    "content/questions.py": "choices that no question may have",
    "demo/moments.py": "names of moments, as the demo's events have Thai titles",
    "demo/people.py": "invented people",
    "demo/upcoming.py": "invented events",
    "handlers/feedback/flow.py": "words that members type",
    "handlers/inquiry/flow.py": "a word before a club's code, as links type it",
    "handlers/menu/cards.py": "the picture, which is Thai in both languages",
    "handlers/console/flow.py": "words before a code, as a link types them",
    "handlers/attendance/flow.py": "words before a code, as it says them",
    "handlers/event/flow.py": "words around a day that members type",
    "handlers/announcement/flow.py": "words for days gone by that members type",
    "handlers/member/routes.py": "names of languages that members type",
    "handlers/speaker/flow.py": "words before a question that members type",
    "handlers/poll/flow.py": "words around numbers and codes that members type",
    "handlers/quiz/flow.py": "words before a letter that members type",
    "loading/people.py": "headings of tables, and titles before a name",
    "launch.py": "one line in both languages, before anybody is known",
    "handlers/opening/flow.py": "names of provinces",
    "models/province.py": "provinces, by their own names",
    "models/club.py": "kinds of local government, by their own names",
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    folders = [path for name in PRODUCT for path in (ROOT / name).rglob("*.py")]
    for path in sorted(
        [*folders, *(ROOT / f"{name}.py" for name in ("app", "launch", "settings", "work"))]
    ):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "console" / "templates").rglob("*.html")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def in_templates() -> set[str]:
    """The texts that stand in `{{ _("…") }}`; a label that is passed on stands in Python."""
    calls = [
        message if isinstance(message, tuple) else (message,)
        for _name, page in templates()
        for _line, _call, message, _comments in babel_extract(
            io.BytesIO(page.encode()), {"_": None}, [], {}
        )
    ]
    return {first for first, *_values in calls if first}


def marked(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts that stand in `_(…)` and `N_(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in MARKED and isinstance(first, ast.Constant):
                yield first


def docstrings(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


@pytest.fixture(scope="module")
def texts() -> set[str]:
    return in_templates() | {str(text.value) for _name, tree in sources() for text in marked(tree)}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    catalogue = read_po(io.BytesIO(CATALOGUE.read_bytes()))
    assert not any(message.fuzzy for message in catalogue if message.id), "a guess of a tool"
    assert not catalogue.obsolete
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def test_every_text_is_translated_and_no_translation_is_left_over(texts, english):
    assert texts - set(english) == set(), "run `make texts`, and translate"
    assert set(english) - texts == set(), "run `make texts`"
    assert [thai for thai, words_ in english.items() if not words_.strip()] == []


def test_the_collecting_of_texts_overlooks_no_file(texts):
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    found = extract_from_dir(ROOT, methods, options, keywords={"_": None, "N_": None})
    assert {message for _file, _line, message, _comments, _context in found} == texts


def test_the_compiled_catalogue_is_what_the_written_one_says():
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(CATALOGUE.read_bytes())))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make texts`"


def test_a_translation_fills_in_the_same_things(english):
    def holes(words_: str) -> list[str]:
        return sorted(name for _text, name, _format, _how in Formatter().parse(words_) if name)

    for thai, words_ in english.items():
        assert holes(thai) == holes(words_), thai


def test_english_is_english(english):
    assert [words_ for words_ in english.values() if THAI.search(words_)] == []


def test_no_thai_is_said_without_the_catalogue():
    for name, tree in sources():
        if name in THAI_IS_DATA:
            continue
        allowed = {id(each) for each in (*marked(tree), *docstrings(tree))}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = THAI.search(node.value) and id(node) not in allowed
                assert not said, f"{name}:{node.lineno}: {node.value}"


def test_no_thai_stands_in_a_template_without_the_catalogue():
    bare = [(name, re.sub(r'_\("[^"]*"', "", page)) for name, page in templates()]
    assert len(bare) > 20
    assert [(name, said[0]) for name, page in bare for said in THAI.finditer(page)] == []


def test_every_exception_is_still_needed():
    thai = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and THAI.search(str(node.value))
    }
    assert set(THAI_IS_DATA) <= thai


WAYS = {
    ways.menu: "menu",
    ways.back: "back",
    ways.cancel: "cancel_flow",
    ways.skip: "skip",
    ways.events: "events",
    ways.quiz: "quiz",
    ways.my_registrations: "my_registrations",
    ways.tip: "tip",
    ways.join: "join_club",
    ways.announce: "announce",
    ways.my_data: "my_data",
    ways.contact: "human",
    ways.notifications: "notifications",
    ways.news: "news",
}


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_a_button_says_is_understood_as_it_is_meant(language):
    assert {way.__name__ for way in WAYS} == {
        name
        for name, each in vars(ways).items()
        if callable(each) and each.__module__ == "bot.ways"
    }
    with speaking(language):
        for way, intent in WAYS.items():
            action = way()
            assert words.intent(action["text"]) == intent, action
            assert words.intent(action["label"]) == intent, action
            assert limits.clusters(action["label"]) <= limits.LABEL, action
        for intent, label in MEANINGS.items():
            assert words.intent(_(label)) == intent, _(label)


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_club_s_button_is_understood_with_its_code(language):
    with speaking(language):
        assert words.intent(_("เข้าชมรม {club}", club="HUAHIN")) == "join_club"
