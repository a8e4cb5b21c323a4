"""`python -m bench`: measure all, and write docs/performance.md.

`python -m bench quick` measures one small round of each, `python -m bench waiting reminders` only
these; both print, and write nothing.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence

from bench import (
    announcing,
    beside,
    delays,
    expanding,
    handling,
    importing,
    inside,
    last_seat,
    machine,
    pages,
    reminders,
    searching,
    seats,
    starting,
    storming,
    waiting,
)
from bench.plan import FULL, QUICK, Plan
from bench.processes import ROOT
from bench.stand import Stand
from bench.tables import Table, renewed

DOCUMENT = ROOT / "docs" / "performance.md"
Measurement = Callable[[Stand, Plan], Iterator[Table]]
MEASUREMENTS: dict[str, Measurement] = {
    "handling": handling.measure,
    "inside": inside.measure,
    "waiting": waiting.measure,
    "reminders": reminders.measure,
    "announcing": announcing.measure,
    "expanding": expanding.measure,
    "beside": beside.measure,
    "delays": delays.measure,
    "storming": storming.measure,
    "importing": importing.measure,
    "searching": searching.measure,
    "pages": pages.measure,
    "seats": seats.measure,
    "last_seat": last_seat.measure,
    "starting": starting.measure,
}


def main(words: Sequence[str]) -> None:
    unknown = set(words) - {"quick", *MEASUREMENTS}
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; known: quick, {', '.join(MEASUREMENTS)}")
    plan = QUICK if "quick" in words else FULL
    chosen = [name for name in MEASUREMENTS if name in words] or list(MEASUREMENTS)
    began = time.monotonic()
    parts = _measure(plan, chosen)
    parts.append(f"All of it took {time.monotonic() - began:.0f} s, with `{_command(words)}`.")
    print(parts[-1])
    if not words:
        text = renewed(DOCUMENT.read_text(encoding="utf-8"), "\n\n".join(parts))
        DOCUMENT.write_text(text, encoding="utf-8")


def _measure(plan: Plan, chosen: Sequence[str]) -> list[str]:
    """Each table as text; what could not be measured says so, and the rest goes on."""
    with Stand.open() as stand:
        parts = [machine.described(stand.folder)]
        print(parts[0], flush=True)
        for name in chosen:
            try:
                for table in MEASUREMENTS[name](stand, plan):
                    parts.append(table.markdown())
                    print(f"\n{parts[-1]}", flush=True)
            except Exception as error:  # noqa: BLE001 - whatever it was, it is in the document
                parts.append(f"### {name}\n\nnot measured: {type(error).__name__}: {error}")
                print(f"\n{parts[-1]}", flush=True)
    return parts


def _command(words: Sequence[str]) -> str:
    return " ".join(["python -m bench", *words])


if __name__ == "__main__":
    main(sys.argv[1:])
