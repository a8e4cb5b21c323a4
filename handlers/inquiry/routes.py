"""What members say and press to reach a person, and coordinators to answer."""

from uuid import uuid4

from bot import asking, limits, quota, words
from bot.conversation import rest, resume
from bot.incoming import Event, Said
from bot.language import N_
from bot.router import Router
from bot.turn import Aside, Replies, Turn
from handlers.inquiry import actions, cards, flow
from models import Club, Inquiry, Role

router = Router()

SEND_FREE = (cards.FREE, N_("ส่ง"), N_("ส่งเลย"))  # what may be typed instead of a press


@router.word("human")
def contact(turn: Turn) -> Replies:
    """Who coordinates the member's own club: as the club says, or by the name they gave."""
    club = turn.member.club
    if club is None:
        can_ask = turn.db.scalar(actions.models(turn.db).limit(1)) is not None
        return [cards.contact_without_club(models=can_ask)]
    talking = actions.talk(turn.db, turn.member, club.id) is not None
    return [cards.contact(club, _names(turn, club), talking=talking)]


@router.first
def begin_in_words(turn: Turn, event: Event) -> Replies | None:
    """“ฝากถาม …” passes a question on, and “ถาม HUAHIN” begins one; not amid something else."""
    if not isinstance(event, Said) or _busy(turn):
        return None
    if code := flow.asked_club(event.text):
        club = Club.with_code(turn.db, code)
        return _begin(turn, club.id) if club else None
    return _typed_button(turn, event.text) or _pass_on(turn, event.text)


@router.button(cards.AskModel)
def choose_model(turn: Turn, button: cards.AskModel) -> Replies:
    page = actions.models(turn.db).offset(button.start).limit(cards.SHOWN + 1)
    clubs = list(turn.db.scalars(page))
    return [cards.models(clubs, button.start)] if clubs else contact(turn)


@router.button(cards.Ask)
def ask(turn: Turn, button: cards.Ask) -> Replies:
    return _begin(turn, button.club)


@router.button(cards.NoTip)
def ask_all_the_same(turn: Turn, button: cards.NoTip) -> Replies:
    actions.askable(turn.db, turn.member, button.club)
    turn.move_to(flow.Asking(club=button.club, sure=True))
    return [cards.send_again()]


@router.flow(flow.Asking)
def take_question(turn: Turn, state: flow.Asking, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return contact(turn)
    if words.one_of(said, cards.NO_TIP):
        return ask_all_the_same(turn, cards.NoTip(club=state.club))
    if asking.is_other_matter(said):
        club = actions.askable(turn.db, turn.member, state.club)
        return Aside([cards.ask(club)]) if asking.only_shows(said) else None
    return _take(turn, state, said)


@router.button(cards.Talk)
def look_back(turn: Turn, button: cards.Talk) -> Replies:
    inquiry = actions.talk(turn.db, turn.member, button.club)
    if inquiry is None:
        return [cards.nothing_said()]
    remarks = actions.earlier(turn.db, inquiry, button.before)
    return cards.said(inquiry, remarks, to_coordinator=False)


@router.word("inquiries")
def waiting(turn: Turn) -> Replies:
    """For coordinators. A member who says so gets the nearest thing: whom to ask."""
    return _list(turn, 0) if Role.clubs_of(turn.db, turn.member) else contact(turn)


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    return _list(turn, button.start)


@router.button(cards.Read)
def read(turn: Turn, button: cards.Read) -> Replies:
    inquiry = actions.hers(turn.db, turn.member, button.inquiry)
    turn.move_to(flow.Answering(inquiry=inquiry.id))
    remarks = actions.earlier(turn.db, inquiry, button.before)
    return cards.said(inquiry, remarks, to_coordinator=True)


@router.flow(flow.Answering)
def take_answer(turn: Turn, state: flow.Answering, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no") or not _is_hers(turn, state.inquiry):
        turn.move_to(None)
        return waiting(turn)
    return None if words.is_request(said) else _check(turn, state.inquiry, said)


@router.flow(flow.Checking)
def check_in_words(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    """Every button of the card can be typed; other words are another answer, and not sent yet."""
    if not _is_hers(turn, state.inquiry):
        turn.move_to(None)
        return waiting(turn)
    if words.said(said, "back", "no") or words.one_of(said, cards.REWRITE):
        return read(turn, cards.Read(inquiry=state.inquiry))
    paid = words.one_of(said, cards.PAID)
    if paid or words.one_of(said, *SEND_FREE) or words.said(said, "yes"):
        return send(turn, cards.Send(inquiry=state.inquiry, draft=state.draft, paid=paid))
    return None if words.is_phrase(said) else _check(turn, state.inquiry, said)


@router.button(cards.Send)
def send(turn: Turn, button: cards.Send) -> Replies:
    """Pressed twice equals pressed once: the second press shows what was said."""
    state = turn.state(flow.Checking)
    if state is None or state.draft != button.draft:
        return read(turn, cards.Read(inquiry=button.inquiry))
    typed = actions.Typed(state.words, state.said_in)
    actions.answer(turn.db, turn.member, state.inquiry, typed, turn.now, paid=button.paid)
    turn.move_to(None)
    return [cards.sent(paid=button.paid)]


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    state = turn.state(flow.Checking)
    if state and state.said_in == message_id:
        turn.move_to(flow.Answering(inquiry=state.inquiry))
        rest(turn.conversation)
    actions.unsend(turn.db, turn.member, message_id)


def _typed_button(turn: Turn, said: str) -> Replies | None:
    if words.one_of(said, cards.ASK_MODEL):
        return choose_model(turn, cards.AskModel())
    if words.one_of(said, cards.TALK) and turn.member.club_id:
        return look_back(turn, cards.Talk(club=turn.member.club_id))
    return None


def _pass_on(turn: Turn, said: str) -> Replies | None:
    question = asking.passed_on(said)
    if question is None or words.intent(question) == "danger":
        return None
    if turn.member.club_id is None:
        return contact(turn)
    return _take(turn, flow.Asking(club=turn.member.club_id), question)


def _begin(turn: Turn, club_id: int) -> Replies:
    club = actions.askable(turn.db, turn.member, club_id)
    turn.move_to(flow.Asking(club=club.id))
    return [cards.ask(club)]


def _take(turn: Turn, state: flow.Asking, question: str) -> Replies:
    """Nothing that looks like a tip is kept or passed on before she has said that it is none."""
    club = actions.askable(turn.db, turn.member, state.club)
    turn.move_to(state)
    if asking.blank(question):
        return [cards.ask(club)]
    if too_long := _too_long(question):
        return too_long
    if asking.looks_like_tip(question) and not state.sure:
        return [cards.is_it_a_tip(club)]
    typed = actions.Typed(question, turn.message_id)
    actions.ask(turn.db, turn.member, club.id, typed, turn.now)
    turn.move_to(None)
    return [cards.asked(club, question)]


def _check(turn: Turn, inquiry_id: int, said: str) -> Replies:
    if asking.blank(said):
        return read(turn, cards.Read(inquiry=inquiry_id))
    if too_long := _too_long(said):
        return too_long
    inquiry = actions.hers(turn.db, turn.member, inquiry_id)
    draft = flow.Checking(
        inquiry=inquiry.id, draft=uuid4().hex, words=said, said_in=turn.message_id
    )
    turn.move_to(draft)
    can_pay = actions.affordable(turn.db, inquiry, turn.now)
    left = quota.left(turn.db, turn.now)
    share = quota.share(turn.db, inquiry.club_id, turn.now)
    return [cards.check(draft, inquiry, left, share=share, can_pay=can_pay)]


def _too_long(said: str) -> Replies:
    units = limits.utf16(said)
    return [cards.too_long(units)] if units > cards.LONGEST else []


def _list(turn: Turn, start: int) -> Replies:
    """The only one that waits is read at once; of more, three are listed."""
    page = actions.unanswered(turn.db, turn.member).offset(start).limit(cards.SHOWN + 1)
    found = list(turn.db.scalars(page))
    if len(found) == 1 and not start:
        return read(turn, cards.Read(inquiry=found[0].id))
    return [cards.waiting(found, start)]


def _names(turn: Turn, club: Club) -> list[str]:
    coordinators = Role.coordinators_of(turn.db, club.id)
    return [member.name for member in coordinators if member.name]


def _is_hers(turn: Turn, inquiry_id: int) -> bool:
    inquiry = turn.db.get(Inquiry, inquiry_id)
    return inquiry is not None and inquiry.club in Role.clubs_of(turn.db, turn.member)


def _busy(turn: Turn) -> bool:
    return resume(turn.conversation) is not None and not turn.conversation.asleep
