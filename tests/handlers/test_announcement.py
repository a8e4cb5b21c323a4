"""What a coordinator says to the whole club, at a price that she sees before."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from bot import quota
from bot.line import AccountState
from models import Account, Announcement, Conversation, Progress
from tests import carrying
from tests.planning import bangkok_time, found

NEWS = "พรุ่งนี้ 9 โมง พบกันที่ศาลาประชาคมนะคะ"
HEADING = "ประกาศจากชมรม STRONG เทศบาลเมืองหัวหิน"
CHECK = "ตรวจข้อความก่อนส่งนะคะ"
OLD = "ร่างประกาศนี้เก่าแล้วค่ะ"


@pytest.fixture
def club(khru_nok, somchai, malee, sessions, clock):
    """Khru Nok and two members; LINE gives 300 messages a month."""
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 0), clock())
    for phone in (somchai, malee):
        phone.adds_the_bot()
        phone.says("HUAHIN")
        phone.says("ใช่")
    return khru_nok


@pytest.fixture
def works(works, clock):
    return carrying.a_minute_later(works, clock)


def writes(phone, words=NEWS):
    phone.says("ประกาศ")
    phone.says(words)


def announced(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Announcement).order_by(Announcement.id)))


def button(phone, label):
    return next(each for each in phone.actions() if each.get("label") == label)


# Writing and checking


def test_recipients_and_price_are_seen_before_anything_leaves(club, somchai, sessions, works):
    club.says("ประกาศ")
    club.sees("พิมพ์ข้อความที่อยากบอกสมาชิกชมรม STRONG เทศบาลเมืองหัวหิน", "จะยังไม่ส่ง")
    club.says(NEWS)
    club.sees(CHECK, NEWS, "สมาชิกทั้งหมด 3 คน", "ตอนนี้")
    club.sees("จะใช้ 3 ข้อความ ส่งแล้วเดือนนี้เหลือ 297 จาก 300")
    works()
    assert HEADING not in somchai.history()
    assert announced(sessions) == []


def test_a_test_goes_to_herself_alone_and_is_free(club, somchai, works, simulator):
    writes(club)
    for words in ["ลองส่งให้ฉันดูก่อน", "ลองส่ง", "ทดสอบ"]:
        club.says(words)
        club.sees(f"{HEADING}\n\n{NEWS}", CHECK)
    works()
    assert HEADING not in somchai.history()
    assert simulator.quota["used"] == 0


@pytest.mark.parametrize("words", ["ส่งเลย", "ส่ง", "ยืนยัน", "ใช่ค่ะ"])
def test_it_is_sent_by_typing(club, somchai, malee, works, simulator, words):
    writes(club)
    club.says(words)
    club.sees("จะส่งถึง 3 คน ใน 1 นาทีค่ะ")
    works()
    for phone in (somchai, malee, club):
        assert phone.history().count(f"{HEADING}\n\n{NEWS}") == 1
    assert simulator.quota["used"] == 3
    calls = [call for call in simulator.calls if call["path"].endswith("message/multicast")]
    assert len(calls) == 1


def test_members_read_thai_whoever_writes(club, somchai, works, clock):
    club.says("english")
    for words in ("announce", NEWS, "show me first"):
        club.says(words)
    club.sees(f"{HEADING}\n\n{NEWS}", "Please check the text")
    for words in ("set a time", "6/1/2569 9:00", "edit the text", NEWS, "send now"):
        club.says(words)
    club.sees("The time is set", "It will go to 3 people")  # a new text keeps it
    clock.moves_to(bangkok_time("2026-01-06", "09:00"))
    works()
    assert somchai.messages()[-1]["text"] == f"{HEADING}\n\n{NEWS}"


def test_pressed_twice_it_is_sent_once(club, somchai, works, sessions):
    writes(club)
    send = button(club, "ส่งเลย")
    for _press in range(3):
        club.does(send)
        club.sees("จะส่งถึง 3 คน ใน 1 นาทีค่ะ")
    works()
    club.does(send)
    works()
    assert len(announced(sessions)) == 1
    assert somchai.history().count(NEWS) == 1


def test_the_text_is_written_anew(club):
    for words in ["แก้ไขข้อความ", "แก้ไข", "ย้อนกลับ", "ไม่"]:
        writes(club)
        club.says(words)
        club.sees(NEWS, "พิมพ์ข้อความที่อยากบอก")
        club.says("เลื่อนเป็นบ่ายสองนะคะ")
        club.sees(CHECK, "เลื่อนเป็นบ่ายสองนะคะ")


# Another text at the card

BETTER = "ประชุมเลื่อนเป็นบ่ายสองโมง ที่ห้องประชุมเล็กนะคะ"
OFFER = "เปลี่ยนประกาศเป็นข้อความนี้ไหมคะ"


@pytest.mark.parametrize("yes", ["ใช่", "ใช้ข้อความใหม่", None])
def test_a_corrected_text_is_offered_instead_of_the_first(club, somchai, works, yes):
    writes(club)
    club.says("6/1/2569 9:00")
    club.says(BETTER)
    club.sees(OFFER, BETTER, "ข้อความเดิมยังอยู่")
    if yes:
        club.says(yes)
    else:
        replacing = button(club, "ใช้ข้อความใหม่")
        for _press in range(2):
            club.does(replacing)
    club.sees(CHECK, BETTER, "อ. 6 ม.ค. 2569 เวลา 09.00 น.")
    club.sees_no(NEWS)


@pytest.mark.parametrize("no", ["ไม่", "ย้อนกลับ", "ใช้ข้อความเดิม", None])
def test_the_first_text_stays_where_it_is_not_replaced(club, somchai, works, no):
    writes(club)
    club.says(BETTER)
    club.says(no) if no else club.presses("ใช้ข้อความเดิม")
    club.sees(CHECK, NEWS)
    club.says("ส่งเลย")
    works()
    assert NEWS in somchai.history()
    assert BETTER not in somchai.history()


def test_which_of_two_texts_is_sent_is_never_guessed(club, sessions):
    writes(club)
    old = button(club, "ส่งเลย")
    club.says(BETTER)
    club.says("ส่งเลย")
    club.sees(OFFER, BETTER)
    assert announced(sessions) == []
    club.says("ก" * 4600)
    club.sees("ส่งได้ไม่เกิน 4500 ตัวค่ะ")
    club.says("ใช่")
    club.sees(CHECK, BETTER)
    club.does(old)
    club.sees(OLD)
    club.presses("ส่งเลย")
    assert [each.text for each in announced(sessions)] == [BETTER]


def test_the_cards_of_an_older_draft_send_nothing(club, sessions):
    writes(club)
    old = [button(club, label) for label in ("ส่งเลย", "ลองส่งให้ฉันดูก่อน", "แก้ไขข้อความ")]
    writes(club, "ข้อความใหม่")
    for each in old:
        club.does(each)
        club.sees(OLD)
    assert announced(sessions) == []


def test_every_step_can_be_left(club, sessions):
    for words, step in product(("ยกเลิก", "เมนู"), ("writing", "checking", "timing")):
        club.says("ประกาศ")
        if step != "writing":
            club.says(NEWS)
        if step == "timing":
            club.says("ตั้งเวลา")
        club.says(words)
        club.sees("อยากทำอะไรคะ")
        club.says("ส่งเลย")
        club.sees_no("จะส่งถึง")
        assert announced(sessions) == []


def test_writing_can_be_left_backwards(club):
    for words in ["ย้อนกลับ", "ข้าม"]:
        club.says("ประกาศ")
        club.says(words)
        club.sees("อยากทำอะไรคะ")


def test_a_text_that_is_too_long_says_by_how_much(club):
    club.says("ประกาศ")
    club.says("ก" * 5000)
    club.sees("ข้อความยาว 5000 ตัวอักษร ส่งได้ไม่เกิน 4500 ตัวค่ะ")
    club.says("ก" * 4500)
    club.sees(CHECK)


def test_emoji_count_as_line_counts_them(club):
    club.says("ประกาศ")
    club.says("🎉" * 2251)
    club.sees("ข้อความยาว 4502 ตัวอักษร")


def test_what_nobody_could_see_is_no_announcement(club):
    for words in ["\u200b", "\u200b\n\u200b ", "\ufeff"]:
        writes(club, words)
        club.sees("พิมพ์ข้อความที่อยากบอก")
        club.sees_no(CHECK)


def test_any_text_arrives_as_it_was_written(club, somchai, works):
    for words in ["🎉🎉🎉", "ก" + "\u0e49" * 3000, "<b>&amp;</b> \u202e", "a\nb\nc"]:
        writes(club, words)
        club.says("ส่งเลย")
        works()
        assert somchai.messages()[-1]["text"] == f"{HEADING}\n\n{words}"


# At a time


def test_a_time_is_picked(club, somchai, works, clock, sessions):
    writes(club)
    picker = button(club, "ตั้งเวลา")
    assert (picker["initial"], picker["min"]) == ("2026-01-06T09:00", "2026-01-05T10:01")
    club.picks("ตั้งเวลา", "2026-01-06T09:00")
    club.sees("อ. 6 ม.ค. 2569 เวลา 09.00 น.")
    club.presses("ส่งตามเวลานี้")
    club.sees("ตั้งเวลาแล้วค่ะ", "จะส่งถึง 3 คน", "อ. 6 ม.ค. 2569 เวลา 09.00 น.")
    clock.moves_to(bangkok_time("2026-01-06", "08:58"))
    works()
    assert NEWS not in somchai.history()
    clock.moves(minutes=1)
    works()
    works()
    assert somchai.history().count(NEWS) == 1
    assert [each.progress for each in announced(sessions)] == [Progress.SENT]


def test_a_time_is_typed(club, sessions):
    written = ["พรุ่งนี้ 9 โมงเช้า", "6 ม.ค. 69 เวลา 09.00 น.", "6/1/2569 9:00"]
    for words, asked in product(written, (True, False)):
        writes(club)
        if asked:
            club.says("ตั้งเวลา")
            club.sees("พิมพ์วันและเวลาที่จะส่ง")
        club.says(words)
        club.sees("อ. 6 ม.ค. 2569 เวลา 09.00 น.")
        club.says("ส่งตามเวลานี้")
        club.sees("ตั้งเวลาแล้วค่ะ")
    assert {each.due for each in announced(sessions)} == {bangkok_time("2026-01-06")}
    assert len(announced(sessions)) == 2 * len(written)


UNCLEAR = "น้องสตรองยังอ่านวันและเวลานี้ไม่ออกค่ะ"
NO_SUCH_DAY, PAST = "ไม่มีวันที่นี้ในปฏิทินค่ะ", "เวลานั้นผ่านไปแล้วค่ะ"
SEVERAL, TOO_FAR = "คำนี้หมายถึงได้หลายเวลาค่ะ", "ตั้งเวลาล่วงหน้าได้ไม่เกินหนึ่งปีค่ะ"
NO_TIMES = (
    *((words, NO_SUCH_DAY) for words in ("31 ก.พ.", "30 กุมภาพันธ์ 2569 9.00 น.", "31/2/2569 9.00")),
    *((words, PAST) for words in ("เมื่อวาน 9 โมง", "เมื่อวาน", "วันนี้ 8.00", "1 ม.ค. 2569 9.00")),
    *((words, SEVERAL) for words in ("ศุกร์หน้า", "ศุกร์หน้า 9.00", "พรุ่งนี้ 3 โมง", "สัปดาห์หน้า")),
    ("8 ม.ค. 2590 9.00", TOO_FAR),
)


@pytest.mark.parametrize("asked", [True, False])
def test_each_kind_of_wrong_time_is_told_what_is_wrong(club, sessions, asked):
    """At the card as well as where a time was asked for, and with a way on and a way back."""
    for words, told in NO_TIMES:
        writes(club)
        if asked:
            club.says("ตั้งเวลา")
        club.says(words)
        club.sees(told, "พิมพ์วันและเวลาที่จะส่ง", "พรุ่งนี้ 9 โมงเช้า")
        club.says("ย้อนกลับ")
        club.sees(CHECK, NEWS, "ตอนนี้")
        club.says(words)
        club.says("6/1/2569 9:00")
        club.sees(CHECK, "อ. 6 ม.ค. 2569 เวลา 09.00 น.")
    assert announced(sessions) == []


def test_what_is_no_time_is_asked_for_again(club, sessions):
    writes(club)
    for words in ["ฟหกด", "ส่งเลย"]:
        club.says("ตั้งเวลา")
        club.says(words)
        club.sees(UNCLEAR, "พิมพ์วันและเวลาที่จะส่ง")
    assert announced(sessions) == []


@pytest.mark.parametrize(
    ("hour", "seen"),
    [
        ("9", "09.00"),
        ("9 โมงเช้า", "09.00"),
        ("บ่ายสอง", "14.00"),
        ("14.30", "14.30"),
        ("9 โมง", "09.00"),
    ],
)
def test_a_day_without_an_hour_is_kept_and_its_hour_asked_for(club, sessions, hour, seen):
    writes(club)
    club.says("15 ม.ค.")
    club.sees("พฤ. 15 ม.ค. 2569 กี่โมงคะ")
    club.says("ฟหกด")
    club.sees("พฤ. 15 ม.ค. 2569 กี่โมงคะ")
    club.says(hour)
    club.sees(CHECK, f"พฤ. 15 ม.ค. 2569 เวลา {seen} น.")
    club.says("ตั้งเวลา")
    club.says("พรุ่งนี้")
    club.sees("อ. 6 ม.ค. 2569 กี่โมงคะ")
    club.says("7 ม.ค. 10.00")
    club.sees(CHECK, "พ. 7 ม.ค. 2569 เวลา 10.00 น.")
    assert announced(sessions) == []


def test_a_picked_time_that_cannot_be_is_asked_for_again(club):
    for moment, told in [("2026-01-05T09:00", PAST), ("2030-01-01T09:00", TOO_FAR)]:
        writes(club)
        club.picks("ตั้งเวลา", moment)
        club.sees(told)


def test_a_time_that_passed_before_the_press_is_asked_for_again(club, clock, sessions):
    writes(club)
    club.says("วันนี้ 11.00 น.")
    clock.moves(hours=2)
    club.presses("ส่งตามเวลานี้")
    club.sees(PAST)
    assert announced(sessions) == []


def test_what_waits_can_be_cancelled_once_and_what_left_cannot(
    club, somchai, works, clock, sessions
):
    writes(club)
    club.says("พรุ่งนี้ 9 โมงเช้า")
    club.presses("ส่งตามเวลานี้")
    cancel = button(club, "ยกเลิกประกาศนี้")
    for _press in range(2):
        club.does(cancel)
        club.sees("ยกเลิกประกาศแล้วค่ะ ไม่มีใครได้รับ")
    clock.moves(days=2)
    works()
    assert NEWS not in somchai.history()
    writes(club)
    club.says("พรุ่งนี้ 9 โมงเช้า")
    club.presses("ส่งตามเวลานี้")
    clock.moves(days=1)
    works()
    club.does(button(club, "ยกเลิกประกาศนี้"))
    club.sees("ส่งออกไปหมดแล้ว จึงหยุดไม่ได้ค่ะ")


def test_sending_what_was_cancelled_says_so(club, sessions):
    writes(club)
    club.says("พรุ่งนี้ 9 โมงเช้า")
    send = button(club, "ส่งตามเวลานี้")
    club.does(send)
    club.presses("ยกเลิกประกาศนี้")
    club.does(send)
    club.sees("ยกเลิกประกาศแล้วค่ะ")
    assert [each.progress for each in announced(sessions)] == [Progress.CANCELLED]


# Quota


def month(sessions, total, *, exhausted=None):
    with sessions.begin() as db:
        account = Account.known(db)
        account.quota, account.used, account.exhausted = total, 0, exhausted


def test_what_the_month_cannot_pay_is_not_sent(club, sessions):
    month(sessions, 2)
    writes(club)
    club.sees("ต้องใช้ 3 ข้อความ แต่เดือนนี้เหลือ 2 ข้อความค่ะ")
    assert "ส่งเลย" not in [each.get("label") for each in club.messages()[-1:] and club.actions()]
    club.says("ส่งเลย")
    club.sees("ต้องใช้ 3 ข้อความ")
    assert announced(sessions) == []


def test_what_is_planned_counts_before_it_is_sent(club, sessions):
    writes(club)
    club.says("พรุ่งนี้ 9 โมงเช้า")
    club.presses("ส่งตามเวลานี้")
    writes(club)
    club.sees("เหลือ 294 จาก 300")


def test_a_used_up_month_is_told_to_the_coordinator(club, sessions, clock):
    month(sessions, 300, exhausted=clock())
    club.says("ประกาศ")
    club.sees("โควตาข้อความของเดือนนี้หมดแล้ว")


def test_who_cannot_be_reached_is_not_counted(club, somchai, malee):
    somchai.blocks_the_bot()
    malee.says("หยุดส่ง")
    writes(club)
    club.sees("สมาชิกทั้งหมด 1 คน", "จะใช้ 1 ข้อความ")


# Who may


def test_a_member_who_announces_reads_the_news(somchai, club, works):
    somchai.says("ประกาศ")
    somchai.sees("ยังไม่มีประกาศจากชมรมของคุณค่ะ")
    for words in (NEWS, "ข่าวที่สอง"):
        writes(club, words)
        club.says("ส่งเลย")
        works()
    somchai.says("ข่าวสาร")
    somchai.sees("จ. 5 ม.ค. 2569", NEWS, "ข่าวที่สอง", "ประกาศล่าสุดจากชมรมของคุณค่ะ")


def test_another_s_cards_are_no_use(club, somchai, simulator, sessions):
    writes(club)
    club.says("พรุ่งนี้ 9 โมงเช้า")
    send = button(club, "ส่งตามเวลานี้")
    simulator.press(somchai.user_id, send["data"])
    somchai.sees(OLD)
    club.does(send)
    cancel = button(club, "ยกเลิกประกาศนี้")
    for each in (send, cancel):
        simulator.press(somchai.user_id, each["data"])
        somchai.sees_no("ตั้งเวลาแล้ว")
        somchai.sees_no("ยกเลิกประกาศแล้ว")
    simulator.press(somchai.user_id, f"announcement.for?club={announced(sessions)[0].club_id}")
    somchai.sees("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ")
    assert [each.progress for each in announced(sessions)] == [Progress.WAITING]


def test_a_coordinator_of_two_clubs_is_asked_which(club, malee, somchai, run, sessions, works):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    club.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    malee.says("เข้าชมรม CHAAM")
    malee.presses("ยินยอมและเข้าชมรม")
    malee.presses("ย้ายชมรม")
    club.says("ประกาศ")
    club.sees("ประกาศของชมรมไหนคะ", "เทศบาลเมืองชะอำ", "เทศบาลเมืองหัวหิน")
    club.says("ฟหกด")
    club.sees("ประกาศของชมรมไหนคะ")
    for choice in ("ชะอำ", "chaam"):
        club.says("ประกาศ")
        club.says(choice)
        club.sees("สมาชิกชมรม STRONG เทศบาลเมืองชะอำ")
    club.says("เมนู")
    club.says("ประกาศ")
    club.presses("เทศบาลเมืองชะอำ")
    club.says(NEWS)
    club.sees("สมาชิกทั้งหมด 1 คน")
    club.says("ส่งเลย")
    works()
    assert NEWS in malee.history()
    assert NEWS not in somchai.history()


def test_a_duty_that_ended_leaves_no_dead_end(club, sessions):
    from models import Role

    writes(club)
    send = button(club, "ส่งเลย")
    with sessions.begin() as db:
        db.delete(db.scalars(select(Role)).one())
    club.does(send)
    club.sees("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ")
    club.says("กิจกรรม")
    club.sees("กิจกรรม")
    club.says("ฟหกด")
    club.sees("อยากทำอะไรคะ")
    assert announced(sessions) == []


def test_a_club_without_members_gets_nothing(khru_nok, run, sessions):
    found(sessions, "EMPTY", "เทศบาลเมืองว่าง")
    khru_nok.says(run("invite", "--role", "coordinator", "--club", "EMPTY").split()[0])
    khru_nok.says("ประกาศ")
    khru_nok.says("เทศบาลเมืองว่าง")
    khru_nok.says(NEWS)
    khru_nok.sees("ยังไม่มีใครในกลุ่มนี้ที่รับข้อความได้ค่ะ")
    khru_nok.says("ส่งเลย")
    khru_nok.sees("ยังไม่มีผู้รับ")
    assert announced(sessions) == []


# The command


def test_the_command_prints_price_and_recipients_then_sends(club, somchai, run, works):
    said = run("announce", "--to", "club:huahin", "--text", NEWS)
    assert "ถึง 3 คน" in said
    assert "จะใช้ 3 ข้อความ ส่งแล้วเดือนนี้เหลือ 297 จาก 300" in said
    works()
    assert somchai.history().count(NEWS) == 1


def test_the_command_takes_a_time_of_bangkok_or_of_a_zone(club, run, sessions):
    run("announce", "--to", "club:HUAHIN", "--text", NEWS, "--at", "2026-01-06T09:00", "--yes")
    run("announce", "--to", "club:HUAHIN", "--text", NEWS, "--at", "2026-01-06T02:00+00:00")
    assert {each.due for each in announced(sessions)} == {bangkok_time("2026-01-06")}


MISTAKES = [
    (("--to", "club:NOWHERE", "--text", NEWS), "NOWHERE"),
    (("--to", "HUAHIN", "--text", NEWS), "club:"),
    (("--to", "club:HUAHIN", "--text", NEWS, "--at", "พรุ่งนี้"), "2026-11-23T09:00"),
    (("--to", "club:HUAHIN", "--text", NEWS, "--at", "2020-01-01T09:00"), "เวลา"),
    (("--to", "club:HUAHIN", "--text", NEWS, "--at", "2040-01-01T09:00"), "เวลา"),
    (("--to", "club:HUAHIN", "--text", "ก" * 4501), "4500"),
    (("--to", "club:HUAHIN", "--text", "  "), "ประกาศยังว่างอยู่"),
]


def test_the_command_says_what_is_wrong_and_sends_nothing(club, run, sessions):
    for words, told in MISTAKES:
        assert told in run("announce", *words, "--yes", fails=True)
        assert announced(sessions) == []


def test_the_command_refuses_what_the_month_cannot_pay(club, run, sessions):
    for left in (2, 0, -4):
        month(sessions, left)
        said = run("announce", "--to", "club:HUAHIN", "--text", NEWS, "--yes", fails=True)
        assert "ต้องใช้ 3 ข้อความ" in said
        assert f"เดือนนี้เหลือ {max(left, 0)} ข้อความ" in said
        assert "เพิ่มแพ็กเกจ LINE" in said
        assert "เหลือ -" not in said
        assert "จะใช้" not in said
        assert announced(sessions) == []


def test_the_command_refuses_a_club_without_members_first(run, sessions):
    found(sessions, "EMPTY", "เทศบาลเมืองว่าง")
    said = run("announce", "--to", "club:EMPTY", "--text", NEWS, "--yes", fails=True)
    assert "ยังไม่มีผู้รับ" in said
    assert "จะใช้" not in said


def test_what_is_too_late_to_be_news_expires(club, somchai, works, clock, sessions):
    writes(club)
    club.says("ส่งเลย")
    clock.moves_to(clock() + timedelta(hours=25))
    works()
    assert NEWS not in somchai.history()
    assert [each.progress for each in announced(sessions)] == [Progress.EXPIRED]


def test_her_other_clubs_are_a_press_or_a_word_away(club, run, sessions):
    for number in range(1, 5):
        found(sessions, f"CLUB{number}", f"อบต.บ้าน {number}")
        club.says(run("invite", "--role", "coordinator", "--club", f"CLUB{number}").split()[0])
    club.says("ประกาศ")
    club.sees("อบต.บ้าน 1", "อบต.บ้าน 3")
    club.sees_no("อบต.บ้าน 4")
    club.presses("ดูเพิ่ม")
    club.sees("อบต.บ้าน 4", "เทศบาลเมืองหัวหิน")
    club.says("ดูเพิ่ม")
    club.sees("อบต.บ้าน 1")
    club.says("ดูเพิ่ม")
    club.presses("อบต.บ้าน 4")
    club.sees("สมาชิกชมรม STRONG อบต.บ้าน 4")


def test_a_draft_that_is_unsent_is_gone(khru_nok, sessions):
    khru_nok.says("ประกาศ")
    khru_nok.says("ข้อความที่พิมพ์ผิด")
    khru_nok.unsends("ข้อความที่พิมพ์ผิด")
    with sessions.begin() as db:
        assert "พิมพ์ผิด" not in str(db.scalars(select(Conversation.state)).all())
    khru_nok.presses("ส่งเลย")
    khru_nok.sees("ร่างประกาศนี้เก่าแล้วค่ะ")


def test_unsending_another_message_keeps_the_draft(khru_nok):
    khru_nok.says("เมนู")
    khru_nok.says("ประกาศ")
    khru_nok.says("พบกันพรุ่งนี้")
    khru_nok.unsends("เมนู")
    khru_nok.presses("ส่งเลย")
    khru_nok.sees("จะส่งถึง 1 คน")


def test_a_new_text_that_is_unsent_leaves_the_old_one_unsent_too(khru_nok, sessions):
    """Neither is a yes that follows taken for the old text."""
    khru_nok.says("ประกาศ")
    khru_nok.says("ข้อความเดิมของฉัน")
    khru_nok.says("ข้อความที่สองของฉัน")
    khru_nok.sees("เปลี่ยนประกาศเป็นข้อความนี้ไหมคะ")
    khru_nok.unsends("ข้อความที่สองของฉัน")
    khru_nok.says("ใช่")
    khru_nok.sees_no("จะส่งถึง")
    with sessions.begin() as db:
        assert "ที่สอง" not in str(db.scalars(select(Conversation.state)).all())
        assert db.scalars(select(Announcement)).all() == []


def test_a_text_that_took_the_place_of_another_goes_with_its_own_message(khru_nok):
    khru_nok.says("ประกาศ")
    khru_nok.says("ข้อความเดิมของฉัน")
    khru_nok.says("ข้อความที่สองของฉัน")
    khru_nok.presses("ใช้ข้อความใหม่")
    khru_nok.unsends("ข้อความเดิมของฉัน")
    khru_nok.unsends("ข้อความที่สองของฉัน")
    khru_nok.presses("ส่งเลย")
    khru_nok.sees("ร่างประกาศนี้เก่าแล้วค่ะ")


def test_an_announcement_that_was_sent_is_a_record_of_its_own(khru_nok, sessions):
    khru_nok.says("ประกาศ")
    khru_nok.says("พบกันพรุ่งนี้")
    khru_nok.presses("ส่งเลย")
    khru_nok.unsends("พบกันพรุ่งนี้")
    with sessions.begin() as db:
        assert db.scalars(select(Announcement.text)).all() == ["พบกันพรุ่งนี้"]
