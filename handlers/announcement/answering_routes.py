"""What readers press below an announcement."""

from bot import ways
from bot.language import _
from bot.messages import text
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import answering
from handlers.announcement.content import Answer

router = Router()


@router.otherwise
def answer_in_words(turn: Turn) -> Replies | None:
    meant = answering.meant(turn.db, turn.member, turn.said, turn.now)
    return answer(turn, Answer(announcement=meant[0], choice=meant[1])) if meant else None


@router.button(Answer)
def answer(turn: Turn, button: Answer) -> Replies:
    if not button.announcement:
        return [text(_("นี่คือการลองดูค่ะ เมื่อส่งจริง คำตอบจะถูกนับให้นะคะ"))]
    said = answering.answer(turn.db, turn.member, button.announcement, button.choice, turn.now)
    words = _("รับคำตอบ “{said}” แล้วค่ะ เปลี่ยนใจ กดปุ่มอื่นในประกาศได้นะคะ", said=said)
    return [text(words, ways.menu())]
