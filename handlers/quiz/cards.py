"""How a question and its verdict look in the chat."""

from bot import ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, choices
from bot.language import N_, _
from bot.messages import Message, press, say, text, with_quick
from content.questions import TOPICS, Question
from models import QuizAttempt

REVEAL = N_("ขอดูเฉลย")
LETTERS = N_("กขคง")  # what stands before the choices, in the reader's alphabet


class Answer(Button, tag="quiz.answer"):
    """`choice` counts in the order of the bank; which one is right is never in the card."""

    attempt: Number
    choice: Number


class Next(Button, tag="quiz.next"):
    pass


def question(asked: Question, attempt: QuizAttempt, *, extra: bool = False) -> Message:
    """`extra`: she goes on after the question of the day."""
    options = [
        (
            letter,
            asked.choices[choice],
            press(
                _("ข้อ {letter}", letter=letter),
                Answer(attempt=attempt.id, choice=choice),
                shown=f"{letter}. {asked.choices[choice]}",
            ),
        )
        for letter, choice in zip(_(LETTERS), attempt.order, strict=False)
    ]
    topic = TOPICS[asked.topic]
    kicker = (
        _("คำถามเพิ่มเติม · {topic}", topic=topic) if extra else _("คำถามวันนี้ · {topic}", topic=topic)
    )
    quick = [say(_(REVEAL)), ways.menu()]
    return with_quick(choices(asked.stem, options, kicker=kicker), quick)


def ask_again() -> Message:
    return text(_("ตอบด้วยตัวอักษรหน้าข้อ หรือแตะคำตอบได้เลยค่ะ"))


def take_your_time() -> Message:
    words = _("ได้ค่ะ ไม่ต้องรีบ ข้อนี้ยังรออยู่ พร้อมแล้วพิมพ์ตัวอักษรหน้าข้อได้เลยนะคะ")
    return text(words, say(_(REVEAL)), ways.menu())


def verdict(asked: Question, attempt: QuizAttempt, *, again: bool = False) -> Message:
    right = bool(attempt.right)
    answer = asked.choices[asked.answer]
    missed = _("ไม่เป็นไรค่ะ มาดูเฉลยกัน") if attempt.choice is None else _("ยังไม่ใช่ข้อนี้ค่ะ")
    return card(
        _("คำตอบคือ “{answer}”", answer=answer) if not right else answer,
        asked.explanation,
        band=_("✓ ถูกต้องค่ะ") if right else missed,
        tone=Tone.GOOD if right else Tone.FACT,
        note=_("ที่มา: {reference}", reference=asked.reference),
        warning=_("ข้อนี้ตอบไปแล้ว นับคำตอบแรกนะคะ") if again else None,
        primary=press(_("ข้อต่อไป"), Next()),
        links=[ways.menu()],
    )


def score(answered: int, right: int) -> Message:
    if not answered:
        return text(_("ยังไม่ได้ตอบคำถามเลยค่ะ ลองตอบสักข้อไหมคะ"), ways.quiz(), ways.menu())
    words = _("ตอบแล้ว {answered} ข้อ ถูก {right} ข้อค่ะ", answered=answered, right=right)
    return text(words, ways.quiz(), ways.menu())
