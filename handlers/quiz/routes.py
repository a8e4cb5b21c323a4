"""What members say and press to answer a question."""

from bot import words
from bot.language import N_
from bot.messages import Message
from bot.router import Router
from bot.turn import Replies, Turn
from content.questions import QUESTIONS
from handlers.quiz import actions, cards, flow
from models import QuizAttempt

router = Router()

REVEAL = (  # what may be typed by who does not know; “ข้าม” only leaves, and the question waits
    *(cards.REVEAL, N_("เฉลย"), N_("ขอเฉลย"), N_("ไม่รู้"), N_("ไม่ทราบ"), N_("จำไม่ได้")),
    *(N_("ไม่รู้คำตอบ"), N_("ไม่ทราบคำตอบ"), N_("ตอบไม่ได้")),
)
LATER = (N_("ขอคิดก่อน"), N_("คิดก่อน"), N_("ขอเวลาคิด"), N_("เดี๋ยวตอบ"), N_("รอก่อน"))


@router.word("quiz")
def ask(turn: Turn) -> Replies:
    attempt = actions.ask(turn.db, turn.member, turn.now)
    turn.move_to(flow.Asked(attempt=attempt.id))
    return [_card(turn, attempt)]


@router.button(cards.Next)
def ask_next(turn: Turn, button: cards.Next) -> Replies:
    return ask(turn)


@router.button(cards.Answer)
def answer(turn: Turn, button: cards.Answer) -> Replies:
    before = actions.find(turn.db, turn.member, button.attempt)
    again = before.answered is not None
    attempt = actions.answer(turn.db, turn.member, button.attempt, button.choice, turn.now)
    if state := turn.state(flow.Asked):
        turn.move_to(None if state.attempt == attempt.id else state)
    return [cards.verdict(actions.asked(attempt), attempt, again=again)]


@router.flow(flow.Asked)
def answer_in_words(turn: Turn, state: flow.Asked, said: str) -> Replies | None:
    attempt = turn.db.get(QuizAttempt, state.attempt)
    if attempt is None or attempt.question not in QUESTIONS:  # a release took it away
        turn.move_to(None)
        return None
    question = actions.asked(attempt)
    choice = flow.understand(said, question, attempt.order)
    if choice is not None:
        return answer(turn, cards.Answer(attempt=attempt.id, choice=choice))
    if words.one_of(said, *REVEAL):
        return _reveal(turn, attempt)
    if words.one_of(said, *LATER) or words.intent(said) == "maybe":
        turn.conversation.lost = 0  # she was understood
        return [cards.take_your_time()]
    if words.understood(said):
        return None
    return [cards.ask_again(), _card(turn, attempt)]


@router.otherwise
def answer_later(turn: Turn) -> Replies | None:
    """A letter alone can only mean the question that still waits, wherever she has been since."""
    attempt = actions.waiting(turn.db, turn.member) if flow.letter(turn.said) else None
    choice = flow.by_letter(turn.said, attempt.order) if attempt else None
    if attempt is None or choice is None:
        return None
    return answer(turn, cards.Answer(attempt=attempt.id, choice=choice))


@router.word("score")
def score(turn: Turn) -> Replies:
    return [cards.score(*actions.score(turn.db, turn.member))]


def _reveal(turn: Turn, attempt: QuizAttempt) -> Replies:
    actions.give_up(attempt, turn.now)
    turn.move_to(None)
    return [cards.verdict(actions.asked(attempt), attempt)]


def _card(turn: Turn, attempt: QuizAttempt) -> Message:
    extra = not actions.is_first_of_day(turn.db, attempt, turn.now)
    return cards.question(actions.asked(attempt), attempt, extra=extra)
