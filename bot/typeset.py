"""Posters and menus: a template and its words become a PDF or a picture, Thai set right."""

import io
import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import fontpkg_sarabun
import segno
import typst


class CannotSet(Exception):
    """The letters or the typesetter are missing here: Thai would come out wrong."""


_one_at_a_time = Lock()  # a compiler serves one thread
FONTS = Path(fontpkg_sarabun.__file__).parent / "files"


def pdf(template: Path, words: dict[str, Any]) -> bytes:
    return _set(template, words, "pdf")


def png(template: Path, words: dict[str, Any], *, dots_per_inch: float) -> bytes:
    """The first page as a picture."""
    return _set(template, words, "png", dots_per_inch)


def qr(address: str) -> str:
    """A QR code as SVG, for a template."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=2, dark="#1B2733")
    return drawn.getvalue().decode()


def _set(
    template: Path, words: dict[str, Any], form: Literal["pdf", "png"], dots: float | None = None
) -> bytes:
    """`words` reach the template as data, never as its source: nothing that was typed is code."""
    if not any(FONTS.glob("*.ttf")):
        raise CannotSet
    told = {"words": json.dumps(words, ensure_ascii=False)}
    with _one_at_a_time:
        made = _compiler(template).compile(format=form, ppi=dots, sys_inputs=told)
    pages = made if isinstance(made, list) else [made or b""]
    return pages[0]


@cache
def _compiler(template: Path) -> typst.Compiler:
    """Reading the fonts costs more than setting a page."""
    return typst.Compiler(str(template), font_paths=[str(FONTS)], ignore_system_fonts=True)
