"""Laying an announcement out as requests, for as many readers as the whole account may have."""

import json
import os
import subprocess
from collections.abc import Iterator

from bench import news
from bench.figures import figure
from bench.plan import Plan
from bench.processes import MEASURED, ROOT, tool
from bench.stand import DATABASES, Stand
from bench.tables import Table


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    """Once for each database: writing its readers takes far longer than what is measured."""
    rows = [_row(stand, plan, kind) for kind in DATABASES]
    yield Table(
        f"Laying out an announcement to {plan.laid_out:,} people",
        ("", "first requests", "all", "people/s", "memory"),
        rows,
        "In a process of its own that does nothing else, with the pauses that let the webhook "
        "have SQLite. Memory is the most it had beyond its rest (RSS). Measured once.",
    )


def _row(stand: Stand, plan: Plan, kind: str) -> tuple[str, ...]:
    address = stand.database(kind)
    (club,) = news.readers(address, plan.laid_out)
    news.announce(address, club, 0.0)
    done = subprocess.run(
        [tool("python"), "-m", "bench.laying"],
        cwd=ROOT,
        env={**os.environ, **stand.environment(address)},
        capture_output=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {MEASURED}),
    )
    took = json.loads(done.stdout)
    return (
        kind,
        figure([took["first"] * 1000], "ms"),
        figure([took["all"]], "s"),
        figure([plan.laid_out / took["all"]]),
        figure([took["above"]], "MB"),
    )
