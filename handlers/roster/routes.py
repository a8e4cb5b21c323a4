"""What coordinators say and press about the people of their clubs."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import words
from bot.choosing import club_named
from bot.clock import Clock
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.roster import actions, cards, flow
from models import Club, Role

router = Router()
clock = Clock([])


@clock.every(minutes=1)
def ask_about_new(db: Session, now: datetime) -> None:
    actions.ask_about_new(db, now)


@router.word("club_roster")
def look(turn: Turn) -> Replies:
    return _for_a_club(turn, adding=False)


@router.word("add_to_roster")
def add(turn: Turn) -> Replies:
    return _for_a_club(turn, adding=True)


@router.button(cards.For)
def choose(turn: Turn, button: cards.For) -> Replies:
    club = actions.own_club(turn.db, turn.member, button.club)
    if not button.adding:
        return _list(turn, club, 0)
    turn.move_to(flow.Adding(club=club.id))
    return [cards.ask_names(club)]


@router.flow(flow.Choosing)
def choose_in_words(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    clubs = Role.clubs_of(turn.db, turn.member)
    if club := club_named(clubs, said):
        return choose(turn, cards.For(club=club.id, adding=state.adding))
    return None if words.understood(said) else [cards.ask_club(clubs, adding=state.adding)]


@router.flow(flow.Adding)
def take_names(turn: Turn, state: flow.Adding, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        return choose(turn, cards.For(club=state.club, adding=False))
    if words.is_request(said):
        return None
    sheet = actions.add(turn.db, turn.member, state.club, said, turn.now)
    if not sheet.rest and sheet.names:
        turn.move_to(None)
    return [cards.added(sheet)]


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    return _list(turn, actions.own_club(turn.db, turn.member, button.club), button.start)


@router.flow(flow.Looking)
def search(turn: Turn, state: flow.Looking, said: str) -> Replies | None:
    club = actions.own_club(turn.db, turn.member, state.club)
    if words.one_of(said, cards.MORE):
        return _list(turn, club, state.start + cards.SHOWN)
    if words.understood(said):
        return None
    found = actions.search(turn.db, club, said)
    if not found:
        return [cards.not_found()]
    turn.conversation.lost = 0  # the list stays open, and yet was answered
    if len(found) == 1:
        return [cards.person(found[0])]
    return [cards.people(club, found[: cards.SHOWN], 0)]


@router.button(cards.Person)
def show(turn: Turn, button: cards.Person) -> Replies:
    return [cards.person(actions.person(turn.db, turn.member, button.person))]


@router.button(cards.Remove)
def remove(turn: Turn, button: cards.Remove) -> Replies:
    if button.sure and turn.state(flow.Removing):
        turn.move_to(None)
        return [cards.removed(actions.remove(turn.db, turn.member, button.person, turn.now))]
    person = actions.person(turn.db, turn.member, button.person)
    turn.move_to(flow.Removing(person=person.id))
    return [cards.ask_remove(person)]


@router.flow(flow.Removing)
def remove_in_words(turn: Turn, state: flow.Removing, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, cards.REMOVE):
        return remove(turn, cards.Remove(person=state.person, sure=True))
    if words.said(said, "no", "back", "skip"):
        turn.move_to(None)
        return look(turn)
    return None


@router.button(cards.Same)
def decide(turn: Turn, button: cards.Same) -> Replies:
    if button.same:
        kept = actions.merge(turn.db, turn.member, button.member, button.name, turn.now)
        return [cards.merged(kept)]
    actions.keep_apart(turn.db, turn.member, button.member, button.name)
    return [cards.kept_apart()]


def _for_a_club(turn: Turn, *, adding: bool) -> Replies:
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return [cards.not_hers()]
    if len(clubs) == 1:
        return choose(turn, cards.For(club=clubs[0].id, adding=adding))
    turn.move_to(flow.Choosing(adding=adding))
    return [cards.ask_club(clubs, adding=adding)]


def _list(turn: Turn, club: Club, start: int) -> Replies:
    found = actions.page(turn.db, club, start)
    if not found:
        return [cards.nobody(club)]
    turn.move_to(flow.Looking(club=club.id, start=start))
    return [cards.people(club, found, start)]
