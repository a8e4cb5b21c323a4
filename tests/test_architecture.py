"""Habits that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers
from bot import hits, parts, words
from content.intents import INTENTS
from handlers.welcome.cards import MEANINGS

ROOT = Path(__file__).parent.parent
OURS = ("bot", "console", "content", "demo", "handlers", "loading", "models", "vault")
EDGES = {
    "bot/webhook.py",
    "bot/delivery.py",
    "bot/doctor.py",
    "bot/drawing.py",
    "bot/errands.py",
    "bot/files.py",
    "bot/menus.py",
    "bot/metrics.py",
    "bot/showing.py",
    "bot/retention.py",
    "bot/sizes.py",
    "bot/worker.py",
    "bot/readiness.py",
    "console/page.py",
    "demo/commands.py",
    "handlers/announcement/commands.py",
    "handlers/announcement/errands.py",
    "handlers/attendance/pages.py",
    "handlers/club/pages.py",
    "handlers/console/commands.py",
    "handlers/event/errands.py",
    "handlers/event/pages.py",
    "handlers/member/pages.py",
    "handlers/poll/pages.py",
    "handlers/role/commands.py",
    "handlers/menu/actions.py",
    "handlers/tip/commands.py",
    "loading/commands.py",
    "models/moving.py",
}
NEEDED = {"__init__.py", "routes.py", "cards.py"}
ALLOWED = NEEDED | {
    "flow.py",
    "actions.py",
    "pages.py",
    "commands.py",
    "errands.py",
    "audiences.py",
}
APPROVAL = {f"approval{part}.py" for part in ("", "_cards", "_routes")}
PLANNING = {f"planning{part}.py" for part in ("", "_flow", "_cards", "_routes")}
COMPANIONS = {"companions.py"} | {f"companion_{part}.py" for part in ("flow", "cards", "routes")}
EDITING = {f"editing_{part}.py" for part in ("flow", "cards", "routes")}
NOTICES = {"notices.py"} | {f"notice_{part}.py" for part in ("flow", "cards", "routes")}
OWN = {
    "announcement": {
        "answering.py",
        "audience_cards.py",
        "audience_routes.py",
        "answering_routes.py",
        "content.py",
        "drafting.py",
        "further_cards.py",
        "further_routes.py",
        "month_cards.py",
        "month_routes.py",
        "news_cards.py",
        "news_routes.py",
        "parts_cards.py",
        "parts_flow.py",
        "parts_routes.py",
        "pictures.py",
        "reading.py",
        "repeating_flow.py",
        "resending.py",
        "repeating.py",
        "repeating_cards.py",
        "repeating_routes.py",
        "running.py",
        "running_cards.py",
        "running_routes.py",
        "validating.py",
    }
    | APPROVAL,
    "attendance": {"checking_cards.py", "checking_routes.py", "roll.py"},
    "event": {
        "answer_cards.py",
        "calendar.py",
        "coming_cards.py",
        "coming_routes.py",
        "facts.py",
        "letter.py",
        "meant.py",
        "listing.py",
        "outline.py",
        "picture.py",
        "picture_cards.py",
        "picture_routes.py",
        "programme.py",
        "reminding.py",
        "seats.py",
        "summary.py",
        "telling.py",
        "summary_cards.py",
    }
    | COMPANIONS
    | EDITING
    | NOTICES
    | PLANNING,
    "poll": {"drafting.py", "drafting_cards.py"},
}  # what is too much for one file of a large feature
FEATURES = sorted(each.parent.name for each in (ROOT / "handlers").glob("*/__init__.py"))


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"), name)


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every module that is imported, wherever in the file: `from a import b` gives a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{each.name}") for each in node.names)


def test_transactions_begin_and_end_only_at_the_edges():
    used = set()
    for name, tree in modules(*OURS):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"begin", "commit", "rollback"}:
                assert name in EDGES, f"{name}:{node.lineno}"
                used.add(name)
    assert used == EDGES


@pytest.mark.parametrize("feature", FEATURES)
def test_each_feature_has_the_same_shape(feature):
    files = {each.name for each in (ROOT / "handlers" / feature).glob("*.py")}
    assert NEEDED <= files <= ALLOWED | OWN.get(feature, set())


def test_every_feature_stands_in_the_table_of_contents():
    assert {name for name in FEATURES if hasattr(handlers, name)} == set(FEATURES)
    kept = set(handlers.router._handlers.values())
    for name in FEATURES:
        own = getattr(handlers, name).router
        assert own._handlers or own._first, name
        assert set(own._handlers.values()) <= kept


def test_nobody_but_tests_and_a_stand_alone_command_opens_a_tip():
    for name, tree in modules(*OURS, "simulator"):
        if name == "vault/offline.py":
            continue
        for node in ast.walk(tree):
            opens = isinstance(node, ast.Attribute) and node.attr in {
                *("decrypt", "decrypt_file", "decrypt_io", "Identity"),
            }
            assert not opens, f"{name}:{node.lineno}"
        assert "vault.offline" not in {module for _line, module in imported(tree)}, name


def test_what_opens_tips_stands_alone():
    tree = ast.parse((ROOT / "vault" / "offline.py").read_text(encoding="utf-8"))
    assert {module.partition(".")[0] for _line, module in imported(tree)} <= {
        *("sys", "pathlib", "pyrage"),
    }


def test_the_bot_knows_no_feature():
    for name, tree in modules("bot", "models", "content", "vault"):
        for line, module in imported(tree):
            assert not module.startswith(("console", "handlers", "loading", "demo", "app")), (
                f"{name}:{line}"
            )


def test_the_simulator_and_the_bot_do_not_know_each_other():
    product = {*OURS, "app", "launch", "settings", "work"}
    for name, tree in modules("simulator"):
        for line, module in imported(tree):
            assert module.partition(".")[0] not in product, f"{name}:{line}"
    for name, tree in modules(*OURS):
        for line, module in imported(tree):
            assert module.partition(".")[0] != "simulator", f"{name}:{line}"


def test_nothing_reads_what_lies_beside_the_project():
    for name, tree in modules(*OURS, "simulator"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "shared/" not in node.value, f"{name}:{node.lineno}"


def test_every_meaning_has_a_handler():
    assert set(INTENTS) - set(handlers.router._handlers) == set()


def test_every_meaning_that_may_be_asked_about_has_a_name():
    asked = {hits.PHRASES[phrase] for phrases in hits._BY_START.values() for phrase in phrases}
    asked |= {hits.PHRASES[phrase] for kind in words._FUZZY.values() for phrase in kind}
    asked |= {name for name, _ in parts._PARTS}
    asked |= {name for names in words._CANCELS.values() for name in names}
    asked |= {*words._SOME_CANCEL, "help", "hotline", "track_tip", "events", "news", "thanks"}
    assert asked - set(MEANINGS) == set()
    assert set(MEANINGS) <= set(INTENTS)


def test_what_tests_in_a_browser_share_stands_in_no_test():
    for name, tree in modules("tests/browser"):
        shared = {module for _line, module in imported(tree)}
        assert not [each for each in shared if ".test_" in each], name
