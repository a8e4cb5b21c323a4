"""`flask --app app invite`: a code that gives its holder a role."""

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from bot import entrance
from bot.deployment import deployment
from bot.language import _
from handlers.role import actions
from models import Club, RoleKind


@click.command("invite")
@click.option("--role", "kind", type=click.Choice([each.value for each in RoleKind]), required=True)
@click.option("--club", "code", help="The club's code, such as HUAHIN; administrators have none.")
@with_appcontext
def invite(kind: str, code: str | None) -> None:
    """Print a code that its holder types into the chat: once, within 24 hours.

    Beside it stands the link that members join the club with, once LINE has told our address.
    """
    running = deployment()
    with running.sessions.begin() as db:
        club = None if kind == RoleKind.ADMINISTRATOR else _club(db, code)
        invitation = actions.invite(db, club, RoleKind(kind), running.now())
        link = entrance.join_link(db, club) if club else None
    click.echo(invitation)
    if link:
        click.echo(_("ลิงก์ให้สมาชิกเข้าชมรม {link}", link=link))


def _club(db: Session, code: str | None) -> Club:
    if not code:
        raise click.ClickException(_("ใส่รหัสชมรมด้วย เช่น --club HUAHIN"))
    club = Club.with_code(db, code)
    if club is None:
        raise click.ClickException(_("ไม่มีชมรมที่ใช้รหัส {code}", code=code))
    return club
