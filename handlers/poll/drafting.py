"""What coordinators say and press to make a poll."""

import secrets

from bot import entrance, signing, words
from bot.choosing import club_named
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.poll import actions, cards, drafting_cards, flow
from handlers.poll.flow import Drafting, Fault, Step
from models import Club, Poll, Role

LETTERS = 8  # of a poll's code: 39 bits, and every guess is a message
router = Router()


@router.word("make_poll")
def start(turn: Turn) -> Replies:
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return [drafting_cards.not_hers()]
    if len(clubs) > 1:
        turn.move_to(flow.Choosing())
        return [drafting_cards.ask_club(clubs)]
    return _start(turn, clubs[0])


@router.flow(flow.Choosing)
def choose_in_words(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    clubs = Role.clubs_of(turn.db, turn.member)
    if club := club_named(clubs, said):
        return _start(turn, club)
    return None if words.understood(said) else [drafting_cards.ask_club(clubs)]


@router.button(drafting_cards.For)
def choose(turn: Turn, button: drafting_cards.For) -> Replies:
    hers = [each for each in Role.clubs_of(turn.db, turn.member) if each.id == button.club]
    return _start(turn, hers[0]) if hers else [drafting_cards.not_hers()]


@router.flow(Drafting)
def answer(turn: Turn, plan: Drafting, said: str) -> Replies | None:
    if _club(turn, plan) is None:
        turn.move_to(None)
        return None
    if words.said(said, "back"):
        before = flow.backward(plan)
        turn.move_to(None)
        return _ask(turn, before) if before else None
    if words.said(said, "skip") and (skipped := flow.skip(plan)):
        return _ask(turn, skipped)
    return _check_in_words(turn, plan, said) if plan.step is Step.CHECK else _read(turn, plan, said)


@router.button(drafting_cards.Open)
def open_(turn: Turn, button: drafting_cards.Open) -> Replies:
    """Pressed twice equals pressed once."""
    plan = turn.state(Drafting)
    if plan is None or plan.draft != button.draft or plan.step is not Step.CHECK:
        return _opened_before(turn, button.draft)
    poll = actions.make(turn.db, turn.member, plan, turn.now)
    turn.move_to(None)
    return _opened(turn, poll)


@router.button(drafting_cards.Change)
def change(turn: Turn, button: drafting_cards.Change) -> Replies:
    plan = turn.state(Drafting)
    if plan is None or plan.draft != button.draft:
        return _old()
    return _ask(turn, plan.having(step=Step.QUESTION))


def try_out(turn: Turn) -> Replies:
    """A choice was pressed where members will; the draft still waits for her word."""
    if plan := turn.state(Drafting):
        turn.move_to(plan)
    return [drafting_cards.only_shown()]


def _check_in_words(turn: Turn, plan: Drafting, said: str) -> Replies | None:
    if words.one_of(said, drafting_cards.OPEN) or words.said(said, "yes"):
        return open_(turn, drafting_cards.Open(draft=plan.draft))
    if words.one_of(said, drafting_cards.CHANGE) or words.said(said, "no"):
        return change(turn, drafting_cards.Change(draft=plan.draft))
    return None


def _read(turn: Turn, plan: Drafting, said: str) -> Replies | None:
    if words.is_request(said):
        return None
    taken = flow.answer(plan, said)
    if isinstance(taken, Fault):
        turn.move_to(plan)
        return [drafting_cards.wrong(taken)]
    return _ask(turn, taken)


def _start(turn: Turn, club: Club) -> Replies:
    code = "".join(secrets.choice(signing.LETTERS) for _letter in range(LETTERS))
    return _ask(turn, Drafting(club=club.id, draft=code))


def _ask(turn: Turn, plan: Drafting) -> Replies:
    turn.move_to(plan)
    club = _club(turn, plan)
    if plan.step is Step.CHECK and club:
        return drafting_cards.check(plan, club, turn.now + actions.OPEN)
    return [drafting_cards.question(plan)]


def _club(turn: Turn, plan: Drafting) -> Club | None:
    hers = Role.clubs_of(turn.db, turn.member)
    return next((club for club in hers if club.id == plan.club), None)


def _opened(turn: Turn, poll: Poll) -> Replies:
    address = entrance.into_chat(turn.db, cards.forwarded(poll.draft))
    return [drafting_cards.opened(poll, address)]


def _opened_before(turn: Turn, draft: str) -> Replies:
    poll = actions.with_code(turn.db, draft)
    hers = poll is not None and actions.coordinates(turn.db, turn.member, poll)
    return _opened(turn, poll) if poll and hers else _old()


def _old() -> Replies:
    return [drafting_cards.old_draft()]
