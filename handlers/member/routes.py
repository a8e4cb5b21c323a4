"""What members say and press about themselves."""

from sqlalchemy import func, select

from bot import dates, naming, words
from bot.bangkok import local
from bot.language import address, language
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.member import actions, cards, flow
from models import Answer, QuizAttempt, Registration, Wants

router = Router()


@router.word("my_data")
def my_data(turn: Turn) -> Replies:
    member = turn.member
    coming = select(func.count()).where(
        Registration.member_id == member.id, Registration.answer == Answer.COMING
    )
    answered = select(func.count()).where(
        QuizAttempt.member_id == member.id, QuizAttempt.choice.is_not(None)
    )
    agreed = dates.day(local(member.consented).date(), language()) if member.consented else ""
    counts = (turn.db.scalar(coming) or 0, turn.db.scalar(answered) or 0)
    return [cards.my_data(member, *counts, agreed)]


@router.word("rename")
def ask_name(turn: Turn) -> Replies:
    turn.move_to(flow.Renaming())
    return [naming.ask(turn.member)]


@router.button(cards.Rename)
def press_rename(turn: Turn, button: cards.Rename) -> Replies:
    return ask_name(turn)


@router.flow(flow.Renaming)
def rename(turn: Turn, state: flow.Renaming, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return my_data(turn)
    if naming.is_other_matter(said):
        return naming.beside(turn.member, said)
    name = naming.read(said)
    if name is None:
        return [naming.ask_again(turn.member)]
    turn.member.name = name
    turn.move_to(None)
    return [cards.renamed(name)]


@router.word("delete_my_data")
def ask_delete(turn: Turn) -> Replies:
    turn.move_to(flow.Deleting())
    return [cards.ask_delete(sure=False)]


@router.button(cards.Delete)
def delete(turn: Turn, button: cards.Delete) -> Replies:
    """The button on “my data” asks; the next asks again; the last one deletes."""
    state = turn.state(flow.Deleting)
    if state is None:
        return ask_delete(turn)
    if not state.sure:
        turn.move_to(flow.Deleting(sure=True))
        return [cards.ask_delete(sure=True)]
    if not button.sure:  # the first card again
        turn.move_to(state)
        return [cards.ask_delete(sure=True)]
    actions.erase(turn.db, turn.member, turn.conversation)
    return [cards.deleted()]


@router.flow(flow.Deleting)
def delete_in_words(turn: Turn, state: flow.Deleting, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, cards.DELETE):
        return delete(turn, cards.Delete(sure=state.sure))
    if words.said(said, "delete_my_data"):  # what began this is no answer to it
        return ask_delete(turn)
    if words.said(said, "no", "back", "skip"):
        turn.move_to(None)
        return [cards.nothing_deleted(), *my_data(turn)]
    return None if words.understood(said) else [cards.ask_delete(sure=state.sure)]


@router.word("notify_off")
def mute(turn: Turn) -> Replies:
    turn.member.wants = Wants.NOTHING
    return [cards.muted(now=True)]


@router.word("notify_on")
def unmute(turn: Turn) -> Replies:
    turn.member.wants = Wants.EVERYTHING
    return [cards.muted(now=False)]


@router.word("language")
def change_language(turn: Turn) -> Replies:
    """Each time the other one; a language that is named is the one that is wanted."""
    wanted = "en" if turn.member.language == "th" else "th"
    if "ไทย" in turn.said or "thai" in turn.said.lower():
        wanted = "th"
    elif "อังก" in turn.said or "english" in turn.said.lower():
        wanted = "en"
    turn.member.language = wanted
    address(turn.member)
    return [cards.language_changed(wanted)]
