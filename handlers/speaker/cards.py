"""How questions to a speaker look: to who asks, and to who gathers them."""

from collections.abc import Sequence

from bot import dates, ways
from bot.bangkok import local
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, press, say, text
from models import Event, SpeakerQuestion

SHOWN = 3  # things under each other, then “more”
LONGEST = 500  # UTF-16 units of a question
ASK, NO_TIP, CHOOSE = N_("ถามวิทยากร"), N_("ไม่ใช่เบาะแส"), N_("เลือกกิจกรรมนี้")
READ, DONE, NOT_YET = N_("ดูคำถาม"), N_("ถามแล้ว"), N_("ยังไม่ได้ถาม")
NEWEST, OLDEST = N_("คำถามใหม่ก่อน"), N_("คำถามเก่าก่อน")


class Begin(Button, tag="speaker.begin"):
    """What waits while she joins her club."""


class At(Button, tag="speaker.at"):
    """Ask the speaker of this event; `sure` that it is no tip."""

    event: Number
    sure: bool = False


class Sure(Button, tag="speaker.sure"):
    """What she wants to ask is no tip; at which event is not known yet."""


class More(Button, tag="speaker.more"):
    """Further events to choose from."""

    start: Number


class Read(Button, tag="speaker.read"):
    """What was asked at an event, for a coordinator; `after` is a question."""

    event: Number
    newest: bool = False
    after: Number | None = None


class Events(Button, tag="speaker.events"):
    """Further events at which questions wait."""

    start: Number


class Mark(Button, tag="speaker.mark"):
    """The speaker had this question, or had it not; then the same page again."""

    question: Number
    done: bool
    newest: bool = False
    after: Number | None = None


def join_first() -> Message:
    return card(
        _("เข้าชมรมก่อนนะคะ"),
        _("แล้วฝากคำถามถึงวิทยากรได้เลยค่ะ"),
        primary=ways.join(),
        links=[ways.menu()],
    )


def no_event() -> Message:
    words = _("ตอนนี้ไม่มีกิจกรรมที่ถามวิทยากรได้ค่ะ ฝากถามผู้ประสานงานแทนได้นะคะ")
    return text(words, ways.contact(), ways.events(), ways.menu())


def which(events: Sequence[Event], start: int) -> Message:
    """Up to three; `events` may hold one more, which is not shown."""
    items = [(each.title, _days(each), press(_(CHOOSE), At(event=each.id))) for each in events]
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN)) if len(events) > SHOWN else None
    title = _("ถามวิทยากรของกิจกรรมไหนคะ")
    return listing(title, items[:SHOWN], more=more, quick=[ways.cancel(), ways.menu()])


def ask(event: Event) -> Message:
    return card(
        _(ASK),
        event.title,
        _("พิมพ์คำถามได้เลยค่ะ น้องสตรองจะรวบรวมให้ผู้ประสานงาน โดยไม่บอกชื่อคุณ"),
        warning=_("ที่นี่ไม่ใช่ช่องทางแจ้งเบาะแสนะคะ"),
        primary=ways.cancel(),
        secondary=[ways.tip()],
    )


def too_long(units: int) -> Message:
    words = _(
        "คำถามยาว {units} ตัวอักษร ฝากได้ไม่เกิน {most} ตัวค่ะ รบกวนย่อแล้วพิมพ์ใหม่นะคะ",
        units=units,
        most=LONGEST,
    )
    return text(words, ways.cancel())


def is_it_a_tip(event_id: int | None) -> Message:
    """Nothing of it is quoted, kept, or sent."""
    sure = Sure() if event_id is None else At(event=event_id, sure=True)
    return card(
        _("เรื่องนี้เป็นเบาะแสไหมคะ"),
        _("ยังไม่ได้ส่งและไม่ได้เก็บไว้ค่ะ คำถามถึงวิทยากรมีคนอ่านให้ทุกคนฟังได้"),
        _("ถ้าไม่ใช่ กด “ไม่ใช่เบาะแส” แล้วส่งข้อความเดิมอีกครั้งนะคะ"),
        band=_("ขอถามก่อนค่ะ"),
        tone=Tone.CHECK,
        primary=ways.tip(),
        secondary=[press(_(NO_TIP), sure)],
        links=[ways.cancel()],
    )


def asked(event: Event, words: str, room: int) -> Message:
    """`room` is how many more she may ask here."""
    further = _("ฝากได้อีก {count} ข้อค่ะ", count=room) if room else None
    note = " ".join(part for part in (_("ไม่บอกชื่อคุณกับใคร"), further) if part)
    return card(
        _("รับคำถามแล้วค่ะ ขอบคุณนะคะ"),
        event.title,
        quoted=words,
        note=note,
        band=_("✓ ฝากแล้ว"),
        tone=Tone.GOOD,
        primary=press(_(ASK), At(event=event.id)) if room else None,
        secondary=[ways.menu()],
    )


def somebody_asks(event: Event) -> Message:
    words = _("มีคำถามถึงวิทยากรของ “{title}” ค่ะ พิมพ์ “คำถามถึงวิทยากร” เพื่อดูนะคะ", title=event.title)
    return text(words, questions(), ways.menu())


def which_to_read(events: Sequence[Event], start: int) -> Message:
    items = [(each.title, _days(each), press(_(READ), Read(event=each.id))) for each in events]
    more = press(_("ดูเพิ่ม"), Events(start=start + SHOWN)) if len(events) > SHOWN else None
    title = _("ดูคำถามถึงวิทยากรของกิจกรรมไหนคะ")
    return listing(title, items[:SHOWN], more=more, quick=[ways.menu()])


def nothing_asked() -> Message:
    words = _("ตอนนี้ไม่มีคำถามถึงวิทยากรค้างอยู่ค่ะ สมาชิกพิมพ์ “ถามวิทยากร” เพื่อฝากคำถามได้นะคะ")
    return text(words, ways.events(), ways.menu())


def waiting(
    event: Event, open_: Sequence[SpeakerQuestion], button: Read, marked: int | None = None
) -> Message:
    """Three questions without a name; `open_` may hold one more. `marked` was done just now."""
    undo = [press(_(NOT_YET), _mark(marked, button, done=False))] if marked else []
    if not open_:
        words = _("ไม่มีคำถามถึงวิทยากรค้างอยู่แล้วค่ะ “{title}”", title=event.title)
        return text(words, *undo, questions(), ways.menu())
    items = [
        (each.words, _asked(each), press(_(DONE), _mark(each.id, button, done=True)))
        for each in open_[:SHOWN]
    ]
    more = _further(open_, button) if len(open_) > SHOWN else None
    title = _("คำถามถึงวิทยากร “{title}”", title=event.title)
    return listing(title, items, more=more, quick=[*undo, _other_way(button), ways.menu()])


def questions() -> Action:
    return say(_("คำถามถึงวิทยากร"))


def _mark(question: int, button: Read, *, done: bool) -> Mark:
    return Mark(question=question, done=done, newest=button.newest, after=button.after)


def _further(open_: Sequence[SpeakerQuestion], button: Read) -> Action:
    last = open_[SHOWN - 1].id
    return press(_("ดูเพิ่ม"), Read(event=button.event, newest=button.newest, after=last))


def _other_way(button: Read) -> Action:
    label = OLDEST if button.newest else NEWEST
    return press(_(label), Read(event=button.event, newest=not button.newest))


def _asked(question: SpeakerQuestion) -> str:
    return _("ถามเมื่อ {when}", when=dates.moment(question.asked, language()))


def _days(event: Event) -> str:
    return dates.days(local(event.starts).date(), local(event.ends).date(), language())
