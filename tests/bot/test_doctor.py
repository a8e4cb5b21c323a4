"""`flask --app app doctor`: each finding is fine, or says what to do."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import delete

from app import create_app
from bot import doctor, worker
from bot.line import LineApi
from handlers.menu import actions
from models import Menu, OutgoingState, shape
from tests.bot.wire import wire
from tests.conftest import TOKEN
from tests.sending import requested

CALLBACK = "https://club.test/callback"


@pytest.fixture
def well(deployment, simulator):
    """Everything as it must be."""
    simulator.set_webhook(endpoint=CALLBACK)
    worker.show_oneself(deployment, "w")
    actions.publish(deployment)


def wrong(told):
    return [line.removeprefix("!!  ") for line in told.splitlines() if line.startswith("!!")]


@pytest.mark.usefixtures("well")
def test_when_all_is_well_it_says_so(run):
    told = run("doctor")
    assert wrong(told) == []
    for fine in (
        "OK  โทเคน: ใช้ได้กับบัญชี Bot @bot",
        "OK  โหมดแชต",
        "OK  โควตา: เหลือ 300 จาก 300",
        f"OK  ที่อยู่ webhook: {CALLBACK}",
        "OK  LINE เรียกถึงเรา: ถึง",
        "OK  ฐานข้อมูล",
        "OK  รูปแบบฐานข้อมูล",
        "OK  worker",
        "OK  การส่งข้อความ",
        "OK  เมนูใต้แชต: เผยแพร่แล้ว",
    ):
        assert fine in told


@pytest.mark.usefixtures("well")
def test_what_was_promised_counts_beside_what_line_counted(run, deployment, sessions):
    worker.look_at_account(deployment)
    with sessions.begin() as db:
        db.add(requested(cost=48))
    assert "OK  ข้อความของเดือนนี้: ใช้และจองไว้ 48 จาก 300 ข้อความ" in run("doctor")
    with sessions.begin() as db:
        db.add(requested(cost=253))
    assert "ข้อความของเดือนนี้: ใช้และจองไว้ 301 จาก 300 ข้อความ" in wrong(run("doctor", fails=True))


@pytest.mark.usefixtures("well")
def test_what_line_tells_nobody_is_to_be_looked_at(run):
    """On by default, and the cause of two welcomes; and redelivery, off by default."""
    look = [line for line in run("doctor").splitlines() if line.startswith("??")]
    assert ["ทักทาย" in look[0], "redelivery" in look[1], len(look)] == [True, True, 2]


@pytest.mark.usefixtures("well")
def test_each_trouble_is_named_with_what_to_do(run, simulator):
    simulator.set_quota(used=300)
    simulator.set_webhook(endpoint="https://elsewhere.test/callback")
    with simulator.store.begin() as step:
        step.set("chat_mode", "chat")
    chat_mode, quota, address = wrong(run("doctor", fails=True))[:3]
    assert "ปิดรับเบาะแสไว้" in chat_mode
    assert "เหลือ 0 จาก 300" in quota
    assert f"ใส่ {CALLBACK} ใน LINE Developers Console" in address


@pytest.mark.usefixtures("well")
def test_a_webhook_that_is_switched_off_is_found(run, simulator):
    simulator.set_webhook(active=False)
    (found,) = wrong(run("doctor", fails=True))
    assert "เปิด Use webhook" in found


@pytest.mark.usefixtures("well")
def test_a_webhook_that_does_not_arrive_is_found(run, deliver):
    deliver[:] = [lambda *_: 502]
    (found,) = wrong(run("doctor", fails=True))
    assert found.startswith("LINE เรียกถึงเรา: ไม่ถึง (ERROR_STATUS_CODE)")


def test_a_worker_that_is_missing_is_found(run, simulator):
    simulator.set_webhook(endpoint=CALLBACK)
    (found,) = wrong(run("doctor", fails=True))
    assert "flask --app app worker" in found


@pytest.mark.usefixtures("well")
def test_an_old_shape_is_found(run, monkeypatch):
    monkeypatch.setattr(shape, "_newest", lambda: "newer")
    assert any("alembic upgrade head" in found for found in wrong(run("doctor", fails=True)))


def examine(settings, clock, capsys):
    """The doctor's words and exit code for other settings."""
    code = doctor.examine(create_app(settings, reply_threads=0, now=clock).extensions["deployment"])
    return code, wrong(capsys.readouterr().out)


def test_a_token_that_line_does_not_take_is_found(settings, clock, capsys):
    code, (token, *_) = examine(replace(settings, channel_token="old"), clock, capsys)
    assert code == 1
    assert "LINE_CHANNEL_ACCESS_TOKEN" in token


def test_a_line_that_is_away_is_found(settings, clock, capsys):
    code, (token, *_) = examine(replace(settings, line_api="http://127.0.0.1:1"), clock, capsys)
    assert code == 1
    assert "ติดต่อ LINE ไม่ได้ (no answer: NewConnectionError)" in token


def test_a_database_that_is_away_is_found(settings, clock, capsys):
    away = replace(settings, database_url="postgresql://127.0.0.1:1/club")
    code, found = examine(away, clock, capsys)
    assert code == 1
    assert any("DATABASE_URL" in each for each in found)


@pytest.mark.usefixtures("well")
def test_a_line_that_hangs_does_not_hang_the_doctor(deployment, simulator, line_url, capsys):
    """The SDK would wait for ever: every call of it is given our patience."""
    hasty = replace(deployment, line=LineApi(TOKEN, line_url, timeout=(1.0, 0.2)))
    for _ in range(3):
        simulator.add_fault("any", "slow", seconds=0.01)  # the account, before the SDK is asked
    simulator.add_fault("any", "hang")
    assert doctor.examine(hasty) == 1
    (found,) = wrong(capsys.readouterr().out)
    assert found == "ที่อยู่ webhook: LINE ไม่ตอบ (ReadTimeoutError)"


ACCOUNT = {
    "/v2/bot/info": {"basicId": "@bot", "displayName": "Bot", "chatMode": "bot"},
    "/v2/bot/message/quota": {"type": "none"},
    "/v2/bot/message/quota/consumption": {"totalUsage": 0},
}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, b'{"message":"Not found"}'), f"ใส่ {CALLBACK}"),  # LINE's answer while none is set
        ((200, b"{}"), "LINE ไม่ตอบ (ValidationError)"),
        ((502, b"\xff"), "LINE ไม่ตอบ (UnicodeDecodeError)"),
    ],
    ids=["none is set", "another answer", "no text"],
)
def test_whatever_line_answers_is_a_finding(deployment, capsys, answer, words):
    def answers(path):
        return (200, json.dumps(ACCOUNT[path]).encode()) if path in ACCOUNT else answer

    with wire(answers) as server:
        assert doctor.examine(replace(deployment, line=LineApi(TOKEN, server.url))) == 1
    assert any(words in found for found in wrong(capsys.readouterr().out))


@pytest.mark.usefixtures("well")
def test_what_did_not_arrive_is_counted(run, sessions, clock):
    with sessions.begin() as db:
        for state in ("failed", "unknown", "unknown", "sent"):
            db.add(requested(state=OutgoingState(state), due=clock()))
    refused, unknown = wrong(run("doctor", fails=True))
    assert "1 คำขอที่ LINE ไม่รับ" in refused
    assert "2 คำขอที่ LINE ไม่ยืนยัน" in unknown


@pytest.mark.usefixtures("well")
def test_menus_that_were_never_published_are_named_and_nothing_wrong(run, sessions):
    with sessions.begin() as db:
        db.execute(delete(Menu))
    told = run("doctor")
    assert "??  เมนูใต้แชต: ยังไม่ได้เผยแพร่ สั่ง flask --app app richmenu publish" in told
    assert wrong(told) == []
