"""Members of a club who have answered no question this month, or not a certain one."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot import bangkok, dates
from bot.audience import Audience, club_with
from bot.buttons import Number
from bot.language import _, language
from bot.turn import Refusal
from content.questions import QUESTIONS
from models import Club, Member, QuizAttempt, Role

Question = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-\d{3}$")]


class Silent(Audience, tag="quiz"):
    """Where no month and no question is said: who has never answered any."""

    form, rank = "quiz:CODE[:QUESTION]", 50
    club: Number
    month: date | None = None  # a day of it, in Bangkok
    question: Question | None = None

    @classmethod
    def typed(cls, db: Session, words: str, now: datetime, /) -> Audience:
        code, _colon, question = words.partition(":")
        club = club_with(db, code).id
        if not question:
            return cls(club=club, month=_first(now))
        if question.upper() not in QUESTIONS:
            raise Refusal(_("ไม่มีคำถามรหัส {question}", question=question))
        return cls(club=club, question=question.upper())

    @classmethod
    def offered(
        cls, _db: Session, _who: Member, club: Club, now: datetime, /
    ) -> Iterable[Audience]:
        yield cls(club=club.id, month=_first(now))

    def again(self, now: datetime, /) -> Audience:
        return self.model_copy(update={"month": _first(now)}) if self.month else self

    def whom(self) -> ColumnElement[bool]:
        answered = select(QuizAttempt.id).where(
            QuizAttempt.member_id == Member.id, QuizAttempt.answered.is_not(None)
        )
        if self.month:
            first, following = bangkok.month(bangkok.at(self.month, time()))
            answered = answered.where(
                QuizAttempt.answered >= first, QuizAttempt.answered < following
            )
        if self.question:
            answered = answered.where(QuizAttempt.question == self.question)
        return (Member.club_id == self.club) & ~answered.exists()

    def named(self, _db: Session, /) -> str:
        if self.question and (question := QUESTIONS.get(self.question)):
            return _("คนที่ยังไม่ตอบคำถาม “{stem}”", stem=question.stem)
        if self.month:
            return _("คนที่ยังไม่ตอบคำถามเดือน {month}", month=dates.month(self.month, language()))
        return _("คนที่ยังไม่เคยตอบคำถาม")

    def home(self, _db: Session, /) -> int | None:
        return self.club

    def may(self, db: Session, who: Member) -> bool:
        return self.club in {club.id for club in Role.clubs_of(db, who)}

    def nobody(self, _db: Session, /) -> str:
        return _("สมาชิกที่รับข้อความได้ตอบคำถามนี้กันครบแล้วค่ะ จึงไม่มีใครต้องส่งถึง")


def _first(now: datetime) -> date:
    return bangkok.local(now).date().replace(day=1)
