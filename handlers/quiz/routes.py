"""What members say and press to answer a question."""

from bot import words
from bot.router import Router
from bot.turn import Replies, Turn
from content.questions import QUESTIONS
from handlers.quiz import actions, cards, flow
from models import QuizAttempt

router = Router()


@router.word("quiz")
def ask(turn: Turn) -> Replies:
    attempt = actions.ask(turn.db, turn.member, turn.now)
    turn.move_to(flow.Asked(attempt=attempt.id))
    return [cards.question(actions.asked(attempt), attempt)]


@router.button(cards.Next)
def ask_next(turn: Turn, button: cards.Next) -> Replies:
    return ask(turn)


@router.button(cards.Answer)
def answer(turn: Turn, button: cards.Answer) -> Replies:
    before = actions.find(turn.db, turn.member, button.attempt)
    again = before.choice is not None
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
    if words.understood(said):
        return None
    return [cards.ask_again(), cards.question(question, attempt)]


@router.word("score")
def score(turn: Turn) -> Replies:
    return [cards.score(*actions.score(turn.db, turn.member))]
