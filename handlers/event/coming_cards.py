"""What is coming as cards side by side, each with its picture and its answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import drawing, ways
from bot.buttons import Button, Number
from bot.flex import card, carousel
from bot.language import _
from bot.messages import Action, Message, press, say
from handlers.event import cards, facts
from models import Answer, Counts, Event, Registration
from settings import Settings

BESIDE = 5  # events beside each other: a thumb tires, and LINE takes 50 KB


class Further(Button, tag="event.further"):
    """The next events, side by side."""

    start: Number


def coming(
    events: Sequence[Event],
    counts: Mapping[int, Counts],
    mine: Mapping[int, Registration],
    now: datetime,
    settings: Settings,
    *,
    start: int,
) -> Message:
    """`events` may hold one more than stand beside each other; `counts` and `mine` are by id."""
    shown = events[:BESIDE]
    pictures = _pictures(shown, settings.public_url)
    side_by_side = [
        _one(each, counts[each.id], mine.get(each.id), now, picture)
        for each, picture in zip(shown, pictures, strict=True)
    ]
    if len(events) > BESIDE:
        side_by_side.append(_more(start + BESIDE))
    alt = _("กิจกรรมที่กำลังจะมาถึง") + ": " + ", ".join(each.title for each in shown)
    return carousel(alt, side_by_side, [say(_("ดูเป็นรายการ")), ways.my_registrations(), ways.menu()])


def _one(
    event: Event, counts: Counts, mine: Registration | None, now: datetime, picture: str | None
) -> Message:
    said, open_ = mine.answer if mine else None, event.starts > now
    return card(
        event.title,
        band=_("กิจกรรม · {club}", club=event.club.name),
        picture=picture,
        rows=facts.rows(event, said),
        note=cards.her_answer(mine) if open_ else cards.over(event, now),
        primary=cards.taking(event, counts, said, now, None, open_=open_),
        secondary=_secondary(event, said, open_=open_),
    )


def _pictures(events: Sequence[Event], public_url: str) -> list[str | None]:
    """Where one has a picture, the others borrow their club's, so that all look the same."""
    own = [each.picture for each in events]
    if any(own):
        own = [each.picture or each.club.picture for each in events]
    return [drawing.address(public_url, digest) for digest in own]


def _secondary(event: Event, said: Answer | None, *, open_: bool) -> list[Action]:
    """To change an answer she sees the whole card first."""
    whole = press(_("ดูรายละเอียด"), cards.Show(event=event.id))
    if said or not open_:
        return [whole]
    return [press(_("ไม่สะดวก"), cards.Respond(event=event.id, coming=False)), whole]


def _more(start: int) -> Message:
    return card(_("ยังมีกิจกรรมอีกค่ะ"), primary=press(_("ดูเพิ่ม"), Further(start=start)))
