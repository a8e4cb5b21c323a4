"""How the club's news looks, which can be read again for free."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import dates, limits, placeholders, ways
from bot.bangkok import local
from bot.buttons import Button, Number
from bot.flex import card, listing
from bot.language import N_, _, language, speaking
from bot.messages import Action, Message, copy, link, press, say, share_link, text, with_quick
from handlers.announcement.running import Report
from handlers.announcement.running_cards import begins
from models import Announcement, Event

LISTED, MORE = 3, N_("ดูเพิ่ม")
COPY, ON = N_("คัดลอกไปวางในกลุ่ม"), N_("อ่านต่อ")
READ, REACHED = N_("อ่าน"), N_("ประกาศนี้ถึงกี่คน")


class News(Button, tag="announcement.news"):
    """The next of them; of one series only, where there is one."""

    skip: Number = 0
    series: Number | None = None


class Open(Button, tag="announcement.open"):
    announcement: Number


class About(Button, tag="announcement.about"):
    """When it was said and how many it reached, where its own parts leave no room for that."""

    announcement: Number


@dataclass(frozen=True)
class Told:
    """One announcement, and what is said around it."""

    announcement: Announcement
    report: Report
    event: Event | None = None  # whose people it was for
    goes_on: bool = False  # there are more of its series
    in_group: bool = False  # she may show it there for free


def news(latest: Sequence[Announcement], at: News) -> list[Message]:
    """Three at a time, the newest first."""
    if not latest:
        return [text(_("ยังไม่มีประกาศจากชมรมของคุณค่ะ"), ways.events(), ways.menu())]
    skip = at.skip if at.skip < len(latest) else 0
    shown = [(_heading(each), _when(each), _read(each)) for each in latest[skip : skip + LISTED]]
    rest = len(latest) > skip + LISTED
    more = press(_(MORE), News(skip=skip + LISTED, series=at.series)) if rest else None
    title = _("ประกาศชุดเดียวกันค่ะ") if at.series else _("ประกาศล่าสุดจากชมรมของคุณค่ะ")
    return [listing(title, shown, more=more, quick=[ways.events(), ways.menu()])]


def opened(told: Told, name: str | None) -> list[Message]:
    """Its messages as they were sent, for a reader of this name, and what is known of it."""
    sent = placeholders.fill(told.announcement.messages, name)[: limits.PARTS]
    said = [{key: each[key] for key in each if key != "quickReply"} for each in sent]
    if len(said) < limits.PARTS:
        return [*said, about(told)]
    known = press(_(REACHED), About(announcement=told.announcement.id))
    ways_on = [*_copy(told.announcement), *_on(told), known, ways.news(), ways.menu()]
    return [*said[:-1], with_quick(said[-1], ways_on)]


def about(told: Told) -> Message:
    announcement, report = told.announcement, told.report
    copying = _copy(announcement)
    note = _("ในกลุ่ม LINE ของชมรม เรียกน้องสตรองแล้วพิมพ์ “ข่าว” ก็เห็นประกาศล่าสุดฟรีค่ะ")
    return card(
        dates.moment(announcement.due, language()),
        band=_band(announcement),
        rows=[(_("ถึงแล้ว"), _reached(announcement, report)), *_answers(report)],
        note=note if told.in_group else None,
        primary=copying[0] if copying else None,
        secondary=_on(told),
        links=[ways.news(), ways.menu()],
    )


def _heading(announcement: Announcement) -> str:
    return begins(announcement) or _band(announcement)


def _band(announcement: Announcement) -> str:
    return _("ประกาศ · {club}", club=announcement.club.name)


def _when(announcement: Announcement) -> str:
    day = dates.day(local(announcement.due).date(), language())
    return f"{day} · {announcement.club.name}"


def _read(announcement: Announcement) -> Action:
    return press(_(READ), Open(announcement=announcement.id))


def _reached(announcement: Announcement, report: Report) -> str:
    """As told to her who wrote it, or as far as it is."""
    if announcement.reached is not None:
        return _("{count} คน", count=announcement.reached)
    return _("{sent} จาก {total} คน", sent=report.sent, total=report.total)


def _answers(report: Report) -> list[tuple[str, str]]:
    return [(said, _("{count} คน", count=count)) for said, count in report.answers]


def _copy(announcement: Announcement) -> list[Action]:
    """By LINE's own choice of whom to send it to; what is too long for that goes by the clipboard.

    The group reads Thai, whoever copies.
    """
    if not announcement.text.strip():
        return []
    with speaking("th"):
        heading = _("ประกาศจากชมรม STRONG {club}", club=announcement.club.name)
    words = heading + "\n\n" + announcement.text.strip()
    shared = share_link(words)
    return [link(_(COPY), shared) if len(shared) <= limits.URI else copy(_(COPY), words)]


def _on(told: Told) -> list[Action]:
    """What belongs together with it: its series, or else its event."""
    if told.goes_on:
        return [press(_(ON), News(series=told.announcement.series_id))]
    if told.event:
        return [say(_(ON), _("ดูรายละเอียด {event}", event=told.event.code))]
    return []
