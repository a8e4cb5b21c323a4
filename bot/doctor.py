"""`flask --app app doctor`: is everything as it must be, and if not, what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

import click
from sqlalchemy import select

from bot import outcome, quota, readiness
from bot.deployment import Deployment
from bot.language import _
from bot.line import AccountState, LineError, sdk_errors
from models import Menu, OutgoingState


class Mark(StrEnum):
    FINE = "OK"
    WRONG = "!!"
    LOOK = "??"  # LINE tells nobody: look yourself


@dataclass(frozen=True)
class Finding:
    what: str
    mark: Mark
    words: str  # what was found, or what to do


def examine(deployment: Deployment) -> int:
    """Print one line for each finding; 0 where nothing is wrong, else 1."""
    findings = list(look(deployment))
    for finding in findings:
        click.echo(f"{finding.mark}  {finding.what}: {finding.words}")
    return int(any(finding.mark is Mark.WRONG for finding in findings))


def look(deployment: Deployment) -> Iterator[Finding]:
    state = _account(deployment)
    if isinstance(state, Finding):
        yield state
    else:
        known = _("ใช้ได้กับบัญชี {name} {id}", name=state.name, id=state.basic_id)
        yield Finding(_("โทเคน"), Mark.FINE, known)
        yield _chat_mode(state)
        yield _quota(state)
        yield from _webhook(deployment)
    yield from _unseen()
    yield from _server(deployment)
    if readiness.check(deployment)["migrations"]:
        yield from _promised(deployment)
        yield from _undelivered(deployment)
        yield _menus(deployment)


def _account(deployment: Deployment) -> AccountState | Finding:
    try:
        return deployment.line.account()
    except LineError as error:
        if error.status == HTTPStatus.UNAUTHORIZED:
            words = _(
                "LINE ไม่รับโทเคนนี้ ออกใหม่ใน LINE Developers Console แล้วใส่ใน LINE_CHANNEL_ACCESS_TOKEN"
            )
        else:
            words = _("ติดต่อ LINE ไม่ได้ ({error}) ตรวจอินเทอร์เน็ตและ LINE_API_BASE", error=error)
        return Finding(_("โทเคน"), Mark.WRONG, words)


def _chat_mode(state: AccountState) -> Finding:
    if state.chat_mode == "bot":
        return Finding(_("โหมดแชต"), Mark.FINE, _("ปิดแชตแล้ว ไม่มีใครอ่านแชตได้"))
    words = _(
        "คนที่เข้า LINE Official Account Manager อ่านแชตได้ จึงปิดรับเบาะแสไว้ ปิด “แชต” ในการตั้งค่าการตอบกลับ"
    )
    return Finding(_("โหมดแชต"), Mark.WRONG, words)


def _quota(state: AccountState) -> Finding:
    if state.quota is None:
        return Finding(_("โควตา"), Mark.FINE, _("ไม่จำกัด"))
    left = state.quota - state.used
    words = _("เหลือ {left} จาก {total} ข้อความในเดือนนี้", left=left, total=state.quota)
    return Finding(_("โควตา"), Mark.FINE if left > 0 else Mark.WRONG, words)


def _promised(deployment: Deployment) -> Iterator[Finding]:
    """What waits or is planned counts, too: as LINE last told the worker."""
    with deployment.sessions.begin() as db:
        left = quota.left(db, deployment.now())
    if left:
        spoken_for = left.total - left.free
        words = _("ใช้และจองไว้ {used} จาก {total} ข้อความ", used=spoken_for, total=left.total)
        yield Finding(_("ข้อความของเดือนนี้"), Mark.FINE if left.free >= 0 else Mark.WRONG, words)


def _webhook(deployment: Deployment) -> Iterator[Finding]:
    what, expected = _("ที่อยู่ webhook"), deployment.settings.public_url + "/callback"
    todo = _("ใส่ {url} ใน LINE Developers Console และเปิด Use webhook", url=expected)
    api, timeout = deployment.line.sdk(), deployment.line.timeout
    try:
        told = api.get_webhook_endpoint(_request_timeout=timeout)
    except sdk_errors() as error:
        none_set = getattr(error, "status", None) == HTTPStatus.NOT_FOUND
        yield Finding(what, Mark.WRONG, todo if none_set else _silent(error))
        return
    fine = told.endpoint == expected and told.active
    yield Finding(what, Mark.FINE, expected) if fine else Finding(what, Mark.WRONG, todo)
    yield _delivery(lambda: api.test_webhook_endpoint(_request_timeout=timeout))


def _silent(error: Exception) -> str:
    return _("LINE ไม่ตอบ ({error})", error=type(error).__name__)


def _delivery(test: Callable[[], object]) -> Finding:
    what = _("LINE เรียกถึงเรา")
    try:
        result = test()
    except sdk_errors() as error:
        return Finding(what, Mark.WRONG, _silent(error))
    if getattr(result, "success", False):
        return Finding(what, Mark.FINE, _("ถึง"))
    reason = str(getattr(result, "reason", ""))
    words = _("ไม่ถึง ({reason}) ตรวจใบรับรอง https และที่อยู่", reason=reason)
    return Finding(what, Mark.WRONG, words)


def _unseen() -> Iterator[Finding]:
    """What no API tells, and what goes wrong most: two welcomes, and lost events."""
    greeting = _(
        "ตรวจจากที่นี่ไม่ได้ โปรดปิดทั้งสองอย่างใน LINE Official Account Manager "
        "ไม่เช่นนั้นสมาชิกจะได้คำต้อนรับสองครั้ง"
    )
    yield Finding(_("ข้อความทักทายและตอบกลับอัตโนมัติของ LINE"), Mark.LOOK, greeting)
    redelivery = _("ตรวจจากที่นี่ไม่ได้ โปรดเปิด Webhook redelivery ใน LINE Developers Console")
    yield Finding(_("การส่งซ้ำของ webhook"), Mark.LOOK, redelivery)


def _server(deployment: Deployment) -> Iterator[Finding]:
    advice = {
        "database": (_("ฐานข้อมูล"), _("เปิดไม่ได้ ตรวจ DATABASE_URL")),
        "migrations": (_("รูปแบบฐานข้อมูล"), _("เก่ากว่าโปรแกรม สั่ง alembic upgrade head")),
        "worker": (
            _("worker"),
            _("ไม่เห็นมาสักพัก ข้อความตามเวลาจะไม่ออก สั่ง flask --app app worker"),
        ),
    }
    for key, fine in readiness.check(deployment).items():
        what, todo = advice[key]
        yield Finding(what, Mark.FINE if fine else Mark.WRONG, _("ปกติ") if fine else todo)


def _undelivered(deployment: Deployment) -> Iterator[Finding]:
    """What of the last days did not arrive, or perhaps did: a person must look."""
    with deployment.sessions.begin() as db:
        counts = outcome.undelivered(db, deployment.now())
    advice = {
        OutgoingState.FAILED: _("{count} คำขอที่ LINE ไม่รับ ดูเหตุผลใน log ของ worker"),
        OutgoingState.EXPIRED: _("{count} คำขอเลยเวลาก่อนได้ส่ง ตรวจ worker และโควตา"),
        OutgoingState.UNKNOWN: _("{count} คำขอที่ LINE ไม่ยืนยันใน 23 ชั่วโมง อาจถึงหรือไม่ถึง"),
    }
    for state, todo in advice.items():
        if count := counts.get(state):
            yield Finding(_("การส่งข้อความ"), Mark.WRONG, todo.format(count=count))
    if not counts:
        yield Finding(_("การส่งข้อความ"), Mark.FINE, _("ไม่มีข้อความตกค้าง"))


def _menus(deployment: Deployment) -> Finding:
    """Nothing depends on them, so their lack is nothing wrong."""
    with deployment.sessions.begin() as db:
        ours = set(db.scalars(select(Menu.rich_menu_id)))
    try:
        there = bool(ours) and ours <= deployment.line.menus().keys()
    except LineError as error:
        return Finding(_("เมนูใต้แชต"), Mark.LOOK, _silent(error))
    todo = _("ยังไม่ได้เผยแพร่ สั่ง flask --app app richmenu publish")
    return Finding(
        _("เมนูใต้แชต"), Mark.FINE if there else Mark.LOOK, _("เผยแพร่แล้ว") if there else todo
    )
