"""What coordinators say to get to their web pages, and to let another machine in."""

from bot import duties, words
from bot.conversation import rest, resume
from bot.incoming import Event, Said
from bot.router import Router
from bot.turn import Replies, Turn, Unkept
from handlers.console import actions, cards, flow

router = Router()


@router.word("manage")
def open_console(turn: Turn) -> Replies:
    """The reply is never stored: whoever holds the link is signed in."""
    if not duties.entitled(turn.db, turn.member):
        return [cards.not_hers()]
    token = actions.invite(turn.db, turn.member, turn.now)
    return Unkept([cards.way_in(f"{turn.settings.public_url}/console/enter/{token}")])


@router.word("leave_console")
def leave(turn: Turn) -> Replies:
    if not duties.entitled(turn.db, turn.member):
        return [cards.not_hers()]
    actions.leave_everywhere(turn.db, turn.member, turn.now)
    return [cards.left_everywhere()]


@router.first
def take_code(turn: Turn, event: Event) -> Replies | None:
    """The words of the QR code mean one thing, even amid something else, which then waits."""
    digits = flow.told(event.text) if isinstance(event, Said) else None
    return _ask(turn, digits) if digits else None


@router.otherwise
def take_digits(turn: Turn) -> Replies | None:
    """Six digits alone, from somebody who has a use for them."""
    digits = flow.alone(turn.said)
    if digits is None or not duties.entitled(turn.db, turn.member):
        return None
    return _ask(turn, digits)


@router.button(cards.LetIn)
def let_in(turn: Turn, button: cards.LetIn) -> Replies:
    actions.confirm(turn.db, turn.member, button.entry, turn.now)
    return [cards.let_in()]


@router.button(cards.TurnAway)
def turn_away(turn: Turn, button: cards.TurnAway) -> Replies:
    actions.turn_away(turn.db, turn.member, button.entry, turn.now)
    return [cards.turned_away()]


@router.flow(flow.Confirming)
def answer(turn: Turn, state: flow.Confirming, said: str) -> Replies | None:
    yes = words.said(said, "yes") or words.one_of(said, cards.SURE)
    no = words.said(said, "no", "back", "skip") or words.one_of(said, cards.NOT_ME)
    if yes or no:
        turn.move_to(None)
    if yes:
        return let_in(turn, cards.LetIn(entry=state.entry))
    return turn_away(turn, cards.TurnAway(entry=state.entry)) if no else None


def _ask(turn: Turn, digits: str) -> Replies:
    if not duties.entitled(turn.db, turn.member):
        return [cards.not_hers()]
    secret = turn.settings.secret_key
    entry = actions.claim(turn.db, turn.member, digits, secret, turn.now)
    if entry is None:
        return [cards.unknown()]
    if _busy(turn):
        rest(turn.conversation)  # what she was doing keeps its place; the buttons answer this
    else:
        turn.move_to(flow.Confirming(entry=entry.id))
    return [cards.ask(entry)]


def _busy(turn: Turn) -> bool:
    state = resume(turn.conversation)
    return state is not None and not isinstance(state, flow.Confirming)
