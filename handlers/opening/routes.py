"""What members say and press to open a club, and administrators to decide."""

from bot import limits, places, words
from bot.messages import text
from bot.router import Router
from bot.turn import Refusal, Replies, Turn
from handlers.opening import actions, cards, flow
from handlers.opening.flow import Draft, Step
from models import Opening, Role

router = Router()


@router.word("open_club")
def begin(turn: Turn) -> Replies:
    """One request at a time: each costs messages to the administrators."""
    if waiting := _waiting(turn):
        return [cards.still_waiting(waiting)]
    return _ask(turn, Draft())


@router.flow(Draft)
def answer(turn: Turn, draft: Draft, said: str) -> Replies | None:
    if draft.step is Step.CHECK and (words.said(said, "yes") or words.one_of(said, cards.SEND)):
        return send(turn, cards.Send())
    if words.said(said, "back", "no"):
        return _step_back(turn, draft)
    if words.said(said, "skip") and (skipped := flow.skip(draft)):
        return _ask(turn, skipped)
    if draft.step is Step.CHECK and words.one_of(said, cards.CHANGE):
        return change(turn, cards.Change())
    if taken := flow.answer(draft, said):
        return _there_is_one(turn, taken) or _ask(turn, taken)
    return None if _other_matter(draft, said) else _ask_again(turn, draft, said)


@router.button(cards.Send)
def send(turn: Turn, button: cards.Send) -> Replies:
    if waiting := _waiting(turn):  # pressed twice equals pressed once
        turn.move_to(None)
        return [cards.sent(waiting)]
    draft = turn.state(Draft)
    if draft is None or draft.step is not Step.CHECK:
        return _ask(turn, draft or Draft())
    opening = actions.ask(turn.db, turn.member, draft, turn.now)
    turn.move_to(None)
    return [cards.sent(opening)]


@router.button(cards.Change)
def change(turn: Turn, button: cards.Change) -> Replies:
    waiting = _waiting(turn)
    return [cards.still_waiting(waiting)] if waiting else _ask(turn, Draft())


@router.word("openings")
def list_requests(turn: Turn) -> Replies:
    """For administrators; a member sees what became of her own."""
    if Role.administers(turn.db, turn.member):
        return _list(turn, 0)
    waiting = _waiting(turn)
    return [cards.still_waiting(waiting) if waiting else cards.none_of_hers()]


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    return _list(turn, button.start) if Role.administers(turn.db, turn.member) else begin(turn)


@router.flow(flow.Choosing)
def choose_in_words(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    """The name of one of them shows it."""
    written = places.bare(said)
    named = [each for each in actions.waiting(turn.db) if written in places.bare(each.name)]
    return show(turn, cards.Show(opening=named[0].id)) if written and len(named) == 1 else None


@router.button(cards.Show)
def show(turn: Turn, button: cards.Show) -> Replies:
    opening = actions.to_decide(turn.db, turn.member, button.opening)
    turn.move_to(flow.Deciding(opening=opening.id))
    return [cards.request(opening)]


@router.flow(flow.Deciding)
def decide_in_words(turn: Turn, state: flow.Deciding, said: str) -> Replies | None:
    if words.one_of(said, cards.APPROVE):
        return approve(turn, cards.Approve(opening=state.opening))
    if words.one_of(said, cards.REFUSE):
        return refuse(turn, cards.Refuse(opening=state.opening))
    return None


@router.button(cards.Approve)
def approve(turn: Turn, button: cards.Approve) -> Replies:
    address = turn.settings.public_url
    opening, club = actions.approve(turn.db, turn.member, button.opening, address, turn.now)
    turn.move_to(None)
    return [cards.approved(opening, club)]


@router.button(cards.Refuse)
def refuse(turn: Turn, button: cards.Refuse) -> Replies:
    opening = actions.to_decide(turn.db, turn.member, button.opening)
    turn.move_to(flow.Refusing(opening=opening.id))
    return [cards.ask_why(opening)]


@router.flow(flow.Refusing)
def give_reason(turn: Turn, state: flow.Refusing, said: str) -> Replies | None:
    try:
        opening = actions.to_decide(turn.db, turn.member, state.opening)
    except Refusal as decided:  # by another, while she was writing
        turn.move_to(None)
        return [text(str(decided))]
    if words.said(said, "back", "no", "skip"):
        turn.move_to(None)
        return [cards.left_open(opening)]
    if words.is_request(said):
        return None
    if limits.utf16(said) > cards.REASON:
        return [cards.too_long()]
    if not places.tidy(said):
        return [cards.ask_why(opening)]
    actions.refuse(turn.db, turn.member, state.opening, said, turn.now)
    turn.move_to(None)
    return [cards.refused(opening)]


def _ask(turn: Turn, draft: Draft) -> Replies:
    turn.move_to(draft)
    return [cards.question(draft, turn.member)]


def _ask_again(turn: Turn, draft: Draft, said: str) -> Replies:
    likely = places.provinces_like(said) if draft.step is Step.PROVINCE else []
    return [cards.unread(draft, likely)]


def _there_is_one(turn: Turn, draft: Draft) -> Replies | None:
    """Where this club is there already, or asked for, she is led to it; going back mends a slip."""
    if not (draft.name and draft.province) or draft.step is not Step.CONTACT:
        return None
    club = actions.same_club(turn.db, draft.kind, draft.name, draft.province)
    asked = None if club else actions.same_request(turn.db, draft)
    if club or asked:
        turn.move_to(flow.backward(draft))  # another answer to the same question is taken
    if club:
        return [cards.there_is_one(club)]
    if asked:
        return [cards.is_asked_for(asked)]
    return None


def _step_back(turn: Turn, draft: Draft) -> Replies | None:
    before = flow.backward(draft)
    if before is None:
        turn.move_to(None)
        return None
    return _ask(turn, before)


def _other_matter(draft: Draft, said: str) -> bool:
    """Whether this is about something else; names of places may hold any word."""
    return words.is_request(said) if draft.step is Step.NAME else words.understood(said)


def _waiting(turn: Turn) -> Opening | None:
    latest = actions.latest(turn.db, turn.member)
    return latest if latest and latest.decided is None else None


def _list(turn: Turn, start: int) -> Replies:
    waiting = actions.waiting(turn.db)
    if len(waiting) == 1:
        return show(turn, cards.Show(opening=waiting[0].id))
    turn.move_to(flow.Choosing() if waiting else None)
    return [cards.requests(waiting, start) if waiting[start:] else cards.none_waiting()]
