"""Reporting: a yes first, sealed at once, sent or not, and no word too many."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import select

from bot import worker
from models import Account, Tip, TipSession, TipStep
from tests.conftest import joins
from tests.planning import bangkok_time
from vault.offline import unseal

STORY = "มีการเรียกเงินก่อนออกใบอนุญาต"
WARNING, TOLD = "ก่อนแจ้งเบาะแสทางแชต", "เล่าได้เลยค่ะ"
LOCKED, ASKED = "ล็อกแล้วค่ะ เหตุเกิดที่ไหน", "ส่งให้ผู้รับเรื่องไหมคะ"
SENT, GONE, NOT_NOW = "ส่งแล้วค่ะ", "ไม่ได้ส่ง และลบสิ่งที่ล็อกไว้แล้วค่ะ", "พร้อมเมื่อไรพิมพ์"
OVER = "ตอนนี้ไม่มีเรื่องที่ค้างอยู่ค่ะ"


@pytest.fixture
def reporter(somchai, hua_hin, works):
    somchai.adds_the_bot()
    joins(somchai)
    works()
    return somchai


def begins(phone):
    phone.says("แจ้งเบาะแส")
    phone.presses("เข้าใจแล้ว เริ่มแจ้ง")


def tells(phone, *words):
    begins(phone)
    for each in words or (STORY,):
        phone.says(each)


@pytest.fixture
def opened(works, sessions, reader):
    """What the reader opens of all that was handed in."""

    def opened():
        works()
        with sessions.begin() as db:
            tips = db.scalars(select(Tip).order_by(Tip.id, Tip.part)).all()
        return [unseal(tip.sealed, str(reader)) for tip in tips]

    return opened


def under_way(sessions):
    with sessions.begin() as db:
        return [(each.step, bool(each.sealed)) for each in db.scalars(select(TipSession))]


def test_a_report_is_told_sent_and_opened_by_its_reader_alone(reporter, opened):
    reporter.says("แจ้งเบาะแส")
    reporter.sees(WARNING, "LINE อาจเห็นสิ่งที่คุณส่ง", "ชมรมไม่ใช่ ป.ป.ช.", "191")
    reporter.presses("เข้าใจแล้ว เริ่มแจ้ง")
    reporter.sees(TOLD, "ไม่ต้องบอกชื่อตัวเอง")
    reporter.says(STORY)
    reporter.sees(LOCKED)
    reporter.says("ที่อำเภอ เมื่อวาน")
    reporter.sees(ASKED, "ยังไม่มีใครได้รับ")
    assert opened() == []
    reporter.presses("ส่งเรื่องนี้")
    reporter.sees(SENT, "เราไม่ได้เก็บว่าใครเป็นผู้แจ้ง", "1205")
    assert opened() == [STORY, "ที่อำเภอ เมื่อวาน"]


def test_every_step_may_be_typed(reporter, opened):
    ways = (
        ("ใช่", "ข้าม", "ส่ง"),
        ("ตกลงค่ะ", "ไม่ทราบ", "ส่งเลย"),
        ("เข้าใจแล้ว เริ่มแจ้ง", "ไม่", "ยืนยัน"),
        ("โอเค", "จำไม่ได้", "ส่งเรื่องนี้"),
    )
    for yes, skip, send in ways:
        for words in ("แจ้งเบาะแส", yes, STORY, skip, send):
            reporter.says(words)
        reporter.sees(SENT)
    assert opened() == [STORY] * 4


def test_every_step_may_be_typed_in_english(reporter, opened):
    reporter.says("english")
    for words in ("report corruption", "I understand, begin", STORY, "skip", "send this report"):
        reporter.says(words)
    reporter.sees("Only its readers can open it.")
    for words in ("Report corruption", "yes", STORY, "Skip", "Do not send, delete"):
        reporter.says(words)
    reporter.sees("Nothing was sent")
    assert opened() == [STORY]


def test_more_can_be_told_before_it_is_sent(reporter, opened):
    tells(reporter, STORY, "ข้าม", "มีพยานสองคน")
    reporter.sees(ASKED, "ล็อกเพิ่มแล้วค่ะ")
    reporter.presses("ส่งเรื่องนี้")
    assert opened() == [STORY, "มีพยานสองคน"]


def test_a_no_to_the_warning_begins_nothing(reporter, sessions):
    for words in ["ไม่", "ยังไม่", "ย้อนกลับ", "ข้าม", "ยกเลิก", "ยังไม่แจ้งตอนนี้"]:
        reporter.says("แจ้งเบาะแส")
        reporter.says(words)
        reporter.sees(NOT_NOW)
        assert under_way(sessions) == []
        reporter.says(STORY)
        reporter.sees_no(LOCKED)


def test_the_safer_way_names_the_official_doors(reporter, sessions):
    for safer in (reporter.presses, reporter.says):
        reporter.says("แจ้งเบาะแส")
        safer("ทางที่ปลอดภัยกว่า")
        reporter.sees("ไม่ใช้โทรศัพท์หรือ Wi-Fi ของหน่วยงาน", "โทร ป.ป.ช. 1205", "191")


def test_something_else_at_the_warning_is_something_else(reporter, sessions):
    for words in ["กิจกรรม", "คำถามวันนี้", "เมนู"]:
        reporter.says("แจ้งเบาะแส")
        reporter.says(words)
        reporter.sees_no("ล็อก")
        assert under_way(sessions) == []


def test_what_is_not_sent_is_deleted(reporter, sessions, opened):
    for words in ["ไม่ส่ง ลบทิ้ง", "ไม่ส่ง", "ลบทิ้ง", "ไม่", "ยกเลิก"]:
        tells(reporter, STORY, "ข้าม")
        reporter.says(words)
        reporter.sees(GONE, "ข้อความที่คุณพิมพ์ยังอยู่ในโทรศัพท์")
        assert under_way(sessions) == []
        assert opened() == []


def test_a_report_can_be_left_at_every_step(reporter, sessions):
    for words, told in product(["ยกเลิก", "ไม่ส่ง"], ((), (STORY,), (STORY, "ข้าม"))):
        begins(reporter)
        for each in told:
            reporter.says(each)
        reporter.says(words)
        reporter.sees(GONE if told else NOT_NOW)
        assert under_way(sessions) == []


def test_the_menu_comes_at_once_while_nothing_is_written(reporter, sessions):
    begins(reporter)
    reporter.says("เมนู")
    reporter.sees("อยากทำอะไรคะ")
    assert under_way(sessions) == []


@pytest.mark.parametrize("told", [(STORY,), (STORY, "ข้าม")])
def test_the_menu_first_asks_what_becomes_of_what_was_written(reporter, sessions, opened, told):
    tells(reporter, *told)
    reporter.says("เมนู")
    reporter.sees(ASKED, "เรื่องที่เล่ายังค้างอยู่ค่ะ", "พิมพ์ต่อได้เลยค่ะ")
    assert under_way(sessions) == [(TipStep.CHECKING, True)]
    reporter.says("มีพยานสองคน")
    reporter.sees(ASKED, "ล็อกเพิ่มแล้วค่ะ")
    reporter.says("เมนู")
    reporter.presses("ไม่ส่ง ลบทิ้ง")
    reporter.sees(GONE)
    reporter.presses("เมนู")
    reporter.sees("อยากทำอะไรคะ")
    assert under_way(sessions) == []
    assert opened() == []


def test_a_word_of_the_menu_is_no_part_of_the_story(reporter, opened):
    tells(reporter, STORY, "ข้าม")
    reporter.says("กิจกรรม")
    reporter.sees(ASKED, "เรื่องที่เล่ายังค้างอยู่ค่ะ", "มี 1 ข้อความที่ล็อกไว้")
    reporter.says("ในกิจกรรมนั้นมีพยานสองคน")
    reporter.sees("ล็อกเพิ่มแล้วค่ะ", "มี 2 ข้อความที่ล็อกไว้")
    reporter.presses("ส่งเรื่องนี้")
    assert opened() == [STORY, "ในกิจกรรมนั้นมีพยานสองคน"]


def test_one_word_may_say_where_it_was(reporter, opened):
    tells(reporter, STORY)
    reporter.says("อบรม")
    reporter.presses("ส่งเรื่องนี้")
    assert opened() == [STORY, "อบรม"]


def test_going_back_asks_again_for_more_and_loses_nothing(reporter, opened):
    begins(reporter)
    reporter.says("ย้อนกลับ")
    reporter.sees(WARNING)
    reporter.presses("เข้าใจแล้ว เริ่มแจ้ง")
    reporter.says(STORY)
    reporter.says("ย้อนกลับ")
    reporter.sees(TOLD)
    reporter.says("อีกเรื่องหนึ่ง")
    reporter.sees(LOCKED)
    reporter.says("ข้าม")
    reporter.says("ย้อนกลับ")
    reporter.sees(LOCKED)
    reporter.says("ที่อำเภอ")
    reporter.says("ส่ง")
    assert opened() == [STORY, "อีกเรื่องหนึ่ง", "ที่อำเภอ"]


def test_skipping_the_story_itself_asks_for_it_again(reporter, sessions):
    begins(reporter)
    reporter.says("ข้าม")
    reporter.sees(TOLD)
    assert under_way(sessions) == [(TipStep.TELLING, False)]


@pytest.mark.parametrize("words", ["ก" * 5000, "🎈" * 2500, "\u200b", "ส่งเรื่องนี้\n", "x" * 4999])
def test_any_text_is_sealed_as_it_is(reporter, opened, words):
    tells(reporter, words, "ข้าม", "ส่ง")
    assert opened() == [words]


def test_what_is_no_text_is_not_kept(reporter, sessions, simulator):
    begins(reporter)
    simulator.upload(reporter.user_id, {"type": "image"}, "image/jpeg", b"0")
    reporter.sees("ตอนนี้รับได้เฉพาะข้อความค่ะ", "ไม่ได้ถูกเก็บไว้")
    assert under_way(sessions) == [(TipStep.TELLING, False)]
    reporter.says(STORY)
    reporter.sees(LOCKED)


def test_a_photo_keeps_the_buttons_of_its_step(reporter, simulator, opened):
    begins(reporter)
    steps = ((None, TOLD), (STORY, LOCKED), ("ข้าม", ASKED))
    for words, asked in steps:
        if words:
            reporter.says(words)
        simulator.upload(reporter.user_id, {"type": "image"}, "image/jpeg", b"0")
        reporter.sees("ตอนนี้รับได้เฉพาะข้อความค่ะ", asked, "ย้อนกลับ")
        assert ("ข้าม" in reporter.screen()) is (asked == LOCKED)
    reporter.presses("ย้อนกลับ")
    simulator.upload(reporter.user_id, {"type": "image"}, "image/jpeg", b"0")
    reporter.presses("ข้าม")
    reporter.sees(ASKED)
    reporter.presses("ส่งเรื่องนี้")
    assert opened() == [STORY]


# Danger


def dials_first(phone):
    """The number behind the topmost button of the first bubble."""
    screen = [each["message"] for each in phone.simulator.chat(phone.user_id)]
    danger = next(each for each in reversed(screen) if "เหตุด่วน" in each.get("altText", ""))
    return danger["contents"]["footer"]["contents"][0]["action"]["uri"]


DANGER = (
    *("ช่วยด้วย มีคนทำร้าย", "ช่วยด้วยค่ะ โดนยิง", "มีคนทำร้ายฉันอยู่", "นายกโกงแล้วขู่ฆ่าผม", "เหตุด่วน"),
    *("เขาขู่จะเผาบ้านหนู", "มีรถขี่ตามผมมาตลอดทาง", "กลัวเขาจะมาทำร้ายค่ะ", "ส่งลูกปืนมาให้ที่บ้าน"),
    *("ผมกลัวครับ", "นายกส่งคนมาข่มขู่", "ไม่อยากมีชีวิตอยู่แล้ว", "he threatened my family"),
    *("มีคนเจ็บ", "ตกอยู่ในอันตรายค่ะ", "โทร 191", "191", "1669", "help someone is hurting me"),
)


@pytest.mark.parametrize("words", DANGER)
def test_who_is_in_danger_is_shown_the_police_first(reporter, sessions, words):
    reporter.says(words)
    reporter.sees("เหตุด่วน", "โทร 191 ทันทีค่ะ", "โทร 1669")
    assert dials_first(reporter) == "tel:191"
    assert under_way(sessions) == []


@pytest.mark.parametrize(
    "words", ["ไม่มีคนทำร้าย", "รวมพลังต้านการข่มขู่", "ประชุมฉุกเฉิน", "กลัวผีมาก", "หนังเมื่อคืนพระเอกโดนยิง"]
)
def test_no_danger_calls_nobody(reporter, words):
    reporter.says(words)
    reporter.sees_no("โทร 191 ทันทีค่ะ")


def test_danger_goes_before_any_flow(reporter):
    for flow in ("คำถามวันนี้", "แจ้งเบาะแส", "ลบข้อมูลของฉัน", "เปลี่ยนชื่อ", "ขอเปิดชมรม"):
        for words in ("ช่วยด้วย มีคนทำร้าย", "ลูกน้องกำนันมาขู่ผมถึงหน้าบ้าน"):
            reporter.says(flow)
            reporter.says(words)
            reporter.sees("โทร 191 ทันทีค่ะ")
            assert dials_first(reporter) == "tel:191"


def test_danger_inside_a_report_is_answered_first_and_nothing_is_lost(reporter, opened):
    story = ("เขาขู่ฆ่าผมเพราะรู้เรื่องนี้", "มีคนทำร้ายที่ตลาด", "ตอนนี้มีคนมาขู่หน้าบ้าน")
    begins(reporter)
    for words, asked in zip(story, (LOCKED, ASKED, ASKED), strict=True):
        reporter.says(words)
        reporter.sees("โทร 191 ทันทีค่ะ", asked)
        assert dials_first(reporter) == "tel:191"  # the newest card, so that it is seen
    reporter.presses("ส่งเรื่องนี้")
    assert opened() == list(story)


# Pressing twice, and old cards


def card(phone, label):
    return next(each for each in phone.actions() if each.get("label") == label)


def test_sending_twice_sends_once_and_never_claims_it_was_deleted(reporter, opened):
    tells(reporter, STORY, "ข้าม")
    send, discard = card(reporter, "ส่งเรื่องนี้"), card(reporter, "ไม่ส่ง ลบทิ้ง")
    reporter.does(send)
    reporter.sees(SENT)
    for late in (send, discard):
        reporter.does(late)
        reporter.sees(OVER, "ถ้ากดส่งแล้ว เรื่องถึงผู้รับแล้ว")
    assert opened() == [STORY]


def test_an_old_card_never_sends_what_was_not_checked(reporter, opened):
    tells(reporter, STORY, "ข้าม")
    old = card(reporter, "ส่งเรื่องนี้")
    reporter.presses("ไม่ส่ง ลบทิ้ง")
    begins(reporter)
    reporter.does(old)
    reporter.sees(TOLD)
    reporter.says("เรื่องใหม่")
    reporter.does(old)
    reporter.sees(ASKED)
    assert opened() == []
    reporter.does(old)
    reporter.sees(SENT)
    assert opened() == ["เรื่องใหม่"]


def test_beginning_twice_goes_on_where_it_was(reporter, opened):
    reporter.says("แจ้งเบาะแส")
    start = card(reporter, "เข้าใจแล้ว เริ่มแจ้ง")
    for seen in (TOLD, TOLD):
        reporter.does(start)
        reporter.sees(seen)
    reporter.says(STORY)
    reporter.does(start)
    reporter.sees(LOCKED)
    reporter.says("ข้าม")
    reporter.says("ส่ง")
    assert opened() == [STORY]
    reporter.does(start)
    reporter.sees(WARNING)


def test_an_old_skip_or_refusal_without_a_report_says_so(reporter):
    tells(reporter)
    skip = next(each for each in reporter.actions() if each.get("data") == "tip.skip?")
    reporter.says("ยกเลิก")
    reporter.does(skip)
    reporter.sees(OVER)


def test_turning_to_something_else_first_asks_what_becomes_of_the_report(
    reporter, sessions, opened
):
    reporter.says("คำถามวันนี้")
    answer = next(each for each in reporter.actions() if "quiz.answer" in each.get("data", ""))
    tells(reporter)
    reporter.does(answer)
    reporter.sees(ASKED)
    reporter.presses("ส่งเรื่องนี้")
    reporter.does(answer)
    reporter.sees("ที่มา:")
    assert opened() == [STORY]
    begins(reporter)
    reporter.does(answer)
    reporter.sees("ที่มา:")
    assert under_way(sessions) == []


# Silence, closed doors, denials


def test_half_an_hour_of_silence_forgets_the_report(reporter, sessions, clock, works, opened):
    tells(reporter)
    clock.moves(minutes=29)
    reporter.says("ข้าม")
    reporter.sees(ASKED)
    clock.moves(minutes=30)
    reporter.presses("ส่งเรื่องนี้")
    reporter.sees(OVER)
    works()
    assert under_way(sessions) == []
    assert opened() == []


def test_a_report_across_midnight_is_one_report(reporter, clock, opened):
    clock.moves_to(bangkok_time("2026-01-05", "23:50"))
    tells(reporter)
    clock.moves(minutes=20)
    reporter.says("ข้าม")
    clock.moves(minutes=20)
    reporter.presses("ส่งเรื่องนี้")
    reporter.sees(SENT)
    assert opened() == [STORY]


def test_without_a_keeper_nothing_is_taken_and_1205_is_given(reporter, sessions, deployment):
    no_keeper = replace(deployment.settings, tip_recipients=())
    object.__setattr__(deployment, "settings", no_keeper)
    for words in ("แจ้งเบาะแส", "มีคนโกง"):
        reporter.says(words)
        reporter.sees("ขณะนี้ยังไม่รับเรื่องทางแชต", "โปรดโทร ป.ป.ช. 1205", "191")
    reporter.simulator.press(reporter.user_id, "tip.start?")
    reporter.sees("1205")
    reporter.says(STORY)
    reporter.sees_no("ล็อก")
    assert under_way(sessions) == []


def test_where_people_read_the_chats_nothing_is_taken(reporter, sessions):
    def chat_mode(mode):
        with sessions.begin() as db:
            Account.known(db).chat_mode = mode

    begins(reporter)
    chat_mode("chat")
    reporter.says(STORY)
    reporter.sees("มีเจ้าหน้าที่อ่านแชตของบัญชีนี้ได้", "1205")
    assert under_way(sessions) == []
    chat_mode("bot")
    reporter.says("แจ้งเบาะแส")
    reporter.sees(WARNING)


def test_the_worker_learns_that_people_read_the_chats(reporter, simulator, deployment, clock):
    with simulator.store.begin() as step:
        step.set("chat_mode", "chat")
    clock.moves(minutes=6)
    worker.look_at_account(deployment)
    reporter.says("แจ้งเบาะแส")
    reporter.sees("ขณะนี้ยังไม่รับเรื่องทางแชต")


NO_REPORTS = (
    *("ไม่มีคนโกง", "ไม่มีใครโกงเลยค่ะ", "รวมไทยต้านโกง", "ปลูกป่าโกงกาง", "ไม่ได้จะแจ้งเบาะแสนะคะ"),
    *("ร้องเรียนที่ไหน", "แจ้งทุจริตได้ที่ไหนคะ", "แจ้งเบาะแสคืออะไร", "แจ้งเบาะแสได้ไหม"),
    *("ขอบคุณที่แจ้งเบาะแส", "แจ้งเบาะแสไปแล้วเรื่องถึงไหนแล้ว"),
)


def test_denials_and_questions_never_open_the_flow(reporter, sessions):
    for words in NO_REPORTS:
        reporter.says(words)
        reporter.sees_no(WARNING)
        assert under_way(sessions) == []


def test_a_report_always_begins_with_the_warning(reporter, sessions):
    for words in ["แจ้งเบาะแส", "มีคนโกง", "นายกอบตโกงค่ะ", "โดนเรียกเงินค่าต่อใบอนุญาต", "report"]:
        reporter.says(words)
        reporter.sees(WARNING)
        assert under_way(sessions) == [(TipStep.WARNED, False)]
        reporter.says("ยกเลิก")


def test_two_members_report_at_the_same_time_without_mixing(reporter, malee, opened):
    malee.adds_the_bot()
    begins(reporter)
    begins(malee)
    reporter.says("เรื่องของสมชาย")
    malee.says("เรื่องของมาลี")
    for phone in (reporter, malee):
        phone.says("ข้าม")
        phone.says("ส่ง")
    assert sorted(opened()) == ["เรื่องของมาลี", "เรื่องของสมชาย"]


def test_a_stranger_may_report_without_joining(malee, opened, works):
    malee.adds_the_bot()
    works()
    tells(malee, STORY, "ข้าม", "ส่ง")
    malee.sees(SENT)
    assert opened() == [STORY]


def test_the_command_lists_and_takes_away_what_was_just_sent(reporter, run, tmp_path):
    assert "ยังไม่มีเรื่องที่ส่งเข้ามา" in run("tips")
    tells(reporter, STORY, "ที่อำเภอ", "ส่ง")
    listed = run("tips", "--save", str(tmp_path / "out"))
    assert len(listed.strip().splitlines()) == 2
    assert "2026-01-05" in listed
    assert STORY not in listed
    assert len(list((tmp_path / "out").glob("*.age"))) == 2


def test_unsending_takes_nothing_from_a_report_that_was_sent(reporter, opened):
    """She confirmed it: it is a record of its own, and nothing tells which message it came in."""
    tells(reporter, STORY, "ที่อำเภอ")
    reporter.presses("ส่งเรื่องนี้")
    reporter.unsends(STORY)
    assert opened() == [STORY, "ที่อำเภอ"]


def test_unsending_while_telling_keeps_what_is_locked_until_she_discards_it(reporter, sessions):
    """The lock holds parts that name no message; one press, or half an hour, deletes them all."""
    tells(reporter)
    reporter.unsends(STORY)
    assert under_way(sessions) == [(TipStep.PLACING, True)]
    reporter.says("ไม่ส่ง ลบทิ้ง")
    reporter.sees(GONE)
    assert under_way(sessions) == []
