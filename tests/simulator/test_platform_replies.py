from simulator import Simulator
from tests.simulator.stage import CLUB, MALEE, SOMCHAI, Bot, Line, Watch, text, words_of


def test_a_reply_stands_in_the_chat_and_costs_nothing(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("เมนู"))
    answer = line.reply(bot.newest["replyToken"], text("นี่ค่ะ"), text("เลือกเลยค่ะ"))
    assert answer.status_code == 200
    assert words_of(simulator.chat(SOMCHAI)) == ["เมนู", "นี่ค่ะ", "เลือกเลยค่ะ"]
    sent = [said["id"] for said in simulator.ledger(SOMCHAI)]
    assert [message["id"] for message in answer.json["sentMessages"]] == sent
    assert simulator.quota["used"] == 0


def test_a_reply_token_serves_once(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("เมนู"))
    token = bot.newest["replyToken"]
    line.reply(token, text())
    again = line.reply(token, text())
    assert (again.status_code, again.json) == (400, {"message": "Invalid reply token"})
    assert len(simulator.ledger(SOMCHAI)) == 1


def test_a_reply_token_is_good_for_a_minute(
    simulator: Simulator, bot: Bot, line: Line, watch: Watch
):
    simulator.send(SOMCHAI, text("เมนู"))
    simulator.send(MALEE, text("เมนู"))
    first, second = (event["replyToken"] for event in bot.events[-2:])
    watch.passes(seconds=60)
    assert line.reply(first, text()).status_code == 200
    watch.passes(seconds=1)
    assert line.reply(second, text()).json == {"message": "Invalid reply token"}


def test_a_refused_message_leaves_the_token_unspent(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("เมนู"))
    token = bot.newest["replyToken"]
    assert line.reply(token, text("")).status_code == 400
    assert line.reply(token, text()).status_code == 200


def test_an_invented_token_is_refused(line: Line):
    assert line.reply("0" * 32, text()).json == {"message": "Invalid reply token"}


def test_a_redelivered_event_gives_another_minute(
    simulator: Simulator, bot: Bot, line: Line, watch: Watch
):
    simulator.send(SOMCHAI, text("เมนู"))
    first = bot.newest
    watch.passes(minutes=10)
    simulator.redeliver(first["webhookEventId"])
    again = bot.newest
    assert again["deliveryContext"] == {"isRedelivery": True}
    assert {**again, "deliveryContext": None} == {**first, "deliveryContext": None}
    watch.passes(seconds=59)
    assert line.reply(again["replyToken"], text()).status_code == 200


def test_a_redelivery_does_not_renew_a_used_token(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("เมนู"))
    line.reply(bot.newest["replyToken"], text())
    simulator.redeliver(bot.newest["webhookEventId"])
    assert line.reply(bot.newest["replyToken"], text()).status_code == 400


def test_no_token_outlives_its_event_by_more_than_twenty_minutes(
    simulator: Simulator, bot: Bot, line: Line, watch: Watch
):
    simulator.send(SOMCHAI, text("เมนู"))
    watch.passes(minutes=19, seconds=50)
    simulator.redeliver(bot.newest["webhookEventId"])
    watch.passes(seconds=11)
    assert line.reply(bot.newest["replyToken"], text()).status_code == 400


def test_a_reply_takes_no_retry_key(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("เมนู"))
    key = {"X-Line-Retry-Key": "f03c3eb4-0267-4080-9e65-fffa184e1933"}
    assert line.reply(bot.newest["replyToken"], text(), **key).status_code == 400
    assert simulator.ledger(SOMCHAI) == []


def test_a_reply_in_a_group_reaches_all_who_are_in_it(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("@ผู้ช่วยชมรม เมนู"), chat=CLUB)
    assert line.reply(bot.newest["replyToken"], text("นี่ค่ะ")).status_code == 200
    assert words_of(simulator.ledger(MALEE)) == ["นี่ค่ะ"]
    assert simulator.ledger(MALEE)[0]["chat"] == CLUB


def test_who_blocked_the_bot_meanwhile_gets_no_reply(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("เมนู"))
    token = bot.newest["replyToken"]
    simulator.block(SOMCHAI)
    assert line.reply(token, text()).status_code == 200
    assert simulator.ledger(SOMCHAI) == []
