"""Names for rich menus, so that a button can switch between them."""

from simulator import rich_menus
from simulator.errors import Refused
from simulator.store import Step

Alias = dict[str, str]


def create(step: Step, alias: str, menu_id: str) -> None:
    rich_menus.get(step, menu_id)
    if _find(step, alias):
        raise Refused(400, "conflict richmenu alias id", rich_menus.RULE)
    if step.one("select count(*) from rich_menu_aliases")[0] >= rich_menus.MOST:
        raise Refused(400, "The number of rich menu aliases exceeds the limit", rich_menus.RULE)
    step.run("insert into rich_menu_aliases values (?, ?)", (alias, menu_id))


def move(step: Step, alias: str, menu_id: str) -> None:
    get(step, alias)
    rich_menus.get(step, menu_id)
    step.run("update rich_menu_aliases set menu_id = ? where alias = ?", (menu_id, alias))


def delete(step: Step, alias: str) -> None:
    get(step, alias)
    step.run("delete from rich_menu_aliases where alias = ?", (alias,))


def get(step: Step, alias: str) -> Alias:
    found = _find(step, alias)
    if found is None:
        raise Refused(404, "richmenu alias not found", rich_menus.RULE)
    return found


def everything(step: Step) -> list[Alias]:
    rows = step.run("select * from rich_menu_aliases order by alias")
    return [_describe(row["alias"], row["menu_id"]) for row in rows]


def _find(step: Step, alias: str) -> Alias | None:
    row = step.one("select * from rich_menu_aliases where alias = ?", alias)
    return _describe(row["alias"], row["menu_id"]) if row else None


def _describe(alias: str, menu_id: str) -> Alias:
    return {"richMenuAliasId": alias, "richMenuId": menu_id}
