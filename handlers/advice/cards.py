"""How short answers look in the chat."""

from bot import ways
from bot.flex import card
from bot.language import _
from bot.messages import Action, Message, link, text


def hotlines() -> Message:
    return card(
        _("สายด่วน"),
        _("ป.ป.ช. 1205 แจ้งเรื่องทุจริต"),
        _("ป.ป.ท. 1206 · ศูนย์ดำรงธรรม 1567"),
        _("ศูนย์รับเรื่องร้องทุกข์ของรัฐบาล 1111"),
        warning=_("หากตกอยู่ในอันตราย โทร 191 ทันที"),
        primary=_nacc(),
        secondary=_others(),
        links=[link(_("โทร 191"), "tel:191"), _government(), ways.menu()],
    )


def gifts() -> Message:
    return card(
        _("เกณฑ์การรับของขวัญ"),
        _("เจ้าหน้าที่รับจากผู้ที่ไม่ใช่ญาติโดยธรรมจรรยาได้ไม่เกิน 3,000 บาท ต่อคนต่อโอกาส"),
        _("ถ้าเกินกว่านั้น ต้องรายงานผู้บังคับบัญชาภายใน 30 วัน"),
        _("หน่วยงานที่ประกาศ No Gift Policy งดรับทุกชนิดค่ะ"),
        note=_("ที่มา: ประกาศ ป.ป.ช. เรื่องการรับทรัพย์สินโดยธรรมจรรยา พ.ศ. 2563"),
        primary=ways.quiz(),
        secondary=[ways.menu()],
    )


def repair() -> Message:
    return card(
        _("แจ้งซ่อมถนน ไฟ น้ำ ขยะ"),
        _("เรื่องนี้แจ้งผ่าน Traffy Fondue จะถึงหน่วยงานที่ดูแลเร็วที่สุดค่ะ"),
        _("หรือโทรศูนย์ดำรงธรรม 1567"),
        primary=link(_("เปิด Traffy Fondue"), "https://line.me/R/ti/p/@traffyfondue"),
        secondary=[link(_("โทร 1567"), "tel:1567")],
        links=[ways.tip(), ways.menu()],
    )


def untracked() -> Message:
    """What was sealed has no number, and who asks for it would tell that it is hers."""
    return card(
        _("ติดตามเรื่องที่แจ้งไว้"),
        _("เรื่องที่แจ้งในแชตนี้มีเพียงผู้รับเรื่องที่เปิดอ่านได้ ไม่ได้ส่งไปที่ ป.ป.ช. ค่ะ"),
        _("ยังไม่มีเลขรับเรื่อง และเราไม่ได้เก็บว่าใครเป็นผู้แจ้ง จึงถามผลในแชตนี้ไม่ได้"),
        _("รอผู้รับเรื่อง แจ้งซ้ำอีกครั้ง หรือโทรแจ้ง ป.ป.ช. เองที่ 1205 ได้ค่ะ"),
        warning=_("ถ้าถามคนในชมรม คนนั้นจะรู้ว่าคุณเป็นผู้แจ้งนะคะ"),
        primary=_nacc(),
        secondary=[ways.tip(), ways.menu()],
    )


def not_yet(words: str) -> Message:
    return text(words, ways.menu(), ways.contact())


def _nacc() -> Action:
    return link(_("โทร ป.ป.ช. 1205"), "tel:1205")


def _others() -> list[Action]:
    return [link(_("โทร ป.ป.ท. 1206"), "tel:1206"), link(_("ศูนย์ดำรงธรรม 1567"), "tel:1567")]


def _government() -> Action:
    return link(_("โทร 1111"), "tel:1111")
