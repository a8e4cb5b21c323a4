"""What members say and press to join a club, or to take on a role."""

from bot import words
from bot.language import _
from bot.router import Router
from bot.turn import Refusal, Replies, Turn
from handlers.club import actions, cards, flow
from models import Club

router = Router()


@router.word("join_club")
def join(turn: Turn) -> Replies:
    """“เข้าชมรม HUAHIN”, as a link or a QR code types it, “เข้าชมรม หัวหิน”, or just “เข้าชมรม”."""
    named = flow.after(_(cards.JOIN), turn.said) or flow.after(cards.JOIN, turn.said)
    if clubs := actions.find(turn.db, named or turn.said):
        return _offer(turn, clubs)
    if flow.club_codes(named):
        return _offer(turn, [])
    if turn.member.club is not None:
        return [cards.at_home(turn.member.club)]
    turn.move_to(flow.Choosing())
    return [cards.ask_which()]


@router.otherwise
def take_code(turn: Turn) -> Replies | None:
    """A bare code, of an invitation or of a club; from whoever has no club yet, its name too."""
    if digest := flow.invitation_digest(turn.said):
        invitation = actions.redeem(turn.db, turn.member, digest, turn.now)
        turn.move_to(None)
        joining = [] if turn.member.consent else _offer(turn, [invitation.club])
        return [cards.coordinator(invitation.club), *joining]
    if club := actions.with_code(turn.db, turn.said):
        return _offer(turn, [club])
    named = actions.find(turn.db, turn.said) if turn.member.club_id is None else []
    return _offer(turn, named) if named else None


@router.flow(flow.Choosing)
def choose(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return None
    if flow.invitation_digest(said):
        return take_code(turn)
    if clubs := actions.find(turn.db, said):
        return _offer(turn, clubs)
    if words.understood(said):
        return None
    turn.move_to(flow.Choosing(missed=state.missed + 1))
    return [cards.not_found(state.missed)]


@router.button(cards.Join)
def join_this(turn: Turn, button: cards.Join) -> Replies:
    return _offer(turn, [_club(turn, button.club)])


@router.button(cards.Agree)
def agree(turn: Turn, button: cards.Agree) -> Replies:
    club = _club(turn, button.club)
    actions.join(turn.db, turn.member, club, turn.now)
    turn.move_to(None)
    return [cards.welcome(club)]


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


def _offer(turn: Turn, clubs: list[Club]) -> Replies:
    if len(clubs) > 1:
        turn.move_to(flow.Choosing())
        return [cards.several(clubs)]
    if not clubs:
        turn.move_to(flow.Choosing(missed=1))
        return [cards.not_found(0)]
    club = clubs[0]
    if turn.member.club_id == club.id and turn.member.consent:
        return [cards.at_home(club)]
    turn.move_to(flow.Consenting(club=club.id))
    return [cards.notice(club, turn.member.club)]


def _club(turn: Turn, club_id: int) -> Club:
    club = turn.db.get(Club, club_id)
    if club is None:
        raise Refusal(_("ไม่พบชมรมนี้แล้วค่ะ พิมพ์ “เข้าชมรม” เพื่อค้นหาใหม่นะคะ"))
    return club
