"""How a coordinator is asked about her club."""

from collections.abc import Sequence

from bot import entrance, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import N_, _
from bot.messages import Message, link, press, say, text
from handlers.about.flow import Step
from models import Club

SHOWN = 3  # clubs with a button of their own, as many again as links
ASKED = {
    Step.ABOUT: N_("แนะนำชมรมสั้น ๆ สองสามบรรทัดค่ะ คนทั่วไปเห็นในหน้าชมรม"),
    Step.NAME: N_("ผู้ติดต่อของชมรมคือใครคะ พิมพ์ชื่อและนามสกุลได้เลยค่ะ"),
    Step.PHONE: N_("เบอร์โทรที่สมาชิกติดต่อได้ค่ะ เช่น 081-234-5678"),
    Step.HOURS: N_("ติดต่อได้เวลาไหนคะ เช่น จันทร์ถึงศุกร์ 9.00 ถึง 16.00 น."),
}
AGAIN = {
    Step.ABOUT: N_("ขอเป็นข้อความไม่เกิน 400 ตัวอักษรนะคะ"),
    Step.NAME: N_("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมชาย ใจดี"),
    Step.PHONE: N_("ขอเบอร์โทร 9 หรือ 10 หลักนะคะ เช่น 081-234-5678"),
    Step.HOURS: N_("ขอเวลาเป็นข้อความไม่เกิน 80 ตัวอักษรนะคะ"),
}


class Edit(Button, tag="about.edit"):
    club: Number


def which(clubs: Sequence[Club]) -> Message:
    asked = [press(club.name, Edit(club=club.id)) for club in clubs[: 2 * SHOWN]]
    return card(
        _("แก้ไขข้อมูลชมรมไหนคะ"), secondary=asked[:SHOWN], links=[*asked[SHOWN:], ways.cancel()]
    )


def ask(step: Step, *, again: bool = False) -> Message:
    words = _(AGAIN[step]) if again else _(ASKED[step])
    kept = _("ใช้ของเดิม พิมพ์ “ข้าม” ได้ค่ะ")
    picture = [say(_("รูปชมรม"))] if step is Step.ABOUT else []
    return text(f"{words}\n{kept}", ways.skip(), ways.back(), *picture, ways.cancel())


def told(club: Club, public_url: str) -> Message:
    rows = [
        (_("ผู้ติดต่อ"), club.contact_name),
        (_("โทร"), club.contact_phone),
        (_("เวลา"), club.contact_hours),
    ]
    return card(
        club.name,
        rows=[(label, value) for label, value in rows if value],
        quoted=club.about,
        band=_("✓ บันทึกข้อมูลชมรมแล้ว"),
        tone=Tone.GOOD,
        primary=link(_("ดูหน้าชมรม"), entrance.page(public_url, club)),
        picture=entrance.picture(public_url, club),
        secondary=[say(_("รูปชมรม")), ways.menu()],
    )


def not_hers() -> Message:
    return text(_("เรื่องนี้ผู้ประสานงานของชมรมเป็นผู้ดูแลค่ะ"), ways.contact(), ways.menu())
