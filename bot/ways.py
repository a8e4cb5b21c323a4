"""The ways on and back that stand under many messages; each can be typed just as well."""

from bot.language import _
from bot.messages import Action, say


def menu() -> Action:
    return say(_("เมนู"))


def back() -> Action:
    return say(_("ย้อนกลับ"))


def cancel() -> Action:
    return say(_("ยกเลิก"))


def skip() -> Action:
    return say(_("ข้าม"))


def events() -> Action:
    return say(_("กิจกรรม"))


def quiz() -> Action:
    return say(_("คำถามวันนี้"))


def my_registrations() -> Action:
    return say(_("ที่ลงทะเบียนไว้"), _("การลงทะเบียนของฉัน"))


def tip() -> Action:
    return say(_("แจ้งเบาะแส"))


def join() -> Action:
    return say(_("เข้าชมรม"))


def announce() -> Action:
    return say(_("ประกาศ"))


def my_data() -> Action:
    return say(_("ข้อมูลของฉัน"))


def contact() -> Action:
    return say(_("ติดต่อเจ้าหน้าที่"))


def notifications() -> Action:
    return say(_("การแจ้งเตือน"))


def news() -> Action:
    return say(_("ข่าวสาร"))
