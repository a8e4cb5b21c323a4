"""`flask --app app tips`: list sealed tips, and take them to the machine that can open them."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from bot.deployment import deployment
from bot.language import _
from handlers.tip import actions
from models import Tip


@click.command("tips")
@click.option(
    "--save", "folder", type=click.Path(path_type=Path), help="Write each part as a file there."
)
@with_appcontext
def tips(folder: Path | None) -> None:
    """List sealed tips: day, id, part and size. Only their readers' keys open them."""
    running = deployment()
    with running.sessions.begin() as db:
        actions.file(db, running.now())
        db.flush()  # what was just handed in is listed, too
        found = list(db.scalars(select(Tip).order_by(Tip.day, Tip.id, Tip.part)))
    for tip in found:
        click.echo(f"{tip.day}  {tip.id}  {tip.part}  {len(tip.sealed)} bytes")
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{tip.id}-{tip.part}.age").write_bytes(tip.sealed)
    if not found:
        click.echo(_("ยังไม่มีเรื่องที่ส่งเข้ามา"))
