"""What members say and press to join a club."""

from bot import choices, entrance, invitation, words
from bot.language import _
from bot.messages import Message
from bot.router import Router
from bot.turn import Onward, Refusal, Replies, Turn
from handlers.club import actions, cards, flow
from models import Club, Role

router = Router()


@router.word("my_club")
def show_home(turn: Turn) -> Replies:
    home = turn.member.club
    return [_at_home(turn, home)] if home else _ask_which(turn)


@router.word("join_club")
def join(turn: Turn) -> Replies:
    """“เข้าชมรม HUAHIN”, as a link or a QR code types it, “เข้าชมรม หัวหิน”, or just “เข้าชมรม”."""
    named = flow.after(_(cards.JOIN), turn.said) or flow.after(cards.JOIN, turn.said)
    if clubs := actions.find(turn.db, named or turn.said):
        return _offer(turn, clubs, named or turn.said)
    if flow.club_codes(named) or actions.near(turn.db, named):
        return _look_near(turn, named, missed=0)
    if turn.member.club is not None:
        return [_at_home(turn, turn.member.club)]
    return _ask_which(turn)


@router.otherwise
def take_code(turn: Turn) -> Replies | None:
    """A bare code of a club; from whoever has no club yet, its name too."""
    if coded := actions.with_code(turn.db, turn.said):
        return _offer(turn, [coded])
    return _search(turn) if turn.member.club_id is None else None


@router.flow(flow.Choosing)
def choose(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    if state.near and words.said(said, "yes", "no"):
        return _answer_near(turn, state.near, yes=bool(words.said(said, "yes")))
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return None
    if state.named and words.one_of(said, cards.MORE):
        return more(turn, cards.More(named=state.named, start=state.start + cards.SHOWN))
    if invitation.digest(said):  # a code of another kind
        return None
    if clubs := actions.find(turn.db, said):
        return _offer(turn, clubs, said)
    return None if words.understood(said) else _look_near(turn, said, missed=state.missed)


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    clubs = actions.find(turn.db, button.named, button.start)
    return _list(turn, clubs, button.named, button.start) if clubs else _ask_which(turn)


@router.button(cards.Join)
def join_this(turn: Turn, button: cards.Join) -> Replies:
    return _offer(turn, [_club(turn, button.club)])


@router.button(cards.Agree)
def agree(turn: Turn, button: cards.Agree) -> Replies:
    """Whoever has a home already is asked once more."""
    club, home = _club(turn, button.club), turn.member.club
    if home is None or home.id == club.id:
        return _join(turn, club)
    turn.move_to(flow.Moving(club=club.id, leaving=home.id, then=turn.wanted()))
    return [cards.sure(club, home)]


@router.button(cards.Move)
def move(turn: Turn, button: cards.Move) -> Replies:
    """An old card, from a club that she has left since, asks anew."""
    club = _club(turn, button.club)
    if turn.member.club_id not in {button.leaving, club.id} or turn.member.consent is None:
        return _offer(turn, [club])
    return _join(turn, club)


@router.button(cards.Stay)
def stay(turn: Turn, button: cards.Stay) -> Replies:
    return decline(turn, cards.Decline())


@router.flow(flow.Moving)
def move_in_words(turn: Turn, state: flow.Moving, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, cards.MOVE):
        return move(turn, cards.Move(club=state.club, leaving=state.leaving))
    if words.said(said, "no", "back", "skip") or words.one_of(said, cards.STAY):
        return stay(turn, cards.Stay())
    return None


def _join(turn: Turn, club: Club) -> Replies:
    actions.join(turn.db, turn.member, club, turn.now)
    then = turn.wanted()
    turn.move_to(None)
    welcome = cards.welcome(club, choices.of(turn.db, club.id).welcome)
    return Onward([welcome], then) if then else [welcome]


@router.word("poster")
def poster(turn: Turn) -> Replies:
    """Of the club that she coordinates, or her own; everybody may see it."""
    home = [turn.member.club] if turn.member.club else []
    clubs = Role.clubs_of(turn.db, turn.member) or home
    if len(clubs) > 1:
        return [cards.which_poster(clubs)]
    return cards.poster(clubs[0], turn.settings.public_url) if clubs else _ask_which(turn)


@router.button(cards.Poster)
def show_poster(turn: Turn, button: cards.Poster) -> Replies:
    return cards.poster(_club(turn, button.club), turn.settings.public_url)


@router.button(cards.Decline)
def decline(turn: Turn, button: cards.Decline) -> Replies:
    turn.move_to(None)
    return [cards.declined(at_home=turn.member.club_id is not None)]


@router.flow(flow.Consenting)
def consent(turn: Turn, state: flow.Consenting, said: str) -> Replies | None:
    """Yes and no can be typed, too."""
    if words.said(said, "yes") or words.one_of(said, cards.YES):
        return agree(turn, cards.Agree(club=state.club))
    if words.said(said, "no", "back", "skip") or words.one_of(said, cards.NO):
        return decline(turn, cards.Decline())
    if words.understood(said):
        return None
    return [cards.notice(_club(turn, state.club), turn.member.club)]


def _search(turn: Turn) -> Replies | None:
    """A newcomer may type just the name, even with a slip in it."""
    if clubs := actions.find(turn.db, turn.said):
        return _offer(turn, clubs, turn.said)
    unclear = words.understood(turn.said) or not actions.near(turn.db, turn.said)
    return None if unclear else _look_near(turn, turn.said, missed=0)


def _offer(turn: Turn, clubs: list[Club], named: str = "") -> Replies:
    if len(clubs) > 1:
        return _list(turn, clubs, named.strip(), 0)
    club = clubs[0]
    if turn.member.club_id == club.id and turn.member.consent:
        return [_at_home(turn, club)]
    turn.move_to(flow.Consenting(club=club.id, then=turn.wanted()))
    return [cards.notice(club, turn.member.club)]


def _list(turn: Turn, clubs: list[Club], named: str, start: int) -> Replies:
    turn.move_to(flow.Choosing(named=named, start=start, then=turn.wanted()))
    return [cards.several(clubs, named, start)]


def _look_near(turn: Turn, said: str, *, missed: int) -> Replies:
    """No club is called so: ask whether one of like name is meant, or for another name."""
    clubs = actions.near(turn.db, said)
    only = clubs[0].id if len(clubs) == 1 else None
    turn.move_to(flow.Choosing(missed=missed + 1, near=only, then=turn.wanted()))
    return [cards.near(clubs) if clubs else cards.not_found(missed)]


def _answer_near(turn: Turn, club_id: int, *, yes: bool) -> Replies:
    return _offer(turn, [_club(turn, club_id)]) if yes else _ask_which(turn)


def _ask_which(turn: Turn) -> Replies:
    turn.move_to(flow.Choosing(then=turn.wanted()))
    return [cards.ask_which()]


def _at_home(turn: Turn, club: Club) -> Message:
    hers = club in Role.clubs_of(turn.db, turn.member)
    invite = entrance.join_link(turn.db, club) if hers else None
    return cards.at_home(club, turn.settings.public_url, invite, hers=hers)


def _club(turn: Turn, club_id: int) -> Club:
    club = turn.db.get(Club, club_id)
    if club is None:
        raise Refusal(_("ไม่พบชมรมนี้แล้วค่ะ พิมพ์ “เข้าชมรม” เพื่อค้นหาใหม่นะคะ"))
    return club
