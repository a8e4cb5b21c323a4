"""Words that have a short answer of their own, or an honest “not here”."""

from collections.abc import Callable

from bot.language import N_, _
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.advice import cards

router = Router()

NOT_YET = {  # honest answers to what the bot does not do
    "certificate": N_(
        "น้องสตรองยังออกเกียรติบัตรให้ไม่ได้ค่ะ ถ้ากิจกรรมมีเกียรติบัตร สอบถามที่ผู้ประสานงานของชมรมนะคะ"
    ),
}


@router.word("hotline")
def hotlines(turn: Turn) -> Replies:
    return [cards.hotlines()]


@router.word("gift_advice")
def gifts(turn: Turn) -> Replies:
    return [cards.gifts()]


@router.word("repair")
def repair(turn: Turn) -> Replies:
    return [cards.repair()]


@router.word("track_tip")
def say_what_became_of_it(turn: Turn) -> Replies:
    return [cards.untracked()]


def _honestly(words: str) -> Callable[[Turn], Replies]:
    def answer(turn: Turn) -> Replies:
        return [cards.not_yet(_(words))]

    return answer


for _intent, _words in NOT_YET.items():
    router.word(_intent)(_honestly(_words))
