"""What members say and press to be written down as having come."""

from datetime import date

from bot import bangkok, naming, passes, words
from bot.incoming import Event as Incoming
from bot.incoming import Said
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.attendance import actions, cards, checking_routes, flow
from models import Event, Role, Way

router = Router()


@router.word("checkin")
def check_in(turn: Turn) -> Replies:
    """How it is done; a coordinator names somebody, as in “เช็กชื่อ สมชาย”."""
    named = None if words.is_phrase(turn.said) else flow.named(turn.said)
    hers = named and Role.clubs_of(turn.db, turn.member)
    return checking_routes.by_name(turn, named) if named and hers else [cards.how()]


@router.first
def take_code(turn: Turn, event: Incoming) -> Replies | None:
    """A scanned code means one thing, even amid something else, which then waits."""
    if not isinstance(event, Said):
        return None
    if scanned := flow.at_door(event.text):
        return _at_door(turn, scanned)
    ticket = flow.ticket(event.text)
    return checking_routes.scan(turn, ticket) if ticket else None


@router.otherwise
def take_word(turn: Turn) -> Replies | None:
    """The word that is said in a session that is on; who says it there was there."""
    found = actions.worded(turn.db, turn.member, turn.said, turn.now)
    return _enter(turn, *found, Way.WORD) if found else None


@router.button(cards.Enter)
def enter(turn: Turn, button: cards.Enter) -> Replies:
    """She has joined meanwhile: what was scanned or said before still holds, today."""
    event, secret = turn.db.get(Event, button.event), turn.settings.secret_key
    if event is None or not passes.opens_door(secret, button.signature, event.id, button.day):
        return [cards.forged()]
    return _pass(turn, event, button.day, button.way)


@router.flow(flow.Joining)
def join_in_words(turn: Turn, state: flow.Joining, said: str) -> None:
    """How to join is understood anywhere; being here waits meanwhile."""


@router.flow(flow.Naming)
def take_name(turn: Turn, state: flow.Naming, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return [cards.nameless()]
    if naming.is_other_matter(said):
        return naming.beside(turn.member, said)
    name = naming.read(said)
    if name is None:
        return [naming.ask_again(turn.member)]
    turn.member.name = name
    turn.move_to(None)
    return [cards.thanks(name)]


def _at_door(turn: Turn, scanned: flow.AtDoor) -> Replies:
    event = actions.with_code(turn.db, scanned.event)
    near, secret = bangkok.local(turn.now).date(), turn.settings.secret_key
    for day in flow.likely_days(scanned.day, near) if event else []:
        if event and passes.opens_door(secret, scanned.signature, event.id, day):
            return _pass(turn, event, day, Way.DOOR)
    return [cards.forged()]


def _pass(turn: Turn, event: Event, day: date, way: Way) -> Replies:
    """The code is ours; does it hold here and now? Raises Refusal."""
    if day != bangkok.local(turn.now).date():
        return [cards.other_day(day)]
    actions.open_day(event, turn.now)
    return _enter(turn, event, day, way)


def _enter(turn: Turn, event: Event, day: date, way: Way) -> Replies:
    """Whoever is here is written down, registered or not; strangers join first."""
    member = turn.member
    if member.consent is None or member.club is None or not event.is_visible(turn.db, member):
        return _join_first(turn, event, day, way)
    there, new = actions.record(turn.db, event, member, day, way=way, now=turn.now)
    if not new:
        return [cards.again(there)]
    if member.name is None:
        turn.move_to(flow.Naming())
        return [cards.arrived(event, there), naming.ask(member)]
    return [cards.arrived(event, there)]


def _join_first(turn: Turn, event: Event, day: date, way: Way) -> Replies:
    signature = passes.door_signature(turn.db, event, day)
    here = cards.Enter(event=event.id, day=day, signature=signature, way=way)
    turn.move_to(flow.Joining(then=here.pack()))
    home = turn.member.club if event.is_visible(turn.db, turn.member) else None
    return [cards.join_first(home or event.club)]
