from simulator import Simulator
from tests.simulator.stage import CLUB, MALEE, NOK, SOMCHAI, Line, Watch, text

TOO_FAST = {"message": "The API rate limit has been exceeded. Try again later."}


def test_sixty_broadcasts_an_hour(simulator: Simulator, line: Line, watch: Watch):
    simulator.set_quota("none")
    assert {line.broadcast(text()).status_code for _ in range(60)} == {200}
    refused = line.broadcast(text())
    assert (refused.status_code, refused.json) == (429, TOO_FAST)
    watch.passes(minutes=1)
    assert [line.broadcast(text()).status_code for _ in range(2)] == [200, 429]
    watch.passes(hours=1)
    assert line.broadcast(text()).status_code == 200


def test_the_list_of_menus_ten_times_a_second(line: Line):
    statuses = [line.get("/v2/bot/richmenu/list").status_code for _ in range(40)]
    assert statuses[:10] == [200] * 10
    assert 429 in statuses


def test_limits_can_be_switched_off(simulator: Simulator, line: Line):
    simulator.rate_limits.on = False
    simulator.set_quota("none")
    assert {line.broadcast(text()).status_code for _ in range(70)} == {200}


def test_endpoints_have_limits_of_their_own(line: Line):
    for _ in range(40):
        line.get("/v2/bot/richmenu/list")
    assert line.get("/v2/bot/info").status_code == 200


def test_the_bot_is_described(simulator: Simulator, line: Line):
    assert line.get("/v2/bot/info").json == {
        "userId": simulator.channel.user_id,
        "basicId": "@bot",
        "displayName": "ผู้ช่วยชมรม",
        "chatMode": "bot",
        "markAsReadMode": "auto",
    }


def test_a_group_is_described_to_the_bot_in_it(simulator: Simulator, line: Line):
    group = f"/v2/bot/group/{CLUB}"
    assert line.get(f"{group}/summary").json == {"groupId": CLUB, "groupName": "ชมรม"}
    assert line.get(f"{group}/members/count").json == {"count": 3}
    assert line.get(f"{group}/member/{NOK}").json == {"userId": NOK, "displayName": "ครูนก"}
    assert line.get(f"{group}/members/ids").status_code == 403
    simulator.remove_member(CLUB, MALEE)
    assert line.get(f"{group}/member/{MALEE}").status_code == 404
    assert line.call("POST", f"{group}/leave").status_code == 200
    for path in ("/summary", "/members/count", f"/member/{SOMCHAI}"):
        assert line.get(group + path).status_code == 404


def test_the_webhook_can_be_read_and_set(simulator: Simulator, line: Line):
    path = "/v2/bot/channel/webhook/endpoint"
    home = {"endpoint": "https://club.test/callback", "active": True}
    assert line.get(path).json == home
    assert line.call("PUT", path, {"endpoint": "https://club.test/line"}).status_code == 200
    assert line.get(path).json == {"endpoint": "https://club.test/line", "active": True}
    assert simulator.channel.at_home("https://club.test/line") == "http://127.0.0.1:8000/line"
    assert simulator.channel.at_home("https://club.test.evil/line") is None
