"""The chat page's own API, as the page uses it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from simulator import Simulator
from simulator.pictures import grey
from tests.simulator.stage import CLUB, MALEE, NINE, NOK, SOMCHAI, STRANGER, Bot, Line, text


@pytest.fixture
def page(simulator: Simulator) -> FlaskClient:
    return simulator.wsgi.test_client()


def post(page: FlaskClient, path: str, **body: Any) -> TestResponse:
    return page.post(f"/simulator{path}", json=body)


def test_the_state_holds_all_that_a_page_needs(simulator: Simulator, page: FlaskClient):
    state = page.get("/simulator/state").json
    assert state["bot"]["displayName"] == "ผู้ช่วยชมรม"
    assert state["now"] == "2021-07-08T09:00:00.000+07:00"
    assert state["people"][0] == {
        "userId": SOMCHAI,
        "displayName": "สมชาย",
        "language": "th",
        "follows": True,
        "blocked": False,
        "unread": 0,
    }
    assert state["groups"] == [
        {"groupId": CLUB, "groupName": "ชมรม", "members": [SOMCHAI, MALEE, NOK], "botIn": True}
    ]
    assert state["quota"] == {"type": "limited", "value": 300, "used": 0}
    assert state["webhook"]["active"]
    assert state["seq"] == simulator.store.feed.newest


def test_people_come_and_are_renamed(page: FlaskClient, bot: Bot):
    made = post(page, "/people", displayName="อารี", follow=True).json
    assert made["follows"]
    assert bot.newest["source"]["userId"] == made["userId"]
    renamed = post(page, "/people", displayName="อารี ใจดี", userId=made["userId"]).json
    assert renamed == made | {"displayName": "อารี ใจดี"}


def test_a_person_can_do_what_lines_app_lets_her(page: FlaskClient, bot: Bot):
    for act, kind in (("block", "unfollow"), ("unblock", "follow")):
        assert post(page, f"/people/{SOMCHAI}/{act}").status_code == 204
        assert bot.newest["type"] == kind


def test_what_is_unread_is_counted_until_it_is_read(page: FlaskClient, line: Line):
    line.push(SOMCHAI, text(), text())

    def unread() -> list[int]:
        return [person["unread"] for person in page.get("/simulator/state").json["people"]]

    assert unread() == [2, 0, 0]
    assert post(page, f"/people/{SOMCHAI}/read").status_code == 204
    assert unread() == [0, 0, 0]


def test_a_chat_is_told_oldest_first(page: FlaskClient, line: Line):
    said = post(page, f"/chats/{SOMCHAI}/send", **{"from": SOMCHAI, "message": text("เมนู")}).json
    line.push(SOMCHAI, text("ค่ะ"))
    messages = page.get(f"/simulator/chats/{SOMCHAI}").json["messages"]
    assert messages[0] == said
    assert [(m["from"], m["via"], m["counted"]) for m in messages] == [
        (SOMCHAI, "user", 0),
        ("bot", "push", 1),
    ]


def test_a_long_chat_is_told_by_its_end(simulator: Simulator, page: FlaskClient):
    for number in range(205):
        simulator.send(SOMCHAI, text(str(number)))
    messages = page.get(f"/simulator/chats/{SOMCHAI}").json["messages"]
    assert [m["message"]["text"] for m in messages] == [str(n) for n in range(5, 205)]


def test_a_press_in_the_page_reaches_the_bot(page: FlaskClient, bot: Bot):
    body = {"from": SOMCHAI, "data": "a", "displayText": "ไป", "params": {"time": "09:00"}}
    assert post(page, f"/chats/{SOMCHAI}/postback", **body).status_code == 204
    assert bot.newest["postback"] == {"data": "a", "params": {"time": "09:00"}}


def test_a_file_is_uploaded_and_shown(page: FlaskClient, bot: Bot):
    said = upload(page, "image", "รูป.png", "image/png").json
    assert bot.newest["message"]["id"] == said["id"] == said["message"]["id"]
    shown = page.get(f"/simulator/media/{said['id']}")
    assert (shown.data, shown.content_type) == (b"data", "image/png")
    assert "Content-Disposition" not in shown.headers


@pytest.mark.parametrize("mime", ["text/html", "image/svg+xml", "application/pdf"])
def test_what_could_hold_a_script_is_only_saved(page: FlaskClient, mime: str):
    said = upload(page, "file", "a.html", mime).json
    shown = page.get(f"/simulator/media/{said['id']}")
    assert shown.headers["Content-Disposition"] == "attachment"
    assert shown.content_type == "application/octet-stream"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def upload(page: FlaskClient, kind: str, name: str, mime: str) -> TestResponse:
    path = f"/simulator/chats/{SOMCHAI}/upload?from={SOMCHAI}&type={kind}"
    return page.post(path, data={"file": (BytesIO(b"data"), name, mime)})


def test_a_message_is_taken_back(simulator: Simulator, page: FlaskClient, bot: Bot):
    said = simulator.send(SOMCHAI, text())
    body = {"from": SOMCHAI, "id": said["id"]}
    assert post(page, f"/chats/{SOMCHAI}/unsend", **body).status_code == 204
    assert bot.newest["type"] == "unsend"
    assert post(page, f"/chats/{SOMCHAI}/unsend", **body).status_code == 404


def test_a_group_is_made_and_the_bot_invited(page: FlaskClient, bot: Bot):
    group = post(page, "/groups", groupName="อบต.", members=[SOMCHAI]).json
    assert (group["members"], group["botIn"]) == ([SOMCHAI], False)
    path = f"/groups/{group['groupId']}"
    post(page, f"{path}/bot", **{"in": True})
    post(page, f"{path}/members", **{"userId": MALEE, "in": True})
    post(page, f"{path}/members", **{"userId": MALEE, "in": False})
    post(page, f"{path}/bot", **{"in": False})
    kinds = [event["type"] for event in bot.events[-4:]]
    assert kinds == ["join", "memberJoined", "memberLeft", "leave"]


def test_calls_are_told_newest_last(page: FlaskClient, line: Line):
    for words in "กขค":
        line.push(SOMCHAI, text(words))
    calls = page.get("/simulator/calls?limit=2").json["calls"]
    assert [call["body"]["messages"][0]["text"] for call in calls] == ["ข", "ค"]


def test_the_clock_is_moved(simulator: Simulator, page: FlaskClient):
    assert post(page, "/clock", advance=3600).json["now"] == "2021-07-08T10:00:00.000+07:00"
    answer = post(page, "/clock", to="2021-12-31T23:59:00+07:00").json
    assert answer["now"] == "2021-12-31T23:59:00.000+07:00"
    assert simulator.clock.now() - NINE == timedelta(seconds=answer["offset"])
    assert post(page, "/clock", reset=True).json["offset"] == 0


def test_moments_are_kept_in_order_and_replaced_as_a_whole(page: FlaskClient):
    later = {"label": "วันงาน", "at": "2021-07-09T07:01:00+07:00"}
    sooner = {"label": "วันก่อนงาน", "at": "2021-07-08T11:01:00Z"}
    assert page.put("/simulator/moments", json=[later, sooner]).status_code == 204
    kept = page.get("/simulator/state").json["moments"]
    assert kept == [{"label": "วันก่อนงาน", "at": "2021-07-08T18:01:00+07:00"}, later]
    page.put("/simulator/moments", json=[later])
    assert page.get("/simulator/state").json["moments"] == [later]


@pytest.mark.parametrize(
    "moments",
    [
        {"label": "ก"},
        ["ก"],
        [{"label": " ", "at": "2021-07-09"}],
        [{"label": "ก"}],
        [{"label": "ก", "at": "x"}],
    ],
)
def test_moments_that_are_none_are_refused(page: FlaskClient, moments: Any):
    page.put("/simulator/moments", json=[{"label": "ก", "at": "2021-07-09T07:01"}])
    answer = page.put("/simulator/moments", json=moments)
    assert answer.status_code == 400
    assert answer.json["error"]
    assert len(page.get("/simulator/state").json["moments"]) == 1


def test_knobs_answer_with_what_they_are_set_to(page: FlaskClient):
    fault = post(page, "/faults", endpoint="push", fault="slow", times=2, seconds=1).json
    assert fault.items() >= {"endpoint": "push", "fault": "slow", "left": 2, "seconds": 1}.items()
    assert page.delete(f"/simulator/faults/{fault['id']}").status_code == 204
    assert page.delete("/simulator/faults").status_code == 204
    quota = {"type": "none", "value": 5, "used": 2}
    assert post(page, "/quota", **quota).json == quota
    webhook = {"endpoint": "http://127.0.0.1:9/x", "active": False, "redelivery": True}
    assert post(page, "/webhook", **webhook).json == webhook


def test_a_reset_forgets_everything_but_goes_on_counting(simulator: Simulator, page: FlaskClient):
    simulator.send(SOMCHAI, text())
    before = page.get("/simulator/state").json["seq"]
    assert post(page, "/reset").status_code == 204
    state = page.get("/simulator/state").json
    assert (state["people"], state["groups"], state["quota"]["used"]) == ([], [], 0)
    assert state["seq"] > before


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("https://line.me/R/oaMessage/%40club/?%E0%B8%81%20%2B", {"kind": "chat", "text": "ก +"}),
        ("line://oaMessage/@club/?x", {"kind": "chat", "text": "x"}),
        ("https://line.me/R/ti/p/%40club", {"kind": "friend"}),
        ("https://line.me/R/share?text=%E0%B8%81%26", {"kind": "share", "text": "ก&"}),
        ("https://club.test/t/1?a=b", {"kind": "page", "url": "http://127.0.0.1:8000/t/1?a=b"}),
        ("https://nacc.go.th/x", {"kind": "page", "url": "https://nacc.go.th/x"}),
        ("tel:1205", {"kind": "call", "number": "1205"}),
    ],
)
def test_links_lead_where_lines_app_leads(page: FlaskClient, url: str, answer: dict[str, str]):
    assert page.get("/simulator/open", query_string={"url": url}).json == answer


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "file:///etc"])
def test_other_links_lead_nowhere(page: FlaskClient, url: str):
    answer = page.get("/simulator/open", query_string={"url": url})
    assert (answer.status_code, list(answer.json)) == (400, ["error"])


@pytest.fixture
def painter(simulator: Simulator, bot: Bot) -> Iterator[FlaskClient]:
    """The page of a platform whose bot is a web server with pictures, here another platform."""
    with simulator.serve() as server:
        other = Simulator("s", "t", deliver=bot.hear, bot_url=server.url)
        yield other.wsgi.test_client()
        other.close()


def test_pictures_are_fetched_from_the_bot_alone(simulator: Simulator, painter: FlaskClient):
    said = simulator.upload(SOMCHAI, {"type": "image"}, "image/png", grey(4, 4))
    path = f"/simulator/media/{said['id']}"

    def fetch(url: str) -> TestResponse:
        return painter.get("/simulator/picture", query_string={"url": url})

    assert fetch(f"https://club.test{path}").data == grey(4, 4)
    assert fetch("https://club.test/simulator/state").status_code == 404  # no picture
    assert fetch("https://club.test/nothing.png").status_code == 404
    for foreign in (
        "https://example.com/a.png",
        "http://127.0.0.1:1/a.png",
        "https://club.test.evil/",
    ):
        assert fetch(foreign).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/people", {}, 400),
        ("/people", {"displayName": 5}, 400),
        ("/people", {"displayName": "ก", "userId": "x"}, 400),
        (f"/people/{STRANGER}/follow", {}, 404),
        (f"/chats/{STRANGER}/send", {"from": STRANGER, "message": text()}, 404),
        (f"/chats/{SOMCHAI}/send", {"from": MALEE, "message": text()}, 404),
        (f"/chats/{SOMCHAI}/send", {"from": SOMCHAI, "message": {"type": "poem"}}, 400),
        (f"/chats/{SOMCHAI}/send", {"from": SOMCHAI, "message": "ก"}, 400),
        (f"/chats/{SOMCHAI}/postback", {"from": SOMCHAI}, 400),
        ("/groups", {"groupName": "ก", "members": [STRANGER]}, 404),
        ("/groups", {"groupName": "ก", "members": [["x"]]}, 400),
        (f"/groups/{STRANGER}/bot", {"in": True}, 404),
        (f"/groups/{CLUB}/members", {"userId": STRANGER, "in": False}, 404),
        ("/clock", {"to": "tomorrow"}, 400),
        ("/clock", {"advance": True}, 400),
        ("/clock", {"advance": 1e300}, 400),
        ("/clock", {"advance": 1e12}, 400),
        ("/faults", {"endpoint": "push", "fault": "x", "times": 1}, 400),
        ("/quota", {"type": "some"}, 400),
        ("/quota", {"value": -1}, 400),
        ("/nothing", {}, 404),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    page: FlaskClient, path: str, body: dict[str, Any], status: int
):
    answer = post(page, path, **body)
    assert answer.status_code == status
    assert list(answer.json) == ["error"]
    assert answer.json["error"]


def test_no_body_and_no_json_are_said_in_a_sentence(page: FlaskClient):
    for answer in (page.post("/simulator/people"), page.post("/simulator/people", data="{")):
        assert answer.status_code in (400, 415)
        assert answer.json["error"]


def test_other_sites_cannot_make_a_browser_act(page: FlaskClient, simulator: Simulator):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert page.post("/simulator/reset", headers=foreign).status_code == 403
    assert simulator.state()["people"]


def test_the_page_comes_with_a_strict_policy(page: FlaskClient):
    policy = page.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def follow(page: FlaskClient, after: int, **headers: str) -> Iterator[dict[str, Any]]:
    stream = page.get(f"/simulator/stream?after={after}", headers=headers, buffered=False)
    for part in stream.response:
        for event in part.decode().split("\n\n"):
            if event.startswith("id: "):
                number, data = event.split("\n")
                news = json.loads(data.removeprefix("data: "))
                assert number == f"id: {news['seq']}"
                yield news


def test_the_stream_tells_what_happened_since(simulator: Simulator, page: FlaskClient, line: Line):
    before = simulator.store.feed.newest
    simulator.send(SOMCHAI, text("เมนู"))
    line.push(SOMCHAI, text("ค่ะ"))
    stream = follow(page, before)
    news = [next(stream) for _ in range(6)]
    assert [one["kind"] for one in news] == [
        "message",
        "webhook",
        "quota",
        "message",
        "people",
        "call",
    ]
    assert news[0]["message"]["message"] == text("เมนู")
    assert (news[1]["events"], news[1]["status"]) == (["message"], 200)
    assert news[2]["quota"]["used"] == 1
    assert news[4]["people"][0]["unread"] == 1
    assert news[5]["call"]["summary"] == "push 1 message"
    seqs = [one["seq"] for one in news]
    assert seqs == sorted(set(seqs))


def test_the_stream_goes_on_where_a_browser_left_it(simulator: Simulator, page: FlaskClient):
    first = simulator.send(SOMCHAI, text("หนึ่ง"))
    simulator.send(SOMCHAI, text("สอง"))
    stream = follow(page, 0, **{"Last-Event-ID": str(first["seq"])})
    said = next(news for news in stream if news["kind"] == "message")
    assert said["message"]["message"] == text("สอง")


def test_who_comes_from_another_life_is_told_to_start_anew(simulator: Simulator, page: FlaskClient):
    assert next(follow(page, 10**6))["kind"] == "reset"


def test_a_list_that_changed_often_is_told_once(simulator: Simulator, page: FlaskClient):
    before = simulator.store.feed.newest
    for _ in range(5):
        simulator.set_quota(used=3)
    simulator.set_quota(used=4)
    news = next(follow(page, before))
    assert (news["kind"], news["quota"]["used"]) == ("quota", 4)


def test_the_stream_ends_with_the_platform(simulator: Simulator, page: FlaskClient):
    stream = follow(page, simulator.store.feed.newest)
    simulator.close()
    assert list(stream) == []
