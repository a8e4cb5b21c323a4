"""A figure is what several rounds gave: their median, and how far they lay apart."""

from collections.abc import Sequence
from statistics import median

NOT_MEASURED = "not measured"


def figure(rounds: Sequence[float], unit: str = "", *, at_least: bool = False) -> str:
    """The median with its spread, such as `12.3 ms (11.9–14.0)`."""
    if not rounds:
        return NOT_MEASURED
    middle = median(rounds)
    words = f"{'≥ ' if at_least else ''}{number(middle)}{f' {unit}' if unit else ''}"
    if len(rounds) == 1:
        return words
    return f"{words} ({number(min(rounds))}–{number(max(rounds))})"


def number(value: float) -> str:
    """Three digits that count: 0.314, 4.20, 61.5, 1,234."""
    if value >= 100:
        return f"{value:,.0f}"
    places = 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:.{places}f}"


def ratios(rounds: Sequence[float], beside: Sequence[float]) -> list[float]:
    """Round by round: what was measured at nearly the same time is compared."""
    return [each / other for each, other in zip(rounds, beside, strict=False) if other]
