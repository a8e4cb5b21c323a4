"""The question bank: every question checked, by its id, and the topics they belong to."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from content.source import ContentError, Source

_UNCLEAN = re.compile(
    "[\u200b-\u200d\ufeff\u0e4d]"  # invisible, or half of a sara am
    "|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{3}"  # more marks than one letter can carry
    "|  |^ | $"
)
_ALL_OF_THEM = re.compile("(?:ถูก|ผิด)(?:หมด)?ทุกข้อ|ถูกทั้ง|ข้อใดก็ถูก|ไม่มีข้อใดถูก|ไม่มีข้อถูก")


def _clean(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("is not in Unicode normal form C")
    if _UNCLEAN.search(text):
        raise ValueError("has an invisible character, a stray mark or a stray space")
    return text


def _stands_alone(choice: str) -> str:
    if _ALL_OF_THEM.search(choice):  # choices are shuffled, and such a choice teaches nothing
        raise ValueError("speaks about the other choices")
    return choice


def _bare(text: str) -> str:
    """Returns the text as a reader tells it from another: without spaces, quotes and case."""
    return re.sub(r"[\s“”\"'()?.,–-]", "", unicodedata.normalize("NFKC", text)).lower()


_Line = Annotated[str, StringConstraints(min_length=1, max_length=260), AfterValidator(_clean)]
_Choice = Annotated[
    str,
    StringConstraints(min_length=1, max_length=90),
    AfterValidator(_clean),
    AfterValidator(_stands_alone),
]


class Question(BaseModel):
    """One question with its single right choice, `choices[answer]`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-\d{3}$")]
    topic: str
    difficulty: Literal[1, 2, 3]
    audience: Literal["all", "official"]
    stem: _Line
    choices: Annotated[tuple[_Choice, ...], Field(min_length=3, max_length=4, strict=False)]
    answer: Annotated[int, Field(ge=0)]
    explanation: _Line
    reference: _Line
    kind: Literal["law", "curriculum", "scenario"]
    evidence: Literal["A", "B", "P"]  # checked against a text, settled knowledge, a principle
    review_yearly: _Line | None = None  # why its fact must be looked up again each year

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        if self.answer >= len(self.choices):
            raise ValueError(f"answer {self.answer} is not one of {len(self.choices)} choices")
        if len({_bare(choice) for choice in self.choices}) < len(self.choices):
            raise ValueError("two choices say the same")
        return self


def load(path: Path) -> tuple[dict[str, Question], dict[str, str]]:
    """Returns the questions by id and the names of the topics; raises ContentError."""
    source = Source(path)
    topics = _topics(source)
    questions: dict[str, Question] = {}
    stems: dict[str, str] = {}
    for index, question in enumerate(_checked(source)):
        where = ("questions", index)
        if question.id in questions:
            raise source.mistake((*where, "id"), question.id, "id: another question has it too")
        if question.topic not in topics:
            what = f"topic: there is no topic {question.topic!r}"
            raise source.mistake((*where, "topic"), question.id, what)
        twin = stems.setdefault(_bare(question.stem), question.id)
        if twin != question.id:
            raise source.mistake((*where, "stem"), question.id, f"stem: {twin} asks the same")
        questions[question.id] = question
    return questions, topics


def _topics(source: Source) -> dict[str, str]:
    topics = source.content.get("topics")
    if not isinstance(topics, dict) or not topics:
        raise source.mistake(("topics",), "topics", "needs a name for each topic")
    for key, name in topics.items():
        if not isinstance(key, str) or not isinstance(name, str) or not name:
            raise source.mistake(("topics", str(key)), f"topics: {key}", "needs a name")
    return topics


def _checked(source: Source) -> Iterator[Question]:
    entries = source.content.get("questions")
    if not isinstance(entries, list) or not entries:
        raise source.mistake(("questions",), "questions", "needs a list of questions")
    for index, entry in enumerate(entries):
        yield _question(source, index, entry)


def _question(source: Source, index: int, entry: Any) -> Question:
    try:
        return Question.model_validate(entry)
    except ValidationError as error:
        name = entry.get("id", f"question {index + 1}") if isinstance(entry, dict) else "question"
        raise source.invalid(("questions", index), str(name), error) from error


QUESTIONS, TOPICS = load(Path(__file__).with_name("questions.yaml"))

__all__ = ["QUESTIONS", "TOPICS", "ContentError", "Question", "load"]
