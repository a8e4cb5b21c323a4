"""How LINE words its refusals: the shape of the body depends on where the trouble lies."""

from collections.abc import Iterable

from simulator.errors import Refused
from simulator.rules.checks import MISSING, WRONG_TYPE, Found, Path, Problem

CONTENTS = {"contents": "/", "template": "template/"}  # facts §1.9: paths inside these
DEPTH = 3  # ("messages", 0, "contents"): what lies below is inside a message's contents


def refusal(problems: Found) -> Refused:
    """The first kind of trouble that LINE would meet; there is at least one problem."""
    outside = [problem for problem in problems if not _inside(problem)]
    if not outside:
        return _bad_message(problems)
    first = outside[0]
    if first.message == WRONG_TYPE and first.path[:1] != ("messages",):
        words = f"The property, '{_dotted(first.path)}', in the request body is invalid"
        return Refused(400, f"{words} (line: -, column: -)", first.rule)
    words = f"The request body has {len(outside)} error(s)"
    return Refused(400, words, first.rule, details=_details(outside))


def _inside(problem: Problem) -> bool:
    """Whether the trouble is with a message's contents, or in them."""
    path = problem.path
    if len(path) < DEPTH or path[0] != "messages" or path[2] not in CONTENTS:
        return False
    return len(path) > DEPTH or problem.message not in (MISSING, WRONG_TYPE)


def _bad_message(problems: Found) -> Refused:
    index = problems[0].path[1]
    same = [problem for problem in problems if problem.path[1] == index]
    words = f"A message (messages[{index}])\u00a0in the request body is invalid"
    return Refused(400, words, problems[0].rule, details=_details(same))


def _details(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [_detail(problem) for problem in problems]


def _detail(problem: Problem) -> dict[str, str]:
    path = problem.path
    if _inside(problem):
        place = CONTENTS[str(path[2])] + "/".join(map(str, path[DEPTH:]))
        return {"message": problem.message, "property": place}
    words = "May not be empty" if problem.message == MISSING else problem.message
    return {"message": words, "property": _dotted(path)}


def _dotted(path: Path) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
