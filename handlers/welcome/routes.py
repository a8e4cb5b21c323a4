"""What happens when somebody comes, goes, or says what we do not know."""

from bot import leaving, ways, words
from bot.incoming import Followed, Left, PressedOld, Said, Sent
from bot.language import _
from bot.messages import Message, text
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.welcome import cards
from models import Poll, Role

router = Router()


@router.on(Followed)
def greet(turn: Turn) -> Replies:
    if not _newest(turn):
        return []
    turn.member.following = True
    turn.move_to(None)
    return [cards.greeting(at_home=turn.member.club_id is not None)]


@router.on(Left)
def say_goodbye(turn: Turn) -> Replies:
    """Blocked: nothing is sent any more. What is promised for later is dropped when it is due."""
    if _newest(turn):
        turn.member.following = False
        leaving.leave_out(turn.db, turn.member)
        turn.move_to(None)
    return []


@router.word("menu", anywhere=True)
def menu(turn: Turn) -> Replies:
    turn.move_to(None)
    return [_menu(turn)]


@router.word("cancel_flow", anywhere=True)
def cancel(turn: Turn) -> Replies:
    left_something = turn.conversation.flow is not None
    turn.move_to(None)
    words_ = _("ยกเลิกให้แล้วค่ะ") if left_something else _("ตอนนี้ไม่มีอะไรค้างอยู่ค่ะ")
    return [text(words_), _menu(turn)]


@router.word("back", "skip")
def nothing_to_leave(turn: Turn) -> Replies:
    turn.move_to(None)
    return [_menu(turn)]


@router.word("greeting")
def greet_back(turn: Turn) -> Replies:
    return [cards.greeting(at_home=turn.member.club_id is not None)]


@router.word("no")
def let_be(turn: Turn) -> Replies:
    return [cards.anything_else()]


@router.word("thanks", "yes")
def accept_thanks(turn: Turn) -> Replies:
    return [text(_("ด้วยความยินดีค่ะ"), ways.menu(), ways.events(), ways.quiz())]


@router.word("help")
def help_(turn: Turn) -> Replies:
    how = _(
        "พิมพ์หรือแตะก็ได้ค่ะ เช่น “กิจกรรม” “คำถามวันนี้” หรือ “แจ้งเบาะแส”\nพิมพ์ “เมนู” เมื่อไรก็กลับมาเริ่มใหม่ได้ค่ะ"
    )
    return [text(how), _menu(turn)]


@router.on(Said)
def say_that_we_are_lost(turn: Turn) -> Replies:
    """The last resort for text: ask which of two was meant, or admit it, with the menu."""
    if asked := words.candidates(turn.said):
        return [cards.which(asked)]
    times, turn.conversation.lost = turn.conversation.lost, turn.conversation.lost + 1
    return cards.lost(times, turn.said, at_home=_at_home(turn), coordinator=_coordinates(turn))


@router.on(Sent)
def take_what_is_no_text(turn: Turn) -> Replies:
    return [cards.received(turn.sent)]


@router.on(PressedOld)
def explain_old_button(turn: Turn) -> Replies:
    return [cards.old_button()]


def _menu(turn: Turn) -> Message:
    asked = Poll.waits_for(turn.db, turn.member, turn.now)
    return cards.menu(at_home=_at_home(turn), coordinator=_coordinates(turn), poll=asked)


def _at_home(turn: Turn) -> bool:
    return turn.member.club_id is not None


def _coordinates(turn: Turn) -> bool:
    return bool(Role.clubs_of(turn.db, turn.member))


def _newest(turn: Turn) -> bool:
    """Follow and unfollow may come in the wrong order: LINE's time decides."""
    known = turn.member.following_as_of
    if known is not None and turn.at < known:
        return False
    turn.member.following_as_of = turn.at
    return True
