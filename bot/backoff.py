"""How long to wait before the next try of what failed."""

import random
from datetime import timedelta


def after(tries: int, *, first: timedelta, most: timedelta, factor: int = 2) -> timedelta:
    """Longer from try to try, and never the same for two: else all would come back at once."""
    spread: float = random.uniform(0.75, 1.25)  # noqa: S311 - no secret
    grown: timedelta = first * factor ** min(tries, 12)
    return min(grown, most) * spread
