"""How the bot greets, shows what it can do, and says that it did not understand."""

from collections.abc import Sequence

from bot import ways
from bot.asking import pass_on
from bot.flex import Tone, card
from bot.language import N_, _
from bot.messages import Message, press, say, text, with_quick
from bot.router import Meant

MEANINGS = {  # what an intent is called when we ask which one was meant
    "events": N_("ดูกิจกรรม"),
    "event_list": N_("ดูเป็นรายการ"),
    "rsvp": N_("ลงทะเบียน"),
    "cancel_rsvp": N_("ยกเลิกการลงทะเบียน"),
    "my_registrations": N_("การลงทะเบียนของฉัน"),
    "put_down": N_("ลงชื่อแทนคนอื่น"),
    "companions": N_("ชื่อที่ลงแทนไว้"),
    "cancel_event": N_("ยกเลิกกิจกรรม"),
    "notify_off": N_("ปิดการแจ้งเตือน"),
    "notify_on": N_("เปิดการแจ้งเตือน"),
    "leave_club": N_("ออกจากชมรม"),
    "delete_my_data": N_("ลบข้อมูลของฉัน"),
    "withdraw_consent": N_("ถอนความยินยอม"),
    "my_rights": N_("สิทธิในข้อมูล"),
    "ask_file": N_("ขอไฟล์ข้อมูลของฉัน"),
    "notifications": N_("การแจ้งเตือน"),
    "notify_events": N_("แจ้งเฉพาะกิจกรรม"),
    "large_text": N_("ตัวหนังสือใหญ่"),
    "normal_text": N_("ตัวหนังสือปกติ"),
    "club_roster": N_("รายชื่อสมาชิก"),
    "add_to_roster": N_("เพิ่มรายชื่อ"),
    "tip": N_("แจ้งเบาะแส"),
    "track_tip": N_("ติดตามเบาะแส"),
    "danger": N_("เหตุด่วน โทร 191"),
    "hotline": N_("เบอร์สายด่วน"),
    "cancel_flow": N_("ยกเลิก"),
    "human": N_("ติดต่อเจ้าหน้าที่"),
    "announce": N_("ส่งประกาศ"),
    "approvals": N_("ประกาศที่รออนุมัติ"),
    "stop_announcement": N_("ประกาศที่รอส่ง"),
    "announcement_series": N_("ประกาศประจำ"),
    "announcement_progress": N_("ประกาศถึงไหนแล้ว"),
    "quota": N_("ข้อความเดือนนี้"),
    "invite_coordinator": N_("เชิญผู้ประสานงาน"),
    "invite_coach": N_("เชิญโค้ช"),
    "invite_administrator": N_("เชิญผู้ดูแลระบบ"),
    "hand_over": N_("ส่งต่อหน้าที่"),
    "resign": N_("ลาออกจากหน้าที่"),
    "duties": N_("ผู้ดูแลชมรม"),
    "news": N_("ข่าวสาร"),
    "menu": N_("เมนู"),
    "help": N_("วิธีใช้"),
    "checkin": N_("เช็กชื่อเข้างาน"),
    "ticket": N_("ตั๋วของฉัน"),
    "head_count": N_("นับคนไม่มีไลน์"),
    "checkin_word": N_("รหัสเช็กชื่อ"),
    "checkin_code": N_("QR เช็กชื่อ"),
    "quiz": N_("คำถามวันนี้"),
    "score": N_("คะแนนของฉัน"),
    "join_club": N_("เข้าชมรม"),
    "open_club": N_("เปิดชมรมใหม่"),
    "edit_club": N_("แก้ไขข้อมูลชมรม"),
    "club_picture": N_("รูปชมรม"),
    "remove_picture": N_("ลบรูปชมรม"),
    "my_club": N_("ชมรมของฉัน"),
    "poster": N_("โปสเตอร์ QR"),
    "ask_speaker": N_("ถามวิทยากร"),
    "speaker_questions": N_("คำถามถึงวิทยากร"),
    "poll": N_("โพล"),
    "make_poll": N_("ทำโพล"),
    "openings": N_("คำขอเปิดชมรม"),
    "my_data": N_("ข้อมูลของฉัน"),
    "rename": N_("แก้ไขชื่อ"),
    "certificate": N_("เกียรติบัตร"),
    "language": N_("เปลี่ยนภาษา"),
    "text_size": N_("ขนาดตัวหนังสือ"),
    "gift_advice": N_("เกณฑ์การรับของขวัญ"),
    "repair": N_("แจ้งซ่อม"),
    "decline": N_("ไม่สะดวก"),
    "maybe": N_("ยังไม่แน่ใจ"),
    "event_info": N_("เวลาและสถานที่"),
    "join_online": N_("ลิงก์เข้าประชุม"),
    "create_event": N_("สร้างกิจกรรม"),
    "event_picture": N_("ใส่รูปกิจกรรม"),
    "edit_event": N_("แก้ไขกิจกรรม"),
    "remind_unanswered": N_("เตือนคนที่ยังไม่ตอบ"),
    "remind_again": N_("เตือนเพิ่ม"),
    "write_to_comers": N_("เขียนถึงคนที่มา"),
    "inquiries": N_("มีคนถาม"),
    "roster": N_("รายชื่อผู้เข้าร่วม"),
    "event_summary": N_("สรุปกิจกรรม"),
    "rate_event": N_("ให้คะแนนกิจกรรม"),
    "manage": N_("หน้าจัดการชมรม"),
    "leave_console": N_("ออกจากระบบทุกเครื่อง"),
    "thanks": N_("ขอบคุณ"),
    "greeting": N_("สวัสดี"),
}

SHOWN = 3  # meanings with a button of their own; a fourth stands beside the menu

LOST = (  # never the same line twice in a row
    N_("น้องสตรองยังไม่เข้าใจค่ะ ลองเลือกจากเมนูนี้นะคะ"),
    N_("ขอโทษค่ะ น้องสตรองตอบเรื่องนี้ไม่ได้ แตะเรื่องที่ใกล้เคียงที่สุดได้เลยค่ะ"),
    N_("ยังไม่เข้าใจอยู่ดีค่ะ พิมพ์ “ติดต่อเจ้าหน้าที่” ถ้าอยากคุยกับคนนะคะ"),
)

KINDS = {  # what is said to things that are not text
    "sticker": N_("ขอบคุณสำหรับสติกเกอร์นะคะ"),
    "image": N_("ได้รับภาพแล้ว แต่น้องสตรองดูภาพไม่ได้ค่ะ ภาพไม่ได้ถูกเก็บไว้นะคะ"),
    "video": N_("ได้รับวิดีโอแล้ว แต่น้องสตรองดูวิดีโอไม่ได้ค่ะ วิดีโอไม่ได้ถูกเก็บไว้นะคะ"),
    "audio": N_("ได้รับเสียงแล้ว แต่น้องสตรองฟังไม่ได้ค่ะ เสียงไม่ได้ถูกเก็บไว้ รบกวนพิมพ์เป็นข้อความนะคะ"),
    "file": N_("ได้รับไฟล์แล้ว แต่น้องสตรองเปิดไฟล์ไม่ได้ค่ะ ไฟล์ไม่ได้ถูกเก็บไว้นะคะ"),
    "location": N_("ได้รับตำแหน่งแล้ว แต่น้องสตรองใช้ตำแหน่งไม่ได้ค่ะ ตำแหน่งไม่ได้ถูกเก็บไว้นะคะ"),
}
OTHER_KIND = N_("ได้รับแล้วค่ะ แต่น้องสตรองอ่านได้เฉพาะข้อความนะคะ")
LEADING_ON = {  # what may be meant by it, and where that goes
    **dict.fromkeys(
        ("image", "video"),
        N_(
            "ถ้าเป็นของกิจกรรม ส่งให้ผู้ประสานงานโดยตรงนะคะ\nถ้าเป็นเบาะแส พิมพ์ “แจ้งเบาะแส” แล้วเล่าเป็นข้อความค่ะ"
        ),
    ),
    "file": N_(
        "ถ้าเป็นเอกสารของชมรม ส่งให้ผู้ประสานงานโดยตรงนะคะ\nถ้าเป็นเบาะแส พิมพ์ “แจ้งเบาะแส” แล้วเล่าเป็นข้อความค่ะ"
    ),
    "location": N_("ถ้าถามสถานที่จัดงาน พิมพ์ “จัดที่ไหน” นะคะ\nถ้าแจ้งถนนหรือไฟเสีย พิมพ์ “แจ้งซ่อม” ได้เลยค่ะ"),
}


def greeting(*, at_home: bool) -> Message:
    """The first words: who this is, and the one thing to do now."""
    title = _("สวัสดีค่ะ น้องสตรองเองค่ะ")
    if at_home:
        return card(
            title,
            _("ยินดีที่ได้พบกันอีกนะคะ"),
            primary=ways.events(),
            secondary=[ways.quiz(), ways.menu()],
        )
    return card(
        title,
        _("เลขาของชมรม STRONG องค์กรพอเพียงต้านทุจริตค่ะ"),
        _("บอกข่าวกิจกรรม รับลงทะเบียน และชวนตอบคำถามสั้น ๆ"),
        _("เริ่มจากเข้าชมรมของคุณก่อนนะคะ"),
        primary=ways.join(),
        secondary=[ways.events(), ways.menu()],
    )


def menu(*, at_home: bool, coordinator: bool, poll: bool = False) -> Message:
    """`poll`: her club asks something that she has not answered."""
    asked = [say(_("โพล"))] if poll else []
    joining = [] if at_home else [ways.join()]
    running = [ways.announce(), say(_("มีคนถาม")), say(_("หน้าจัดการชมรม"))] if coordinator else []
    return card(
        _("อยากทำอะไรคะ"),
        _("แตะหรือพิมพ์ชื่อเรื่องก็ได้ค่ะ"),
        primary=ways.events(),
        secondary=[ways.quiz(), ways.my_registrations()],
        links=[
            *asked,
            *joining,
            *running,
            ways.tip(),
            ways.news(),
            ways.contact(),
            ways.my_data(),
        ],
    )


def lost(times: int, said: str, *, at_home: bool, coordinator: bool) -> list[Message]:
    """Kind words about not understanding, and the menu; a question can go to a person."""
    words = text(_(LOST[times % len(LOST)]))
    further = [pass_on(said)] if at_home else []
    return [words, with_quick(menu(at_home=at_home, coordinator=coordinator), further)]


def which(intents: Sequence[str]) -> Message:
    """Two meanings that differ in consequence: ask, never guess."""
    asked = [press(_(MEANINGS[intent]), Meant(intent=intent)) for intent in intents]
    return card(
        _("หมายถึงข้อไหนคะ"),
        _("น้องสตรองขอถามให้แน่ใจก่อนค่ะ"),
        secondary=asked[:SHOWN],
        links=[*asked[SHOWN:], ways.menu()],
        tone=Tone.CHECK,
        band=_("ขอถามก่อนค่ะ"),
    )


def anything_else() -> Message:
    return text(_("ได้ค่ะ มีอะไรให้ช่วยอีกไหมคะ"), ways.menu(), ways.events(), ways.quiz())


def received(kind: str) -> Message:
    """A kind word, and on with what is likely meant."""
    words, on = _(KINDS.get(kind, OTHER_KIND)), LEADING_ON.get(kind)
    if on is None:
        return text(words, ways.menu(), ways.events(), ways.quiz())
    further = [ways.events()] if kind == "location" else [ways.contact(), ways.tip()]
    return text(words + "\n" + _(on), *further, ways.menu())


def old_button() -> Message:
    return text(_("การ์ดใบนี้เก่าแล้วค่ะ เลือกใหม่จากเมนูได้เลยนะคะ"), ways.menu(), ways.events())
