"""How LINE words its refusals: the shape of the body depends on where the trouble lies."""

from collections.abc import Iterable

from simulator.errors import Refused
from simulator.rules.checks import WRONG_TYPE, Found, Path, Problem

CONTENTS = {"contents": "/", "template": "template/"}  # facts §1.9: paths inside these
DEPTH = 3  # ("messages", 0, "contents"): what lies below is inside a message's contents


def refusal(problems: Found) -> Refused:
    """The first kind of trouble that LINE would meet; there is at least one problem."""
    outside = [problem for problem in problems if not _inside(problem.path)]
    if not outside:
        return _bad_message(problems)
    first = outside[0]
    if first.message == WRONG_TYPE and first.path[:1] != ("messages",):
        words = f"The property, '{_dotted(first.path)}', in the request body is invalid"
        return Refused(400, f"{words} (line: -, column: -)", first.rule)
    words = f"The request body has {len(outside)} error(s)"
    return Refused(400, words, first.rule, details=_details(outside))


def _inside(path: Path) -> bool:
    return len(path) >= DEPTH and path[0] == "messages" and path[2] in CONTENTS


def _bad_message(problems: Found) -> Refused:
    index = problems[0].path[1]
    same = [problem for problem in problems if problem.path[1] == index]
    words = f"A message (messages[{index}])\u00a0in the request body is invalid"
    return Refused(400, words, problems[0].rule, details=_details(same))


def _details(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"message": _words(problem), "property": _place(problem.path)} for problem in problems]


def _words(problem: Problem) -> str:
    missing = problem.message == "must be specified" and not _inside(problem.path)
    return "May not be empty" if missing else problem.message


def _place(path: Path) -> str:
    if not _inside(path):
        return _dotted(path)
    return CONTENTS[str(path[2])] + "/".join(map(str, path[DEPTH:]))


def _dotted(path: Path) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
