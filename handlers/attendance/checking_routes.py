"""What coordinators say and press to let people in, and the tickets that they scan."""

from datetime import date

from bot import choosing, naming, passes, sittings, ways, words
from bot.bangkok import local
from bot.messages import with_quick
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.attendance import actions, cards, checking_cards, flow
from handlers.attendance.checking_cards import Of
from models import Event, Role, Way

router = Router()


@router.word("checkin_word")
def begin_word(turn: Turn) -> Replies:
    return _choose(turn, Of.WORD)


@router.word("checkin_code")
def show_code(turn: Turn) -> Replies:
    return _choose(turn, Of.DOOR)


@router.word("ticket")
def show_ticket(turn: Turn) -> Replies:
    return _choose(turn, Of.TICKET)


@router.word("head_count")
def count(turn: Turn) -> Replies:
    """“คนไม่มีไลน์ 12 คน”"""
    heads = flow.heads(turn.said)
    return [checking_cards.ask_heads()] if heads is None else _choose(turn, Of.HEADS, heads)


@router.button(checking_cards.More)
def more(turn: Turn, button: checking_cards.More) -> Replies:
    events = _among(turn, button.of)
    if len(events) <= button.start:
        return _none(button.of)
    return [checking_cards.which(button.of, events, button.start, button.heads)]


@router.button(checking_cards.Pick)
def pick(turn: Turn, button: checking_cards.Pick) -> Replies:
    return _go_on(turn, button.of, button.event, button.heads)


@router.button(checking_cards.CheckIn)
def check_in(turn: Turn, button: checking_cards.CheckIn) -> Replies:
    if button.day != local(turn.now).date():
        return [checking_cards.done_before()]
    return _let_in(turn, button.event, button.member, Way.NAME)


@router.flow(flow.WalkIn)
def add_in_words(turn: Turn, state: flow.WalkIn, said: str) -> Replies | None:
    yes = words.said(said, "yes") or words.one_of(said, checking_cards.ADD)
    events = actions.today(turn.db, turn.member, turn.now)
    if yes and len(events) == 1:
        return _walk_in(turn, events[0].id)
    turn.move_to(None)
    return None


def by_name(turn: Turn, named: str) -> Replies:
    """Among those who come today and those on the roster; who is on no list may be added."""
    events = actions.today(turn.db, turn.member, turn.now)
    if not events:
        return [checking_cards.none_today()]
    found = [(event, each) for event in events for each in actions.sought(turn.db, event, named)]
    if found:
        return checking_cards.sought(found, local(turn.now).date())
    name = naming.read(named)
    if name is None:
        return [cards.how()]
    turn.move_to(flow.WalkIn(name=name))
    return checking_cards.unknown(name, events)


def scan(turn: Turn, ticket: flow.Ticket) -> Replies:
    """Whose event it is lets her in; to everybody else a ticket tells nothing of its owner."""
    event = actions.of_ticket(turn.db, ticket)
    if event is None:
        return [cards.forged()]
    if actions.looks_after(turn.db, turn.member, event):
        return _let_in(turn, event.id, ticket.member, Way.TICKET)
    return [cards.show_ticket() if ticket.member == turn.member.id else cards.not_yours()]


@router.button(checking_cards.Door)
def show_door(turn: Turn, button: checking_cards.Door) -> Replies:
    event = actions.own(turn.db, turn.member, button.event)
    return _door(turn, event, button.day)


@router.flow(flow.Wording)
def take_word(turn: Turn, state: flow.Wording, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no") or words.is_request(said):
        turn.move_to(None)
        return None
    row = actions.set_word(turn.db, turn.member, state.event, said, turn.now)
    turn.move_to(None)
    event = actions.own(turn.db, turn.member, state.event)
    until = actions.closes(event, row.day)
    return [checking_cards.word_set(event, row.word or "", until)]


def _choose(turn: Turn, of: Of, heads: int = 0) -> Replies:
    """With one event it is clear, or with one that is named, or is on today; else she is asked."""
    if of is not Of.TICKET and not Role.clubs_of(turn.db, turn.member):
        return [checking_cards.not_hers()]
    match _among(turn, of):
        case []:
            return _none(of)
        case [event]:
            return _go_on(turn, of, event.id, heads)
        case events:
            if meant := _meant(turn, events):
                return _with_others(_go_on(turn, of, meant.id, heads), of, heads)
            return [checking_cards.which(of, events, heads=heads)]


def _meant(turn: Turn, events: list[Event]) -> Event | None:
    named = choosing.titled({each.id: each.title for each in events}, turn.said)
    today = local(turn.now).date()
    on = [each.id for each in events if today in sittings.days(each)]
    ids = named or on
    return next((each for each in events if [each.id] == ids), None)


def _with_others(replies: Replies, of: Of, heads: int) -> Replies:
    """One of several was shown at once; the way to the others goes along."""
    return [*replies[:-1], with_quick(replies[-1], [checking_cards.others(of, heads), ways.menu()])]


def _among(turn: Turn, of: Of) -> list[Event]:
    if of is Of.TICKET:
        return actions.with_seat(turn.db, turn.member, turn.now)
    if of is Of.DOOR:
        return actions.to_come(turn.db, turn.member, turn.now)
    return actions.today(turn.db, turn.member, turn.now)


def _none(of: Of) -> Replies:
    if of is Of.TICKET:
        return [cards.no_ticket()]
    return [checking_cards.none_ahead() if of is Of.DOOR else checking_cards.none_today()]


def _go_on(turn: Turn, of: Of, event_id: int, heads: int) -> Replies:
    match of:
        case Of.TICKET:
            return _ticket(turn, event_id)
        case Of.DOOR:
            event = actions.own(turn.db, turn.member, event_id)
            return _door(turn, event, _next_day(turn, event))
        case Of.HEADS:
            row = actions.count_heads(turn.db, turn.member, event_id, heads, turn.now)
            event = actions.own(turn.db, turn.member, event_id)
            return [checking_cards.counted(event, row.heads)]
        case Of.WALK_IN:
            return _walk_in(turn, event_id)
    return _ask_word(turn, event_id)


def _ask_word(turn: Turn, event_id: int) -> Replies:
    event, day = actions.own_today(turn.db, turn.member, event_id, turn.now)
    turn.move_to(flow.Wording(event=event.id))
    return [checking_cards.ask_word(event, actions.of_day(turn.db, event, day).word)]


def _ticket(turn: Turn, event_id: int) -> Replies:
    """Only of an event that she comes to."""
    hers = [each for each in _among(turn, Of.TICKET) if each.id == event_id]
    if not hers:
        return [cards.no_ticket()]
    return cards.ticket(hers[0], passes.ticket(turn.db, hers[0], turn.member))


def _walk_in(turn: Turn, event_id: int) -> Replies:
    """Pressed twice equals pressed once: the name is asked about no more."""
    state = turn.state(flow.WalkIn)
    if state is None:
        return [checking_cards.done_before()]
    there, _new = actions.walk_in(turn.db, turn.member, event_id, state.name, turn.now)
    turn.move_to(None)
    return [checking_cards.let_in(there, state.name, registered=False)]


def _let_in(turn: Turn, event_id: int, member_id: int, way: Way) -> Replies:
    who = turn.member
    there, new = actions.let_in(turn.db, who, event_id, member_id, way=way, now=turn.now)
    name = there.member.name or there.member.line_name or checking_cards.nameless()
    if not new:
        return [checking_cards.let_in_before(there, name)]
    registered = actions.is_registered(turn.db, there)
    return [checking_cards.let_in(there, name, registered=registered)]


def _next_day(turn: Turn, event: Event) -> date:
    days, today = sittings.days(event), local(turn.now).date()
    return next((day for day in days if day >= today), days[-1])


def _door(turn: Turn, event: Event, day: date) -> Replies:
    following = next((each for each in sittings.days(event) if each > day), None)
    png, pdf = (passes.door(turn.db, event, day, form) for form in ("png", "pdf"))
    return checking_cards.door(event, day, following, png=png, pdf=pdf)
