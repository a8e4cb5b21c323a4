"""What members say and press about themselves."""

from bot import leaving, naming, words
from bot.language import address
from bot.outbox import UNWELCOME
from bot.router import Router
from bot.turn import Replies, Turn, Unkept
from handlers.member import actions, cards, flow
from models import Wants

router = Router()


@router.word("my_data")
def my_data(turn: Turn) -> Replies:
    return [actions.own_card(turn.db, turn.member)]


@router.word("my_rights")
def my_rights(turn: Turn) -> Replies:
    return [cards.rights()]


@router.word("ask_file")
def ask_file(turn: Turn) -> Replies:
    return [cards.ask_file()]


@router.word("get_file")
def get_file(turn: Turn) -> Replies:
    address = actions.file_link(turn.db, turn.member, turn.settings.public_url, turn.now)
    return Unkept([cards.file(address)])


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
    actions.erase(turn.db, turn.member, turn.conversation, turn.now)
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


@router.word("leave_club")
def ask_leave(turn: Turn) -> Replies:
    if turn.member.club is None:
        return [cards.no_club()]
    turn.move_to(flow.Leaving())
    return [cards.ask_leave(turn.member.club)]


@router.button(cards.Leave)
def leave(turn: Turn, button: cards.Leave) -> Replies:
    """A card from before asks again; pressed twice equals pressed once."""
    club = turn.member.club
    if club is None or turn.state(flow.Leaving) is None:
        return ask_leave(turn)
    turn.move_to(None)
    actions.leave_club(turn.db, turn.member, turn.now)
    return [cards.left(club)]


@router.flow(flow.Leaving)
def leave_in_words(turn: Turn, state: flow.Leaving, said: str) -> Replies | None:
    if _agrees(said, cards.LEAVE):
        return leave(turn, cards.Leave())
    return _let_be(turn, said) or _ask_again(said, ask_leave(turn))


@router.word("withdraw_consent")
def ask_withdraw(turn: Turn) -> Replies:
    if turn.member.consent is None:
        return [cards.no_consent()]
    turn.move_to(flow.Withdrawing())
    return [cards.ask_withdraw()]


@router.button(cards.Withdraw)
def withdraw(turn: Turn, button: cards.Withdraw) -> Replies:
    if turn.member.consent is None or turn.state(flow.Withdrawing) is None:
        return ask_withdraw(turn)
    turn.move_to(None)
    actions.withdraw_consent(turn.db, turn.member, turn.now)
    return [cards.withdrawn()]


@router.flow(flow.Withdrawing)
def withdraw_in_words(turn: Turn, state: flow.Withdrawing, said: str) -> Replies | None:
    if _agrees(said, cards.WITHDRAW):
        return withdraw(turn, cards.Withdraw())
    return _let_be(turn, said) or _ask_again(said, ask_withdraw(turn))


@router.word("notifications")
def show_wants(turn: Turn) -> Replies:
    return [cards.wants(turn.member)]


@router.word("notify_off")
def mute(turn: Turn) -> Replies:
    return _wants(turn, Wants.NOTHING)


@router.word("notify_events")
def hear_of_events(turn: Turn) -> Replies:
    return _wants(turn, Wants.EVENTS)


@router.word("notify_on")
def unmute(turn: Turn) -> Replies:
    return _wants(turn, Wants.EVERYTHING)


@router.word("text_size")
def show_text_size(turn: Turn) -> Replies:
    return [cards.text_size(turn.member)]


@router.word("large_text")
def enlarge(turn: Turn) -> Replies:
    return _letters(turn, large=True)


@router.word("normal_text")
def shrink(turn: Turn) -> Replies:
    return _letters(turn, large=False)


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


def _wants(turn: Turn, wants: Wants) -> Replies:
    turn.member.wants = wants
    leaving.leave_out(turn.db, turn.member, UNWELCOME[wants])
    return [cards.told(turn.member)]


def _letters(turn: Turn, *, large: bool) -> Replies:
    """The answer is in that size already."""
    turn.member.large_text = large
    address(turn.member)
    return [cards.text_size(turn.member)]


def _agrees(said: str, label: str) -> bool:
    return bool(words.said(said, "yes")) or words.one_of(said, label)


def _let_be(turn: Turn, said: str) -> Replies | None:
    if not words.said(said, "no", "back", "skip"):
        return None
    turn.move_to(None)
    return [cards.unchanged()]


def _ask_again(said: str, question: Replies) -> Replies | None:
    return None if words.understood(said) else question
