import base64
import hashlib
import hmac
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from simulator import Mistake, Simulator
from simulator.courier import sign
from tests.simulator.stage import (
    CLUB,
    MALEE,
    NOK,
    SECRET,
    SOMCHAI,
    STRANGER,
    Bot,
    Line,
    Watch,
    text,
    words_of,
)


def test_a_message_comes_with_all_that_line_sends(simulator: Simulator, bot: Bot, watch: Watch):
    said = simulator.send(SOMCHAI, text("เมนู"))
    event = bot.newest
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", event.pop("webhookEventId"))
    assert re.fullmatch(r"[0-9a-f]{32}", event.pop("replyToken"))
    assert event.pop("message") == {
        "id": said["id"],
        "type": "text",
        "text": "เมนู",
        "quoteToken": f"Q{said['id']}",
        "markAsReadToken": f"R{said['id']}",
    }
    assert event == {
        "type": "message",
        "source": {"type": "user", "userId": SOMCHAI},
        "timestamp": int(watch.now.timestamp() * 1000),
        "mode": "active",
        "deliveryContext": {"isRedelivery": False},
    }


def test_a_webhook_is_signed_over_its_bytes(simulator: Simulator, bot: Bot):
    simulator.send(SOMCHAI, text("กี้ 🍎"))
    body, headers = bot.webhooks[-1]
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    assert headers["X-Line-Signature"] == base64.b64encode(digest).decode()
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(body)["destination"] == simulator.channel.user_id
    assert "กี้ 🍎" in body.decode()


def test_signatures_are_those_of_lines_own_example():
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    signature = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
    assert sign("8c570fa6dd201bb328f1c1eac23a96d8", body) == signature


def test_an_empty_webhook_can_be_sent_as_a_trial(simulator: Simulator, bot: Bot, line: Line):
    answer = line.call("POST", "/v2/bot/channel/webhook/test", {}).json
    assert json.loads(bot.webhooks[-1][0])["events"] == []
    assert answer.pop("timestamp") == "2021-07-08T02:00:00.000Z"
    assert answer == {"success": True, "statusCode": 200, "reason": "OK", "detail": "200"}
    bot.status = 503
    answer = line.call("POST", "/v2/bot/channel/webhook/test", {}).json
    assert (answer["success"], answer["statusCode"]) == (False, 503)


def test_following_blocking_and_coming_back_are_told(simulator: Simulator, bot: Bot):
    simulator.follow(NOK)
    simulator.block(NOK)
    simulator.unblock(NOK)
    first, left, back = bot.events[-3:]
    assert (first["type"], first["follow"]) == ("follow", {"isUnblocked": False})
    assert (left["type"], "replyToken" in left) == ("unfollow", False)
    assert (back["type"], back["follow"]) == ("follow", {"isUnblocked": True})


def test_following_twice_is_told_once(simulator: Simulator, bot: Bot):
    before = len(bot.events)
    simulator.follow(SOMCHAI)
    simulator.unblock(SOMCHAI)
    simulator.block(NOK)
    assert len(bot.events) == before


def test_a_press_comes_as_a_postback_and_shows_its_words(simulator: Simulator, bot: Bot):
    simulator.press(SOMCHAI, "rsvp:5", "ไปค่ะ", {"date": "2021-07-08"})
    assert bot.newest["postback"] == {"data": "rsvp:5", "params": {"date": "2021-07-08"}}
    assert words_of(simulator.chat(SOMCHAI)) == ["ไปค่ะ"]
    assert "message" not in [event["type"] for event in bot.events]


def test_a_sticker_and_a_place_are_described(simulator: Simulator, bot: Bot):
    simulator.send(SOMCHAI, {"type": "sticker", "packageId": "446", "stickerId": "1988"})
    assert bot.newest["message"]["stickerResourceType"] == "STATIC"
    place = {"type": "location", "title": "วัด", "latitude": 12.5, "longitude": 99.9}
    simulator.send(SOMCHAI, place)
    assert bot.newest["message"].items() >= place.items()


def test_a_call_of_the_bot_by_name_is_marked_in_utf_16(simulator: Simulator, bot: Bot):
    simulator.send(SOMCHAI, text("🍎 @ผู้ช่วยชมรม เมนู"), chat=CLUB)
    assert bot.newest["message"]["mention"] == {
        "mentionees": [
            {
                "type": "user",
                "index": 3,
                "length": 12,
                "userId": simulator.channel.user_id,
                "isSelf": True,
            }
        ]
    }


def test_in_a_group_only_messages_name_their_sender(simulator: Simulator, bot: Bot):
    simulator.send(SOMCHAI, text(), chat=CLUB)
    assert bot.newest["source"] == {"type": "group", "groupId": CLUB, "userId": SOMCHAI}
    simulator.press(SOMCHAI, "x", chat=CLUB)
    assert bot.newest["source"] == {"type": "group", "groupId": CLUB}


def test_who_comes_and_goes_in_a_group_is_told(simulator: Simulator, bot: Bot):
    simulator.remove_member(CLUB, NOK)
    simulator.add_member(CLUB, NOK)
    left, joined = bot.events[-2:]
    members = {"members": [{"type": "user", "userId": NOK}]}
    assert (left["type"], left["left"], "replyToken" in left) == ("memberLeft", members, False)
    assert (joined["type"], joined["joined"]) == ("memberJoined", members)
    assert joined["replyToken"]


def test_a_group_without_the_bot_is_not_heard(simulator: Simulator, bot: Bot):
    simulator.remove_bot(CLUB)
    assert bot.newest["type"] == "leave"
    before = len(bot.events)
    simulator.send(SOMCHAI, text(), chat=CLUB)
    simulator.remove_member(CLUB, NOK)
    assert len(bot.events) == before
    simulator.invite_bot(CLUB)
    assert (bot.newest["type"], bool(bot.newest["replyToken"])) == ("join", True)


def test_a_message_taken_back_is_forgotten_and_told(simulator: Simulator, bot: Bot):
    said = simulator.send(SOMCHAI, text("ความลับ"))
    simulator.unsend(SOMCHAI, said["id"])
    assert (bot.newest["type"], bot.newest["unsend"]) == ("unsend", {"messageId": said["id"]})
    [kept] = simulator.chat(SOMCHAI)
    assert kept["unsent"]
    assert "ความลับ" not in str(kept)


def test_only_ones_own_message_can_be_taken_back(simulator: Simulator, line: Line):
    said = simulator.send(SOMCHAI, text(), chat=CLUB)
    pushed = line.push(SOMCHAI, text()).json["sentMessages"][0]["id"]
    for who, message in ((MALEE, said["id"]), (SOMCHAI, pushed), (SOMCHAI, "1")):
        with pytest.raises(Mistake):
            simulator.unsend(who, message, chat=CLUB if message == said["id"] else None)


def test_who_blocks_cannot_write_and_outsiders_not_into_groups(simulator: Simulator, bot: Bot):
    simulator.block(SOMCHAI)
    before = len(bot.events)
    simulator.remove_bot(CLUB)
    simulator.remove_member(CLUB, NOK)
    for who, chat in ((SOMCHAI, None), (NOK, CLUB), (STRANGER, None)):
        with pytest.raises(Mistake):
            simulator.send(who, text(), chat=chat)
    assert len(bot.events) == before + 1


def test_events_can_come_together_in_any_order_and_twice(simulator: Simulator, bot: Bot):
    for words in "กขค":
        simulator.send(SOMCHAI, text(words))
    one, two, three = (event["webhookEventId"] for event in bot.events[-3:])
    simulator.redeliver(three, one, one, flagged=False)
    together = json.loads(bot.webhooks[-1][0])["events"]
    assert [event["webhookEventId"] for event in together] == [three, one, one]
    assert two not in str(together)
    assert not together[0]["deliveryContext"]["isRedelivery"]


def test_what_never_happened_cannot_be_redelivered(simulator: Simulator):
    with pytest.raises(Mistake):
        simulator.redeliver("01F00000000000000000000000")


def test_a_bot_that_is_not_listening_hears_nothing(simulator: Simulator, bot: Bot):
    simulator.set_webhook(active=False)
    before = len(bot.webhooks)
    simulator.send(SOMCHAI, text())
    assert len(bot.webhooks) == before
    assert len(simulator.chat(SOMCHAI)) == 1


def test_in_standby_there_is_no_reply_token(simulator: Simulator, bot: Bot):
    simulator.set_mode("standby")
    simulator.send(SOMCHAI, text())
    assert (bot.newest["mode"], "replyToken" in bot.newest) == ("standby", False)


def test_what_came_of_a_webhook_is_noted(simulator: Simulator, bot: Bot):
    bot.status = 500
    simulator.send(SOMCHAI, text())
    noted = simulator.deliveries[-1]
    assert (noted["events"], noted["status"]) == (["message"], 500)
    assert noted["error"] == "error_status_code"
    assert noted["ids"] == [bot.newest["webhookEventId"]]


def test_the_bot_may_call_back_while_it_is_being_told(watch: Watch):
    def answer(body: bytes, headers: dict[str, str]) -> int:
        for event in json.loads(body)["events"]:
            if event["type"] == "message":
                Line(simulator, "t").reply(event["replyToken"], text("ค่ะ"))
        return 200

    simulator = Simulator("s", "t", now=watch, deliver=answer)
    simulator.add_person(SOMCHAI, "สมชาย", follow=True)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: simulator.send(SOMCHAI, text()), range(40)))
    assert len(simulator.ledger(SOMCHAI)) == 40


def test_leaving_a_group_is_told_after_the_call_that_did_it(
    simulator: Simulator, bot: Bot, line: Line
):
    before = len(bot.events)
    assert line.call("POST", f"/v2/bot/group/{CLUB}/leave").status_code == 200
    assert len(bot.events) == before  # the bot is still in that call
    simulator.send(SOMCHAI, text())
    assert [event["type"] for event in bot.events[before:]] == ["leave", "message"]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"type": "text"},
        {"type": "text", "text": ""},
        {"type": "text", "text": 5},
        {"type": {"a": 1}},
        {"type": "location", "latitude": "north", "longitude": 1},
        {"type": "image"},
    ],
)
def test_what_nobody_can_say_is_refused(simulator: Simulator, bot: Bot, message: dict[str, Any]):
    before = len(bot.events)
    with pytest.raises(Mistake):
        simulator.send(SOMCHAI, message)
    assert (len(bot.events), simulator.chat(SOMCHAI)) == (before, [])


@pytest.mark.parametrize("user_id", ["somchai", "U123", "U" + "G" * 32, ""])
def test_a_person_has_an_id_of_lines_form(simulator: Simulator, user_id: str):
    with pytest.raises(Mistake):
        simulator.add_person(user_id, "สมชาย")
