"""What a coordinator says, presses and sends to give her club a picture."""

from bot import duties, words
from bot.incoming import Event, Sent
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.picture import actions, cards
from handlers.picture.flow import Awaiting, Removing
from models import Club, Role

router = Router()


@router.word("club_picture")
def begin(turn: Turn) -> Replies:
    return _of_hers(turn, discard=False)


@router.word("remove_picture")
def begin_to_remove(turn: Turn) -> Replies:
    return _of_hers(turn, discard=True)


@router.button(cards.Choose)
def choose(turn: Turn, button: cards.Choose) -> Replies:
    return _ask(turn, duties.own(turn.db, turn.member, button.club))


@router.first
def take(turn: Turn, event: Event) -> Replies | None:
    """A photo while one is expected; what is none leaves the question open."""
    state = turn.state(Awaiting)
    if state is None or turn.conversation.asleep or not isinstance(event, Sent):
        return None
    if not _still_hers(turn, state.club):
        turn.move_to(None)
        return [cards.not_hers()]
    if event.kind != "image" or turn.message_id is None:
        return [cards.unfit(event.kind)]
    club = actions.ask(turn.db, turn.member, state.club, turn.message_id, turn.now)
    turn.move_to(None)
    return [cards.taken(club)]


@router.flow(Awaiting)
def wait(turn: Turn, state: Awaiting, said: str) -> Replies | None:
    """A photo is no words."""
    if not _still_hers(turn, state.club) or words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return None
    if words.one_of(said, cards.DISCARD):
        return discard(turn, cards.Discard(club=state.club))
    return None if words.understood(said) else [cards.unfit("text")]


@router.button(cards.Show)
def show(turn: Turn, button: cards.Show) -> Replies:
    club = duties.own(turn.db, turn.member, button.club)
    if actions.awaited(turn.db, club):
        return [cards.on_its_way(club)]
    if club.picture is None:
        return [cards.none(club)]
    return [cards.shown(club, turn.settings.public_url)]


@router.button(cards.Discard)
def discard(turn: Turn, button: cards.Discard) -> Replies:
    return _ask_whether(turn, duties.own(turn.db, turn.member, button.club))


@router.button(cards.Remove)
def remove(turn: Turn, button: cards.Remove) -> Replies:
    """Pressed twice equals pressed once; a newer picture is asked about anew."""
    club = actions.remove(turn.db, turn.member, button.club, button.picture, turn.now)
    turn.move_to(None)
    return _ask_whether(turn, club) if club.picture else [cards.removed(club)]


@router.button(cards.Keep)
def keep(turn: Turn, button: cards.Keep) -> Replies:
    turn.move_to(None)
    return [cards.kept()]


@router.flow(Removing)
def remove_in_words(turn: Turn, state: Removing, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, cards.REMOVE):
        return remove(turn, cards.Remove(club=state.club, picture=state.picture))
    if words.said(said, "no", "back", "skip") or words.one_of(said, cards.KEEP):
        return keep(turn, cards.Keep())
    return None


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    actions.unsend(turn.db, turn.member, message_id, turn.now)


def _of_hers(turn: Turn, *, discard: bool) -> Replies:
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return [cards.not_hers()]
    if len(clubs) > 1:
        return [cards.which(clubs, discard=discard)]
    return _ask_whether(turn, clubs[0]) if discard else _ask(turn, clubs[0])


def _ask(turn: Turn, club: Club) -> Replies:
    turn.move_to(Awaiting(club=club.id))
    return [cards.ask(club, turn.settings.public_url)]


def _ask_whether(turn: Turn, club: Club) -> Replies:
    """Only about what is there, or on its way."""
    if club.picture is None and not actions.awaited(turn.db, club):
        turn.move_to(None)
        return [cards.none(club)]
    turn.move_to(Removing(club=club.id, picture=club.picture or ""))
    return [cards.sure(club, turn.settings.public_url)]


def _still_hers(turn: Turn, club_id: int) -> bool:
    return any(club.id == club_id for club in Role.clubs_of(turn.db, turn.member))
