"""What a coordinator says, presses and sends to give an event a picture."""

from bot import words
from bot.conversation import State
from bot.incoming import Event as Incoming
from bot.incoming import Sent
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.event import cards, picture, picture_cards, planning, planning_cards, planning_routes
from handlers.event import routes as members
from models import Event, Role

router = Router()


class Awaiting(State, tag="event.picture.awaiting"):
    """She was asked for a picture of this event."""

    event: int


class Removing(State, tag="event.picture.removing"):
    """She was asked once whether this picture shall go."""

    event: int
    picture: str = ""  # its digest; empty: the one that is still on its way


@router.word("event_picture")
def begin(turn: Turn) -> Replies:
    if not Role.clubs_of(turn.db, turn.member):
        return [planning_cards.not_hers()]
    found = _page(turn, 0)
    if len(found) == 1:
        return choose(turn, picture_cards.Picture(event=found[0].id))
    return [picture_cards.which(found, 0) if found else planning_cards.none_hers()]


@router.button(picture_cards.MorePictures)
def more(turn: Turn, button: picture_cards.MorePictures) -> Replies:
    found = _page(turn, button.start)
    return [picture_cards.which(found, button.start) if found else planning_cards.none_hers()]


@router.button(picture_cards.Picture)
def choose(turn: Turn, button: picture_cards.Picture) -> Replies:
    event = planning.own_open(turn.db, turn.member, button.event)
    turn.move_to(Awaiting(event=event.id))
    return [picture_cards.ask(event, turn.settings.public_url)]


@router.first
def take(turn: Turn, event: Incoming) -> Replies | None:
    """A photo while one is expected; what is none leaves the question open."""
    state = turn.state(Awaiting)
    if state is None or turn.conversation.asleep or not isinstance(event, Sent):
        return None
    if event.kind != "image" or turn.message_id is None:
        return [picture_cards.unfit(event.kind)]
    turn.move_to(None)
    asked = picture.ask(turn.db, turn.member, state.event, turn.message_id, turn.now)
    return [picture_cards.taken(asked)]


@router.flow(Awaiting)
def wait(turn: Turn, state: Awaiting, said: str) -> Replies | None:
    """A photo is no words."""
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return members.show(turn, cards.Show(event=state.event))
    if words.one_of(said, picture_cards.DISCARD):
        return discard(turn, picture_cards.Discard(event=state.event))
    return None if words.understood(said) else [picture_cards.unfit("text")]


@router.button(picture_cards.Discard)
def discard(turn: Turn, button: picture_cards.Discard) -> Replies:
    """Asked once; about what is there, or on its way."""
    event = planning.own_open(turn.db, turn.member, button.event)
    if event.picture is None and not picture.awaited(turn.db, event):
        return choose(turn, picture_cards.Picture(event=event.id))
    turn.move_to(Removing(event=event.id, picture=event.picture or ""))
    return [picture_cards.sure(event, turn.settings.public_url)]


@router.button(picture_cards.Remove)
def remove(turn: Turn, button: picture_cards.Remove) -> Replies:
    """Pressed twice equals pressed once; a newer picture is asked about anew."""
    event = picture.remove(turn.db, turn.member, button.event, button.picture, turn.now)
    turn.move_to(None)
    if event.picture:
        return discard(turn, picture_cards.Discard(event=event.id))
    return [picture_cards.removed(event)]


@router.flow(Removing)
def remove_in_words(turn: Turn, state: Removing, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, picture_cards.REMOVE):
        return remove(turn, picture_cards.Remove(event=state.event, picture=state.picture))
    if words.said(said, "no", "back", "skip") or words.one_of(said, picture_cards.KEEP):
        turn.move_to(None)
        return members.show(turn, cards.Show(event=state.event))
    return None


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    picture.unsend(turn.db, turn.member, message_id)


def _page(turn: Turn, start: int) -> list[Event]:
    among = planning_routes.ahead(turn).offset(start).limit(cards.SHOWN + 1)
    return list(turn.db.scalars(among))
