"""Putting a question to a member, and keeping what she answered."""

from datetime import datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import bangkok
from bot.language import N_, _
from bot.turn import Refusal
from content.questions import QUESTIONS, Question
from handlers.quiz import flow
from models import Member, QuizAttempt

OLD = N_("คำถามข้อนี้เก่าแล้วค่ะ พิมพ์ “คำถามวันนี้” เพื่อรับข้อใหม่นะคะ")


def ask(db: Session, member: Member, now: datetime) -> QuizAttempt:
    """The question that still waits for its answer, or a new one."""
    if attempt := waiting(db, member):
        return attempt
    answered = select(QuizAttempt.question).where(QuizAttempt.member_id == member.id)
    done = set(db.scalars(answered))
    seed = f"{member.id}-{len(done)}"
    question = flow.choose(done, seed)
    attempt = QuizAttempt(
        member_id=member.id,
        question=question.id,
        order=flow.shuffle(question, seed),
        asked=now,
    )
    db.add(attempt)
    db.flush()  # the card's buttons carry the attempt's id
    return attempt


def waiting(db: Session, member: Member) -> QuizAttempt | None:
    """The last question that was neither answered nor given up."""
    open_ = select(QuizAttempt).where(
        QuizAttempt.member_id == member.id, QuizAttempt.answered.is_(None)
    )
    attempt = db.scalar(open_.order_by(QuizAttempt.id.desc()).limit(1))
    return attempt if attempt is not None and attempt.question in QUESTIONS else None


def is_first_of_day(db: Session, attempt: QuizAttempt, now: datetime) -> bool:
    """Whether nothing was answered yet since midnight: the first question is the day's."""
    midnight = bangkok.at(bangkok.local(now).date(), time())
    others = select(func.count()).where(
        QuizAttempt.member_id == attempt.member_id,
        QuizAttempt.id != attempt.id,
        QuizAttempt.answered >= midnight,
    )
    return not db.scalar(others)


def answer(db: Session, member: Member, attempt_id: int, choice: int, now: datetime) -> QuizAttempt:
    """Keep the first answer; a later one, or an old card, changes nothing."""
    attempt = find(db, member, attempt_id)
    question = asked(attempt)
    if choice >= len(question.choices):
        raise Refusal(_(OLD))
    if attempt.answered is None:
        attempt.choice, attempt.answered = choice, now
        attempt.right = choice == question.answer
    return attempt


def give_up(attempt: QuizAttempt, now: datetime) -> None:
    """She asks for the answer: no choice of hers counts for this question any more."""
    attempt.answered, attempt.right = now, False


def find(db: Session, member: Member, attempt_id: int) -> QuizAttempt:
    attempt = db.get(QuizAttempt, attempt_id)
    if attempt is None or attempt.member_id != member.id or attempt.question not in QUESTIONS:
        raise Refusal(_(OLD))
    return attempt


def asked(attempt: QuizAttempt) -> Question:
    return QUESTIONS[attempt.question]


def score(db: Session, member: Member) -> tuple[int, int]:
    """How many were answered, and how many of them right."""
    counts = select(
        func.count(QuizAttempt.choice), func.count().filter(QuizAttempt.right.is_(True))
    ).where(QuizAttempt.member_id == member.id)
    answered, right = db.execute(counts).one()
    return answered, right
