"""What the page reads when it opens: everything, the calls, a rich menu."""

import json

from flask import Response, request
from flask.typing import ResponseReturnValue

from simulator import rich_menus
from simulator.browser.page import page
from simulator.current import here
from simulator.errors import Mistake, Refused

MOST_CALLS = 1000


@page.get("/state")
def state() -> ResponseReturnValue:
    return here().state()


@page.get("/calls")
def calls() -> ResponseReturnValue:
    limit = min(request.args.get("limit", 100, int), MOST_CALLS)
    with here().store.begin() as step:
        rows = step.run("select body from calls order by seq desc limit ?", (limit,)).fetchall()
    return {"calls": [json.loads(row["body"]) for row in reversed(rows)]}


@page.get("/richmenu")
def rich_menu() -> ResponseReturnValue:
    with here().store.begin() as step:
        menu = rich_menus.shown(step, request.args.get("user", ""))
    if menu is None:
        return Response("null", content_type="application/json")
    picture = f"/simulator/richmenu/{menu['richMenuId']}/picture"
    return {"richMenu": menu, "image": picture}


@page.get("/richmenu/<menu_id>/picture")
def rich_menu_picture(menu_id: str) -> ResponseReturnValue:
    try:
        with here().store.begin() as step:
            data, mime = rich_menus.picture(step, menu_id)
    except Refused as refused:
        raise Mistake(str(refused), refused.status) from None
    return Response(data, content_type=mime)
