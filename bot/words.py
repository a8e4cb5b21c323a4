"""What a typed phrase means: one intent, nothing, or the few that are worth asking about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.language import _
from bot.spelling import composed, letters, without_particles
from bot.surroundings import WINDOW, asked, denied, thanked_for, turned
from content.intents import INTENTS, ContentError

SURE = 5  # code points: a shorter phrase stands in too many other words
SHORTEST_INSIDE = 3  # but for the few that intents.yaml lists under `inside`
LONGEST_TYPO = 60  # code points; no phrase is nearly as long
NEAR = 82  # rapidfuzz's ratio, in percent
CLOSE = 6  # percent: a second intent this near to the best could be the one that was meant
FEW = 4  # intents that one may ask about at once

_NEGATIVE = ("ไม่", "บ่", "อย่า", "ห้าม", "เลิก", "หยุด")
_LEADING = frozenset("เแโใไ")  # a vowel that belongs to the letter after it
_TRAILING = frozenset("ะาำัิีึืฺุู็่้๊๋์")  # and those that belong to the letter before them

_CANCEL = frozenset({"ยกเลิก", "ขอยกเลิก"})  # inside a sentence they do not say what
_CANCELS = {
    "rsvp": ("cancel_rsvp",),
    "cancel_rsvp": ("cancel_rsvp",),
    "my_registrations": ("cancel_rsvp",),
    "decline": ("cancel_rsvp",),
    "notify_on": ("notify_off",),
    "notify_off": ("notify_off",),
    "news": ("notify_off",),
    "join_club": ("leave_club",),
    "leave_club": ("leave_club",),
    "my_data": ("delete_my_data",),
    "delete_my_data": ("delete_my_data",),
    "tip": ("track_tip",),
    "track_tip": ("track_tip",),
    "events": ("events", "cancel_rsvp", "cancel_event"),
}
_SOME_CANCEL = ("cancel_rsvp", "notify_off", "leave_club")
_SAME_WORD = {"cancel_event": "events", "announce": "news"}  # and the intent that only looks


class Hit(NamedTuple):
    """A phrase found in a text, and what stands around it."""

    intent: str
    phrase: str
    before: str
    after: str


def intent(text: str) -> str | None:
    """The one thing that this means; None when it means nothing, or must be asked."""
    found = _meanings(text)
    return found[0] if len(found) == 1 else None


def candidates(text: str) -> tuple[str, ...]:
    """The intents to ask about, likeliest first, where guessing wrong would cost something."""
    found = _meanings(text)
    return found if len(found) > 1 else ()


def understood(text: str) -> bool:
    """Whether this means something, be it one thing or several to ask about."""
    return bool(_meanings(text))


def said(text: str, *intents: str) -> str | None:
    """Which of these intents the whole text says, word for word; for answers inside a flow."""
    name = _exact(normalise(text, particles=True))
    return name if name in intents else None


def is_request(text: str) -> bool:
    """Whether the whole text asks for something, so that it is no name or other answer."""
    name = _exact(normalise(text, particles=True))
    return name is not None and INTENTS[name].effect not in {"answer", "courtesy"}


def asks_inside(text: str) -> bool:
    """Whether some phrase inside the text asks for something; slips of the finger do not count."""
    told = _told(normalise(text, particles=True), question=False)
    return any(INTENTS[name].effect not in {"answer", "courtesy"} for name in told)


def is_phrase(text: str) -> bool:
    return _exact(normalise(text, particles=True)) is not None


def one_of(text: str, *labels: str) -> bool:
    """Whether this is what stands on one of these buttons, in Thai or in the reader's language."""
    return normalise(text) in {normalise(each) for label in labels for each in (label, _(label))}


def normalise(text: str, *, particles: bool = False) -> str:
    """The one way of writing that phrases are compared in; a text of signs alone keeps its sign."""
    spoken = composed(text)
    words = letters(spoken) or next((sign for sign in _SIGNS if sign in spoken), "")
    return words if particles else without_particles(words)


def _meanings(text: str) -> tuple[str, ...]:
    words = normalise(text, particles=True)
    question = "?" in text or "？" in text
    name = _exact(words)
    if name and not (question and INTENTS[name].effect == "grave"):
        return (name,)
    return _told(words, question=question) or _nearly(without_particles(words))


def _exact(words: str) -> str | None:
    return _PHRASES.get(words) or _PHRASES.get(without_particles(words))


def _told(words: str, *, question: bool) -> tuple[str, ...]:
    """What the phrases inside a sentence say together."""
    hits = _hits(words)
    if urgent := [hit.intent for hit in hits if _is_urgent(hit)]:
        return (urgent[0],)
    if any(hit.intent == "thanks" and thanked_for(hit.after) for hit in hits):
        return ("thanks",)
    for hit in hits:
        if hit.phrase in _CANCEL and not denied(hit.before):
            return _cancelled(hits, question=question or asked(hit.after))
    heard = [turned(*hit, question=question) for hit in hits]
    return _settled([meaning for meaning in heard if meaning])


def _is_urgent(hit: Hit) -> bool:
    """What a life may depend on goes before all else; to be led to help wrongly costs nothing."""
    return INTENTS[hit.intent].effect == "urgent" and not denied(hit.before)


def _cancelled(hits: list[Hit], *, question: bool) -> tuple[str, ...]:
    """What may be cancelled where the word for it stands apart from its object."""
    objects = [hit.intent for hit in hits if hit.intent in _CANCELS and hit.phrase not in _CANCEL]
    if question and "events" in objects:
        return ("events",)
    meant = _CANCELS[objects[0]] if objects else _SOME_CANCEL
    return (*meant, "help") if question else meant


def _settled(heard: list[tuple[str, ...]]) -> tuple[str, ...]:
    """One intent where a guess costs nothing, else all between which one must ask."""
    names = list(dict.fromkeys(name for meaning in heard for name in meaning))
    names = [name for name in names if INTENTS[name].effect != "courtesy"] or names[:1]
    open_questions = {name for meaning in heard if len(meaning) > 1 for name in meaning}
    weighing = [name for name in names if name in open_questions or _weighs(name, names)]
    return tuple((weighing or names[:1])[:FEW])


def _weighs(name: str, names: list[str]) -> bool:
    """Whether to take another of the names for this one would do harm."""
    if "tip" in names:
        return True
    if name == "decline" and "cancel_rsvp" in names:
        return False  # both say that one does not come
    acts = INTENTS[name].effect in {"records", "grave"}
    return acts or any(_SAME_WORD.get(other) == name for other in names)


def _hits(words: str) -> list[Hit]:
    """The phrases inside, longest first, none overlapping another."""
    taken = bytearray(len(words))
    hits = []
    for start, phrase in sorted(_found(words), key=lambda found: (-len(found[1]), found[0])):
        end = start + len(phrase)
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * len(phrase)
            before, after = words[max(0, start - WINDOW) : start], words[end : end + WINDOW]
            hits.append(Hit(_PHRASES[phrase], phrase, before, after))
    return hits


def _found(words: str) -> Iterator[tuple[int, str]]:
    for start in range(len(words) - SHORTEST_INSIDE + 1):
        for phrase in _BY_START.get(words[start : start + SHORTEST_INSIDE], ()):
            if words.startswith(phrase, start) and _stands_free(words, start, len(phrase)):
                yield start, phrase


def _stands_free(words: str, start: int, length: int) -> bool:
    """Whether no syllable, Latin word or number is cut through at the phrase's edges."""
    end = start + length
    before, after = words[start - 1 : start], words[end : end + 1]
    if before in _LEADING or after in _TRAILING:
        return False
    return not (_joined(before, words[start]) or _joined(words[end - 1], after))


def _joined(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _nearly(words: str) -> tuple[str, ...]:
    """What may have been meant by a phrase with a slip in it."""
    if not SURE <= len(words) <= LONGEST_TYPO:
        return ()
    alike = process.extract(
        words, _FUZZY[_negative(words)], scorer=fuzz.ratio, score_cutoff=NEAR, limit=8
    )
    likely = [(phrase, score) for phrase, score, _ in alike if _is_slip(words, phrase)]
    names = dict.fromkeys(
        _PHRASES[phrase] for phrase, score in likely if score >= likely[0][1] - CLOSE
    )
    grave = any(INTENTS[name].effect == "grave" for name in names)
    return tuple(names)[: FEW if grave else 1]


def _is_slip(words: str, phrase: str) -> bool:
    """Whether a letter is wrong; a word more or less (ประชุม, งดประชุม) is no slip of the finger."""
    shows = INTENTS[_PHRASES[phrase]].effect == "shows"
    return shows or abs(len(words) - len(phrase)) <= 1


def _negative(words: str) -> bool:
    return any(word in words for word in _NEGATIVE)


def _index() -> dict[str, str]:
    """Every phrase as normalised, with its intent."""
    phrases: dict[str, str] = {}
    for name, known in INTENTS.items():
        for phrase in known.all_phrases:
            owner = phrases.setdefault(letters(composed(phrase)) or phrase, name)
            if owner != name:
                raise ContentError(f"intents.yaml: {name}: {phrase!r} reads as one of {owner}")
    return phrases


def _inside() -> Iterator[str]:
    """The phrases that count inside a sentence, longest first."""
    for phrase, name in sorted(_PHRASES.items(), key=lambda item: -len(item[0])):
        long = len(phrase) >= SURE and INTENTS[name].effect != "answer"
        if long or phrase in _CANCEL or phrase in INTENTS[name].inside:
            yield phrase


def _by_start(phrases: Iterable[str]) -> dict[str, list[str]]:
    index = defaultdict(list)
    for phrase in phrases:
        index[phrase[:SHORTEST_INSIDE]].append(phrase)
    return dict(index)


def _fuzzy() -> dict[bool, list[str]]:
    """The phrases that may be misspelt, those that deny apart: one ไม่ is no slip of the finger."""
    spelt = [
        phrase
        for phrase, name in _PHRASES.items()
        if len(phrase) >= SURE and (INTENTS[name].effect != "answer" or name == "cancel_flow")
    ]
    return {
        negative: [phrase for phrase in spelt if _negative(phrase) is negative]
        for negative in (True, False)
    }


_SIGNS = [each for known in INTENTS.values() for each in known.phrases if not letters(each)]
_PHRASES = _index()
_BY_START = _by_start(_inside())
_FUZZY = _fuzzy()
