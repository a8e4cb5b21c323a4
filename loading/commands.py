"""`flask --app app import FILE.yaml`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from bot.deployment import deployment
from bot.language import _
from loading.document import Mistake
from loading.load import load


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def import_file(file: Path) -> None:
    """Load clubs, members and events. A mistake loads nothing at all; a repeat changes nothing."""
    running = deployment()
    try:
        with running.sessions.begin() as db:
            loaded = load(db, file, running.now())
    except Mistake as mistake:
        raise click.ClickException(str(mistake)) from None
    click.echo(
        _(
            "ชมรม {clubs} สมาชิก {members} กิจกรรม {events}",
            clubs=loaded.clubs,
            members=loaded.members,
            events=loaded.events,
        )
    )
