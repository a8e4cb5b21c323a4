"""`flask --app app invite`: a code that makes its holder a coordinator."""

import click
from flask.cli import with_appcontext

from bot import entrance
from bot.deployment import deployment
from bot.language import _
from handlers.club import actions
from models import Club, RoleKind


@click.command("invite")
@click.option("--role", type=click.Choice(["coordinator"]), required=True)
@click.option("--club", "code", required=True, help="The club's code, such as HUAHIN.")
@with_appcontext
def invite(role: str, code: str) -> None:
    """Print a code that its holder types into the chat: once, within 24 hours.

    Beside it stands the link that members join the club with, once LINE has told our address.
    """
    running = deployment()
    with running.sessions.begin() as db:
        club = Club.with_code(db, code)
        if club is None:
            raise click.ClickException(_("ไม่มีชมรมที่ใช้รหัส {code}", code=code))
        invitation = actions.invite(db, club, RoleKind(role), running.now())
        link = entrance.join_link(db, club)
    click.echo(invitation)
    if link:
        click.echo(_("ลิงก์ให้สมาชิกเข้าชมรม {link}", link=link))
