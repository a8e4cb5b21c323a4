"""Tables for people: printed, and written into docs/performance.md between two marks."""

from collections.abc import Sequence
from dataclasses import dataclass

BEGIN, END = "<!-- measured: make bench writes what follows -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Table:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def markdown(self) -> str:
        lines = [self.heads, ["---"] * len(self.heads), *self.rows]
        grid = "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)
        note = f"\n\n{self.note}" if self.note else ""
        return f"### {self.title}\n\n{grid}{note}\n"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def renewed(document: str, measured: str) -> str:
    """The document with new figures between its marks; what people wrote around them stays."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{measured.strip()}\n\n{END}{after}"
