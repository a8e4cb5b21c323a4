"""What time it is: the machine's, or in `make run` a clock that can be moved."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Watch = Callable[[], datetime]


def watch(clock_file: Path | None = None) -> Watch:
    """Return a clock; with `clock_file`, moved by the seconds that the file holds."""
    if clock_file is None:
        return lambda: datetime.now(UTC)
    return lambda: datetime.now(UTC) + _moved(clock_file)


def _moved(clock_file: Path) -> timedelta:
    try:
        return timedelta(seconds=float(clock_file.read_text() or 0))
    except (FileNotFoundError, ValueError):
        return timedelta(0)
