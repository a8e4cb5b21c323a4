"""A poll's result and the questions to a speaker, in a real browser, also as they are printed."""

from datetime import timedelta

from playwright.sync_api import expect

from models import Member, Poll, SpeakerQuestion, Vote
from tests.browser.console.walking import enters, looks_right, menu
from tests.conftest import NOW
from tests.planning import plan

CHOICES = ["ถนน", "ขยะ", "งบอาหารกลางวันของโรงเรียนในตำบล", "น้ำประปา"]


def test_a_poll_is_found_read_and_closed(page, address, khru_nok, sessions, hua_hin):
    known = {"draft": "ABCD2345", "question": "เฝ้าระวังอะไรดีปีนี้", "choices": CHOICES, "most": 3}
    closes = NOW + timedelta(days=7)
    with sessions.begin() as db:
        poll = Poll(**known, club_id=hua_hin.id, made=NOW, closes=closes)
        people = [Member(joined=NOW, club_id=hua_hin.id) for _number in range(9)]
        db.add_all([poll, *people])
        db.flush()
        for number, member in enumerate(people):
            taken = {number % 4, number % 3}
            db.add_all(Vote(poll_id=poll.id, member_id=member.id, choice=each) for each in taken)
    enters(page, address, khru_nok)
    menu(page)
    page.get_by_role("link", name="โพล", exact=True).last.click()
    looks_right(page, "polls")
    page.get_by_role("link", name="เฝ้าระวังอะไรดีปีนี้").click()
    expect(page.get_by_text("จากผู้ตอบ 9 คน")).to_be_visible()
    looks_right(page, "poll")
    page.get_by_role("button", name="ปิดโพล").click()
    expect(page.get_by_text("ปิดโพลแล้วค่ะ")).to_be_visible()
    looks_right(page, "poll-closed")


def test_questions_to_the_speaker_are_marked_and_printed(
    page, address, khru_nok, sessions, hua_hin
):
    talk = plan(sessions, hua_hin, "อบรมรู้ทันงบ", NOW + timedelta(days=2))
    with sessions.begin() as db:
        somchai = Member(joined=NOW, name="สมชาย ใจดี", club_id=hua_hin.id)
        db.add(somchai)
        db.flush()
        for words in ("ทำไมต้องมีสามใบเสนอราคาคะ", "ดูงบของ อบต. ได้ที่ไหนคะ", "ก" * 500):
            asked = {"event_id": talk.id, "member_id": somchai.id, "asked": NOW}
            db.add(SpeakerQuestion(**asked, words=words))
    enters(page, address, khru_nok)
    page.goto(f"{address}/console/events/{talk.id}")
    looks_right(page, "event-asked")
    page.get_by_role("link", name="ดูคำถามทั้งหมด").click()
    page.get_by_role("button", name="ถามแล้ว", exact=True).first.click()
    expect(page.get_by_text("ย้ายไปที่ “ถามแล้ว” ค่ะ")).to_be_visible()
    looks_right(page, "event-questions")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("ดูงบของ อบต. ได้ที่ไหนคะ")).to_be_visible()
    expect(page.get_by_text("ทำไมต้องมีสามใบเสนอราคาคะ")).not_to_be_visible()
