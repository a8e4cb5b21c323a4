"""`flask --app app console-link`: the way in for an administrator who sits at the server."""

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from bot.deployment import deployment
from bot.language import _
from handlers.console import actions
from models import Member, Role
from settings import Settings


@click.command("console-link")
@click.option("--who", help="Which administrator: a name, or the number that this command shows.")
@click.option("--forget", is_flag=True, help="Her passkeys and her code app are lost: forget them.")
@with_appcontext
def console_link(who: str | None, *, forget: bool) -> None:
    """Print a link that signs an administrator in to the console: once, within five minutes."""
    running = deployment()
    with running.sessions.begin() as db:
        member, now = _administrator(db, who), running.now()
        if forget:
            actions.start_over(db, None, member, now)
        token = actions.invite(db, member, now)
    click.echo(f"{_home(running.settings)}/console/enter/{token}")


def _administrator(db: Session, who: str | None) -> Member:
    found = Role.administrators(db)
    if not found:
        raise click.ClickException(
            _("ยังไม่มีผู้ดูแลระบบ สั่ง flask --app app invite --role administrator แล้วพิมพ์รหัสในแชต")
        )
    meant = [each for each in found if who is None or who in {str(each.id), _name(each)}]
    if len(meant) != 1:
        known = "\n".join(f"  {each.id}  {_name(each)}" for each in found)
        raise click.ClickException(_("บอกด้วย --who ว่าผู้ดูแลระบบคนไหน") + f"\n{known}")
    return meant[0]


def _name(member: Member) -> str:
    return member.name or member.line_name or "–"


def _home(settings: Settings) -> str:
    """In a trial the public address leads nowhere, and a browser keeps passkeys for localhost."""
    return (
        settings.public_url if settings.clock_file is None else f"http://localhost:{settings.port}"
    )
