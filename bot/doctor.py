"""`flask --app app doctor`: is everything as it must be, and if not, what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from bot import readiness
from bot.deployment import Deployment
from bot.language import _
from bot.line import TIMEOUT, AccountState, LineError, sdk_errors


@dataclass(frozen=True)
class Finding:
    what: str
    fine: bool
    words: str  # what was found, or what to do


def examine(deployment: Deployment) -> int:
    """Print one line for each finding; 0 where all is well, else 1."""
    findings = list(look(deployment))
    for finding in findings:
        click.echo(f"{'OK ' if finding.fine else '!! '} {finding.what}: {finding.words}")
    return 0 if all(finding.fine for finding in findings) else 1


def look(deployment: Deployment) -> Iterator[Finding]:
    state = _account(deployment)
    if isinstance(state, Finding):
        yield state
    else:
        yield Finding(
            _("โทเคน"), True, _("ใช้ได้กับบัญชี {name} {id}", name=state.name, id=state.basic_id)
        )
        yield _chat_mode(state)
        yield _quota(state)
        yield from _webhook(deployment)
    yield Finding(
        _("ข้อความทักทายและตอบกลับอัตโนมัติของ LINE"),
        True,
        _(
            "ตรวจจากที่นี่ไม่ได้ โปรดปิดทั้งสองอย่างใน LINE Official Account Manager ไม่เช่นนั้นสมาชิกจะได้คำต้อนรับสองครั้ง"
        ),
    )
    yield Finding(
        _("การส่งซ้ำของ webhook"),
        True,
        _("ตรวจจากที่นี่ไม่ได้ โปรดเปิด Webhook redelivery ใน LINE Developers Console"),
    )
    yield from _server(deployment)


def _account(deployment: Deployment) -> AccountState | Finding:
    try:
        return deployment.line.account()
    except LineError as error:
        if error.status == 401:  # noqa: PLR2004
            words = _(
                "LINE ไม่รับโทเคนนี้ ออกใหม่ใน LINE Developers Console แล้วใส่ใน LINE_CHANNEL_ACCESS_TOKEN"
            )
        else:
            words = _("ติดต่อ LINE ไม่ได้ ({error}) ตรวจอินเทอร์เน็ตและ LINE_API_BASE", error=error)
        return Finding(_("โทเคน"), False, words)


def _chat_mode(state: AccountState) -> Finding:
    fine = state.chat_mode == "bot"
    words = (
        _("ปิดแชตแล้ว ไม่มีใครอ่านแชตได้")
        if fine
        else _(
            "คนที่เข้า LINE Official Account Manager อ่านแชตได้ จึงปิดรับเบาะแสไว้ ปิด “แชต” ในการตั้งค่าการตอบกลับ"
        )
    )
    return Finding(_("โหมดแชต"), fine, words)


def _quota(state: AccountState) -> Finding:
    if state.quota is None:
        return Finding(_("โควตา"), True, _("ไม่จำกัด"))
    left = state.quota - state.used
    words = _("เหลือ {left} จาก {total} ข้อความในเดือนนี้", left=left, total=state.quota)
    return Finding(_("โควตา"), left > 0, words)


def _webhook(deployment: Deployment) -> Iterator[Finding]:
    expected = deployment.settings.public_url + "/callback"
    api = deployment.line.sdk()
    try:
        told = api.get_webhook_endpoint(_request_timeout=TIMEOUT)
    except sdk_errors() as error:
        yield Finding(
            _("ที่อยู่ webhook"), False, _("LINE ไม่ตอบ ({error})", error=type(error).__name__)
        )
        return
    fine = told.endpoint == expected and told.active
    words = (
        expected
        if fine
        else _("ใส่ {url} ใน LINE Developers Console และเปิด Use webhook", url=expected)
    )
    yield Finding(_("ที่อยู่ webhook"), fine, words)
    yield _delivery(lambda: api.test_webhook_endpoint(_request_timeout=TIMEOUT))


def _delivery(test: Callable[[], object]) -> Finding:
    try:
        result = test()
    except sdk_errors() as error:
        return Finding(
            _("LINE เรียกถึงเรา"), False, _("LINE ไม่ตอบ ({error})", error=type(error).__name__)
        )
    fine = bool(getattr(result, "success", False))
    reason = str(getattr(result, "reason", ""))
    words = _("ถึง") if fine else _("ไม่ถึง ({reason}) ตรวจใบรับรอง https และที่อยู่", reason=reason)
    return Finding(_("LINE เรียกถึงเรา"), fine, words)


def _server(deployment: Deployment) -> Iterator[Finding]:
    state = readiness.check(deployment)
    advice = {
        "database": (_("ฐานข้อมูล"), _("เปิดไม่ได้ ตรวจ DATABASE_URL")),
        "migrations": (_("รูปแบบฐานข้อมูล"), _("เก่ากว่าโปรแกรม สั่ง alembic upgrade head")),
        "worker": (_("worker"), _("ไม่เห็นมาสักพัก ข้อความตามเวลาจะไม่ออก สั่ง flask --app app worker")),
    }
    for key, fine in state.items():
        what, todo = advice[key]
        yield Finding(what, fine, _("ปกติ") if fine else todo)
