"""Polls: made by a coordinator, answered by members, shown as a picture."""

import io
import re
from datetime import timedelta
from threading import Barrier, Thread
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image
from sqlalchemy import select

from handlers.poll import actions, flow
from models import Deed, Member, Poll, Promise, PromiseState, Role, RoleKind, Vote, What
from tests.conftest import NOW, joins
from tests.handlers.meeting import named
from tests.planning import found

QUESTION = "หัวข้อที่จะเฝ้าระวังปีนี้"
CHOICES = ("ถนน", "ขยะ", "งบอาหารกลางวัน", "น้ำประปา")


@pytest.fixture
def poll(sessions, hua_hin):
    return asked(sessions, hua_hin)


@pytest.fixture
def topics(sessions, hua_hin):
    """Of which one may choose three."""
    return asked(sessions, hua_hin, most=3)


def asked(sessions, club, **more):
    known = {"draft": "ABCD2345", "question": QUESTION, "choices": list(CHOICES), "made": NOW}
    poll = Poll(**{**known, "club_id": club.id, "closes": NOW + actions.OPEN, **more})
    with sessions.begin() as db:
        db.add(poll)
    return poll


def votes(sessions):
    with sessions.begin() as db:
        rows = select(Vote.member_id, Vote.choice).order_by(Vote.member_id, Vote.choice)
        return [tuple(row) for row in db.execute(rows)]


def choices(sessions):
    return [choice for _member, choice in votes(sessions)]


def pictures(phone):
    """The paths of the last picture and its preview."""
    last = next(each for each in reversed(phone.messages()) if each["type"] == "image")
    return [urlsplit(last[key]).path for key in ("originalContentUrl", "previewImageUrl")]


def drafts(phone, *, most="1"):
    phone.says("ทำโพล")
    phone.sees("อยากถามสมาชิกว่าอะไรคะ")
    phone.says(QUESTION)
    phone.sees("พิมพ์บรรทัดละข้อ")
    phone.says("\n".join(CHOICES))
    phone.sees("ให้แต่ละคนเลือกได้มากสุดเท่าไรคะ")
    phone.says(most)
    phone.sees("ตรวจก่อนเปิดโพล", QUESTION, *CHOICES, "ปิด")


def test_a_coordinator_asks_and_members_answer_for_free(khru_nok, member, simulator, sessions):
    drafts(khru_nok)
    khru_nok.presses("เปิดโพล")
    khru_nok.sees("เปิดโพลแล้วค่ะ", QUESTION)
    member.says("โพล")
    member.sees(QUESTION, *CHOICES, "เลือกได้ 1 ข้อ", "จ. 12 ม.ค. 2569")
    member.presses("ขยะ")
    member.sees("คุณเลือก: ขยะ", "ขยะ 1 คน (100%)", "จากผู้ตอบ 1 คน")
    assert choices(sessions) == [1]
    assert [call for call in simulator.calls if "push" in call["path"]] == []
    with sessions.begin() as db:
        assert [deed.what for deed in db.scalars(select(Deed))][-1] is What.POLL_OPENED


def test_the_link_to_forward_leads_into_the_chat_and_to_the_poll(khru_nok, member, works):
    works()
    drafts(khru_nok)
    khru_nok.presses("เปิดโพล")
    shared = next(each["uri"] for each in khru_nok.actions() if each["label"] == "ส่งต่อในกลุ่ม")
    assert len(shared) <= 1000
    words = unquote(shared.partition("text=")[2])
    assert "ตอบโพลของชมรม" in words
    member.opens(words.split("\n")[1])
    member.sees(QUESTION)


def test_a_draft_opened_twice_is_one_poll(khru_nok, sessions):
    drafts(khru_nok)
    again = next(each for each in khru_nok.actions() if each["label"] == "เปิดโพล")
    khru_nok.does(again)
    khru_nok.does(again)
    khru_nok.sees("เปิดโพลแล้วค่ะ")
    with sessions.begin() as db:
        assert len(db.scalars(select(Poll)).all()) == 1


def test_every_step_of_making_can_be_typed_and_gone_back(khru_nok, sessions):
    drafts(khru_nok)
    khru_nok.presses("ถนน")
    khru_nok.sees("นี่เป็นตัวอย่างค่ะ")
    khru_nok.says("แก้ไขโพล")
    khru_nok.says("ข้าม")
    khru_nok.says("ดี\nไม่ดี")
    khru_nok.says("ย้อนกลับ")
    khru_nok.sees("พิมพ์บรรทัดละข้อ")
    khru_nok.says("ข้าม")
    khru_nok.says("ข้าม")
    khru_nok.sees("ดี", "ไม่ดี", QUESTION)
    khru_nok.says("เปิดโพล")
    with sessions.begin() as db:
        assert db.scalars(select(Poll)).one().choices == ["ดี", "ไม่ดี"]


@pytest.mark.parametrize(
    ("step", "typed", "told"),
    [
        (0, "ก" * 201, "คำถามยาวไปค่ะ ขอไม่เกิน 200"),
        (1, "ข้อเดียว", "ขอตัวเลือกอย่างน้อย 2 ข้อค่ะ"),
        (1, "\n".join(map(str, range(11))), "ขอไม่เกิน 10 ข้อนะคะ"),
        (1, "ดี\n" + "ย" * 61, "ขอข้อละไม่เกิน 60"),
        (1, "ดี\nดี", "มีตัวเลือกซ้ำกันค่ะ"),
        (2, "0", "พิมพ์เป็นตัวเลขนะคะ"),
        (2, "5", "พิมพ์เป็นตัวเลขนะคะ"),
        (2, "หลายข้อเลย", "พิมพ์เป็นตัวเลขนะคะ"),
    ],
)
def test_bad_input_is_asked_for_again_and_nothing_is_lost(khru_nok, step, typed, told):
    good = [QUESTION, "\n".join(CHOICES), "2"]
    khru_nok.says("ทำโพล")
    for words in good[:step]:
        khru_nok.says(words)
    khru_nok.says(typed)
    khru_nok.sees(told)
    for words in good[step:]:
        khru_nok.says(words)
    khru_nok.sees("ตรวจก่อนเปิดโพล", QUESTION)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1. ถนน\n2) ขยะ\n- น้ำ", ["ถนน", "ขยะ", "น้ำ"]),
        ("๑. ถนน\n\n๒. ขยะ", ["ถนน", "ขยะ"]),
        ("ถนน, ขยะ, น้ำ 1,000 ลิตร", ["ถนน", "ขยะ", "น้ำ 1,000 ลิตร"]),
        ("3.5 ล้าน\n10", ["3.5 ล้าน", "10"]),
    ],
)
def test_choices_stand_on_lines_or_between_commas(typed, read):
    assert flow.choices(typed) == read


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1", {0}),
        ("๑", {0}),
        ("1 3", {0, 2}),
        ("๑ และ ๓ค่ะ", {0, 2}),
        ("ข้อ 2, 4", {1, 3}),
        ("เลือกข้อ 2", {1}),
        ("11", {10}),
        ("ขยะค่ะ", {1}),
        ("โทร 2", None),
        ("อย่างอื่น", None),
        ("1-3", None),
    ],
)
def test_what_is_chosen_can_be_typed(typed, chosen):
    assert flow.chosen(typed, list(CHOICES)) == chosen


def test_the_latest_answer_counts_and_pressing_twice_is_pressing_once(member, poll, sessions):
    member.says("โพล")
    road = next(each for each in member.actions() if each["label"] == "ถนน")
    member.does(road)
    member.does(road)
    assert choices(sessions) == [0]
    member.presses("เปลี่ยนคำตอบ")
    member.sees("✓ 1", "เลือกแล้ว 1 จาก 1 ข้อ")
    member.says("๓")
    member.sees("คุณเลือก: งบอาหารกลางวัน")
    member.says("ขยะ")
    assert choices(sessions) == [1]


def test_of_several_choices_each_tap_is_kept_and_can_be_taken_back(member, topics, sessions):
    member.says("โพล")
    member.sees("เลือกได้ 3 ข้อ")
    member.presses("ถนน")
    member.sees("✓ 1", "เลือกแล้ว 1 จาก 3 ข้อ")
    member.presses("ขยะ")
    member.presses("ถนน")
    member.sees("✓ 2", "เลือกแล้ว 1 จาก 3 ข้อ")
    assert choices(sessions) == [1]
    member.says("1 2 4")
    member.sees("คุณเลือก: ถนน, ขยะ, น้ำประปา", "ร้อยละจึงรวมกันเกิน 100 ได้ค่ะ")
    member.simulator.press(member.user_id, f"poll.pick?poll={topics.id}&choice=2")
    member.sees("เลือกได้ไม่เกิน 3 ข้อค่ะ")
    assert choices(sessions) == [0, 1, 3]


def test_a_number_that_stands_before_no_choice_is_asked_for_again(member, poll, sessions):
    member.says("โพล")
    member.says("9")
    member.sees("ไม่มีข้อนี้ค่ะ เลือกข้อ 1 ถึง 4 นะคะ")
    member.says("1 2")
    member.sees("เลือกได้ไม่เกิน 1 ข้อค่ะ")
    member.says("2")
    assert choices(sessions) == [1]


def test_other_words_amid_a_poll_are_other_words(member, poll, sessions):
    member.says("โพล")
    member.says("กิจกรรม")
    member.sees("ยังไม่มีกิจกรรมใหม่")
    member.says("1")
    assert choices(sessions) == []


def test_the_result_is_for_who_answered(member, khru_nok, malee, poll, sessions):
    named(malee, sessions, "มาลี รักสัตย์")
    member.says("โพล")
    member.says("2")
    malee.simulator.press(malee.user_id, f"poll.result?poll={poll.id}")
    malee.sees(QUESTION, "ตอบและเปลี่ยนได้ถึง")
    malee.sees_no("คน (")
    member.says("ผลโพล")
    member.sees("ขยะ 1 คน (100%)")
    khru_nok.says("ผลโพล")
    khru_nok.presses("ดูผล")
    khru_nok.sees("ถนน 0 คน (0%), ขยะ 1 คน (100%)", "จากผู้ตอบ 1 คน")


def test_nobody_having_answered_is_said(khru_nok, poll):
    khru_nok.simulator.press(khru_nok.user_id, f"poll.result?poll={poll.id}")
    khru_nok.sees("ยังไม่มีใครตอบค่ะ")


def test_the_coordinator_closes_it_and_nobody_answers_any_more(
    member, khru_nok, poll, sessions, clock
):
    member.says("โพล")
    ballot = next(each for each in member.actions() if each["label"] == "ถนน")
    member.does(ballot)
    khru_nok.says("ปิดโพล")
    khru_nok.sees("ปิดโพลนี้ไหมคะ")
    khru_nok.says("ยังไม่ปิด")
    khru_nok.presses("ปิดโพล")
    khru_nok.says("ปิดโพล")
    khru_nok.sees("ถนน 1 คน (100%)", "ปิดแล้ว")
    member.simulator.press(member.user_id, f"poll.pick?poll={poll.id}&choice=1")
    member.sees("โพลนี้ปิดแล้วค่ะ")
    member.says("โพล ABCD2345")
    member.sees("โพลนี้ปิดแล้วค่ะ", "ถนน 1 คน (100%)")
    member.says("โพล")
    member.sees("ไม่มีโพลที่เปิดอยู่ค่ะ")
    assert choices(sessions) == [0]


def test_after_seven_days_it_is_closed_and_its_coordinator_told_for_free(
    khru_nok, member, sessions, clock
):
    drafts(khru_nok)
    khru_nok.presses("เปิดโพล")
    khru_nok.says("เมนู")
    khru_nok.sees_no("ปิดแล้วค่ะ")
    clock.moves(days=7)
    member.says("โพล")
    member.sees("ไม่มีโพลที่เปิดอยู่ค่ะ")
    khru_nok.says("เมนู")
    khru_nok.sees(f"โพล “{QUESTION}” ปิดแล้วค่ะ")


def test_what_was_closed_early_is_not_told_again(khru_nok, sessions, clock):
    drafts(khru_nok)
    khru_nok.presses("เปิดโพล")
    khru_nok.presses("ปิดโพล")
    khru_nok.says("ใช่")
    with sessions.begin() as db:
        assert set(db.scalars(select(Promise.state))) == {PromiseState.WITHDRAWN}


def test_of_several_polls_three_are_listed_then_more(member, khru_nok, sessions, hua_hin):
    for number in range(4):
        asked(sessions, hua_hin, draft=f"ABCDEFG{number + 2}", question=f"ถามข้อ {number}")
    for phone, label in ((member, "ตอบโพล"), (khru_nok, "ดูผล")):
        phone.says("โพล")
        phone.presses("ดูเพิ่ม")
        phone.presses(label)
        phone.sees("ถามข้อ")


def test_whoever_coordinates_sees_her_polls_or_makes_the_first(khru_nok, sessions, hua_hin):
    khru_nok.says("โพล")
    khru_nok.sees("อยากถามสมาชิกว่าอะไรคะ")
    khru_nok.says("ยกเลิก")
    asked(sessions, hua_hin)
    khru_nok.says("โพล")
    khru_nok.sees(QUESTION, "ทำโพล")


def test_whoever_coordinates_answers_as_a_member_too(khru_nok, poll, sessions):
    khru_nok.says("โพล")
    khru_nok.presses("ดูผล")
    khru_nok.presses("ตอบโพล")
    khru_nok.says("2")
    khru_nok.sees("คุณเลือก: ขยะ", "เปลี่ยนคำตอบ", "ปิดโพล")
    assert choices(sessions) == [1]


def test_of_several_clubs_the_coordinator_chooses(khru_nok, sessions):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    coordinate(sessions, khru_nok, other)
    khru_nok.says("ทำโพล")
    khru_nok.sees("ถามสมาชิกของชมรมไหนคะ")
    khru_nok.says("ชะอำ")
    khru_nok.sees("อยากถามสมาชิกว่าอะไรคะ")
    khru_nok.says("ทำโพล")
    khru_nok.presses("เทศบาลเมืองหัวหิน")
    khru_nok.sees("อยากถามสมาชิกว่าอะไรคะ")


def coordinate(sessions, phone, club):
    with sessions.begin() as db:
        who = db.scalars(select(Member.id).where(Member.line_user_id == phone.user_id)).one()
        kind = RoleKind.COORDINATOR
        db.add(Role(member_id=who, club_id=club.id, kind=kind, since=NOW))


def test_members_make_none(member, sessions):
    member.says("ทำโพล")
    member.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")
    member.simulator.press(member.user_id, "poll.for?club=1")
    member.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")


def test_a_stranger_joins_first_and_is_led_back(somchai, poll, sessions):
    somchai.adds_the_bot()
    somchai.says("โพล abcd2345")
    somchai.sees("เข้าชมรมก่อนตอบโพลนะคะ")
    joins(somchai)
    somchai.sees(QUESTION)
    somchai.presses("ถนน")
    assert choices(sessions) == [0]


def test_another_club_s_poll_is_as_if_there_were_none(member, malee, poll, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    told = set()
    for number in (poll.id, 99):
        for data in ("show?poll={}", "pick?poll={}&choice=0", "result?poll={}", "close?poll={}"):
            malee.simulator.press(malee.user_id, "poll." + data.format(number))
            told.add(malee.messages()[-1]["text"])
    for words in ("โพล ABCD2345", "โพล ZZZZ2222"):
        malee.says(words)
        told.add(malee.messages()[-1]["text"])
    assert told == {"ไม่พบโพลนี้ค่ะ พิมพ์ “โพล” เพื่อดูที่เปิดอยู่นะคะ"}
    malee.says("โพล")
    malee.sees("ไม่มีโพลที่เปิดอยู่ค่ะ")
    member.simulator.press(member.user_id, f"poll.close?poll={poll.id}")
    member.sees("ไม่พบโพลนี้ค่ะ")
    assert votes(sessions) == []


def test_whose_role_ended_amid_a_draft_opens_nothing(khru_nok, sessions):
    drafts(khru_nok)
    with sessions.begin() as db:
        db.query(Role).delete()
    khru_nok.presses("เปิดโพล")
    khru_nok.sees("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ")
    khru_nok.says("เปิดโพล")
    with sessions.begin() as db:
        assert db.scalars(select(Poll)).all() == []


def test_the_menu_offers_what_was_not_answered_yet(member, poll):
    member.says("เมนู")
    member.presses("โพล")
    member.presses("ขยะ")
    member.says("เมนู")
    assert "'text': 'โพล'" not in str(member.messages()[-1])


def test_the_result_is_a_picture_at_an_address_that_nobody_guesses(member, app, poll, sessions):
    member.says("โพล")
    member.says("1")
    client = app.test_client()
    whole, preview = (client.get(path) for path in pictures(member))
    assert [each.status_code for each in (whole, preview)] == [200, 200]
    assert whole.content_type == "image/png"
    sizes = [Image.open(io.BytesIO(each.data)).size for each in (whole, preview)]
    assert sizes[0][0] > 2 * sizes[1][0] > 400
    assert len(preview.data) < 1_000_000
    path = pictures(member)[0]
    figures = "1.0.0.0.1"
    assert f"/{figures}/" in path
    for forged in (
        path.replace(figures, "9.0.0.0.9"),
        path.replace("/th/", "/en/"),
        re.sub(r"/[A-Z2-9]{12}\.png", "/AAAAAAAAAAAA.png", path),
        path.replace(f"/polls/{poll.id}/", "/polls/99/"),
    ):
        assert forged != path
        assert client.get(forged).status_code == 404


def test_the_bar_is_as_long_as_the_share_of_those_who_answered(app, poll, sessions, khru_nok):
    with sessions.begin() as db:
        people = [Member(joined=NOW, club_id=poll.club_id) for _number in range(4)]
        db.add_all(people)
        db.flush()
        for place, choice in enumerate((0, 0, 0, 1)):
            db.add(Vote(poll_id=poll.id, member_id=people[place].id, choice=choice))
    khru_nok.simulator.press(khru_nok.user_id, f"poll.result?poll={poll.id}")
    khru_nok.sees("ถนน 3 คน (75%), ขยะ 1 คน (25%)")
    drawn = Image.open(io.BytesIO(app.test_client().get(pictures(khru_nok)[0]).data)).convert("RGB")
    lengths = [teal(drawn, row) for row in range(drawn.height)]
    bars = sorted({length for length in lengths if length > drawn.width / 6})
    assert 2.8 < bars[-1] / bars[0] < 3.2


def teal(drawn, row):
    """How many dots of this row are as teal as a bar."""
    return sum(drawn.getpixel((x, row)) == (11, 110, 90) for x in range(drawn.width))


def test_the_same_member_twice_at_once_has_one_answer(member, poll, sessions):
    ready = Barrier(2)

    def press(choice):
        ready.wait()
        member.simulator.press(member.user_id, f"poll.pick?poll={poll.id}&choice={choice}")

    threads = [Thread(target=press, args=(choice,)) for choice in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert choices(sessions) in ([0], [1])


def test_who_is_deleted_takes_her_answer_along(member, poll, sessions):
    member.says("โพล")
    member.says("1")
    with sessions.begin() as db:
        db.delete(db.scalars(select(Member).where(Member.line_user_id == member.user_id)).one())
    assert votes(sessions) == []


def test_what_she_answered_stands_in_her_data(member, poll, app):
    member.says("โพล")
    member.says("2")
    member.says("ขอไฟล์ข้อมูลของฉัน")
    member.presses("ยืนยันขอไฟล์ข้อมูล")
    link = next(each["uri"] for each in member.actions() if each["type"] == "uri")
    file = app.test_client().post(urlsplit(link).path).text
    assert QUESTION in file
    assert "ขยะ" in file


@pytest.mark.parametrize(
    ("counts", "voters", "percents"),
    [((1, 2), 3, [33, 67]), ((3, 3), 3, [100, 100]), ((0, 0), 0, [0, 0]), ((1, 7), 8, [13, 88])],
)
def test_a_share_is_of_those_who_answered(counts, voters, percents):
    told = flow.Tally(counts, voters)
    assert [told.percent(place) for place in range(len(counts))] == percents
    assert flow.tally(told.figures) == told


@pytest.mark.parametrize("figures", ["", "1", "a.b", "1.2.3.4.5.6.7.8.9.10.11.12", "1..2", "-1.2"])
def test_an_address_without_figures_tells_none(figures):
    assert flow.tally(figures) is None


def test_it_closes_at_the_moment_it_says(member, poll, clock):
    clock.moves_to(NOW + actions.OPEN - timedelta(seconds=1))
    member.simulator.press(member.user_id, f"poll.pick?poll={poll.id}&choice=0")
    member.sees("คุณเลือก: ถนน")
    clock.moves(seconds=1)
    member.simulator.press(member.user_id, f"poll.pick?poll={poll.id}&choice=1")
    member.sees("โพลนี้ปิดแล้วค่ะ")
