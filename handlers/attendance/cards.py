"""How being there looks in the chat."""

from bot import ways
from bot.language import _
from bot.messages import Message, text


def how() -> Message:
    words = _("ถึงงานแล้ว เช็กชื่อกับผู้ประสานงานที่หน้างานนะคะ ถ้าประชุมออนไลน์ กด “เข้าประชุม” ในการ์ดกิจกรรมค่ะ")
    return text(words, ways.my_registrations(), ways.menu())
