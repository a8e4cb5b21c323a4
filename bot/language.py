"""Every text that a person reads: written in Thai where it is used, English in a catalogue."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LANGUAGES = ("th", "en")
OWN_NAMES = {"th": "ภาษาไทย", "en": "English"}  # what whoever needs one can read
LOCALES = Path(__file__).parent.parent / "locales"

_catalogues = {"en": gettext.translation("messages", LOCALES, ["en"], fallback=True)}
_spoken: ContextVar[str] = ContextVar("spoken", default="th")


def _(thai: str, **values: object) -> str:
    """`thai` in the language of the person spoken to; `values` fill its {names}."""
    catalogue = _catalogues.get(_spoken.get())
    words = catalogue.gettext(thai) if catalogue else thai
    return words.format(**values) if values else words


def N_(thai: str) -> str:  # noqa: N802 - gettext's own name for a text that is translated later
    return thai


def language() -> str:
    return _spoken.get()


def speak(language: str) -> None:
    """From here on, in this context, `_` answers in `language`."""
    _spoken.set(language if language in LANGUAGES else "th")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    token = _spoken.set(language if language in LANGUAGES else "th")
    try:
        yield
    finally:
        _spoken.reset(token)
