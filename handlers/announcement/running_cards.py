"""How announcements look that are on their way: what waits, how far it is, and what can be done."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot import dates, limits, outcome, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, press, text
from models import Announcement, Progress

if TYPE_CHECKING:
    from handlers.announcement.running import Report

LISTED, MORE = 3, N_("ดูเพิ่ม")
ENDED = {
    Progress.ASKED: N_("รออนุมัติ"),
    Progress.CANCELLED: N_("ยกเลิกแล้ว"),
    Progress.REFUSED: N_("ไม่ได้รับอนุมัติ"),
    Progress.EXPIRED: N_("เลยเวลาแล้ว"),
}
HOLD, RESUME, STOP = N_("หยุดก่อน"), N_("ส่งต่อ"), N_("ยกเลิกประกาศนี้")
EDIT, RESEND = N_("แก้ไขก่อนส่ง"), N_("ส่งซ้ำ")


class Waiting(Button, tag="announcement.waiting"):
    skip: Number


class Cancel(Button, tag="announcement.cancel"):
    announcement: Number


class Hold(Button, tag="announcement.hold"):
    announcement: Number


class Resume(Button, tag="announcement.resume"):
    announcement: Number


class Resend(Button, tag="announcement.resend"):
    """Once more, to those whom it did not reach."""

    announcement: Number


class Follow(Button, tag="announcement.follow"):
    """How far it is."""

    announcement: Number


class Latest(Button, tag="announcement.latest"):
    skip: Number


def scheduled(announcement: Announcement, *, later: bool, exhausted: bool = False) -> Message:
    if announcement.progress is Progress.CANCELLED:
        return cancelled()
    count = announcement.reserved
    if not later:
        words = _("จะส่งถึง {count} คน ใน 1 นาทีค่ะ กด “หยุดก่อน” ได้จนถึงตอนนั้นนะคะ", count=count)
        if exhausted:
            words = _("บันทึกประกาศแล้วค่ะ") + "\n" + outcome.held()
        return text(words, hold(announcement), follow(announcement), ways.menu())
    return card(
        _("ตั้งเวลาแล้วค่ะ"),
        _("จะส่งถึง {count} คน", count=count),
        dates.moment(announcement.due, language()),
        band=_("✓ ตั้งเวลาแล้ว"),
        tone=Tone.GOOD,
        primary=ways.menu(),
        links=[press(_(EDIT), Hold(announcement=announcement.id)), stop(announcement)],
    )


def unsent(waiting: Sequence[Announcement], skip: int = 0) -> Message:
    """What can still be stopped, three at a time."""
    if not waiting:
        return text(_("ไม่มีประกาศที่รอส่งอยู่ค่ะ"), ways.announce(), ways.menu())
    shown = [(begins(each), _due(each), stop(each)) for each in waiting[skip : skip + LISTED]]
    rest = len(waiting) > skip + LISTED
    more = press(_(MORE), Waiting(skip=skip + LISTED)) if rest else None
    return listing(_("ประกาศที่ยังส่งไม่หมดค่ะ"), shown, more=more, quick=[ways.menu()])


def begins(announcement: Announcement) -> str:
    return limits.fit_utf16(announcement.text.strip().partition("\n")[0], 60)


def _due(announcement: Announcement) -> str:
    asked = announcement.progress is Progress.ASKED
    when = _("รออนุมัติ") if asked else dates.moment(announcement.due, language())
    return when + " · " + announcement.club.name


def stop(announcement: Announcement) -> Action:
    return press(_(STOP), Cancel(announcement=announcement.id))


def hold(announcement: Announcement) -> Action:
    return press(_(HOLD), Hold(announcement=announcement.id))


def follow(announcement: Announcement) -> Action:
    return press(_("ดูว่าถึงไหนแล้ว"), Follow(announcement=announcement.id))


def back_to_draft() -> Message:
    return text(_("หยุดไว้แล้วค่ะ ยังไม่มีใครได้รับ ข้อความยังอยู่ครบนะคะ"))


def latest(announcements: Sequence[Announcement], skip: int = 0) -> Message:
    """What was written lately, three at a time."""
    if not announcements:
        return text(_("ช่วงนี้ยังไม่มีประกาศค่ะ"), ways.announce(), ways.menu())
    shown = [
        (begins(each), _became(each), follow(each)) for each in announcements[skip : skip + LISTED]
    ]
    rest = len(announcements) > skip + LISTED
    more = press(_(MORE), Latest(skip=skip + LISTED)) if rest else None
    return listing(_("ประกาศล่าสุดค่ะ"), shown, more=more, quick=[ways.menu()])


def _became(announcement: Announcement) -> str:
    """What became of it, or when it was or will be sent."""
    ended = ENDED.get(announcement.progress)
    said = _("หยุดไว้ก่อน") if announcement.paused else _(ended) if ended else None
    return f"{said} · {announcement.club.name}" if said else _due(announcement)


def progress(announcement: Announcement, report: "Report", *, left_out: bool = False) -> Message:
    """How far it is, and what can be done about it; `left_out`: it can go to some once more."""
    resume = press(_(RESUME), Resume(announcement=announcement.id))
    stopping = report.waiting or report.held
    again = resume if announcement.paused else hold(announcement)
    resend = [press(_(RESEND), Resend(announcement=announcement.id))] if left_out else []
    return card(
        begins(announcement),
        band=_state(announcement, report),
        tone=Tone.CHECK if stopping else Tone.FACT,
        rows=[*_counts(report)],
        primary=again if stopping else ways.menu(),
        links=[follow(announcement), stop(announcement)] if stopping else resend,
        alt=_("ประกาศถึงแล้ว {sent} จาก {total} คน", sent=report.sent, total=report.total),
    )


def _state(announcement: Announcement, report: "Report") -> str:
    if announcement.paused:
        return _("หยุดไว้ก่อน")
    if announcement.progress is Progress.WAITING:
        return _("จะส่ง {when}", when=dates.moment(announcement.due, language()))
    if ended := ENDED.get(announcement.progress):
        return _(ended)
    return _("กำลังส่ง") if report.waiting or report.held else _("ส่งเสร็จแล้ว")


def _counts(report: "Report") -> Iterator[tuple[str, str]]:
    """Each end that anybody came to."""
    yield _("ถึงแล้ว"), _("{sent} จาก {total} คน", sent=report.sent, total=report.total)
    for label, count in (
        (_("รอส่ง"), report.waiting),
        (_("รอโควตา"), report.held),
        (_("ส่งไม่ได้"), report.failed),
        (_("LINE ไม่ยืนยัน"), report.unknown),
        (_("หยุดส่ง"), report.stopped),
    ):
        if count:
            yield label, _("{count} คน", count=count)
    for said, count in report.answers:
        yield said, _("{count} คน", count=count)


def resent() -> Message:
    words = _("ร่างใหม่ ข้อความเดิม ถึงคนที่ยังไม่ได้รับค่ะ จะยังไม่ส่งจนกว่าคุณจะกดส่งนะคะ")
    return text(words)


def cancelled(sent: int = 0) -> Message:
    words = _("ยกเลิกประกาศแล้วค่ะ ไม่มีใครได้รับ")
    if sent:
        words = _("หยุดแล้วค่ะ ส่งออกไปก่อนแล้ว {count} คน ที่เหลือจะไม่ได้รับนะคะ", count=sent)
    return text(words, ways.announce(), ways.menu())
