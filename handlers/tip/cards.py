"""What is said around a tip: plain words, no praise, and no promise beyond what holds."""

from bot import ways
from bot.buttons import Button
from bot.flex import Tone, card
from bot.language import _
from bot.messages import Action, Message, link, press, text


class Start(Button, tag="tip.start"):
    pass


class Safer(Button, tag="tip.safer"):
    pass


class NotNow(Button, tag="tip.not_now"):
    pass


class Skip(Button, tag="tip.skip"):
    pass


class Send(Button, tag="tip.send"):
    pass


class Discard(Button, tag="tip.discard"):
    pass


def warning() -> Message:
    return card(
        _("ก่อนแจ้งเบาะแสทางแชต"),
        _("เรื่องของคุณถูกล็อก (เข้ารหัส) ทันทีที่ถึงระบบ มีเพียงผู้รับเรื่องที่เปิดอ่านได้"),
        _("เรื่องของคุณเป็นความลับ แต่ยังไม่ใช่การแจ้งแบบไม่เปิดเผยตัวตน"),
        _("LINE อาจเห็นสิ่งที่คุณส่ง และข้อความยังค้างอยู่ในโทรศัพท์"),
        warning=_("ชมรมไม่ใช่ ป.ป.ช. หากตกอยู่ในอันตราย โทร 191 ทันที"),
        primary=press(_("เข้าใจแล้ว เริ่มแจ้ง"), Start()),
        secondary=[press(_("ทางที่ปลอดภัยกว่า"), Safer())],
        links=[press(_("ยังไม่แจ้งตอนนี้"), NotNow())],
    )


def closed() -> Message:
    """No keeper, no intake: say so, and where to go."""
    return card(
        _("ขณะนี้ยังไม่รับเรื่องทางแชต"),
        _("ยังไม่มีผู้ดูแลกล่องรับเรื่อง โปรดโทร ป.ป.ช. 1205"),
        warning=_("หากตกอยู่ในอันตราย โทร 191 ทันที"),
        primary=_call(_("โทร ป.ป.ช. 1205"), "1205"),
        secondary=[_call(_("โทร ป.ป.ท. 1206"), "1206"), _call(_("ศูนย์ดำรงธรรม 1567"), "1567")],
        links=[ways.menu()],
    )


def safer() -> Message:
    return card(
        _("แจ้งกับหน่วยงานโดยตรง"),
        _("โทรจากเครื่องส่วนตัว ไม่ใช้โทรศัพท์หรือ Wi-Fi ของหน่วยงาน"),
        _("กฎหมายคุ้มครองผู้แจ้งโดยสุจริตต่อ ป.ป.ช. การแจ้งในแชตนี้ยังไม่ใช่การแจ้ง ป.ป.ช."),
        warning=_("หากตกอยู่ในอันตราย โทร 191 ทันที"),
        primary=_call(_("โทร ป.ป.ช. 1205"), "1205"),
        secondary=[_call(_("โทร ป.ป.ท. 1206"), "1206"), _call(_("ศูนย์ดำรงธรรม 1567"), "1567")],
        links=[ways.tip(), ways.menu()],
    )


def ask_story() -> Message:
    words = _("เล่าได้เลยค่ะ เกิดอะไรขึ้น ใครเกี่ยวข้อง พิมพ์สั้นหรือยาวก็ได้\nไม่ต้องบอกชื่อตัวเองค่ะ")
    return text(words, ways.cancel())


def ask_place() -> Message:
    words = _("ล็อกแล้วค่ะ เหตุเกิดที่ไหน เมื่อไรคะ ไม่ทราบหรือไม่สะดวกบอก ข้ามได้ค่ะ")
    return text(words, press(_("ข้าม"), Skip()), ways.cancel())


def ask_send(*, more: bool = False) -> Message:
    return card(
        _("ส่งให้ผู้รับเรื่องไหมคะ"),
        _("ล็อกเพิ่มแล้วค่ะ") if more else _("สิ่งที่คุณเล่าถูกล็อกไว้แล้ว ยังไม่มีใครได้รับ"),
        _("มีอะไรเพิ่ม พิมพ์ต่อได้เลยค่ะ"),
        _("ถ้าไม่ส่งภายใน 30 นาที ระบบจะลบทิ้ง"),
        band=_("ตรวจก่อนส่ง"),
        tone=Tone.CHECK,
        primary=press(_("ส่งเรื่องนี้"), Send()),
        secondary=[press(_("ไม่ส่ง ลบทิ้ง"), Discard())],
    )


def sent() -> Message:
    return card(
        _("ส่งแล้วค่ะ"),
        _("ผู้รับเรื่องเปิดอ่านได้เท่านั้น เราไม่ได้เก็บว่าใครเป็นผู้แจ้ง จึงตอบกลับในแชตนี้ไม่ได้"),
        _("ลบข้อความในแชตนี้ออกจากเครื่องได้ โดยกดค้างที่ข้อความ"),
        _("การแจ้งที่นี่ยังไม่ใช่การแจ้ง ป.ป.ช. แจ้งหรือปรึกษา ป.ป.ช. โทร 1205"),
        primary=ways.menu(),
    )


def discarded() -> Message:
    return text(_("ไม่ได้ส่ง และลบสิ่งที่ล็อกไว้แล้วค่ะ ข้อความที่คุณพิมพ์ยังอยู่ในโทรศัพท์นะคะ"), ways.menu())


def not_now() -> Message:
    return text(_("ได้ค่ะ พร้อมเมื่อไรพิมพ์ “แจ้งเบาะแส” ได้เสมอนะคะ"), ways.menu())


def over() -> Message:
    words = _("เรื่องที่ค้างไว้ถูกลบไปแล้วเพื่อความปลอดภัยค่ะ เริ่มใหม่ได้โดยพิมพ์ “แจ้งเบาะแส”")
    return text(words, ways.tip(), ways.menu())


def words_only() -> Message:
    words = _("ตอนนี้รับได้เฉพาะข้อความค่ะ สิ่งที่ส่งมาเมื่อครู่ไม่ได้ถูกเก็บไว้ เล่าเป็นข้อความแทนได้นะคะ")
    return text(words, ways.cancel())


def _call(label: str, number: str) -> Action:
    return link(label, f"tel:{number}")
