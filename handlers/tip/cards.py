"""What is said around a tip: plain words, no praise, and no promise beyond what holds."""

from bot import ways
from bot.buttons import Button
from bot.flex import Tone, card
from bot.language import N_, _
from bot.messages import Action, Message, link, press, text

START, SAFER = N_("เข้าใจแล้ว เริ่มแจ้ง"), N_("ทางที่ปลอดภัยกว่า")
NOT_NOW = N_("ยังไม่แจ้งตอนนี้")
LOCKED, MORE = N_("สิ่งที่คุณเล่าถูกล็อกไว้แล้ว ยังไม่มีใครได้รับ"), N_("ล็อกเพิ่มแล้วค่ะ")
WAITING = N_("เรื่องที่เล่ายังค้างอยู่ค่ะ ส่งหรือลบทิ้งก่อน แล้วค่อยไปต่อนะคะ")
SEND, DISCARD = N_("ส่งเรื่องนี้"), N_("ไม่ส่ง ลบทิ้ง")

NO_KEEPER = N_("ยังไม่มีผู้ดูแลกล่องรับเรื่อง โปรดโทร ป.ป.ช. 1205")
WATCHED = N_("ตอนนี้มีเจ้าหน้าที่อ่านแชตของบัญชีนี้ได้ โปรดโทร ป.ป.ช. 1205 แทน")


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
        primary=press(_(START), Start()),
        secondary=[press(_(SAFER), Safer())],
        links=[press(_(NOT_NOW), NotNow()), _police()],
    )


def closed(why: str) -> Message:
    """No intake: say why, and where to go."""
    return card(
        _("ขณะนี้ยังไม่รับเรื่องทางแชต"),
        why,
        warning=_("หากตกอยู่ในอันตราย โทร 191 ทันที"),
        primary=_call(_("โทร ป.ป.ช. 1205"), "1205"),
        secondary=[_call(_("โทร ป.ป.ท. 1206"), "1206"), _call(_("ศูนย์ดำรงธรรม 1567"), "1567")],
        links=[_police(), ways.menu()],
    )


def safer() -> Message:
    return card(
        _("แจ้งกับหน่วยงานโดยตรง"),
        _("โทรจากเครื่องส่วนตัว ไม่ใช้โทรศัพท์หรือ Wi-Fi ของหน่วยงาน"),
        _("กฎหมายคุ้มครองผู้แจ้งโดยสุจริตต่อ ป.ป.ช. การแจ้งในแชตนี้ยังไม่ใช่การแจ้ง ป.ป.ช."),
        warning=_("หากตกอยู่ในอันตราย โทร 191 ทันที"),
        primary=_call(_("โทร ป.ป.ช. 1205"), "1205"),
        secondary=[_call(_("โทร ป.ป.ท. 1206"), "1206"), _call(_("ศูนย์ดำรงธรรม 1567"), "1567")],
        links=[_police(), ways.tip(), ways.menu()],
    )


def ask_story() -> Message:
    words = _("เล่าได้เลยค่ะ เกิดอะไรขึ้น ใครเกี่ยวข้อง พิมพ์สั้นหรือยาวก็ได้\nไม่ต้องบอกชื่อตัวเองค่ะ")
    return text(words, ways.back(), ways.cancel())


def ask_place() -> Message:
    words = _("ล็อกแล้วค่ะ เหตุเกิดที่ไหน เมื่อไรคะ ถ้าไม่ทราบหรือไม่สะดวกบอก ข้ามได้ค่ะ")
    return text(words, press(_("ข้าม"), Skip()), ways.back(), ways.cancel())


def ask_send(parts: int, first: str) -> Message:
    """What is sealed cannot be shown again here; how many messages it is can be told."""
    return card(
        _("ส่งให้ผู้รับเรื่องไหมคะ"),
        _(first),
        _("มี {count} ข้อความที่ล็อกไว้ เปิดดูที่นี่ไม่ได้แล้วค่ะ", count=parts),
        _("มีอะไรเพิ่ม พิมพ์ต่อได้เลยค่ะ"),
        _("ถ้าไม่ส่งภายใน 30 นาที ระบบจะลบทิ้งค่ะ"),
        band=_("ตรวจก่อนส่ง"),
        tone=Tone.CHECK,
        primary=press(_(SEND), Send()),
        secondary=[press(_(DISCARD), Discard())],
        links=[ways.back()],
    )


def sent() -> Message:
    return card(
        _("ส่งแล้วค่ะ"),
        _("มีเพียงผู้รับเรื่องที่เปิดอ่านได้ เราไม่ได้เก็บว่าใครเป็นผู้แจ้ง จึงตอบกลับในแชตนี้ไม่ได้"),
        _("ถ้าต้องการลบข้อความออกจากเครื่องนี้ กดค้างที่ข้อความ"),
        _("การแจ้งที่นี่ยังไม่ใช่การแจ้ง ป.ป.ช. แจ้งหรือปรึกษา ป.ป.ช. โทร 1205"),
        primary=ways.menu(),
    )


def discarded() -> Message:
    return text(_("ไม่ได้ส่ง และลบสิ่งที่ล็อกไว้แล้วค่ะ ข้อความที่คุณพิมพ์ยังอยู่ในโทรศัพท์นะคะ"), ways.menu())


def not_now() -> Message:
    return text(_("ได้ค่ะ พร้อมเมื่อไรพิมพ์ “แจ้งเบาะแส” ได้เสมอนะคะ"), ways.menu())


def over() -> Message:
    """She presses an old card; whether she has sent it is not known, so say what holds for both."""
    words = _("ตอนนี้ไม่มีเรื่องที่ค้างอยู่ค่ะ ถ้ากดส่งแล้ว เรื่องถึงผู้รับแล้ว ถ้ายังไม่ได้ส่ง ระบบลบทิ้งแล้วค่ะ")
    return text(words, ways.tip(), ways.menu())


def words_only() -> Message:
    return text(_("ตอนนี้รับได้เฉพาะข้อความค่ะ สิ่งที่ส่งมาเมื่อครู่ไม่ได้ถูกเก็บไว้ เล่าเป็นข้อความแทนได้นะคะ"))


def danger(*links: Action) -> Message:
    """The police first: nobody reads along here, and nobody comes."""
    return card(
        _("โทร 191 ทันทีค่ะ"),
        _("น้องสตรองเป็นระบบอัตโนมัติ แจ้งตำรวจแทนคุณไม่ได้ค่ะ"),
        _("ถ้ามีคนบาดเจ็บหรือหมดสติ โทร 1669"),
        band=_("เหตุด่วน"),
        tone=Tone.DANGER,
        primary=_police(),
        secondary=[_call(_("โทร 1669"), "1669")],
        links=links,
    )


def _police() -> Action:
    return _call(_("โทร 191"), "191")


def _call(label: str, number: str) -> Action:
    return link(label, f"tel:{number}")
