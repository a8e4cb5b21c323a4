"""What members say and press to take on a duty, pass it on, or end it."""

from collections.abc import Callable

from bot import entrance, invitation, words
from bot.choosing import club_named
from bot.language import _
from bot.messages import Message
from bot.router import Router
from bot.turn import Onward, Refusal, Replies, Turn
from handlers.role import actions, cards
from handlers.role.flow import Choosing, Confirming, Doing
from models import Club, Role, RoleKind

router = Router()


@router.otherwise
def take_code(turn: Turn) -> Replies | None:
    """A code alone; who has not joined the club yet is led to its notice."""
    digest = invitation.digest(turn.said)
    if digest is None:
        return None
    given = actions.redeem(turn.db, turn.member, digest, turn.now)
    turn.move_to(None)
    link = entrance.join_link(turn.db, given.club) if given.club else None
    replies = [cards.granted(given.kind, given.club, link)]
    if given.club is None or turn.member.consent:
        return replies
    return Onward(replies, entrance.join_button(given.club))


@router.word("invite_coordinator")
def invite(turn: Turn) -> Replies:
    return _for_a_club(turn, Doing.INVITE)


@router.word("invite_coach")
def invite_coach(turn: Turn) -> Replies:
    return _for_a_club(turn, Doing.INVITE_COACH)


@router.word("invite_administrator")
def invite_administrator(turn: Turn) -> Replies:
    if not Role.administers(turn.db, turn.member):
        raise Refusal(_("มีแต่ผู้ดูแลระบบที่เชิญผู้ดูแลระบบได้ค่ะ"))
    return _code(turn, None, RoleKind.ADMINISTRATOR)


@router.word("hand_over")
def hand_over(turn: Turn) -> Replies:
    return _for_a_club(turn, Doing.HAND_OVER)


@router.word("resign")
def resign(turn: Turn) -> Replies:
    return _for_a_club(turn, Doing.RESIGN)


@router.word("duties")
def show(turn: Turn) -> Replies:
    """Any member may know who looks after her club."""
    if Role.clubs_of(turn.db, turn.member):
        return _for_a_club(turn, Doing.SHOW)
    return [_holders(turn, turn.member.club, 0)] if turn.member.club else [cards.not_leading()]


@router.flow(Choosing)
def choose_in_words(turn: Turn, state: Choosing, said: str) -> Replies | None:
    clubs = Role.clubs_of(turn.db, turn.member)
    if club := club_named(clubs, said):
        return choose(turn, cards.For(doing=state.doing, club=club.id))
    return None if words.understood(said) else [cards.ask_club(clubs, state.doing)]


@router.button(cards.For)
def choose(turn: Turn, button: cards.For) -> Replies:
    turn.move_to(None)
    return BEGIN[button.doing](turn, _own(turn, button.club))


@router.button(cards.Holders)
def more_holders(turn: Turn, button: cards.Holders) -> Replies:
    club = turn.db.get(Club, button.club)
    at_home = club is not None and turn.member.club_id == club.id
    return [_holders(turn, club if at_home and club else _own(turn, button.club), button.start)]


@router.button(cards.Revoke)
def ask_revoke(turn: Turn, button: cards.Revoke) -> Replies:
    role, holder = actions.to_revoke(turn.db, turn.member, button.role)
    club = turn.db.get_one(Club, role.club_id)
    turn.move_to(Confirming(doing=Doing.SHOW, club=club.id, role=role.id))
    return [cards.ask_revoke(role, holder, club)]


@router.button(cards.Sure)
def confirm(turn: Turn, button: cards.Sure) -> Replies:
    turn.move_to(None)
    if button.role:
        return [cards.revoked(actions.revoke(turn.db, turn.member, button.role, turn.now)[1])]
    club = _own(turn, button.club)
    if button.doing is Doing.HAND_OVER:
        return _code(turn, club, RoleKind.COORDINATOR, hands_over=True)
    actions.resign(turn.db, turn.member, club, turn.now)
    return [cards.resigned(club)]


@router.flow(Confirming)
def confirm_in_words(turn: Turn, state: Confirming, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, cards.SURE):
        return confirm(turn, cards.Sure(doing=state.doing, club=state.club, role=state.role))
    if words.said(said, "no", "back", "skip"):
        turn.move_to(None)
        return [cards.kept()]
    return None if words.understood(said) else _ask_again(turn, state)


def _ask_again(turn: Turn, state: Confirming) -> Replies:
    if state.role:
        return ask_revoke(turn, cards.Revoke(role=state.role))
    return BEGIN[state.doing](turn, _own(turn, state.club))


def _for_a_club(turn: Turn, doing: Doing) -> Replies:
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return [cards.not_leading()]
    if len(clubs) > 1:
        turn.move_to(Choosing(doing=doing))
        return [cards.ask_club(clubs, doing)]
    return BEGIN[doing](turn, clubs[0])


def _begin_hand_over(turn: Turn, club: Club) -> Replies:
    turn.move_to(Confirming(doing=Doing.HAND_OVER, club=club.id))
    return [cards.ask_hand_over(club)]


def _begin_resign(turn: Turn, club: Club) -> Replies:
    turn.move_to(Confirming(doing=Doing.RESIGN, club=club.id))
    return [cards.ask_resign(club)]


def _code(turn: Turn, club: Club | None, kind: RoleKind, *, hands_over: bool = False) -> Replies:
    written = actions.invite(
        turn.db, club, kind, turn.now, giver=turn.member, hands_over=hands_over
    )
    return [cards.code(club, kind, written, hands_over=hands_over)]


def _holders(turn: Turn, club: Club, start: int) -> Message:
    leads = actions.may_lead(turn.db, turn.member, club)
    return cards.holders(club, actions.holders(turn.db, club), start, leads=leads)


def _own(turn: Turn, club_id: int) -> Club:
    """A club of hers, decided by who presses; another's does not exist for her."""
    club = turn.db.get(Club, club_id)
    if club is None or not actions.may_lead(turn.db, turn.member, club):
        raise Refusal(_("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ พิมพ์ “เมนู” เพื่อเริ่มใหม่นะคะ"))
    return club


BEGIN: dict[Doing, Callable[[Turn, Club], Replies]] = {
    Doing.INVITE: lambda turn, club: _code(turn, club, RoleKind.COORDINATOR),
    Doing.INVITE_COACH: lambda turn, club: _code(turn, club, RoleKind.COACH),
    Doing.HAND_OVER: _begin_hand_over,
    Doing.SHOW: lambda turn, club: [_holders(turn, club, 0)],
    Doing.RESIGN: _begin_resign,
}
