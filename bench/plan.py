"""How much is measured: all of it for docs/performance.md, or one small round of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    rounds: int  # each figure is the median of so many
    warming: int  # requests before anything counts
    closed_seconds: float  # as fast as it goes
    open_seconds: float  # at a steady rate
    members: int  # of the club whose members write
    reminders: int  # due at one moment
    imported: int  # members in a file
    import_rounds: int
    searched: int  # members among whom one is found
    cold: bool  # install from nothing


FULL = Plan(3, 400, 3.0, 6.0, 2000, 10_000, 100_000, 3, 1_000_000, cold=True)
QUICK = Plan(1, 200, 1.5, 2.5, 500, 1000, 5000, 1, 50_000, cold=False)
