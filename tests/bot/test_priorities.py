"""What leaves first where the month is short: every paid message says so, and here is the list."""

import ast
from collections.abc import Iterator

from bot import claiming, worker
from handlers.event.telling import PRIORITIES
from models import NoticeKind, OutgoingState, Priority
from tests.conftest import NOW
from tests.sending import requested
from tests.test_architecture import modules

URGENT = "URGENT"
PAID = {  # who promises, and how urgently
    ("handlers/announcement/actions.py", "_ask"): "ANNOUNCEMENT",  # no sooner than what is asked
    ("handlers/announcement/validating.py", "refuse"): URGENT,  # hers does not leave
    ("handlers/console/actions.py", "protect"): URGENT,  # safety of her own account
    ("handlers/console/actions.py", "start_over"): URGENT,
    ("handlers/event/actions.py", "_keep"): "REMINDER",
    ("handlers/event/seats.py", "_offer"): URGENT,  # held for hours only
    ("handlers/event/seats.py", "_tell_seated"): URGENT,
    ("handlers/event/telling.py", "_owed"): "by kind",
    ("handlers/inquiry/actions.py", "_promise"): URGENT,  # what she asked for
    ("handlers/opening/actions.py", "_promise"): URGENT,
    ("bot/outcome.py", "_promise"): "DIGEST",
}
KINDS = {
    NoticeKind.CHANGED: Priority.URGENT,
    NoticeKind.CANCELLED: Priority.URGENT,
    NoticeKind.REMINDER: Priority.REMINDER,
    NoticeKind.UNANSWERED: Priority.REMINDER,
    NoticeKind.LETTER: Priority.ANNOUNCEMENT,
}


def test_every_paid_message_has_the_priority_of_the_list():
    assert dict(promising()) == PAID


def promising() -> Iterator[tuple[tuple[str, str], str]]:
    """Each place that promises what may cost something."""
    for path, tree in modules("bot", "handlers", "console"):
        if path == "bot/outbox.py":
            continue
        for function in ast.walk(tree):
            for call in ast.walk(function) if isinstance(function, ast.FunctionDef) else ():
                if _promises(call) and not _free(call):
                    yield (path, function.name), _priority(call)


def _promises(node: ast.AST) -> bool:
    names = ("outbox.promise", "outbox.owed")
    return isinstance(node, ast.Call) and ast.unparse(node.func) in names


def _free(call: ast.Call) -> bool:
    return any(ast.unparse(each) == "with_reply=True" for each in call.keywords)


def _priority(call: ast.Call) -> str:
    said = {each.arg: ast.unparse(each.value) for each in call.keywords}
    if said.get(None) == "how":
        return "by kind" if "priority" not in said else said["priority"].rpartition(".")[2]
    return said.get("priority", URGENT).rpartition(".")[2]


def test_what_is_told_of_an_event_is_as_urgent_as_its_kind():
    assert PRIORITIES == KINDS
    assert PRIORITIES.keys() == set(NoticeKind)


def test_where_the_month_is_too_short_the_most_urgent_leave(desk, simulator):
    """Five of each kind, and a month of seven: the urgent ones, and two reminders."""
    desk.gathers(1)
    simulator.set_quota("limited", 300, 293)
    worker.look_at_account(desk.deployment)
    with desk.sessions.begin() as db:
        for first in reversed(Priority):
            db.add_all(requested(priority=first) for _ in range(5))
    with desk.sessions.begin() as db:
        claims = claiming.claim(db, NOW)
    taken = {each.id for each in claims}
    left = sorted(each.priority for each in desk.requests() if each.id in taken)
    assert left == [Priority.URGENT] * 5 + [Priority.REMINDER] * 2
    states = [each.state for each in desk.requests() if each.id not in taken]
    assert states == [OutgoingState.HELD] * 13
