"""How LINE counts: in UTF-16 units, and labels in what a reader takes for one character."""

import regex

_GRAPHEME = regex.compile(r"\X")


def utf16(text: str) -> int:
    """🍎 is two, กี้ is three."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """🍎 is one, กี้ is one."""
    return len(text) if text.isascii() else len(_GRAPHEME.findall(text))
