"""Bars drawn on the server: numbers over a few weeks or clubs, as SVG that needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, WIDTH, GAP = 140, 320, 8  # of the drawing, in its own units
ABOVE = 24  # room for a number above its bar


@dataclass(frozen=True)
class Bar:
    """Where a bar stands, and what it says."""

    label: str
    value: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def bars(values: Sequence[tuple[str, int]]) -> list[Bar]:
    """Label and number of each, from the left; the highest fills the drawing."""
    most = max((value for _label, value in values), default=0) or 1
    step = WIDTH / max(len(values), 1)
    heights = [(HEIGHT - ABOVE) * value / most for _label, value in values]
    return [
        Bar(label, value, place * step + GAP / 2, HEIGHT - height, step - GAP, height)
        for place, ((label, value), height) in enumerate(zip(values, heights, strict=True))
    ]
