import struct
from typing import Any

import pytest
from werkzeug.test import TestResponse

from simulator import Simulator
from simulator.pictures import grey, look
from tests.simulator.invalid import MENU
from tests.simulator.stage import MALEE, NOK, SOMCHAI, Bot, Line, postback

PATH = "/v2/bot/richmenu"
PICTURE = grey(2500, 843)


def create(line: Line, *, dressed: bool = True, **more: Any) -> str:
    menu_id = line.call("POST", PATH, {**MENU, **more}).json["richMenuId"]
    if dressed:
        assert dress(line, menu_id).status_code == 200
    return menu_id


def dress(line: Line, menu_id: str, data: bytes = PICTURE, mime: str = "image/png") -> TestResponse:
    return line.call("POST", f"{PATH}/{menu_id}/content", data=data, content_type=mime)


def jpeg(width: int, height: int) -> bytes:
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"xx"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return head + frame + b"\xff\xd9"


def test_a_menu_is_kept_listed_and_deleted(line: Line):
    menu_id = create(line)
    expected = {"richMenuId": menu_id, **MENU}
    assert line.get(f"{PATH}/{menu_id}").json == expected
    assert line.get(f"{PATH}/list").json == {"richmenus": [expected]}
    assert line.get(f"{PATH}/{menu_id}/content").data == PICTURE
    assert line.call("DELETE", f"{PATH}/{menu_id}").status_code == 200
    assert line.get(f"{PATH}/{menu_id}").status_code == 404


def test_a_menu_can_be_checked_without_keeping_it(line: Line):
    assert line.call("POST", f"{PATH}/validate", MENU).status_code == 200
    assert line.get(f"{PATH}/list").json == {"richmenus": []}


def test_a_menu_needs_its_picture_first(line: Line):
    menu_id = create(line, dressed=False)
    words = "must upload richmenu image before applying it to user"
    for path in (
        f"/v2/bot/user/all/richmenu/{menu_id}",
        f"/v2/bot/user/{SOMCHAI}/richmenu/{menu_id}",
    ):
        answer = line.call("POST", path)
        assert (answer.status_code, answer.json["message"]) == (400, words)


def test_a_picture_is_never_replaced(line: Line):
    assert dress(line, create(line)).status_code == 400


@pytest.mark.parametrize(
    ("data", "mime", "status"),
    [
        (grey(700, 300), "image/png", 400),
        (grey(2600, 843), "image/png", 400),
        (grey(1000, 240), "image/png", 400),
        (grey(1200, 843), "image/png", 400),
        (PICTURE + b" " * 1024 * 1024, "image/png", 413),
        (b"GIF89a", "image/gif", 415),
        (PICTURE, "image/jpeg", 415),
        (b"\xff\xd8\xff", "image/jpeg", 415),
        (jpeg(700, 300), "image/jpeg", 400),
    ],
)
def test_a_picture_that_does_not_fit(line: Line, data: bytes, mime: str, status: int):
    menu_id = create(line, dressed=False)
    assert dress(line, menu_id, data, mime).status_code == status
    assert line.get(f"{PATH}/{menu_id}/content").status_code == 404


def test_a_jpeg_fits_too(line: Line):
    assert look(jpeg(2500, 1686)) == ("image/jpeg", 2500, 1686)
    assert (
        dress(line, create(line, dressed=False), jpeg(2500, 1686), "image/jpeg").status_code == 200
    )


def shown(simulator: Simulator, user_id: str) -> str | None:
    client = simulator.wsgi.test_client()
    found = client.get(f"/simulator/richmenu?user={user_id}").json
    return found and found["richMenu"]["richMenuId"]


def test_a_persons_own_menu_goes_before_the_default(simulator: Simulator, line: Line):
    default, own = create(line), create(line)
    assert shown(simulator, SOMCHAI) is None
    line.call("POST", f"/v2/bot/user/all/richmenu/{default}")
    line.call("POST", f"/v2/bot/user/{SOMCHAI}/richmenu/{own}")
    assert [shown(simulator, person) for person in (SOMCHAI, MALEE, NOK)] == [own, default, None]
    assert line.get(f"/v2/bot/user/{SOMCHAI}/richmenu").json == {"richMenuId": own}
    assert line.get("/v2/bot/user/all/richmenu").json == {"richMenuId": default}
    line.call("DELETE", f"/v2/bot/user/{SOMCHAI}/richmenu")
    assert shown(simulator, SOMCHAI) == default
    line.call("DELETE", "/v2/bot/user/all/richmenu")
    assert shown(simulator, SOMCHAI) is None
    assert line.get("/v2/bot/user/all/richmenu").status_code == 404


def test_a_deleted_menu_is_shown_to_nobody(simulator: Simulator, line: Line):
    menu = create(line)
    line.call("POST", f"/v2/bot/user/all/richmenu/{menu}")
    line.call("DELETE", f"{PATH}/{menu}")
    assert shown(simulator, SOMCHAI) is None


def test_many_are_linked_at_once_but_no_strangers(simulator: Simulator, line: Line):
    menu = create(line)
    body = {"richMenuId": menu, "userIds": [SOMCHAI, MALEE, NOK]}
    assert line.call("POST", f"{PATH}/bulk/link", body).status_code == 202
    assert [shown(simulator, person) for person in (SOMCHAI, MALEE)] == [menu, menu]
    assert line.get(f"/v2/bot/user/{NOK}/richmenu").status_code == 404
    line.call("POST", f"{PATH}/bulk/unlink", {"userIds": [SOMCHAI]})
    assert [shown(simulator, person) for person in (SOMCHAI, MALEE)] == [None, menu]


def test_an_alias_names_a_menu_until_it_is_moved(line: Line):
    first, second = create(line), create(line)
    body = {"richMenuAliasId": "main", "richMenuId": first}
    assert line.call("POST", f"{PATH}/alias", body).status_code == 200
    assert line.call("POST", f"{PATH}/alias", body).status_code == 400
    line.call("POST", f"{PATH}/alias/main", {"richMenuId": second})
    expected = {"richMenuAliasId": "main", "richMenuId": second}
    assert line.get(f"{PATH}/alias/main").json == expected
    assert line.get(f"{PATH}/alias/list").json == {"aliases": [expected]}
    line.call("DELETE", f"{PATH}/alias/main")
    assert line.get(f"{PATH}/alias/main").status_code == 404


def test_a_button_switches_the_menu_and_says_how_it_went(
    simulator: Simulator, bot: Bot, line: Line
):
    menu = create(line, areas=[{**MENU["areas"][0], "action": postback()}])
    body = {"richMenuAliasId": "more", "richMenuId": menu}
    line.call("POST", f"{PATH}/alias", body)
    simulator.press(SOMCHAI, "menu", params={"newRichMenuAliasId": "more"})
    params = {"newRichMenuAliasId": "more", "status": "SUCCESS"}
    assert bot.newest["postback"] == {"data": "menu", "params": params}
    assert shown(simulator, SOMCHAI) == menu
    simulator.press(SOMCHAI, "menu", params={"newRichMenuAliasId": "none"})
    assert bot.newest["postback"]["params"]["status"] == "RICHMENU_ALIAS_ID_NOTFOUND"
    line.call("DELETE", f"{PATH}/{menu}")
    simulator.press(SOMCHAI, "menu", params={"newRichMenuAliasId": "more"})
    assert bot.newest["postback"]["params"]["status"] == "RICHMENU_NOTFOUND"
