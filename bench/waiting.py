"""How long LINE waits for our 200 at a steady rate, while LINE itself is quick and slow."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bench import load
from bench.events import Chatter
from bench.figures import NOT_MEASURED, figure
from bench.handling import PEER, Subject, ours
from bench.plan import Plan
from bench.stand import DATABASES, Stand, Web
from bench.tables import Table

RATE = 100  # events a second
SLOW = 0.3  # seconds that a call to LINE takes
INLINE = "the SDK's example: answers inline"
PATIENCE = 2.0  # seconds after which LINE gives a webhook up


@dataclass(frozen=True)
class Waits:
    """In milliseconds."""

    median: float
    p99: float
    p99_at_least: bool  # the 99th percentile was never answered: it waited longer
    in_time: float  # percent that LINE would not have given up
    busy: float


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    bots = [ours(stand, plan, kind, plan.rounds * 2 * _count(plan)) for kind in DATABASES]
    bare = Subject(PEER, stand.peer("bare"), bots[0].chatter, answers=False)
    inline = Subject(INLINE, stand.peer("inline"), bots[0].chatter, answers=True)
    found: dict[tuple[str, float], list[Waits]] = defaultdict(list)
    with ExitStack() as closing:
        running = [(each, closing.enter_context(each.start)) for each in (*bots, inline, bare)]
        for subject, web in running:
            load.at_rate(web.port, subject.chatter.requests(plan.warming // 2, "menu"), RATE)
        for _ in range(plan.rounds):
            for subject, web in running:
                for delay in (0.0, SLOW) if subject.answers else (0.0,):
                    found[subject.name, delay].append(
                        _round(stand, plan, subject.chatter, web, delay)
                    )
    rows = [_row(subject.name, found) for subject, _ in running]
    yield Table(
        f"Waiting for the 200 at {RATE} events a second",
        (
            "",
            "LINE quick: p50",
            "p99",
            f"each call to LINE takes {SLOW * 1000:.0f} ms: p50",
            "p99",
            "within 2 s",
        ),
        rows,
        "Webhooks come at random moments, whether earlier ones were answered or not; a wait "
        f"begins when the webhook should have left. The aim is a p99 below 50 ms in both columns. "
        f"LINE gives a webhook up after {PATIENCE:.0f} s. Same worker, threads and core for all; "
        "≥ means that it was still unanswered when the round ended. The load generator used "
        f"at most {max(each.busy for waits in found.values() for each in waits):.0%} of its core.",
    )


def _count(plan: Plan) -> int:
    return int(RATE * plan.open_seconds)


def _round(stand: Stand, plan: Plan, chatter: Chatter, web: Web, delay: float) -> Waits:
    stand.stub.begin(delay)
    result = load.at_rate(web.port, chatter.requests(_count(plan)), RATE)
    if result.failed:
        raise RuntimeError(f"{result.failed} webhooks failed")
    return waits(result)


def waits(result: load.Result) -> Waits:
    half, most = result.percentile(50), result.percentile(99)
    total = len(result.answered) + len(result.unanswered)
    in_time = sum(wait <= PATIENCE for wait in result.answered) / total
    return Waits(
        half.seconds * 1000, most.seconds * 1000, most.at_least, in_time * 100, result.busy
    )


def _row(name: str, found: dict[tuple[str, float], list[Waits]]) -> Sequence[str]:
    quick, slow = found[name, 0.0], found.get((name, SLOW), [])
    in_time = figure([each.in_time for each in slow], "%") if slow else NOT_MEASURED
    return name, *_cells(quick), *_cells(slow), in_time


def _cells(rounds: list[Waits]) -> tuple[str, str]:
    at_least = any(each.p99_at_least for each in rounds)
    middle = figure([each.median for each in rounds], "ms")
    return middle, figure([each.p99 for each in rounds], "ms", at_least=at_least)
