"""`flask --app app move-to`: all data of a stopped club into another database."""

import click

from bot import readiness, worker
from bot.deployment import Deployment
from bot.language import N_, _
from models import moving
from models.moving import CannotMove, Obstacle
from settings import VAR, Settings, names_database

WORDS = {
    Obstacle.SAME: N_("ปลายทางคือฐานข้อมูลที่ใช้อยู่แล้ว"),
    Obstacle.CLOSED: N_("เปิดฐานข้อมูลปลายทางไม่ได้ ({kind}) ตรวจที่อยู่ ชื่อฐานข้อมูล ชื่อผู้ใช้ และรหัสผ่าน"),
    Obstacle.FULL: N_("ปลายทางไม่ว่าง ตาราง {table} มีข้อมูลแล้ว ใช้ฐานข้อมูลใหม่ที่ว่าง"),
    Obstacle.SHAPELESS: N_("สร้างตารางที่ปลายทางไม่ได้ ({kind}) ใช้ฐานข้อมูลใหม่ที่ว่าง และให้ผู้ใช้นี้เป็นเจ้าของ"),
    Obstacle.BUSY: N_("มีโปรแกรมอื่นใช้ฐานข้อมูลอยู่ ({kind}) หยุด web และ worker ทุกตัวแล้วสั่งอีกครั้ง"),
    Obstacle.BROKEN: N_("ย้ายไม่สำเร็จ ตาราง {table} ({kind})"),
    Obstacle.UNEQUAL: N_("ตาราง {table} ได้จำนวนแถวไม่เท่าเดิม"),
}


def move(deployment: Deployment, url: str) -> None:
    """Print one line for each table, then what else must be done; or say why nothing was moved."""
    _check(deployment, url)
    counts: dict[str, int] = {}

    def tell(table: str, rows: int) -> None:
        counts[table] = rows
        click.echo(f"{rows:>12,}  {table}")

    try:
        moving.move(deployment.settings.database_url, url, tell)
    except CannotMove as error:
        why = _(WORDS[error.obstacle], table=error.table or "–", kind=error.kind)
        raise click.ClickException(f"{why}\n" + _("ยังไม่มีข้อมูลใดถูกย้าย")) from None
    rows, tables = sum(counts.values()), len(counts)
    click.echo(
        _("ย้ายแล้ว {rows:,} แถวใน {tables} ตาราง จำนวนตรงกันทุกตาราง", rows=rows, tables=tables)
    )
    _say_what_is_left(deployment.settings)


def _check(deployment: Deployment, url: str) -> None:
    state = readiness.check(deployment)
    why = ""
    if not names_database(url):
        why = _(
            "ปลายทางต้องเขียนเป็น postgresql://USER:PASSWORD@HOST/NAME หรือ sqlite:///FILE "
            "อักขระพิเศษในรหัสผ่านเขียนเป็นรหัส เช่น %40 แทน @"
        )
    elif not state["database"]:
        why = _("เปิดฐานข้อมูลเดิมไม่ได้ ตรวจ DATABASE_URL")
    elif not state["migrations"]:
        why = _("ฐานข้อมูลเดิมเก่ากว่าโปรแกรม สั่ง alembic upgrade head ก่อน")
    elif state["worker"]:
        seconds = int(worker.ALIVE.total_seconds())
        why = _(
            "worker ยังทำงานอยู่ หยุด web และ worker ทุกตัวก่อน (กด Ctrl-C ที่ make serve "
            "หรือหยุดบริการในทุกเครื่อง) รอ {seconds} วินาที แล้วสั่งอีกครั้ง",
            seconds=seconds,
        )
    if why:
        raise click.ClickException(why)


def _say_what_is_left(settings: Settings) -> None:
    """What does not lie in the database."""
    click.echo(_("ก่อนเริ่ม web และ worker อีกครั้ง:"))
    click.echo("- " + _("ใส่ฐานข้อมูลใหม่ใน DATABASE_URL ของทุกเครื่อง"))
    if settings.files.startswith("s3://"):
        click.echo("- " + _("ไฟล์อยู่ใน {where} แล้ว ไม่ต้องคัดลอก", where=settings.files))
    else:
        words = _(
            "รูปและไฟล์อยู่ใน {where} คัดลอกทั้งโฟลเดอร์ไปไว้ใน FILES ของเครื่องใหม่ "
            "(หลายเครื่องต้องใช้ s3:// ร่วมกัน)",
            where=settings.files,
        )
        click.echo("- " + words)
    words = _(
        "ทุกเครื่องต้องใช้ SECRET_KEY เดียวกับเครื่องนี้ หากไม่ได้ตั้งไว้ ค่าอยู่ในไฟล์ {file}",
        file=VAR / "secret_key",
    )
    click.echo("- " + words)
