"""Rich menus: kept, given a picture, named, and linked to people."""

import json
import sqlite3
from typing import Any

from simulator import ids, people, pictures
from simulator.errors import Refused
from simulator.store import Step

MOST = 1000  # facts §1.7: menus, and aliases, per account
RULE = "rich menus (facts §1.7)"
PICTURE_RULE = (
    "picture: JPEG or PNG ≤ 1 MB, 800-2500 px wide, ≥ 250 high, ratio ≥ 1.45 (facts §1.7)"
)
HEAVIEST = 1024 * 1024
NARROWEST, WIDEST, LOWEST, FLATTEST = 800, 2500, 250, 1.45
Menu = dict[str, Any]


def create(step: Step, menu: Menu) -> str:
    if step.one("select count(*) from rich_menus")[0] >= MOST:
        raise Refused(400, "The number of rich menus exceeds the limit", RULE)
    menu_id = ids.new_menu()
    step.run("insert into rich_menus (menu_id, body) values (?, ?)", (menu_id, json.dumps(menu)))
    return menu_id


def get(step: Step, menu_id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = step.one("select * from rich_menus where menu_id = ?", menu_id)
    if row is None:
        raise Refused(404, "richmenu not found", RULE)
    return row


def describe(row: sqlite3.Row) -> Menu:
    return {"richMenuId": row["menu_id"], **json.loads(row["body"])}


def everything(step: Step) -> list[Menu]:
    return [describe(row) for row in step.run("select * from rich_menus order by rowid")]


def delete(step: Step, menu_id: str) -> None:
    get(step, menu_id)
    for table in ("rich_menus", "rich_menu_links"):
        step.run(f"delete from {table} where menu_id = ?", (menu_id,))  # noqa: S608 - our own names
    if step.setting("rich_menu", None) == menu_id:
        step.set("rich_menu", None)
    step.tell("richmenu", userId=None)


def put_picture(step: Step, menu_id: str, mime: str, data: bytes) -> None:
    if get(step, menu_id)["image"] is not None:
        raise Refused(400, "An image has already been uploaded to the richmenu", PICTURE_RULE)
    picture = pictures.look(data)
    if picture is None or picture.mime != mime:
        raise Refused(415, "Unsupported image type", PICTURE_RULE)
    if len(data) > HEAVIEST:
        raise Refused(413, "Request Entity Too Large", PICTURE_RULE)
    if not fits(picture.width, picture.height):
        raise Refused(400, "Invalid image size", PICTURE_RULE)
    step.run("update rich_menus set image = ?, mime = ? where menu_id = ?", (data, mime, menu_id))


def fits(width: int, height: int) -> bool:
    return NARROWEST <= width <= WIDEST and height >= LOWEST and width >= FLATTEST * height


def picture(step: Step, menu_id: str) -> tuple[bytes, str]:
    row = get(step, menu_id)
    if row["image"] is None:
        raise Refused(404, "richmenu image not found", RULE)
    return row["image"], row["mime"]


def dressed(step: Step, menu_id: str) -> None:
    """Refuse a menu that has no picture yet."""
    if get(step, menu_id)["image"] is None:
        raise Refused(400, "must upload richmenu image before applying it to user", RULE)


def set_default(step: Step, menu_id: str | None) -> None:
    if menu_id is not None:
        dressed(step, menu_id)
    step.set("rich_menu", menu_id)
    step.tell("richmenu", userId=None)


def default(step: Step) -> str | None:
    menu_id: str | None = step.setting("rich_menu", None)
    return menu_id


def link(step: Step, menu_id: str, user_ids: list[str]) -> None:
    """Who is no friend keeps none, and nothing is said of it (facts §1.7)."""
    dressed(step, menu_id)
    for user_id in user_ids:
        person = people.find(step, user_id)
        if person and person["standing"] == "friend":
            step.run("insert or replace into rich_menu_links values (?, ?)", (user_id, menu_id))
            step.tell("richmenu", userId=user_id)


def unlink(step: Step, user_ids: list[str]) -> None:
    """Take back the menus that were linked; the default shows again."""
    for user_id in user_ids:
        step.run("delete from rich_menu_links where user_id = ?", (user_id,))
        step.tell("richmenu", userId=user_id)


def linked(step: Step, user_id: str) -> str | None:
    row = step.one("select menu_id from rich_menu_links where user_id = ?", user_id)
    return row["menu_id"] if row else None


def shown(step: Step, user_id: str) -> Menu | None:
    """What this person sees under her chat: her own menu, or the default."""
    person = people.find(step, user_id)
    if person is None or person["standing"] != "friend":
        return None
    menu_id = linked(step, user_id) or default(step)
    return describe(get(step, menu_id)) if menu_id else None
