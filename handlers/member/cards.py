"""How a member sees what is kept of her, and what she can do about it."""

from collections.abc import Sequence

from bot import ways
from bot.buttons import Button
from bot.duties import NAMES
from bot.flex import Tone, card
from bot.language import N_, OWN_NAMES, _
from bot.messages import Action, Message, link, press, say, text
from models import Club, Member, RoleKind, Wants

DELETE, LEAVE, WITHDRAW = N_("ลบข้อมูล"), N_("ยืนยันออกจากชมรม"), N_("ยืนยันถอนความยินยอม")
TOLD = {
    Wants.EVERYTHING: N_("แจ้งทุกเรื่อง"),
    Wants.EVENTS: N_("แจ้งเฉพาะกิจกรรม"),
    Wants.NOTHING: N_("ปิดการแจ้งเตือน"),
}
EFFECTS = {
    Wants.EVERYTHING: N_("จะได้รับทั้งประกาศของชมรมและคำเตือนกิจกรรมค่ะ"),
    Wants.EVENTS: N_("จะได้รับคำเตือนกิจกรรมที่ลงทะเบียนไว้ แต่ไม่ได้รับประกาศค่ะ"),
    Wants.NOTHING: N_("จะไม่ส่งข้อความหาคุณก่อน แต่ถามมาเมื่อไรก็ตอบเสมอค่ะ"),
}
MEANT = {
    Wants.EVERYTHING: N_("ได้ทั้งประกาศและคำเตือนกิจกรรม"),
    Wants.EVENTS: N_("ได้คำเตือนกิจกรรม ไม่ได้ประกาศ"),
    Wants.NOTHING: N_("ไม่ส่งหาคุณก่อน แต่ถามมาก็ตอบเสมอ"),
}
LARGE, NORMAL = N_("ตัวหนังสือใหญ่"), N_("ตัวหนังสือปกติ")


class Rename(Button, tag="member.rename"):
    pass


class Delete(Button, tag="member.delete"):
    """Asked twice: `sure` is the second yes."""

    sure: bool = False


class Leave(Button, tag="member.leave"):
    pass


class Withdraw(Button, tag="member.withdraw"):
    pass


def my_data(
    member: Member, roles: Sequence[RoleKind], coming: int, answered: int, day: str
) -> Message:
    agreed = _("ยินยอมเมื่อ {day} (ฉบับ {version})", day=day, version=member.consent)
    kept = _("ลงทะเบียน {coming} · คำถาม {answered} ข้อ", coming=coming, answered=answered)
    club = member.club.name if member.club else _("ยังไม่ได้เข้าชมรม")
    rows = [
        (_("ชื่อ"), member.name or _("ยังไม่ได้บอก")),
        (_("ชมรม"), " · ".join([club, *(_(NAMES[each]) for each in roles)])),
        (_("ตั้งไว้"), " · ".join([_(TOLD[member.wants]), _letters(member), _spoken(member)])),
    ]
    return card(
        _("ข้อมูลของฉัน"),
        rows=rows,
        note=(agreed if member.consent else _("ยังไม่ได้ให้ความยินยอม")) + " · " + kept,
        primary=press(_("แก้ไขชื่อ"), Rename()),
        secondary=[say(_("การแจ้งเตือน")), say(_("ขนาดตัวหนังสือ"))],
        links=[say(_("เปลี่ยนภาษา")), say(_("สิทธิในข้อมูล")), ways.menu()],
    )


def rights() -> Message:
    """Four different things, each with its own consequences."""
    return card(
        _("สิทธิในข้อมูลของคุณ"),
        _("สี่เรื่องนี้ต่างกัน ก่อนทำแต่ละเรื่อง น้องสตรองจะบอกผลและถามอีกครั้งค่ะ"),
        secondary=[
            say(_("ขอไฟล์ข้อมูลของฉัน")),
            say(_("ออกจากชมรม")),
            say(_("ถอนความยินยอม")),
        ],
        links=[say(_("ลบข้อมูลของฉัน")), ways.my_data(), ways.menu()],
    )


def ask_file() -> Message:
    return card(
        _("ขอไฟล์ข้อมูลของฉันไหมคะ"),
        _("น้องสตรองจะให้ลิงก์ที่เปิดได้ 30 นาที ดาวน์โหลดทุกอย่างที่เราเก็บเกี่ยวกับคุณ"),
        _("ข้อมูลเดิมยังอยู่ครบ ไม่มีอะไรถูกลบค่ะ"),
        primary=say(_("ยืนยันขอไฟล์ข้อมูล")),
        secondary=[ways.cancel()],
    )


def file(address: str) -> Message:
    return card(
        _("ไฟล์ข้อมูลของคุณพร้อมแล้วค่ะ"),
        _("ลิงก์นี้เปิดได้ 30 นาที"),
        warning=_("ใครมีลิงก์นี้ก็เปิดดูได้ อย่าส่งต่อนะคะ"),
        primary=link(_("เปิดหน้าดาวน์โหลด"), address),
        secondary=[ways.my_data(), ways.menu()],
    )


def renamed(name: str) -> Message:
    return text(_("บันทึกชื่อ “{name}” แล้วค่ะ", name=name), ways.my_data(), ways.menu())


def ask_delete(*, sure: bool) -> Message:
    if sure:
        title = _("ขอถามอีกครั้งค่ะ ลบทั้งหมดจริงไหมคะ")
        lines = [_("ลบแล้วกู้คืนไม่ได้ค่ะ")]
    else:
        title = _("ต้องการลบข้อมูลของคุณไหมคะ")
        lines = [
            _("ชื่อ ชมรม การลงทะเบียน ผลคำถาม และความยินยอม จะถูกลบทั้งหมด"),
            _("กิจกรรมที่ผ่านมาเหลือเพียงจำนวนคน ไม่มีชื่อคุณค่ะ"),
        ]
    return _ask(_("ลบข้อมูลของฉัน"), title, *lines, yes=press(_(DELETE), Delete(sure=sure)))


def ask_leave(club: Club) -> Message:
    return _ask(
        _("ออกจากชมรม"),
        _("ออกจากชมรม {club} ไหมคะ", club=club.name),
        _("หน้าที่ในชมรมนี้ การลงทะเบียนข้างหน้า และข่าวของชมรม จะสิ้นสุด"),
        _("ชื่อ ผลคำถาม และความยินยอมของคุณยังอยู่ค่ะ"),
        yes=press(_(LEAVE), Leave()),
    )


def ask_withdraw() -> Message:
    return _ask(
        _("ถอนความยินยอม"),
        _("ถอนความยินยอมไหมคะ"),
        _("สมาชิกชมรม หน้าที่ ชื่อ ผลคำถาม และการลงทะเบียนข้างหน้า จะสิ้นสุด"),
        _("กิจกรรมที่ผ่านมาเหลือเพียงจำนวนคน ไม่มีชื่อคุณ"),
        _("คุณยังคุยกับน้องสตรองได้ตามปกติค่ะ"),
        yes=press(_(WITHDRAW), Withdraw()),
    )


def unchanged() -> Message:
    return text(_("ได้ค่ะ ทุกอย่างยังเหมือนเดิมนะคะ"), ways.my_data(), ways.menu())


def left(club: Club) -> Message:
    words = _("ออกจากชมรม {club} แล้วค่ะ ชื่อและความยินยอมของคุณยังอยู่นะคะ", club=club.name)
    return text(words, ways.join(), ways.my_data(), ways.menu())


def no_club() -> Message:
    return text(_("ตอนนี้คุณยังไม่ได้อยู่ในชมรมใดค่ะ"), ways.join(), ways.my_data(), ways.menu())


def withdrawn() -> Message:
    words = _("ถอนความยินยอมแล้วค่ะ ไม่มีชื่อคุณในชมรมและรายชื่อใดอีก ยังคุยกับน้องสตรองได้นะคะ")
    return text(words, ways.join(), ways.my_data(), ways.menu())


def no_consent() -> Message:
    return text(_("ยังไม่มีความยินยอมของคุณค่ะ จึงไม่มีอะไรต้องถอนนะคะ"), ways.my_data(), ways.menu())


def nothing_deleted() -> Message:
    return text(_("ยังไม่ได้ลบค่ะ ข้อมูลของคุณยังอยู่ครบนะคะ"))


def deleted() -> Message:
    words = _("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ ขอบคุณที่เคยร่วมทางกันนะคะ อยากกลับมาเมื่อไร พิมพ์ “เข้าชมรม” ได้เสมอค่ะ")
    return text(words, ways.join(), ways.menu())


def wants(member: Member) -> Message:
    return card(
        _("การแจ้งเตือน"),
        _("ตอนนี้: {told}", told=_(TOLD[member.wants])),
        rows=[(_(TOLD[each]), _(MEANT[each])) for each in TOLD],
        secondary=[say(_(label)) for label in TOLD.values()],
        links=[ways.my_data(), ways.menu()],
    )


def told(member: Member) -> Message:
    """After a change: what it means, and the way back."""
    title = {
        Wants.EVERYTHING: _("เปิดการแจ้งเตือนแล้วค่ะ"),
        Wants.EVENTS: _("แจ้งเฉพาะกิจกรรมแล้วค่ะ"),
        Wants.NOTHING: _("ปิดการแจ้งเตือนแล้วค่ะ"),
    }[member.wants]
    return text(title + "\n" + _(EFFECTS[member.wants]), say(_("การแจ้งเตือน")), ways.menu())


def text_size(member: Member) -> Message:
    """In the size that she reads from now on."""
    return card(
        _("ขนาดตัวหนังสือ"),
        _("ตอนนี้: {size}", size=_letters(member)),
        _("การ์ดใบนี้แสดงขนาดที่เลือกไว้ค่ะ"),
        secondary=[say(_(LARGE)), say(_(NORMAL))],
        links=[ways.my_data(), ways.menu()],
    )


def language_changed(now: str) -> Message:
    """The way back is in the other language, for whoever came here by mistake."""
    other = [say(name) for code, name in OWN_NAMES.items() if code != now]
    return text(_("เปลี่ยนเป็นภาษาไทยแล้วค่ะ"), *other, ways.menu())


def _letters(member: Member) -> str:
    return _(LARGE) if member.large_text else _(NORMAL)


def _spoken(member: Member) -> str:
    return OWN_NAMES.get(member.language, "")


def _ask(band: str, title: str, *lines: str, yes: Action) -> Message:
    return card(title, *lines, band=band, tone=Tone.DANGER, primary=ways.cancel(), secondary=[yes])
