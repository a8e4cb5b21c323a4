import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words import candidates, intent, normalise, said
from content.intents import INTENTS

# Written before the matcher was tuned: what members of a club could type, and what a kind secretary
# would make of it. A tuple is what she would ask about; None is what she would not act on.
MEMBERS_SAY = [
    ("อยากดูกิจกรรมเดือนหน้าค่ะ", "events"),
    ("เดือนนี้มีกิจกรรมอะไรบ้างครับ", "events"),
    ("พรุ่งนี้มีอบรมไหมคะ", "events"),
    ("มีกิดจะกำอะไรมั่ง", "events"),
    ("ประชุม", "events"),
    ("ขอลงทะเบียนด้วยคนค่ะ", "rsvp"),
    ("ไปด้วยจ้า", "rsvp"),
    ("ไปๆๆ", "rsvp"),
    ("ลงทะเบีนยหน่อยครับ", "rsvp"),
    ("ลงชื่อให้ป้าด้วยนะคะ", "rsvp"),
    ("ลงทะเบียนกิจกรรมวันเสาร์", "rsvp"),
    ("ขอยกเลิกลงทะเบียนงานวันเสาร์นะคะ", "cancel_rsvp"),
    ("ไปไม่ได้แล้วค่ะ ติดงานศพ", "cancel_rsvp"),
    ("ไปไม่ได้ครับ", "cancel_rsvp"),
    ("ขอถอนชื่อออกหน่อยค่ะ", "cancel_rsvp"),
    ("ยกเลิกที่ลงทะเบียนไว้", "cancel_rsvp"),
    ("ไม่สะดวกค่ะ", "decline"),
    ("วันนั้นไม่ว่างจ้า", "decline"),
    ("ขอดูก่อนนะคะ", "maybe"),
    ("ลงทะเบียนไปแล้วหรือยังคะ", "my_registrations"),
    ("ที่ลงทะเบียนไว้มีอะไรบ้าง", "my_registrations"),
    ("มาถึงแล้วค่ะ", "checkin"),
    ("ขอเช็คชื่อหน่อยครับ", "checkin"),
    ("อยากทำควิซ", "quiz"),
    ("ขอทำแบบทดสอบหน่อยคับ", "quiz"),
    ("เล่นเกมส์ๆ", "quiz"),
    ("ขอดูคะแนนหน่อยครับ", "score"),
    ("เกียรติบัตรได้ตอนไหนคะ", "certificate"),
    ("อยากแจ้งเบาะแสการทุจริตครับ", "tip"),
    ("แจ้งเบาะแสค่ะ", "tip"),
    ("นายกอบตโกงค่ะ", "tip"),
    ("ผู้รับเหมาโกงปูน", "tip"),
    ("สวัสดีค่ะ อยากแจ้งเบาะแส", "tip"),
    ("ขอร้องเรียนเรื่องถนน", "tip"),
    ("โดนเรียกเงินค่าต่อใบอนุญาต", "tip"),
    ("ร้องเรียนที่ไหน", "hotline"),
    ("แจ้งทุจริตได้ที่ไหนคะ", "hotline"),
    ("ร้องเรียนกับใครได้บ้าง", "hotline"),
    ("ขอเบอร์ ป.ป.ช. หน่อยค่ะ", "hotline"),
    ("โทร 1205 ได้เลยไหม", "hotline"),
    ("ไม่มีคนโกง", None),
    ("ไม่มีใครโกงเลยค่ะ", None),
    ("บ้านเราไม่โกง", None),
    ("รวมไทยต้านโกง", None),
    ("ปลูกป่าโกงกาง", None),
    ("ยังไม่พบทุจริต", None),
    ("ไม่ได้จะแจ้งเบาะแสนะคะ", None),
    ("แจ้งเบาะแสคืออะไร", "help"),
    ("เบาะแสแปลว่าอะไรคะ", "help"),
    ("ขอบคุณที่แจ้งเบาะแส", "thanks"),
    ("ขอบคุณมากค่ะที่ช่วยแจ้งเบาะแส", "thanks"),
    ("ขอบคุณครับ ขอลงทะเบียนด้วย", "rsvp"),
    ("แจ้งเบาะแสยังไงคะ", ("tip", "help")),
    ("แจ้งเบาะแสได้ไหม", ("tip", "help")),
    ("มีคนโกงหรือเปล่า", ("tip", "help")),
    ("แจ้งเบาะแสไม่ได้ค่ะ", ("tip", "help")),
    ("แจ้งเบาะแสไปแล้วเรื่องถึงไหนแล้ว", "track_tip"),
    ("ที่ร้องเรียนไปเมื่อวานเป็นไงบ้าง", "track_tip"),
    ("เรื่องถึงไหนแล้วคะ", "track_tip"),
    ("ขอเช็คสถานะหน่อย", "track_tip"),
    ("แจ้งเบาะแสแล้วก็ลงทะเบียน", ("tip", "rsvp")),
    ("สวัสดีเจ้า", "greeting"),
    ("สวัสดีวันอังคารค่ะ 🌷🌷", "greeting"),
    ("ขอบคุณเจ้า", "thanks"),
    ("ขอบคุณมากๆๆค่ะ", "thanks"),
    ("ขอบคุณ🙏", "thanks"),
    ("👍🏻👍🏻", "thanks"),
    ("??", "help"),
    ("ใช้ไม่เป็นเลยค่ะ ป้าแก่แล้ว", "help"),
    ("งงค่ะ", "help"),
    ("ขอคุยกับเจ้าหน้าที่", "human"),
    ("ขอเบอร์ผู้ประสานงานหน่อยค่ะ", "human"),
    ("หยุดส่งได้แล้ว", "notify_off"),
    ("รำคาญค่ะ อย่าส่งมา", "notify_off"),
    ("ยกเลิกการแจ้งเตือน", "notify_off"),
    ("เปิดแจ้งเตือนอีกครั้ง", "notify_on"),
    ("อย่าปิดแจ้งเตือนนะ", None),
    ("ไม่ลาออกนะคะ", None),
    ("ขอลาออกจากชมรมค่ะ", "leave_club"),
    ("ยกเลิกสมาชิก", "leave_club"),
    ("ช่วยลบข้อมูลของผมด้วย", "delete_my_data"),
    ("ลบข้อมูลยังไง", ("delete_my_data", "help")),
    ("อยากยกเลิก", ("cancel_rsvp", "notify_off", "leave_club")),
    ("ลาออกแล้วลบข้อมูลให้ด้วย", ("leave_club", "delete_my_data")),
    ("กิจกรรมวันเสาร์ยกเลิก", ("cancel_event", "events")),
    ("กิจกรรมวันเสาร์ยกเลิกไหมคะ", "events"),
    ("อยากสมัครสมาชิกครับ", "join_club"),
    ("ตัวหนังสือเล็กไปอ่านไม่ออก", "text_size"),
    ("รับกระเช้าได้มั้ยคะ", "gift_advice"),
    ("ประชุมกี่โมงคะ", "event_info"),
    ("งานจัดที่ไหนครับ", "event_info"),
    ("ขอลิ้งค์ซูมหน่อย", "join_online"),
    ("ไฟทางเสียหลายวันแล้ว", "repair"),
    ("ขอเมนูค่ะ", "menu"),
    ("เ มนู", "menu"),
    ("MENU", "menu"),
    ("ใครมาบ้างคะ", "roster"),
    ("ขอหน้าจัดการ", "manage"),
    ("ดูประกาศ", "news"),
    ("555", None),
    ("กินข้าวหรือยัง", None),
    ("ฝนตกหนักมากเลย", None),
    ("ป้าชื่อสมศรีค่ะ", None),
    ("ไม่เป็นไรค่ะ", None),
    ("0812345678", None),
    ("ดี", None),
    ("วันนี้อากาศดีนะ", None),
    ("https://example.com/report", None),
    ("ถนนหน้าบ้านสร้างเสร็จแล้วสวยดี", None),
    ("...", None),
    ("", None),
]

# Written after the first round of tuning, and not looked at while tuning.
MEMBERS_SAY_TOO = [
    ("มีงานอะไรให้ไปช่วยบ้างคะ เดือนนี้", "events"),
    ("ตารางกิจกรรมเดือนสิงหาคม", "events"),
    ("อบรมวันไหนคะ", "events"),
    ("กิจกรรม", "events"),
    ("กิจกรรรรรม", "events"),
    ("ขอสมัครเข้าร่วมค่ะ", "rsvp"),
    ("ไปเด้อ", "rsvp"),
    ("ไปค่าาาา", "rsvp"),
    ("ไปคร้าบ", "rsvp"),
    ("จะไปค่ะ", "rsvp"),
    ("ลงทะเบียนยังไงคะ", "rsvp"),
    ("ลงทะเบียนไม่ได้ค่ะ", ("rsvp", "help")),
    ("บ่ลงทะเบียน", None),
    ("ไม่ไปแล้วค่ะ ขอโทษด้วย", "cancel_rsvp"),
    ("ติดธุระค่ะ", "cancel_rsvp"),
    ("ขอยกเลิกค่ะ", "cancel_rsvp"),
    ("ไม่สะดวก ขอยกเลิกนะคะ", "cancel_rsvp"),
    ("ยกเลิกการสมัครสมาชิก", "leave_club"),
    ("ยกเลิกรับข่าวสาร", "notify_off"),
    ("ยกเลิกการลงทะเบียนหน่อยครับ", "cancel_rsvp"),
    ("อย่ายกเลิกลงทะเบียนนะ", None),
    ("ไม่ไปจ้า", "decline"),
    ("ไม่สดวกจ้า", "decline"),
    ("ยังไม่แน่ใจเลยค่ะ", "maybe"),
    ("คะแนนผมได้เท่าไหร่", "score"),
    ("หนูได้กี่คะแนนคะ", "score"),
    ("ขอใบประกาศด้วยค่ะ", "certificate"),
    ("ผมทำแบบทดสอบไม่ได้ครับ", "quiz"),
    ("ขอคำถามต่อไปเลย", "quiz"),
    ("นายกฯ โกงเงินวัด", "tip"),
    ("อบต.โกงกินงบถนน", "tip"),
    ("พบทุจริตในโครงการอาหารกลางวัน", "tip"),
    ("มีคนเรียกเงินใต้โต๊ะ", "tip"),
    ("ทนไม่ได้ มีคนโกง", "tip"),
    ("ทุจริต", "tip"),
    ("ทุจริตคืออะไร", None),
    ("การทุจริตในภาครัฐ", None),
    ("อบรมต้านทุจริต", "events"),
    ("ห้ามโกง", None),
    ("ไม่เคยโกงใคร", None),
    ("ไม่กล้าร้องเรียน", None),
    ("แจ้งเบาะแสแล้วปลอดภัยไหม", ("tip", "help")),
    ("ใครรับแจ้งเบาะแส", "hotline"),
    ("ขอบคุณสำหรับการร้องเรียน", "thanks"),
    ("ยกเลิกแจ้งเบาะแส", "track_tip"),
    ("อยากรู้ว่าเรื่องที่แจ้งไปถึงไหน", "track_tip"),
    ("แจ้งซ่อมไฟถนน", "repair"),
    ("ร้องเรียนเรื่องถนนพัง", ("tip", "repair")),
    ("น้ำไม่ไหลสองวันแล้ว", "repair"),
    ("นํ้าไม่ไหล", "repair"),
    ("สายด่วน ปปช เบอร์อะไร", "hotline"),
    ("โทรหาใครได้บ้าง", "human"),
    ("อยากคุยกับคน", "human"),
    ("สวัสดีตอนเช้าค่ะทุกคน", "greeting"),
    ("สวัสดีครับ มีกิจกรรมอะไรบ้าง", "events"),
    ("ขอบพระคุณมากครับผม", "thanks"),
    ("🙏🙏🙏", "thanks"),
    ("ภาษาอังกฤษ", "language"),
    ("change language", "language"),
    ("how do I report corruption?", ("tip", "help")),
    ("hi", "greeting"),
    ("this", None),
    ("หยุดแจ้งเตือนเถอะ", "notify_off"),
    ("ปืดแจ้งเตือน", ("notify_off", "notify_on")),
    ("ไม่ต้องลบข้อมูล", None),
    ("ขอลบข้อมูลค่ะ", "delete_my_data"),
    ("ลาออกได้ไหมคะ", ("leave_club", "help")),
    ("สมัครสมาชิกไม่ได้", ("join_club", "help")),
    ("อยากเปิดชมรมใหม่ที่ตำบล", "open_club"),
    ("เลื่อนประชุมเป็นวันศุกร์", "cancel_event"),
    ("งดประชุมไหมคะ", "events"),
    ("จัดกิจกรรมใหม่", "create_event"),
    ("ใครยังไม่ตอบบ้าง", "roster"),
    ("ตัวใหญ่กว่านี้ได้ไหม", "text_size"),
    ("ช่วยเปลี่ยนเบอร์โทรให้หน่อย", "my_data"),
    ("เข้าซูมไม่ได้", "join_online"),
    ("จอดรถที่ไหนดีคะ", "event_info"),
    ("ของขวัญปีใหม่รับได้ไหม", "gift_advice"),
    ("ซื้อกับข้าวอยู่ตลาด", None),
    ("เมื่อวานไปวัดมา", None),
    ("ไปกินข้าวก่อนนะ", None),
    ("ได้เวลาแล้ว", None),
    ("ออกไปข้างนอก", None),
    ("ผิดหวังมาก", None),
    ("ไม่เห็นมีอะไร", None),
    ("12345", None),
    ("เวที", None),
]

# A third set, of which 60 of 65 were right when first run, and the others None or asked about.
MEMBERS_SAY_LATER = [
    ("ลงทะเบียนร่วมงานวันที่ 8 ค่ะ", "rsvp"),
    ("ขอลงทะเบียน 2 คน", "rsvp"),
    ("จะไปร่วมงานด้วยค่ะ", "rsvp"),
    ("สมัครเข้าร่วมกิจกรรม", "rsvp"),
    ("ขอโทษค่ะ ไปไม่ได้แล้ว", "cancel_rsvp"),
    ("ขอถอนตัว", None),
    ("ยกเลิกนัด", ("cancel_rsvp", "notify_off", "leave_club")),
    ("ไม่ได้ไป", None),
    ("ยังไม่ได้ลงทะเบียนเลย", None),
    ("ทำไมลงทะเบียนไม่ได้", ("rsvp", "help")),
    ("กิจกรรมครั้งหน้าเมื่อไหร่คะ", "events"),
    ("ปฏิทินเดือนนี้", "events"),
    ("มีประชุมมั้ย", "events"),
    ("คะแนนอันดับชมรมเรา", "score"),
    ("ขอดูเกียรติบัตร", "certificate"),
    ("ทำข้อสอบ", "quiz"),
    ("ขอคำถามหน่อยจ้า", "quiz"),
    ("พบการทุจริตในโรงเรียน", "tip"),
    ("เจ้าหน้าที่เรียกเงิน", "tip"),
    ("มีการฮั้วประมูล", "tip"),
    ("ปลัดรับเงินใต้โต๊ะ", "tip"),
    ("อยากร้องเรียนแต่กลัว", "tip"),
    ("ร้องเรียนแล้วเขาจะรู้ไหมว่าเป็นเรา", ("tip", "help")),
    ("จะรู้ได้ไงว่าใครโกง", ("tip", "help")),
    ("สงสัยว่าโกงแต่ไม่มีหลักฐาน", "tip"),
    ("ไม่อยากให้ใครโกง", None),
    ("ถ้าไม่มีคนโกงก็ดี", None),
    ("ต้านโกง", None),
    ("เบาะแสคือ", "help"),
    ("ขอบคุณที่ส่งหลักฐานมา", "thanks"),
    ("เรื่องที่ร้องเรียนถึงไหนแล้ว", "track_tip"),
    ("ส่งหลักฐานเพิ่มได้ไหม", ("tip", "help")),
    ("เบอร์ร้องเรียน", "hotline"),
    ("ช่องทางแจ้งทุจริต", "hotline"),
    ("ติดต่อ ปปท", "hotline"),
    ("คุยกับแอดมินได้ไหมคะ", "human"),
    ("ขอเบอร์เจ้าหน้าที่", "human"),
    ("อย่าส่งข้อความมาอีก", "notify_off"),
    ("ปิดแจ้งเตือนยังไง", ("notify_off", "help")),
    ("ไม่อยากออกจากชมรม", None),
    ("ย้ายชมรมไปอำเภออื่น", "leave_club"),
    ("ลบบัญชี", "delete_my_data"),
    ("ลบข้อมูลแล้วคะแนนหายไหม", ("delete_my_data", "help")),
    ("ขอดูข้อมูลส่วนตัว", "my_data"),
    ("เปลี่ยนชื่อให้หน่อยค่ะ", "rename"),
    ("รับของขวัญได้มั้ยคะ", "gift_advice"),
    ("ตัวหนังสือเล็กมาก", "text_size"),
    ("เริ่มกี่โมงคะ", "event_info"),
    ("งานอยู่ที่ไหน", "event_info"),
    ("ขอแผนที่หน่อย", "event_info"),
    ("ขอลิ้งเข้าซูม", "join_online"),
    ("ข่าวล่าสุด", "news"),
    ("มีข่าวอะไรไหม", "news"),
    ("สวัสดีครับพี่น้อง", "greeting"),
    ("ขอบคุนมากคับ", "thanks"),
    ("ขอบคุณสำหรับข้อมูลค่ะ", "thanks"),
    ("โอเคร", "yes"),
    ("ไม่ใช่ค่ะ", "no"),
    ("ยกเลิกก่อนนะ", ("cancel_rsvp", "notify_off", "leave_club")),
    ("ย้อนกลับค่ะ", "back"),
    ("แจ้งซ่อมไฟ", "repair"),
    ("ถนนพังมีคนโกง", ("tip", "repair")),
    ("ยกเลิกประชุมวันศุกร์", "cancel_event"),
    ("เปิดชมรมใหม่", "open_club"),
    ("ใครไปบ้างคะ", "roster"),
]
ALL = MEMBERS_SAY + MEMBERS_SAY_TOO + MEMBERS_SAY_LATER


def meant(text):
    return candidates(text) or intent(text)


def agrees(text, expected):
    found = meant(text)
    if isinstance(expected, tuple):
        return isinstance(found, tuple) and set(expected) <= set(found)
    return found == expected


@pytest.mark.parametrize(
    ("phrase", "name"),
    [(phrase, name) for name, known in INTENTS.items() for phrase in known.all_phrases],
)
def test_every_phrase_and_misspelling_we_know_means_what_it_is_listed_under(phrase, name):
    assert intent(phrase) == name
    assert candidates(phrase) == ()


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_what_members_say_is_understood_as_a_kind_secretary_would(text, expected):
    assert agrees(text, expected), meant(text)


def test_nearly_everything_members_say_is_understood(capsys):
    right = sum(agrees(text, expected) for text, expected in ALL)
    with capsys.disabled():
        print(f"\nwords: {right} of {len(ALL)} sentences as a kind secretary would")  # noqa: T201
    assert right == len(ALL)


@pytest.mark.parametrize("particle", ["ค่ะ", "คะ", "ครับ", "คับ", "นะคะ", "จ้า", "ค่าาาา", " ค่ะ 😊"])
@pytest.mark.parametrize(
    "phrase", ["ลงทะเบียน", "แจ้งเบาะแส", "ไปไม่ได้", "เมนู", "ไม่สะดวก", "โกง", "ไม่"]
)
def test_politeness_never_changes_the_meaning(phrase, particle):
    assert intent(phrase + particle) == intent(phrase) is not None


TIP = INTENTS["tip"].phrases


@pytest.mark.parametrize("phrase", TIP)
@pytest.mark.parametrize(
    "sentence",
    [
        *(
            "ไม่{}",
            "ไม่ได้{}",
            "ไม่มี{}",
            "ไม่อยาก{}ค่ะ",
            "ยังไม่{}",
            "อย่า{}นะ",
            "ห้าม{}",
            "บ่{}",
            "ต่อต้านการ{}",
        ),
        *(
            "{}ที่ไหน",
            "{}ที่ไหนคะ",
            "{}กับใคร",
            "{}คืออะไร",
            "{} แปลว่าอะไร",
            "{}ยังไง",
            "{}ได้ไหม",
            "{}หรือเปล่า",
            "{}?",
        ),
        *("ขอบคุณที่{}", "ขอบคุณค่ะที่ช่วย{}", "ขอบคุณมากครับสำหรับการ{}", "{}ไม่ได้ค่ะ", "{}ไว้ถึงไหนแล้ว"),
    ],
)
def test_a_denial_a_question_or_thanks_never_opens_a_report(sentence, phrase):
    assert intent(sentence.format(phrase)) != "tip"


def saying(effect):
    """Each intent of this effect with a phrase that can stand inside a sentence."""
    for name, known in INTENTS.items():
        if known.effect == effect:
            yield name, max(known.phrases, key=len)


GRAVE = dict(saying("grave"))
ACTS = GRAVE | dict(saying("records"))


@pytest.mark.parametrize("joint", ["{} {}", "{}แล้ว{}", "{}ค่ะ อยาก{}ด้วย"])
@pytest.mark.parametrize("other", ACTS)
@pytest.mark.parametrize("grave", GRAVE)
def test_between_two_things_that_differ_in_consequence_one_asks(grave, other, joint):
    if grave == other or {grave, other} == {"cancel_rsvp", "decline"}:  # these two say the same
        return
    for first, second in ((grave, other), (other, grave)):
        text = joint.format(ACTS[first], ACTS[second])
        assert intent(text) is None
        assert {grave, other} <= set(candidates(text))


@pytest.mark.parametrize(("name", "phrase"), list(saying("shows")))
def test_a_report_beside_anything_else_is_asked_about(name, phrase):
    for text in (f"{phrase} แจ้งเบาะแส", f"แจ้งเบาะแส {phrase}"):
        assert intent(text) != "tip"
        assert "tip" in candidates(text) or intent(text) in {"hotline", "help", "track_tip"}, name


def test_calling_an_event_off_is_never_guessed_from_asking_about_events():
    assert set(candidates("ดูกิจกรรม ยกเลิกกิจกรรม")) == {"events", "cancel_event"}
    assert "cancel_event" in candidates("กิจกรรมพรุ่งนี้ ขอยกเลิก")
    assert intent("ยกเลิกกิจกรรมไหมคะ") == "events"


@pytest.mark.parametrize(
    "text", ["เลิกแจ้งเตือน", "หยุดแจ้งเตือนที", "ไม่ต้องแจ้งเตือนแล้ว", "ปืดแจ้งเตือน", "เปดแจ้งเตือน"]
)
def test_on_is_never_heard_for_off(text):
    assert intent(text) != "notify_on"


def test_a_report_that_was_made_is_not_made_again():
    assert intent("แจ้งเบาะแสไปแล้วค่ะ") == "track_tip"
    assert candidates("แจ้งเบาะแสแล้วนะคะ") == ("track_tip", "tip")
    assert intent("นายกโกงเงินไปแล้วสองล้าน") == "tip"
    assert intent("เขาเรียกเงินไปแล้วห้าพัน") == "tip"


def test_a_word_for_cancelling_takes_its_object_from_the_sentence():
    assert intent("ขอยกเลิกที่ลงทะเบียนไว้ค่ะ") == "cancel_rsvp"
    assert intent("ยกเลิกการสมัครสมาชิก") == "leave_club"
    assert candidates("อยากยกเลิกค่ะ") == ("cancel_rsvp", "notify_off", "leave_club")
    assert candidates("จะยกเลิกยังไงคะ") == ("cancel_rsvp", "notify_off", "leave_club", "help")


def test_greeting_and_thanks_give_way_to_what_is_wanted():
    assert intent("สวัสดีค่ะ ขอบคุณค่ะ ขอดูกิจกรรมหน่อย") == "events"
    assert intent("สวัสดีค่ะ ขอบคุณค่ะ") in {"greeting", "thanks"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("น้ำ", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("เเจ้ง", "แจ้ง"),
        ("ก่ี่โมง", "กี่โมง"),
        ("มากกกกก", "มาก"),
        ("ไปๆ", "ไป"),
        ("เช็คชื่่อ", "เช็คชื่อ"),
        ("๑๒๐๕", "1205"),
        ("1111", "1111"),
        ("แจ้ง\u200bเบาะ\ufeffแส", "แจ้งเบาะแส"),
        ("น้\u0e4d\u200bา", "น้ำ"),
        ("ขอออกก่อน", "ขอออกก่อน"),
        ("ข้อก่อนหน้า", "ข้อก่อนหน้า"),
        ("ชนะ", "ชนะ"),
        ("ทำยังงัย", "ทำยังไง"),
        (" ขอ  เมนู ๆ นะคะ!! 😀🌷", "ขอเมนู"),
        ("No  Gift   POLICY", "no gift policy"),
        ("ค่ะ", "ค่ะ"),
        ("???", "?"),
        ("👍🏽👍🏽", "👍"),
        ("😀", ""),
        ("ｍｅｎｕ", "menu"),
    ],
)
def test_the_many_ways_of_typing_become_one(text, plain):
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("อบรมที่ประกาศไว้เมื่อวานเลิกกี่โมงคะ", "event_info"),
        ("ชมรมเราใครเป็นคนดูแลอยู่คะ", "duties"),
        ("ชื่อหนูพิมพ์ผิดค่ะ แก้ให้หน่อย", "rename"),
        ("แก้ชื่อให้หนูหน่อยค่ะ พิมพ์ผิด", "rename"),
        ("ช่วยเช็คหน่อยว่าผมลงทะเบียนไว้หรือยัง", "my_registrations"),
        ("ขอออกจากชมรมค่ะ", "leave_club"),
        ("ขอปิดแจ้งเตือนให้หน่อยได้ไหมคะ", "notify_off"),
    ],
)
def test_a_request_is_heard_in_parts_in_any_order(text, name):
    assert intent(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("โดนเพื่อนโกงไพ่", "กรรมการโกงชัดๆ ทีมเราแพ้", "โกงข้อสอบทั้งห้อง", "หน้าโกงอายุ"),
        *("สมัครงานที่ไหนดี", "ลงทะเบียนเรียนไม่ทัน", "เพื่อนลาออกจากงานแล้ว", "จองโรงแรมแล้ว"),
        *("ร้านข้างบ้านเปลี่ยนเมนูทุกวันอร่อยทุกอย่าง", "เวลาประชุมสภาน่าเบื่อ"),
    ],
)
def test_what_only_sounds_like_a_request_begins_nothing(text):
    name = intent(text)
    assert name is None or INTENTS[name].effect not in {"records", "grave", "urgent"}
    assert "tip" not in candidates(text)


def test_flow_words_are_only_heard_as_the_whole_text():
    flow = ("yes", "no", "cancel_flow", "back", "skip", "menu")
    assert said("ยกเลิกค่ะ", *flow) == "cancel_flow"
    assert said("ใช่ค่า", *flow) == "yes"
    assert said("ครับผม", *flow) == "yes"
    assert said("OK", *flow) == "yes"
    assert said("ไม่ค่ะ", *flow) == "no"
    assert said("ย้อนกลับ", *flow) == "back"
    assert said("เมนู", "menu") == "menu"
    assert said("เมนู", "yes") is None
    assert said("เขายกเลิกสัญญาโดยไม่บอก", *flow) is None
    assert said("ใช่เลยเขาโกงจริง", *flow) is None
    assert said("ไม่ทราบชื่อคนรับเงิน", *flow) is None
    assert said("ยกเลิก") is None


@pytest.mark.parametrize("name", ["yes", "no", "back", "skip"])
def test_answers_are_never_heard_inside_a_sentence(name):
    for phrase in INTENTS[name].phrases:
        assert intent(f"เขาบอกว่า{phrase}ตลอดเลย") != name


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200) | st.text("ไม่แจ้งเบาะแสยกเลิกโกงลงทะเบียนค่ะ? ๆํา้", max_size=200))
def test_any_text_is_answered_with_known_intents(text):
    one, few = intent(text), candidates(text)
    assert one is None or (one in INTENTS and few == ())
    assert len(few) != 1
    assert set(few) <= set(INTENTS)
    assert len(set(few)) == len(few) <= 4


LONG = {
    "a story": "เมื่อวานผมไปที่ อบต. เขาบอกว่ายังไม่เปิด " * 130,
    "phrases": "แจ้งเบาะแสลงทะเบียนกิจกรรม" * 200,
    "particles": "นะคะ" * 1250,
    "denials": "ไม่ได้ไม่มี" * 450 + "โกง",
    "thanks": "ขอบคุณ" + "มาก" * 1500,
    "one letter": "ก" * 5000,
    "expanding": "\ufdfa" * 5000,
    "50 KB": "ผู้รับเหมาโกงปูน ๆ " * 2600,
    "spaces": " " * 50_000,
    "marks": "ก" + "่้" * 2500,
}


def test_danger_at_the_end_of_a_long_story_is_heard():
    story = "เมื่อวานผมไปที่ อบต. เขาบอกว่าจะทำถนนให้หน้าบ้านผม " * 20
    assert intent(story + "แล้วเมื่อคืนมันโทรมาขู่จะเผาบ้านผม") == "danger"


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_survived(name):
    assert intent(LONG[name]) in {None, *INTENTS}
