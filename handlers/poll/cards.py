"""How polls look: to members who answer, and to coordinators who ask."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot import dates, limits, signing, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, choices, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, image, press, say, text, with_quick
from handlers.poll.flow import (
    Tally,
)
from models import Club, Poll
from settings import Settings

SHOWN = 3  # things under each other, then “more”
NAME = 40  # UTF-16 units of a club's name in a link, so that LINE does not find it too long
PURPOSE = "poll"  # of a picture's signature
RESULT, ANSWER, AGAIN = N_("ดูผล"), N_("ตอบโพล"), N_("เปลี่ยนคำตอบ")
CLOSE, KEEP = N_("ปิดโพล"), N_("ยังไม่ปิด")
RESULTS = N_("ผลโพล")  # as they are asked for from anywhere


class Show(Button, tag="poll.show"):
    poll: Number


class Pick(Button, tag="poll.pick"):
    """Take a choice, from 0; poll 0 is one that is not open yet."""

    poll: Number
    choice: Number


class Drop(Button, tag="poll.drop"):
    poll: Number
    choice: Number


class Result(Button, tag="poll.result"):
    poll: Number


class More(Button, tag="poll.more"):
    start: Number


class AskClose(Button, tag="poll.ask_close"):
    poll: Number


class Close(Button, tag="poll.close"):
    poll: Number


def join_first(club: Club | None) -> Message:
    """`club` is the poll's, where it is known."""
    named = say(_("เข้าชมรม"), _("เข้าชมรม {club}", club=club.code)) if club else ways.join()
    return card(
        _("เข้าชมรมก่อนตอบโพลนะคะ"),
        _("โพลเปิดให้สมาชิกของชมรมตอบค่ะ เข้าแล้วโพลจะขึ้นมาเอง"),
        primary=named,
        links=[ways.menu()],
    )


def ballot(poll: Poll, taken: Collection[int]) -> Message:
    """The poll with what she chose; what is chosen is taken back by the same tap."""
    kicker = _("โพลชมรม {club} · เลือกได้ {most} ข้อ", club=poll.club.name, most=poll.most)
    options = [_option(poll, place, taken) for place in range(len(poll.choices))]
    closes = _("ตอบและเปลี่ยนได้ถึง {when} ค่ะ", when=dates.moment(poll.closes, language()))
    note = closes + " " + _left(poll, taken) if taken else closes
    shown = choices(poll.question, options, kicker=kicker, note=note)
    further = [press(_(RESULT), Result(poll=poll.id))] if taken else []
    return with_quick(shown, [*further, ways.menu()])


def listed(polls: Sequence[Poll], start: int, now: datetime, *, hers: bool) -> Message:
    """Up to three; `polls` may hold one more. `hers`: she coordinates, and looks at results."""
    items = [
        (each.question, _until(each, now), press(_(RESULT), Result(poll=each.id)))
        if hers
        else (each.question, _until(each, now), press(_(ANSWER), Show(poll=each.id)))
        for each in polls[:SHOWN]
    ]
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN)) if len(polls) > SHOWN else None
    title = _("โพลของชมรมคุณค่ะ") if hers else _("ตอบโพลไหนคะ")
    return listing(title, items, more=more, quick=[*([make()] if hers else []), ways.menu()])


def none_open() -> Message:
    words = _("ตอนนี้ชมรมของคุณไม่มีโพลที่เปิดอยู่ค่ะ แวะมาดูใหม่ได้เสมอนะคะ")
    return text(words, ways.events(), ways.menu())


def shut() -> Message:
    return text(_("โพลนี้ปิดแล้วค่ะ ขอบคุณที่สนใจนะคะ"), polls(), ways.menu())


def result(
    poll: Poll,
    tally: Tally,
    now: datetime,
    settings: Settings,
    *,
    taken: Collection[int] = (),
    member: bool = True,
    coordinates: bool = False,
) -> list[Message]:
    """A picture, and its figures in words for whoever does not see it.

    `member`: of the poll's club, so that she may answer.
    """
    open_ = poll.closes > now
    told = in_words(poll, tally)
    hers = ", ".join(poll.choices[each] for each in sorted(taken))
    answered = [_("คุณเลือก: {choices}", choices=hers)] if taken else []
    closing = [press(_(CLOSE), AskClose(poll=poll.id))] if coordinates and open_ else []
    label = _(AGAIN) if taken else _(ANSWER)
    again = [press(label, Show(poll=poll.id))] if member and open_ else []
    shown = card(
        poll.question,
        *answered,
        told,
        band=f"{_('ผลโพล')} · {_until(poll, now)}",
        tone=Tone.GOOD if taken else Tone.FACT,
        note=_("เลือกได้หลายข้อ ร้อยละจึงรวมกันเกิน 100 ได้ค่ะ") if poll.most > 1 else None,
        secondary=[*again, *closing],
        links=[ways.menu()],
        alt=f"{poll.question}: {told}",
    )
    pictures = [f"{settings.public_url}{address}" for address in addresses(poll, tally, settings)]
    return [image(pictures[0], pictures[1]), shown]


def addresses(poll: Poll, tally: Tally, settings: Settings) -> tuple[str, str]:
    """Where the picture of these figures is, and the small one; only we can make such a path."""
    about = (poll.id, tally.figures, language())
    signature = signing.sign(settings.secret_key, PURPOSE, *about)
    path = "/polls/" + "/".join(map(str, (*about, signature)))
    return f"{path}.png", f"{path}-preview.png"


def in_words(poll: Poll, tally: Tally) -> str:
    """“A 3 คน (60%), B 2 คน (40%) จากผู้ตอบ 5 คน”"""
    if not tally.voters:
        return _("ยังไม่มีใครตอบค่ะ")
    each = (
        _(
            "{choice} {count} คน ({percent}%)",
            choice=choice,
            count=tally.counts[place],
            percent=tally.percent(place),
        )
        for place, choice in enumerate(poll.choices)
    )
    return ", ".join(each) + " " + voters(tally)


def voters(tally: Tally) -> str:
    return _("จากผู้ตอบ {count} คน", count=tally.voters)


def ask_close(poll: Poll) -> Message:
    return card(
        _("ปิดโพลนี้ไหมคะ"),
        _("ปิดแล้วไม่มีใครตอบหรือเปลี่ยนคำตอบได้ค่ะ"),
        quoted=poll.question,
        band=_("ขอถามก่อนค่ะ"),
        tone=Tone.CHECK,
        primary=press(_(CLOSE), Close(poll=poll.id)),
        secondary=[press(_(KEEP), Result(poll=poll.id))],
    )


def over(poll: Poll) -> Message:
    question_ = limits.fit_utf16(poll.question, NAME)
    words = _("โพล “{question}” ปิดแล้วค่ะ พิมพ์ “ผลโพล” เพื่อดูผลนะคะ", question=question_)
    return text(words, press(_(RESULT), Result(poll=poll.id)), ways.menu())


def polls() -> Action:
    return say(_("โพล"))


def make() -> Action:
    return say(_("ทำโพล"))


def forwarded(code: str) -> str:
    """What is typed to see the poll with this code."""
    return _("โพล {code}", code=code)


def _option(poll: Poll, place: int, taken: Collection[int]) -> tuple[str, str, Action]:
    number, words = place + 1, poll.choices[place]
    chosen = place in taken
    back = chosen and poll.most > 1
    button = Drop(poll=poll.id, choice=place) if back else Pick(poll=poll.id, choice=place)
    fits = limits.clusters(words) <= limits.LABEL
    label = words if fits else _("ข้อ {number}", number=number)
    shown = _("เอาข้อ {number} ออก", number=number) if back else f"{number}. {words}"
    return f"✓ {number}" if chosen else str(number), words, press(label, button, shown=shown)


def _left(poll: Poll, taken: Collection[int]) -> str:
    return _("เลือกแล้ว {count} จาก {most} ข้อ", count=len(taken), most=poll.most)


def _until(poll: Poll, now: datetime) -> str:
    if poll.closes <= now:
        return _("ปิดแล้ว")
    return _("เปิดถึง {when}", when=dates.moment(poll.closes, language()))
