"""What a typed phrase means: one intent, nothing, or the few that are worth asking about."""

from rapidfuzz import fuzz, process

from bot.hits import CANCEL, PHRASES, SURE, Hit, hits_in
from bot.language import _
from bot.spelling import composed, letters, without_asking, without_particles
from bot.surroundings import asked, denied, made_up, mentioned, private, thanked_for, turned
from content.intents import INTENTS

LONGEST_TYPO = 60  # code points; no phrase is nearly as long
NEAR = 82  # rapidfuzz's ratio, in percent
CLOSE = 6  # percent: a second intent this near to the best could be the one that was meant
UNSAID = 16  # code points beside a word for cancelling that tell no object
FEW = 4  # intents that one may ask about at once

_NEGATIVE = ("ไม่", "บ่", "อย่า", "ห้าม", "เลิก", "หยุด")

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


def urgent(text: str) -> str | None:
    """What a life may depend on, if this says so."""
    meant = intent(text)
    return meant if meant and INTENTS[meant].effect == "urgent" else None


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
    return (
        _told(words, question=question)
        or _nearly(without_particles(words))
        or _wished(without_asking(words))
    )


def _exact(words: str) -> str | None:
    bare = without_particles(words)
    return PHRASES.get(words) or PHRASES.get(bare) or PHRASES.get(bare.removeprefix("ขอ"))


def _wished(words: str) -> tuple[str, ...]:
    """What a word stands for that is wished for, be it too short to count in a sentence."""
    name = PHRASES.get(words)
    return (name,) if name and INTENTS[name].effect in {"shows", "records"} else _nearly(words)


def _told(words: str, *, question: bool) -> tuple[str, ...]:
    """What the phrases inside a sentence say together."""
    hits = hits_in(words)
    if urgent := [hit.intent for hit in hits if _is_urgent(hit)]:
        return (urgent[0],)
    if any(hit.intent == "thanks" and thanked_for(hit.after) for hit in hits):
        return ("thanks",)
    for hit in hits:
        if hit.phrase in CANCEL and not denied(hit.before) and _is_ours(hit, hits):
            return _cancelled(hits, question=question or asked(hit.after))
    heard = [turned(*hit, question=question) for hit in hits if _counts(hit)]
    return _settled([meaning for meaning in heard if meaning])


def _counts(hit: Hit) -> bool:
    """Whether this was not dealt with before, and is no word that fell in passing."""
    if hit.phrase in CANCEL or INTENTS[hit.intent].effect == "urgent":
        return False
    return not (private(*hit) or (hit.phrase in PHRASES and mentioned(*hit)))


def _is_urgent(hit: Hit) -> bool:
    """What a life may depend on goes before all else; to be led to help wrongly costs nothing."""
    urgent = INTENTS[hit.intent].effect == "urgent"
    return urgent and not denied(hit.before) and not made_up(hit.before, hit.after)


def _is_ours(cancel: Hit, hits: list[Hit]) -> bool:
    """Whether what is cancelled is one of ours, or could be, as nothing else is named."""
    return len(hits) > 1 or len(cancel.before + cancel.after) <= UNSAID


def _cancelled(hits: list[Hit], *, question: bool) -> tuple[str, ...]:
    """What may be cancelled where the word for it stands apart from its object."""
    objects = [hit.intent for hit in hits if hit.intent in _CANCELS and hit.phrase not in CANCEL]
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


def _nearly(words: str) -> tuple[str, ...]:
    """What may have been meant by a phrase with a slip in it."""
    if not SURE <= len(words) <= LONGEST_TYPO:
        return ()
    alike = process.extract(
        words, _FUZZY[_negative(words)], scorer=fuzz.ratio, score_cutoff=NEAR, limit=8
    )
    likely = [(phrase, score) for phrase, score, _ in alike if _is_slip(words, phrase)]
    names = dict.fromkeys(
        PHRASES[phrase] for phrase, score in likely if score >= likely[0][1] - CLOSE
    )
    grave = any(INTENTS[name].effect == "grave" for name in names)
    return tuple(names)[: FEW if grave else 1]


def _is_slip(words: str, phrase: str) -> bool:
    """Whether a letter is wrong; a word more or less (ประชุม, งดประชุม) is no slip of the finger."""
    shows = INTENTS[PHRASES[phrase]].effect == "shows"
    return shows or abs(len(words) - len(phrase)) <= 1


def _negative(words: str) -> bool:
    return any(word in words for word in _NEGATIVE)


def _fuzzy() -> dict[bool, list[str]]:
    """The phrases that may be misspelt, those that deny apart: one ไม่ is no slip of the finger."""
    spelt = [
        phrase
        for phrase, name in PHRASES.items()
        if len(phrase) >= SURE and (INTENTS[name].effect != "answer" or name == "cancel_flow")
    ]
    return {
        negative: [phrase for phrase in spelt if _negative(phrase) is negative]
        for negative in (True, False)
    }


_SIGNS = [each for known in INTENTS.values() for each in known.phrases if not letters(each)]
_FUZZY = _fuzzy()
