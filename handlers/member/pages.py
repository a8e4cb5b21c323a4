"""The page behind a link from the chat, where a member downloads all that is kept of her."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import answers, dates, deeds, links, machine, personal
from bot.deployment import Deployment
from bot.duties import NAMES
from bot.language import N_, OWN_NAMES, _, addressing, language
from handlers.member.actions import PURPOSE
from handlers.member.cards import TOLD
from models import (
    Announcement,
    Attendance,
    Club,
    CodeApp,
    ConsoleSession,
    Conversation,
    Deed,
    Inquiry,
    Link,
    Member,
    Opening,
    Passkey,
    Promise,
    PromiseState,
    QuizAttempt,
    Registration,
    Remark,
    Role,
    SpeakerQuestion,
    Vote,
    Way,
)

Rows = Sequence[Sequence[str]]
SEEN = {  # how it was found out that she came
    Way.LINK: N_("เปิดลิงก์เข้าประชุมของตัวเอง"),
    Way.DOOR: N_("สแกน QR หน้างาน"),
    Way.TICKET: N_("ผู้ประสานงานสแกนตั๋ว"),
    Way.WORD: N_("พิมพ์รหัสที่บอกในงาน"),
    Way.NAME: N_("ผู้ประสานงานเช็กชื่อให้"),
}


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("member", __name__, template_folder="templates")

    @blueprint.get("/me/<token>")
    def look(token: str) -> Response:
        """Whose data this is, and what the button does; looking changes nothing."""
        return _opened(deployment, token, _page)

    @blueprint.post("/me/<token>")
    def download(token: str) -> Response:
        """Who can name the token may have the file: another site cannot."""
        return _opened(deployment, token, _file)

    return blueprint


def _opened(
    deployment: Deployment, token: str, answer: Callable[[Session, Member], Response]
) -> Response:
    with deployment.sessions.begin() as db:
        link = links.find(db, PURPOSE, token, deployment.now())
        return personal.private(answer(db, link.member) if link else _over())


def _over() -> Response:
    title = _("ลิงก์นี้หมดอายุหรือไม่ถูกต้องค่ะ")
    lines = [_("กลับไปที่แชต แล้วพิมพ์ “ขอไฟล์ข้อมูลของฉัน” เพื่อขอลิงก์ใหม่นะคะ")]
    return personal.page(title, lines, HTTPStatus.NOT_FOUND)


def _page(db: Session, member: Member) -> Response:
    with addressing(member):
        first = (member.name or "").split(" ")[0]
        title = _("ข้อมูลของคุณ{name}", name=first) if first else _("ข้อมูลของคุณ")
        lines = [
            _("ปุ่มนี้ดาวน์โหลดไฟล์ที่มีทุกอย่างที่เราเก็บเกี่ยวกับคุณ"),
            _("ไม่มีอะไรถูกลบหรือเปลี่ยน เก็บไฟล์ไว้ในที่ที่คนอื่นไม่เห็นนะคะ"),
        ]
        return personal.page(title, lines, button=_("ดาวน์โหลดไฟล์"))


def _file(db: Session, member: Member) -> Response:
    with addressing(member):
        told = {"title": _("ข้อมูลของฉัน"), "sections": everything(db, member)}
        written = render_template("member/file.html", language=language(), **told)
    response = make_response(written)
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.html"'
    return response


def everything(db: Session, member: Member) -> list[tuple[str, Rows]]:
    """All that is kept of her. Reports are not: nothing tells whose they are."""
    sections = [
        (_("เกี่ยวกับคุณ"), _about(member)),
        (_("หน้าที่"), _roles(db, member)),
        (_("การลงทะเบียน"), _registrations(db, member)),
        (_("ชื่อที่คุณลงแทนไว้"), _companions(db, member)),
        (_("การเช็กชื่อเข้างาน"), _attendances(db, member)),
        (_("คำถามที่ตอบ"), _answers(db, member)),
        (_("ที่ถามผู้ประสานงาน"), _remarks(db, member)),
        (_("คำถามถึงวิทยากรที่คุณฝาก"), _speaker_questions(db, member)),
        (_("โพลที่คุณตอบ"), _votes(db, member)),
        (_("คำขอเปิดชมรม"), _openings(db, member)),
        (_("ประกาศที่คุณเขียน"), _announcements(db, member)),
        (_("บันทึกการทำงาน"), _deeds(db, member)),
        (_("ข้อความที่รอส่งถึงคุณ"), _promises(db, member)),
        (_("ลิงก์ส่วนตัวที่ยังเปิดได้"), _links(db, member)),
        (_("การเข้าหน้าจัดการชมรม"), _sign_ins(db, member)),
        (_("พาสคีย์และแอปรหัสของหน้าจัดการชมรม"), _second_factors(db, member)),
        (_("เรื่องที่คุยค้างไว้"), _conversation(db, member)),
    ]
    return [(heading, rows) for heading, rows in sections if rows]


def _about(member: Member) -> Rows:
    rows = [
        (_("ชื่อ"), member.name),
        (_("ชื่อใน LINE"), member.line_name),
        (_("รหัสบัญชี LINE"), member.line_user_id),
        (_("ชมรม"), member.club and member.club.name),
        (_("ภาษา"), OWN_NAMES.get(member.language)),
        (_("การแจ้งเตือน"), _(TOLD[member.wants])),
        (_("ตัวหนังสือใหญ่"), _yes(yes=member.large_text)),
        (_("เพิ่มเพื่อนอยู่"), _yes(yes=member.following)),
        (_("รู้จักกันเมื่อ"), _when(member.joined)),
        (_("ความยินยอมฉบับ"), member.consent),
        (_("ยินยอมเมื่อ"), _when(member.consented)),
    ]
    return [(label, value) for label, value in rows if value]


def _roles(db: Session, member: Member) -> Rows:
    hers = select(Role).where(Role.member_id == member.id).order_by(Role.since)
    return [
        (_when(each.since), _(NAMES[each.kind]), each.club.name if each.club else "")
        for each in db.scalars(hers)
    ]


def _registrations(db: Session, member: Member) -> Rows:
    hers = select(Registration).where(Registration.member_id == member.id)
    return [
        (
            _when(each.event.starts),
            each.event.title,
            _(answers.WORDS[each.answer]),
            _when(each.said),
        )
        for each in db.scalars(hers.order_by(Registration.said))
    ]


def _companions(db: Session, member: Member) -> Rows:
    hers = select(Registration).where(Registration.by_id == member.id)
    return [
        (_when(each.event.starts), each.event.title, each.member.name or "", _when(each.said))
        for each in db.scalars(hers.order_by(Registration.said))
    ]


def _attendances(db: Session, member: Member) -> Rows:
    hers = select(Attendance).where(Attendance.member_id == member.id)
    return [
        (_when(each.at), each.event.title, _(SEEN[each.way]))
        for each in db.scalars(hers.order_by(Attendance.at))
    ]


def _answers(db: Session, member: Member) -> Rows:
    hers = select(QuizAttempt).where(QuizAttempt.member_id == member.id)
    return [
        (_when(each.asked), each.question, _yes(yes=each.right) if each.answered else "–")
        for each in db.scalars(hers.order_by(QuizAttempt.asked))
    ]


def _remarks(db: Session, member: Member) -> Rows:
    """What she asked and was answered, and what she answered to others."""
    talks = select(Remark).join(Inquiry, Inquiry.id == Remark.inquiry_id)
    hers = talks.where((Inquiry.member_id == member.id) | (Remark.author_id == member.id))
    return [(_when(each.said), each.words) for each in db.scalars(hers.order_by(Remark.id))]


def _speaker_questions(db: Session, member: Member) -> Rows:
    hers = select(SpeakerQuestion).where(SpeakerQuestion.member_id == member.id)
    return [
        (_when(each.asked), each.event.title, each.words)
        for each in db.scalars(hers.order_by(SpeakerQuestion.id))
    ]


def _votes(db: Session, member: Member) -> Rows:
    hers = select(Vote).where(Vote.member_id == member.id).order_by(Vote.poll_id, Vote.choice)
    return [(each.poll.question, each.poll.choices[each.choice]) for each in db.scalars(hers)]


def _openings(db: Session, member: Member) -> Rows:
    hers = select(Opening).where(Opening.asked_by == member.id).order_by(Opening.id)
    return [
        (_when(each.asked), each.name, each.contact_name, each.contact_phone or "", each.why or "")
        for each in db.scalars(hers)
    ]


def _announcements(db: Session, member: Member) -> Rows:
    hers = select(Announcement).where(Announcement.author_id == member.id)
    return [(_when(each.due), each.text) for each in db.scalars(hers.order_by(Announcement.id))]


def _deeds(db: Session, member: Member) -> Rows:
    """What she did, and what was done about her."""
    named = select(Deed, Club.name).join(Club, Club.id == Deed.club_id, isouter=True)
    hers = named.where((Deed.who_id == member.id) | (Deed.person_id == member.id))
    return [
        (_when(deed.at), deeds.name(deed), club or "")
        for deed, club in db.execute(hers.order_by(Deed.id))
    ]


def _promises(db: Session, member: Member) -> Rows:
    waiting = (PromiseState.WAITING, PromiseState.RESTING)
    hers = select(Promise).where(Promise.member_id == member.id, Promise.state.in_(waiting))
    return [
        (_when(each.due), message.get("altText") or message.get("text") or "")
        for each in db.scalars(hers.order_by(Promise.due))
        for message in each.messages
    ]


def _links(db: Session, member: Member) -> Rows:
    """Only a digest is kept of each."""
    hers = select(Link.expires).where(Link.member_id == member.id).order_by(Link.expires)
    return [(_("เปิดได้ถึง"), _when(expires)) for expires in db.scalars(hers)]


def _sign_ins(db: Session, member: Member) -> Rows:
    """When she signed in, when she was last there, and with what kind of machine."""
    hers = select(ConsoleSession).where(ConsoleSession.member_id == member.id)
    return [
        (_when(each.began), f"{_when(each.seen)} · {machine.described(each.machine)}")
        for each in db.scalars(hers.order_by(ConsoleSession.began))
    ]


def _second_factors(db: Session, member: Member) -> Rows:
    hers = select(Passkey).where(Passkey.member_id == member.id).order_by(Passkey.added)
    rows = [(machine.described(each.machine), _when(each.added)) for each in db.scalars(hers)]
    app = db.get(CodeApp, member.id)
    return [*rows, (_("แอปรหัส"), _when(app.added))] if app else rows


def _conversation(db: Session, member: Member) -> Rows:
    row = db.get(Conversation, member.id)
    return [(row.flow, json.dumps(row.state, ensure_ascii=False))] if row and row.flow else []


def _when(moment: datetime | None) -> str:
    return dates.moment(moment, language()) if moment else ""


def _yes(*, yes: bool | None) -> str:
    return _("ใช่") if yes else _("ไม่ใช่")
