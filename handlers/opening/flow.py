"""Which question comes next while somebody asks for a new club, and what an answer to it is."""

from collections.abc import Callable
from enum import StrEnum

from bot import naming, places, words
from bot.conversation import State
from bot.telephone import phone
from models import Kind

BANGKOK, CHONBURI = places.province("กรุงเทพมหานคร"), places.province("ชลบุรี")


class Step(StrEnum):
    """What is asked for, in this order."""

    KIND = "kind"
    NAME = "name"
    PROVINCE = "province"
    CONTACT = "contact"
    PHONE = "phone"
    CHECK = "check"


class Draft(State, tag="opening.draft"):
    """What was answered so far; `step` is being asked."""

    step: Step = Step.KIND
    kind: Kind | None = None
    name: str = ""  # in full
    province: str = ""
    contact: str = ""
    phone: str = ""

    def having(self, **answers: object) -> "Draft":
        return self.model_copy(update=answers)


class Choosing(State, tag="opening.choosing"):
    """An administrator sees several requests."""


class Deciding(State, tag="opening.deciding"):
    """An administrator sees this request."""

    opening: int


class Refusing(State, tag="opening.refusing"):
    """An administrator was asked why not."""

    opening: int


def steps(kind: Kind | None) -> list[Step]:
    """What is asked for a club of this kind: a name says where อบจ. and Pattaya are."""
    known = {
        Kind.PROVINCE: {Step.NAME},
        Kind.BANGKOK: {Step.PROVINCE},
        Kind.PATTAYA: {Step.NAME, Step.PROVINCE},
    }
    return [step for step in Step if step not in known.get(kind or Kind.OTHER, set())]


def onward(draft: Draft) -> Draft:
    order = steps(draft.kind)
    return draft.having(step=order[order.index(draft.step) + 1])


def backward(draft: Draft) -> Draft | None:
    """The question before this one; None before the first."""
    order = steps(draft.kind)
    place = order.index(draft.step)
    return draft.having(step=order[place - 1]) if place else None


def answer(draft: Draft, said: str) -> Draft | None:
    """The draft with this answer in it, at its next question; None where it answers nothing."""
    taken = _ANSWERS[draft.step](draft, said)
    return onward(taken) if taken else None


def skip(draft: Draft) -> Draft | None:
    """Only the telephone may be left out."""
    return onward(draft.having(phone="")) if draft.step is Step.PHONE else None


def _nothing(draft: Draft, said: str) -> Draft | None:
    return None


def _kind(draft: Draft, said: str) -> Draft | None:
    """The kind, alone or with the name: “อบต.ปากน้ำปราณ” answers both."""
    kind, rest = places.kind(said)
    if kind is None:
        other = places.tidy(said).replace(" ", "").rstrip("ๆ") in {"อื่น", "อื่นๆ", "other"}
        return draft.having(kind=Kind.OTHER) if other else None
    draft = draft.having(kind=kind, province=_lies_in(kind))
    if kind is Kind.PATTAYA:
        return draft.having(name=kind.value)
    if not rest:
        return draft
    following = onward(draft)
    return _ANSWERS[following.step](following, rest) or draft


def _lies_in(kind: Kind) -> str:
    return {Kind.BANGKOK: BANGKOK, Kind.PATTAYA: CHONBURI}.get(kind) or ""


def _name(draft: Draft, said: str) -> Draft | None:
    bare, kind = places.name(said), draft.kind or Kind.OTHER
    if words.is_phrase(said):  # such as “ข้าม”
        return None
    return draft.having(name=places.called(kind, bare)) if bare else None


def _province(draft: Draft, said: str) -> Draft | None:
    found = places.province(places.kind(said)[1] if draft.kind is Kind.PROVINCE else said)
    if found and draft.kind is Kind.PROVINCE:
        return draft.having(province=found, name=places.called(draft.kind, found))
    return draft.having(province=found) if found else None


def _contact(draft: Draft, said: str) -> Draft | None:
    name = naming.read(said)
    return draft.having(contact=name) if name else None


def _phone(draft: Draft, said: str) -> Draft | None:
    number = phone(said)
    return draft.having(phone=number) if number else None


_ANSWERS: dict[Step, Callable[[Draft, str], Draft | None]] = {
    Step.KIND: _kind,
    Step.NAME: _name,
    Step.PROVINCE: _province,
    Step.CONTACT: _contact,
    Step.PHONE: _phone,
    Step.CHECK: _nothing,
}
