"""Rich menus: made, dressed, and given to people."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from simulator import rich_menus
from simulator.api.call import current, line
from simulator.api.reading import read
from simulator.current import here
from simulator.errors import Refused
from simulator.rules import bodies

MENU = "/v2/bot/richmenu/<menu_id>"
DEFAULT = "/v2/bot/user/all/richmenu"
LINK = "/v2/bot/user/<user_id>/richmenu"


@line.post("/v2/bot/richmenu")
def create_rich_menu() -> ResponseReturnValue:
    menu = read(bodies.RICH_MENU)
    with here().store.begin() as step:
        return {"richMenuId": rich_menus.create(step, menu)}


@line.post("/v2/bot/richmenu/validate")
def validate_rich_menu() -> ResponseReturnValue:
    read(bodies.RICH_MENU)
    return {}


@line.get("/v2/bot/richmenu/list")
def list_rich_menus() -> ResponseReturnValue:
    with here().store.begin() as step:
        return {"richmenus": rich_menus.everything(step)}


@line.get(MENU)
def get_rich_menu(menu_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        return rich_menus.describe(rich_menus.get(step, menu_id))


@line.delete(MENU)
def delete_rich_menu(menu_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        rich_menus.delete(step, menu_id)
    return {}


@line.post(f"{MENU}/content")
def upload_picture(menu_id: str) -> ResponseReturnValue:
    data = request.get_data()
    current().summary = f"upload picture of {len(data)} bytes"
    with here().store.begin() as step:
        rich_menus.put_picture(step, menu_id, request.mimetype, data)
    return {}


@line.get(f"{MENU}/content")
def download_picture(menu_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        data, mime = rich_menus.picture(step, menu_id)
    return Response(data, content_type=mime)


@line.get(DEFAULT)
def get_default_menu() -> ResponseReturnValue:
    with here().store.begin() as step:
        menu_id = rich_menus.default(step)
    return _named(menu_id)


@line.post(f"{DEFAULT}/<menu_id>")
def set_default_menu(menu_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        rich_menus.set_default(step, menu_id)
    return {}


@line.delete(DEFAULT)
def clear_default_menu() -> ResponseReturnValue:
    with here().store.begin() as step:
        rich_menus.set_default(step, None)
    return {}


@line.get(LINK)
def get_linked_menu(user_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        menu_id = rich_menus.linked(step, user_id)
    return _named(menu_id)


@line.post(f"{LINK}/<menu_id>")
def link_menu(user_id: str, menu_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        rich_menus.link(step, menu_id, [user_id])
    return {}


@line.delete(LINK)
def unlink_menu(user_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        rich_menus.unlink(step, [user_id])
    return {}


@line.post("/v2/bot/richmenu/bulk/link")
def bulk_link() -> ResponseReturnValue:
    body = read(bodies.BULK_LINK)
    with here().store.begin() as step:
        rich_menus.link(step, body["richMenuId"], body["userIds"])
    return {}, 202


@line.post("/v2/bot/richmenu/bulk/unlink")
def bulk_unlink() -> ResponseReturnValue:
    body = read(bodies.BULK_UNLINK)
    with here().store.begin() as step:
        rich_menus.unlink(step, body["userIds"])
    return {}, 202


def _named(menu_id: str | None) -> ResponseReturnValue:
    if menu_id is None:
        raise Refused(404, "richmenu not found", rich_menus.RULE)
    return {"richMenuId": menu_id}
