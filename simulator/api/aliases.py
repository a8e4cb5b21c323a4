"""Names for rich menus."""

from flask.typing import ResponseReturnValue

from simulator import rich_menu_aliases as aliases
from simulator.api.call import line
from simulator.api.reading import read
from simulator.current import here
from simulator.rules import bodies

ALIASES = "/v2/bot/richmenu/alias"
ALIAS = f"{ALIASES}/<alias>"


@line.post(ALIASES)
def create_alias() -> ResponseReturnValue:
    body = read(bodies.CREATE_ALIAS)
    with here().store.begin() as step:
        aliases.create(step, body["richMenuAliasId"], body["richMenuId"])
    return {}


@line.get(f"{ALIASES}/list")
def list_aliases() -> ResponseReturnValue:
    with here().store.begin() as step:
        return {"aliases": aliases.everything(step)}


@line.get(ALIAS)
def get_alias(alias: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        return aliases.get(step, alias)


@line.post(ALIAS)
def update_alias(alias: str) -> ResponseReturnValue:
    menu_id = read(bodies.UPDATE_ALIAS)["richMenuId"]
    with here().store.begin() as step:
        aliases.move(step, alias, menu_id)
    return {}


@line.delete(ALIAS)
def delete_alias(alias: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        aliases.delete(step, alias)
    return {}
