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
    announced: int  # who get one announcement
    naive_calls: int  # of the loop beside it
    personal: int  # who get one that names them
    laid_out: int  # readers of an announcement that is only laid out
    timed: int  # announcements whose beginning is timed
    deaths: int  # workers that die just before one
    stormy: int  # who get an announcement while workers are killed
    cold: bool  # install from nothing


FULL = Plan(
    rounds=3,
    warming=400,
    closed_seconds=3.0,
    open_seconds=6.0,
    members=2000,
    reminders=10_000,
    imported=100_000,
    import_rounds=3,
    searched=1_000_000,
    announced=1_000_000,
    naive_calls=100,
    personal=100_000,
    laid_out=10_000_000,
    timed=100,
    deaths=20,
    stormy=500_000,
    cold=True,
)
QUICK = Plan(
    rounds=1,
    warming=200,
    closed_seconds=1.5,
    open_seconds=2.5,
    members=500,
    reminders=1000,
    imported=5000,
    import_rounds=1,
    searched=50_000,
    announced=100_000,
    naive_calls=20,
    personal=2000,
    laid_out=100_000,
    timed=10,
    deaths=2,
    stormy=20_000,
    cold=False,
)
