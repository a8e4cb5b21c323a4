"""How a person reads: every text is written in Thai where it is used, English in a catalogue."""

import gettext
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from pathlib import Path

from models import Member

LANGUAGES = ("th", "en")
OWN_NAMES = {"th": "ภาษาไทย", "en": "English"}  # what whoever needs one can read
LOCALES = Path(__file__).parent.parent / "locales"

_catalogues = {"en": gettext.translation("messages", LOCALES, ["en"], fallback=True)}
_spoken: ContextVar[str] = ContextVar("spoken", default="th")
_large: ContextVar[bool] = ContextVar("large", default=False)


def _(thai: str, **values: object) -> str:
    """`thai` in the language of the person spoken to; `values` fill its {names}."""
    catalogue = _catalogues.get(_spoken.get())
    words = catalogue.gettext(thai) if catalogue else thai
    return words.format(**values) if values else words


def N_(thai: str) -> str:  # noqa: N802 - gettext's own name for a text that is translated later
    return thai


def language() -> str:
    return _spoken.get()


def large() -> bool:
    """Whether the person spoken to asked for larger letters."""
    return _large.get()


def address(member: Member) -> None:
    """From here on, in this context, texts are in her language and as large as she likes."""
    _spoken.set(member.language if member.language in LANGUAGES else "th")
    _large.set(member.large_text)


def addressing(member: Member) -> AbstractContextManager[None]:
    return speaking(member.language, large=member.large_text)


@contextmanager
def speaking(language: str, *, large: bool = False) -> Iterator[None]:
    tokens = _spoken.set(language if language in LANGUAGES else "th"), _large.set(large)
    try:
        yield
    finally:
        _spoken.reset(tokens[0])
        _large.reset(tokens[1])
