"""The question of the day: asked, answered by pressing or typing, explained, and kept."""

import json
import random

import pytest
from sqlalchemy import select

from content.questions import QUESTIONS
from handlers.quiz import flow
from models import QuizAttempt

RIGHT, WRONG = "✓ ถูกต้องค่ะ", "ยังไม่ใช่ข้อนี้ค่ะ"
AGAIN = "นับคำตอบแรกนะคะ"


@pytest.fixture
def asked(somchai, sessions):
    """Somchai was asked; returns the question and the order in which he sees its choices."""
    somchai.adds_the_bot()
    somchai.says("คำถามวันนี้")
    return waiting(sessions)


def waiting(sessions):
    with sessions.begin() as db:
        attempt = db.scalars(select(QuizAttempt).where(QuizAttempt.answered.is_(None))).one()
    return QUESTIONS[attempt.question], attempt.order


def kept(sessions):
    with sessions.begin() as db:
        return db.scalars(select(QuizAttempt).order_by(QuizAttempt.id)).all()


def typed(place):
    letter, latin, number = "กขคง"[place], "abcd"[place], str(place + 1)
    return [
        *(letter, f"ข้อ {letter}", f"ข้อ{letter}ค่ะ", f"ตอบ {letter}", f"{letter}.", f"({letter})"),
        *(latin, latin.upper(), number, f"ข้อ {number}", "๑๒๓๔"[place], f" {number} "),
    ]


def test_the_right_answer_can_be_typed_in_many_ways(somchai, asked, sessions):
    for way in range(12):
        question, order = waiting(sessions)
        somchai.says(typed(order.index(question.answer))[way])
        somchai.sees(RIGHT, question.explanation, question.reference)
        assert (kept(sessions)[-1].choice, kept(sessions)[-1].right) == (question.answer, True)
        somchai.presses("ข้อต่อไป")


def test_the_words_of_a_choice_are_an_answer(somchai, asked, sessions):
    question, _order = asked
    wrong = (question.answer + 1) % len(question.choices)
    somchai.says(question.choices[wrong])
    somchai.sees(WRONG, question.choices[question.answer], question.explanation)
    assert [(each.choice, each.right) for each in kept(sessions)] == [(wrong, False)]


def test_a_choice_is_pressed_where_it_stands(somchai, asked, sessions):
    question, order = asked
    options = [each for each in somchai.actions() if "quiz.answer" in each.get("data", "")]
    assert [each["displayText"] for each in options] == [
        f"{letter}. {question.choices[choice]}"
        for letter, choice in zip("กขคง", order, strict=False)
    ]
    somchai.does(options[order.index(question.answer)])
    somchai.sees(RIGHT)


def test_the_key_is_nowhere_in_what_the_phone_receives(somchai, asked, sessions):
    """Two members see the same question in other orders; only the choices' own numbers travel."""
    question, order = asked
    message = somchai.messages()[-1]
    sent = json.dumps(message, ensure_ascii=False)
    assert question.explanation not in sent
    assert question.reference not in sent
    data = [each["data"] for each in somchai.actions() if "quiz.answer" in each.get("data", "")]
    number = kept(sessions)[0].id
    assert data == [f"quiz.answer?attempt={number}&choice={choice}" for choice in order]
    styles = [
        {key: value for key, value in box.items() if key not in {"contents", "action"}}
        for box in message["contents"]["body"]["contents"][2]["contents"]
    ]
    assert all(style == styles[0] for style in styles)


def test_the_first_answer_counts(somchai, asked, sessions):
    question, order = asked
    options = [each for each in somchai.actions() if "quiz.answer" in each.get("data", "")]
    wrong = (order.index(question.answer) + 1) % len(order)
    somchai.does(options[wrong])
    somchai.sees(WRONG)
    somchai.does(options[order.index(question.answer)])
    somchai.sees(WRONG, AGAIN)
    assert [each.right for each in kept(sessions)] == [False]
    somchai.says("คะแนน")
    somchai.sees("ตอบแล้ว 1 ข้อ ถูก 0 ข้อค่ะ")


def test_an_old_card_does_not_end_the_question_that_waits(somchai, asked, sessions):
    old = next(each for each in somchai.actions() if "quiz.answer" in each.get("data", ""))
    somchai.does(old)
    somchai.presses("ข้อต่อไป")
    question, order = waiting(sessions)
    somchai.does(old)
    somchai.sees(AGAIN)
    somchai.says("คำถามวันนี้")
    somchai.says("กขคง"[order.index(question.answer)])
    somchai.sees(RIGHT)


def test_another_member_s_question_cannot_be_answered(somchai, malee, asked, sessions, simulator):
    malee.adds_the_bot()
    press = next(each for each in somchai.actions() if "quiz.answer" in each.get("data", ""))
    simulator.press(malee.user_id, press["data"])
    malee.sees("คำถามข้อนี้เก่าแล้วค่ะ")
    assert [each.choice for each in kept(sessions)] == [None]


def test_a_choice_that_the_question_does_not_have_is_no_answer(somchai, asked, simulator, sessions):
    number = kept(sessions)[0].id
    for choice in [4, 99, 2**31 - 1, 2**40, -1]:
        simulator.press(somchai.user_id, f"quiz.answer?attempt={number}&choice={choice}")
        somchai.sees("เก่าแล้วค่ะ")
        assert [each.choice for each in kept(sessions)] == [None]


def test_what_is_no_answer_shows_the_question_again(somchai, asked, sessions):
    question, _order = asked
    for words in ["ฟหกด", "🎉", "ก" + "ข" * 4000, "\u200b", "5", "ข้อ 9"]:
        somchai.says(words)
        somchai.sees("ตอบด้วยตัวอักษรหน้าข้อ", question.stem)
        assert [each.choice for each in kept(sessions)] == [None]


def test_a_figure_that_differs_is_another_answer():
    question = next(
        each for each in QUESTIONS.values() if any("3,000 บาท" in choice for choice in each.choices)
    )
    order = list(range(len(question.choices)))
    place = next(number for number in order if "3,000 บาท" in question.choices[number])
    assert flow.understand(question.choices[place], question, order) == place
    wrong = question.choices[place].replace("3,000", "300")
    assert flow.understand(wrong, question, order) != place


@pytest.mark.parametrize(("words", "seen"), [("กิจกรรม", "กิจกรรม"), ("แจ้งเบาะแส", "ก่อนแจ้งเบาะแส")])
def test_something_else_leaves_the_question_and_it_waits(somchai, asked, words, seen):
    question, _order = asked
    somchai.says(words)
    somchai.sees(seen)
    somchai.says("ยกเลิก")
    somchai.says("คำถามวันนี้")
    somchai.sees(question.stem)


def test_every_way_out_leaves_the_question(somchai, asked):
    for words in ["ย้อนกลับ", "ข้าม", "ยกเลิก", "เมนู"]:
        somchai.says("คำถามวันนี้")
        somchai.says(words)
        somchai.sees("อยากทำอะไรคะ")


# Not knowing, and answering later


@pytest.mark.parametrize("words", ["ไม่รู้", "ไม่ทราบค่ะ", "จำไม่ได้", "เฉลย", "ขอดูเฉลย", "ตอบไม่ได้ครับ"])
def test_who_does_not_know_is_shown_the_answer_kindly(somchai, asked, sessions, words):
    """As good quizzes do: the moment of not knowing is the moment to learn it."""
    question, _order = asked
    somchai.says(words)
    somchai.sees("ไม่เป็นไรค่ะ มาดูเฉลยกัน", question.choices[question.answer], question.explanation)
    somchai.sees_no(WRONG)
    assert [(each.choice, each.right) for each in kept(sessions)] == [(None, False)]
    somchai.presses("ข้อต่อไป")
    somchai.sees("คำถามเพิ่มเติม ·")
    assert waiting(sessions)[0] is not question


def test_an_answer_that_was_shown_cannot_be_given_any_more(somchai, asked, sessions):
    question, order = asked
    options = [each for each in somchai.actions() if "quiz.answer" in each.get("data", "")]
    somchai.presses("ขอดูเฉลย")
    somchai.does(options[order.index(question.answer)])
    somchai.sees("ไม่เป็นไรค่ะ มาดูเฉลยกัน", AGAIN)
    somchai.sees_no(RIGHT)
    somchai.says("คะแนน")
    somchai.sees("ยังไม่ได้ตอบคำถามเลยค่ะ")


@pytest.mark.parametrize("words", ["ขอคิดก่อน", "ขอคิดก่อนนะคะ", "ขอคิดดูก่อน", "ยังไม่แน่ใจ", "เดี๋ยวตอบ"])
def test_who_wants_to_think_keeps_the_question(somchai, asked, sessions, words):
    question, order = asked
    for _time in range(2):
        somchai.says(words)
        somchai.sees("ไม่ต้องรีบ ข้อนี้ยังรออยู่")
        somchai.sees_no("ยังไม่เข้าใจ")
        assert [each.answered for each in kept(sessions)] == [None]
    somchai.says("กขคง"[order.index(question.answer)])
    somchai.sees(RIGHT)


@pytest.mark.parametrize("words", ["เมนู", "ยกเลิก", "ข้าม", "กิจกรรม", "สวัสดี"])
def test_a_letter_typed_later_answers_the_question_that_waits(somchai, asked, sessions, words):
    question, order = asked
    somchai.says(words)
    somchai.sees_no(question.stem)
    somchai.says("กขคง"[order.index(question.answer)])
    somchai.sees(RIGHT, question.explanation)
    somchai.says("ง")
    somchai.sees_no("ที่มา:")
    assert [each.right for each in kept(sessions)] == [True]


def test_a_letter_that_the_question_does_not_have_is_no_answer(somchai, asked, sessions):
    somchai.says("เมนู")
    for words in ["5", "จ", "ข้อ 9", "กข"]:
        somchai.says(words)
        somchai.sees_no("ที่มา:")
    assert [each.answered for each in kept(sessions)] == [None]


def test_only_the_first_question_is_the_day_s(somchai, asked, clock):
    somchai.sees("คำถามวันนี้ ·")
    somchai.says("ก")
    for _question in range(2):
        somchai.presses("ข้อต่อไป")
        somchai.sees("คำถามเพิ่มเติม ·")
        somchai.says("ก")
    clock.moves(days=1)
    somchai.says("คำถามวันนี้")
    somchai.sees("คำถามวันนี้ ·")
    somchai.says("ฟหกด")
    somchai.sees("คำถามวันนี้ ·")


def test_a_question_that_a_release_took_away_is_no_dead_end(somchai, asked, sessions):
    with sessions.begin() as db:
        db.scalars(select(QuizAttempt)).one().question = "GONE-1"
    somchai.says("คำถามวันนี้")
    somchai.sees("คำถามวันนี้ ·")
    assert len(kept(sessions)) == 2


def test_no_question_comes_twice_before_all_were_asked(somchai, asked, sessions):
    for _turn in range(12):
        somchai.says("ก")
        somchai.presses("ข้อต่อไป")
    ids = [each.question for each in kept(sessions)]
    assert len(set(ids)) == len(ids) == 13
    assert {QUESTIONS[each].audience for each in ids} == {"all"}
    somchai.says("คะแนน")
    somchai.sees("ตอบแล้ว 12 ข้อ")


def test_every_question_can_be_answered_by_the_letter_before_any_choice():
    for question in QUESTIONS.values():
        order = flow.shuffle(question, "seed")
        assert sorted(order) == list(range(len(question.choices)))
        for place, choice in enumerate(order):
            assert flow.understand("กขคง"[place], question, order) == choice
            assert flow.understand(question.choices[choice], question, order) == choice


def test_choices_stand_in_every_order():
    question = next(iter(QUESTIONS.values()))
    seeds = [str(random.Random(number).random()) for number in range(200)]
    firsts = {flow.shuffle(question, seed)[0] for seed in seeds}
    assert firsts == set(range(len(question.choices)))


def test_a_score_without_answers_invites_to_one(somchai):
    somchai.adds_the_bot()
    somchai.says("คะแนน")
    somchai.sees("ยังไม่ได้ตอบคำถามเลยค่ะ")
    somchai.presses("คำถามวันนี้")
    somchai.sees("คำถามวันนี้ ·")


@pytest.mark.parametrize("words", ["ต่อไป", "คำถามต่อไป", "อีกข้อ", "ขออีกข้อค่ะ", "ข้อต่อไป"])
def test_the_next_question_can_be_asked_for_in_any_words(member, words):
    member.says("คำถามวันนี้")
    member.says("ก")
    member.says(words)
    member.sees("คำถามเพิ่มเติม")
