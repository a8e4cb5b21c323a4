"""`flask --app app announce`: the same announcement, from the server."""

import sys
from dataclasses import dataclass
from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from bot import audience, bangkok, limits, quota
from bot.audience import Audience
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
@click.option("--to", required=True, help=" | ".join(audience.forms()))
@click.option("--text", "words", required=True)
@click.option("--club", "code", help="In whose name; without it, in that of the recipients' club.")
@click.option("--at", "due", type=Moment(), help="When; without it, now.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def announce(to: str, words: str, code: str | None, due: datetime | None, *, yes: bool) -> None:
    """Print recipients and price, then send: with --yes, or where there is no terminal."""
    running = deployment()
    now = running.now()
    if limits.utf16(words) > content.LONGEST:
        raise click.ClickException(_("ข้อความยาวเกิน {most} ตัวอักษร", most=content.LONGEST))
    if due and not flow.possible(due, now):
        raise click.ClickException(_("เวลาต้องยังมาไม่ถึง และไม่เกินหนึ่งปี"))
    asked = Asked(to, words, code, due)
    _show(_plan(asked, now))
    if not yes and sys.stdin.isatty():
        click.confirm(_("ส่งไหม"), abort=True)
    _schedule(asked)


@dataclass(frozen=True)
class Asked:
    """What was typed."""

    to: str
    words: str
    code: str | None
    due: datetime | None

    def wish(self, db: Session, now: datetime) -> actions.Wish:
        """Raises Refusal."""
        whom = audience.typed(db, self.to, now)
        content = Content.of_words(self.words)
        return actions.Wish(_club(db, self.code, whom), content, whom, due=self.due or now)


def _show(plan: actions.Plan) -> None:
    click.echo(plan.whom)
    click.echo(_("ถึง {count} คน", count=plan.recipients))
    click.echo(
        _("จะใช้ {price} ข้อความ", price=plan.price) + " " + quota.remains(plan.left, plan.price)
    )
    if plan.warning:
        click.echo(plan.warning)


def _plan(asked: Asked, now: datetime) -> actions.Plan:
    """What it takes; what cannot be sent is refused before a price is named."""
    try:
        with deployment().sessions.begin() as db:
            wish = asked.wish(db, now)
            plan = actions.plan(db, wish, now)
        actions.check(plan, wish.content)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    return plan


def _schedule(asked: Asked) -> None:
    running = deployment()
    now = running.now()
    try:
        with running.sessions.begin() as db:
            actions.schedule(db, asked.wish(db, now), None, now=now)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(_("บันทึกแล้ว worker จะส่งตามเวลา"))


def _club(db: Session, code: str | None, whom: Audience) -> Club:
    """In whose name. Raises Refusal."""
    if code:
        return audience.club_with(db, code)
    if home := whom.home(db):
        return db.get_one(Club, home)
    raise Refusal(_("ใส่ชมรมที่ส่งในนามด้วย เช่น --club HUAHIN"))
