"""What members say and press to answer a poll, and coordinators to see and close it."""

from sqlalchemy import Select

from bot import words
from bot.conversation import resume
from bot.incoming import Event, Said
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.poll import actions, cards, drafting, flow
from models import Poll, Role

router = Router()
router.include(drafting.router)


@router.first
def show_coded(turn: Turn, event: Event) -> Replies | None:
    """“โพล ABCD2345”, as links type it; not amid something else."""
    if not isinstance(event, Said) or _busy(turn):
        return None
    code = flow.coded(event.text)
    return _coded(turn, code) if code else None


@router.word("poll")
def see(turn: Turn) -> Replies:
    """What can be answered; who coordinates sees hers, or makes the first."""
    if words.one_of(turn.said, cards.RESULT, cards.RESULTS):
        return _results(turn)
    if words.one_of(turn.said, cards.CLOSE):
        return _close_which(turn)
    if Role.clubs_of(turn.db, turn.member):
        return _hers(turn) or drafting.start(turn)
    return _open(turn)


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    coordinated = bool(Role.clubs_of(turn.db, turn.member))
    return _hers(turn, button.start) if coordinated else _open(turn, button.start)


@router.button(cards.Show)
def show(turn: Turn, button: cards.Show) -> Replies:
    """Led here by a link, she has joined a club meanwhile, be it another."""
    if _is_strange(turn):
        return _join_first(turn, turn.db.get(Poll, button.poll))
    return _ballot(turn, actions.seen(turn.db, turn.member, button.poll))


@router.flow(flow.Joining)
def join_in_words(turn: Turn, state: flow.Joining, said: str) -> None:
    """How to join is understood anywhere; the poll waits meanwhile."""


@router.flow(flow.Voting)
def vote_in_words(turn: Turn, state: flow.Voting, said: str) -> Replies | None:
    poll = turn.db.get(Poll, state.poll)
    if poll is None:
        return None
    if words.one_of(said, cards.RESULT):
        return result(turn, cards.Result(poll=poll.id))
    if words.one_of(said, cards.AGAIN):
        return _ballot(turn, poll)
    if code := flow.coded(said):
        return _coded(turn, code)
    chosen = flow.chosen(said, poll.choices)
    if chosen is None:
        return None
    return _voted(turn, actions.vote(turn.db, turn.member, poll.id, chosen, turn.now))


@router.button(cards.Pick)
def pick(turn: Turn, button: cards.Pick) -> Replies:
    """Pressing twice equals pressing once."""
    if not button.poll:
        return drafting.try_out(turn)
    return _voted(turn, actions.pick(turn.db, turn.member, button.poll, button.choice, turn.now))


@router.button(cards.Drop)
def drop(turn: Turn, button: cards.Drop) -> Replies:
    poll = actions.drop(turn.db, turn.member, button.poll, button.choice, turn.now)
    return _ballot(turn, poll)


@router.button(cards.Result)
def result(turn: Turn, button: cards.Result) -> Replies:
    """For who coordinates at any time; for members once nothing sways them any more."""
    poll = actions.seen(turn.db, turn.member, button.poll)
    taken = actions.taken(turn.db, poll, turn.member)
    hers = actions.coordinates(turn.db, turn.member, poll)
    if not (taken or hers or poll.closes <= turn.now):
        return _ballot(turn, poll)
    return _result(turn, poll, taken, coordinates=hers)


@router.button(cards.AskClose)
def ask_close(turn: Turn, button: cards.AskClose) -> Replies:
    poll = actions.hers(turn.db, turn.member, button.poll)
    turn.move_to(flow.Closing(poll=poll.id))
    return [cards.ask_close(poll)]


@router.flow(flow.Closing)
def close_in_words(turn: Turn, state: flow.Closing, said: str) -> Replies | None:
    if words.one_of(said, cards.CLOSE) or words.said(said, "yes"):
        return close(turn, cards.Close(poll=state.poll))
    turn.move_to(None)
    if words.one_of(said, cards.KEEP) or words.said(said, "no", "back"):
        return result(turn, cards.Result(poll=state.poll))
    return None


@router.button(cards.Close)
def close(turn: Turn, button: cards.Close) -> Replies:
    poll = actions.close(turn.db, turn.member, button.poll, turn.now)
    turn.move_to(None)
    taken = actions.taken(turn.db, poll, turn.member)
    return _result(turn, poll, taken, coordinates=True)


def _coded(turn: Turn, code: str) -> Replies:
    """Strangers are led to the club first; for members of others there is no such poll."""
    poll = actions.with_code(turn.db, code)
    if _is_strange(turn):
        return _join_first(turn, poll)
    return _ballot(turn, actions.seen(turn.db, turn.member, poll.id if poll else 0))


def _join_first(turn: Turn, poll: Poll | None) -> Replies:
    then = cards.Show(poll=poll.id).pack() if poll else ""
    turn.move_to(flow.Joining(then=then))
    return [cards.join_first(poll.club if poll else None)]


def _is_strange(turn: Turn) -> bool:
    return turn.member.consent is None or turn.member.club_id is None


def _ballot(turn: Turn, poll: Poll) -> Replies:
    """To answer; what is over, or another club's of which she is a coordinator, has its result."""
    taken = actions.taken(turn.db, poll, turn.member)
    if poll.closes <= turn.now:
        return [cards.shut(), *_result(turn, poll, taken)]
    if poll.club_id != turn.member.club_id:
        return _result(turn, poll, taken, coordinates=True)
    turn.move_to(flow.Voting(poll=poll.id))
    return [cards.ballot(poll, taken)]


def _voted(turn: Turn, poll: Poll) -> Replies:
    """The result, once she has chosen all that she may."""
    taken = actions.taken(turn.db, poll, turn.member)
    if len(taken) < poll.most:
        return _ballot(turn, poll)
    turn.move_to(flow.Voting(poll=poll.id))
    return _result(turn, poll, taken, coordinates=actions.coordinates(turn.db, turn.member, poll))


def _result(turn: Turn, poll: Poll, taken: frozenset[int], *, coordinates: bool = False) -> Replies:
    tally = actions.count(turn.db, poll)
    hers = {"member": poll.club_id == turn.member.club_id, "coordinates": coordinates}
    return cards.result(poll, tally, turn.now, turn.settings, taken=taken, **hers)


def _results(turn: Turn) -> Replies:
    """Of what she asked, or answered, last."""
    clubs = Role.clubs_of(turn.db, turn.member)
    if clubs:
        return _hers(turn) or drafting.start(turn)
    last = turn.db.scalar(actions.answered_by(turn.member).limit(1))
    return result(turn, cards.Result(poll=last.id)) if last else _open(turn)


def _close_which(turn: Turn) -> Replies:
    open_ = actions.of_clubs(Role.clubs_of(turn.db, turn.member)).where(Poll.closes > turn.now)
    found = _page(turn, open_)
    if len(found) == 1:
        return ask_close(turn, cards.AskClose(poll=found[0].id))
    return _hers(turn) or _open(turn)


def _hers(turn: Turn, start: int = 0) -> Replies:
    found = _page(turn, actions.of_clubs(Role.clubs_of(turn.db, turn.member)), start)
    return [cards.listed(found, start, turn.now, hers=True)] if found else []


def _open(turn: Turn, start: int = 0) -> Replies:
    """The only poll is shown at once; of more, three are listed."""
    if _is_strange(turn):
        return _join_first(turn, None)
    found = _page(turn, actions.open_to(turn.member, turn.now), start)
    if len(found) == 1 and not start:
        return _ballot(turn, found[0])
    return [cards.listed(found, start, turn.now, hers=False)] if found else [cards.none_open()]


def _page(turn: Turn, among: Select[Poll], start: int = 0) -> list[Poll]:
    """A page of them, and one more where there is more."""
    return list(turn.db.scalars(among.offset(start).limit(cards.SHOWN + 1)))


def _busy(turn: Turn) -> bool:
    return resume(turn.conversation) is not None and not turn.conversation.asleep
