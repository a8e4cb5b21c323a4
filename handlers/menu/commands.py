"""`flask --app app richmenu publish`."""

import click
from flask.cli import with_appcontext

from bot.deployment import deployment
from bot.language import _
from bot.line import LineError
from bot.typeset import CannotSet
from handlers.menu import actions


@click.group("richmenu")
def richmenu() -> None:
    """The menus below the chat."""


@richmenu.command("publish")
@with_appcontext
def publish() -> None:
    """Draw the menus and show them at LINE; harmless when repeated."""
    try:
        made = actions.publish(deployment())
    except CannotSet:
        words = _("วาดเมนูไม่ได้ เครื่องนี้ไม่มีตัวอักษร Sarabun สั่ง pip install -r requirements.txt")
        raise click.ClickException(words) from None
    except LineError as error:
        raise click.ClickException(_("LINE ไม่รับเมนู ({error})", error=error)) from None
    names = ", ".join(made)
    click.echo(_("เผยแพร่เมนูแล้ว: {names}", names=names) if made else _("เมนูยังเหมือนเดิม"))
