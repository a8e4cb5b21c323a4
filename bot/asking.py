"""What nobody here can answer is passed on: one tap says it again, to the coordinator."""

from bot import limits
from bot.language import N_, _
from bot.messages import Action, say

ASK, ASK_MORE = N_("ฝากถาม"), N_("ถามต่อ")
WRITE = N_("ฝากคำถาม")


def pass_on(question: str) -> Action:
    """One tap says the question again, for the coordinator: until then nothing is kept of it."""
    label, words = _("ฝากถามผู้ประสานงาน"), f"{_(ASK)} {question}"
    fits = limits.clusters(words) <= limits.DISPLAY_TEXT
    return say(label, words if fits else _(ASK))


def passed_on(said: str) -> str | None:
    """The question that is to be passed on; empty: it is still to be typed; None: nothing is."""
    spoken = said.strip()
    for prefix in _prefixes():
        if spoken.casefold().startswith(prefix.casefold()):
            return spoken[len(prefix) :].lstrip(" :\n")
    return None


def _prefixes() -> list[str]:
    """The longest first; whoever reads English may type it, too."""
    words = {each for prefix in (ASK, ASK_MORE, WRITE) for each in (prefix, _(prefix))}
    label = _("ฝากถามผู้ประสานงาน")
    return sorted({*words, label}, key=len, reverse=True)
