"""How answers to an event are called, wherever they stand in a list."""

from bot.language import N_
from models import Answer

WORDS = {
    Answer.COMING: N_("เข้าร่วม"),
    Answer.OFFERED: N_("มีที่ว่างให้ รอคำตอบ"),
    Answer.WAITING: N_("รอที่นั่ง"),
    Answer.MAYBE: N_("ยังไม่แน่ใจ"),
    Answer.DECLINED: N_("ไม่สะดวก"),
    Answer.LAPSED: N_("ไม่ได้รับที่นั่งทันเวลา"),
}
