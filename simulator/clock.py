"""The simulated time: the real one, moved by an offset that a bot can read too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import NamedTemporaryFile

from simulator.errors import Mistake

BANGKOK = timezone(timedelta(hours=7))


YEARS = range(1980, 2200)
TOO_FAR = "Time does not go that far."


def real_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """Keeps its offset in `file`, a number of seconds as text, or in memory without one."""

    def __init__(self, file: Path | None = None, base: Callable[[], datetime] = real_now) -> None:
        self._file, self._base = file, base
        self._offset = 0.0

    def now(self) -> datetime:
        return (self._base() + timedelta(seconds=self.offset)).astimezone(BANGKOK)

    @property
    def offset(self) -> float:
        if self._file is None:
            return self._offset
        try:
            return float(self._file.read_text())
        except FileNotFoundError:
            return 0.0

    def advance(self, seconds: float) -> None:
        offset = self.offset + seconds
        try:
            _check(self._base() + timedelta(seconds=offset))
        except OverflowError:
            raise Mistake(TOO_FAR) from None
        self._set(offset)

    def move_to(self, moment: datetime) -> None:
        _check(moment)
        self._set((moment - self._base()).total_seconds())

    def reset(self) -> None:
        self._set(0.0)

    def _set(self, offset: float) -> None:
        self._offset = offset
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=self._file.parent, delete=False) as draft:
            draft.write(f"{offset}\n")
        Path(draft.name).replace(self._file)  # a reader finds the old number or the new one


def _check(moment: datetime) -> None:
    if moment.year not in YEARS:
        raise Mistake(TOO_FAR)
