"""`flask --app app announce`: the same announcement, from the server."""

import sys
from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from bot import bangkok, limits, quota
from bot.deployment import deployment
from bot.language import _
from bot.turn import Refusal
from handlers.announcement import actions, content, flow
from handlers.announcement.content import Content
from models import Club


class Moment(click.ParamType[datetime]):
    """An ISO time; without a zone it is Bangkok's."""

    name = "ISO"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(_("{value} ไม่ใช่เวลา เขียนเช่น 2026-11-23T09:00", value=value), param, ctx)
        return moment if moment.tzinfo else bangkok.at(moment.date(), moment.time())


@click.command("announce")
@click.option("--to", "audience", required=True, help="club:CODE")
@click.option("--text", "words", required=True)
@click.option("--at", "due", type=Moment(), help="When; without it, now.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def announce(audience: str, words: str, due: datetime | None, *, yes: bool) -> None:
    """Print recipients and price, then send: with --yes, or where there is no terminal."""
    running = deployment()
    now = running.now()
    kind, _colon, code = audience.partition(":")
    if kind != "club":
        raise click.ClickException(_("ผู้รับต้องเขียนเป็น club:รหัสชมรม"))
    if limits.utf16(words) > content.LONGEST:
        raise click.ClickException(_("ข้อความยาวเกิน {most} ตัวอักษร", most=content.LONGEST))
    if due and not flow.possible(due, now):
        raise click.ClickException(_("เวลาต้องยังมาไม่ถึง และไม่เกินหนึ่งปี"))
    plan = _plan(code, words, due, now)
    click.echo(_("ถึง {count} คน", count=plan.recipients))
    click.echo(
        _("จะใช้ {price} ข้อความ", price=plan.price) + " " + quota.remains(plan.left, plan.price)
    )
    if not yes and sys.stdin.isatty():
        click.confirm(_("ส่งไหม"), abort=True)
    _schedule(code, words, due)


def _plan(code: str, words: str, due: datetime | None, now: datetime) -> actions.Plan:
    """What it takes; what cannot be sent is refused before a price is named."""
    with deployment().sessions.begin() as db:
        wish = actions.Wish(_club(db, code), Content.of_words(words), due=due or now)
        plan = actions.plan(db, wish, now)
    try:
        actions.check(plan, wish.content)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    return plan


def _schedule(code: str, words: str, due: datetime | None) -> None:
    running = deployment()
    now = running.now()
    try:
        with running.sessions.begin() as db:
            wish = actions.Wish(_club(db, code), Content.of_words(words), due=due or now)
            actions.schedule(db, wish, None, now=now)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(_("บันทึกแล้ว worker จะส่งตามเวลา"))


def _club(db: Session, code: str) -> Club:
    club = Club.with_code(db, code)
    if club is None:
        raise click.ClickException(_("ไม่มีชมรมที่ใช้รหัส {code}", code=code))
    return club
