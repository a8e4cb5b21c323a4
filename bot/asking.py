"""Questions to people: what may be one, and how one tap passes it on to the coordinator."""

from bot import limits, words
from bot.language import N_, _
from bot.messages import Action, say
from content.intents import INTENTS

ASK, ASK_MORE = N_("ฝากถาม"), N_("ถามต่อ")
WRITE = N_("ฝากคำถาม")


def pass_on(question: str) -> Action:
    """One tap says the question again, for the coordinator: until then nothing is kept of it."""
    label, told = _("ฝากถามผู้ประสานงาน"), f"{_(ASK)} {question}"
    fits = limits.clusters(told) <= limits.DISPLAY_TEXT
    return say(label, told if fits else _(ASK))


def passed_on(said: str) -> str | None:
    """The question that is to be passed on; empty: it is still to be typed; None: nothing is."""
    spoken = said.strip()
    for prefix in _prefixes():
        if spoken.casefold().startswith(prefix.casefold()):
            return spoken[len(prefix) :].lstrip(" :\n")
    return None


def blank(said: str) -> bool:
    """Whether there is nothing in it to answer: signs alone, or letters that nobody sees."""
    return not words.normalise(said)


def looks_like_tip(said: str) -> bool:
    return words.intent(said) == "tip" or "tip" in words.candidates(said)


def is_other_matter(said: str) -> bool:
    """Whether this is one of the words that ask for something of the bot, as menus type them."""
    return words.is_request(said) or words.intent(said) == "danger"


def only_shows(said: str) -> bool:
    """Whether what it asks for is looked at in passing."""
    meant = words.intent(said)
    return meant is not None and INTENTS[meant].effect in {"shows", "urgent"}


def _prefixes() -> list[str]:
    """The longest first; whoever reads English may type it, too."""
    known = {each for prefix in (ASK, ASK_MORE, WRITE) for each in (prefix, _(prefix))}
    label = _("ฝากถามผู้ประสานงาน")
    return sorted({*known, label}, key=len, reverse=True)
