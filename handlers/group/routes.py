"""What happens in a LINE group, and the little that is said there."""

from bot import words
from bot.incoming import CameIn, Coded, LetIn, Mentioned, SentAway, WentOut
from bot.messages import Message, text
from bot.router import Router
from bot.turn import GroupTurn, Replies
from handlers.group import actions, cards, flow
from models import Account, Club

router = Router()


@router.group(LetIn)
def introduce(turn: GroupTurn, event: LetIn) -> Replies:
    """Join and leave may come in the wrong order: LINE's time decides."""
    if not actions.let_in(turn.group, turn.at, turn.now):
        return []
    return [cards.introduction(_chat(turn))]


@router.group(SentAway)
def leave(turn: GroupTurn, event: SentAway) -> Replies:
    actions.sent_away(turn.db, turn.group, turn.at, turn.now)
    return []


@router.group(CameIn)
def welcome(turn: GroupTurn, event: CameIn) -> Replies:
    """A word to whoever came into a club's group; in any other group we are guests ourselves."""
    turn.group.people_asked = None
    club = turn.group.club
    return [cards.welcome(club, _chat(turn))] if club else []


@router.group(WentOut)
def note(turn: GroupTurn, event: WentOut) -> Replies:
    """Nobody is told; only the price of a message there is asked for again."""
    turn.group.people_asked = None
    return []


@router.group(Coded)
def take_code(turn: GroupTurn, event: Coded) -> Replies:
    """The code alone links, without our name; a word that is no code is none of our business."""
    club = Club.with_code(turn.db, event.code)
    already = club is not None and club is turn.group.club
    if club is None or already or not actions.inside(turn.group, turn.at):
        return []
    return _link(turn, club)


@router.group(Mentioned)
def answer(turn: GroupTurn, event: Mentioned) -> Replies:
    if not actions.inside(turn.group, turn.at):
        return []
    if words.one_of(event.text, *flow.UNLINK):
        return _unlink(turn)
    topic = flow.topic(event.text)
    if topic is None and (club := _named(turn, event.text)):
        return _link(turn, club)
    return [_about(turn, topic)]


def _about(turn: GroupTurn, topic: str | None) -> Message:
    match topic:
        case "danger":
            return cards.danger()
        case "events" | "news":
            return _of_club(turn, topic)
        case None:
            return cards.introduction(_chat(turn))
        case _:
            return cards.leading(topic, _chat(turn))


def _of_club(turn: GroupTurn, topic: str) -> Message:
    club = turn.group.club
    if club is None:
        return cards.unlinked(_chat(turn))
    return _next_event(turn, club) if topic == "events" else _news(turn, club)


def _next_event(turn: GroupTurn, club: Club) -> Message:
    event = actions.next_event(turn.db, club, turn.now)
    if event is None:
        return text(cards.no_event(club))
    return cards.next_event(event, event.counts(turn.db).coming, turn.now, _chat(turn))


def _news(turn: GroupTurn, club: Club) -> Message:
    latest = actions.latest_news(turn.db, turn.group, club, turn.now)
    return cards.news(latest, _chat(turn)) if latest else text(cards.no_news(club))


def _link(turn: GroupTurn, club: Club) -> Replies:
    if turn.line_user_id is None:
        return [text(cards.who_speaks())]
    actions.link(turn.db, turn.group, club, turn.member, turn.now)
    return [cards.linked(club)]


def _unlink(turn: GroupTurn) -> Replies:
    if turn.line_user_id is None:
        return [text(cards.who_speaks())]
    club = actions.unlink(turn.db, turn.group, turn.member, turn.now)
    return [text(cards.unlinked_now(club))]


def _named(turn: GroupTurn, said: str) -> Club | None:
    """The club whose code stands in what was said."""
    clubs = (Club.with_code(turn.db, code) for code in flow.codes(said))
    return next((club for club in clubs if club), None)


def _chat(turn: GroupTurn) -> cards.Chat:
    account = Account.known(turn.db)
    return cards.Chat(account.basic_id if account else None)
