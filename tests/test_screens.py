"""What members see on every screen: one language, short cards, and nothing LINE would refuse."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import asking, limits
from bot.language import OWN_NAMES, _, speaking
from bot.words import understood
from content.questions import QUESTIONS, TOPICS
from handlers.announcement import approval_cards as approval
from handlers.announcement import audience_cards as choosing
from handlers.announcement import cards as announcement
from handlers.announcement import further_cards as further
from handlers.announcement import news_cards as news
from handlers.announcement import parts_cards as adding
from handlers.announcement import repeating_cards as repeating
from handlers.announcement import running_cards as running
from handlers.attendance import checking_cards as checking
from handlers.club import cards as club
from handlers.console import cards as console
from handlers.event import editing_cards as editing
from handlers.event import notice_cards as notice
from handlers.event import planning_cards as planning
from handlers.event import summary_cards as summary
from handlers.feedback import cards as feedback
from handlers.feedback.flow import STARS
from handlers.inquiry import cards as inquiry
from handlers.member import cards as member
from handlers.opening import cards as opening
from handlers.picture import cards as picture
from handlers.poll import cards as poll
from handlers.poll import drafting_cards as polling
from handlers.roster import cards as roster
from handlers.speaker import cards as speaker
from handlers.tip import cards as tip
from handlers.welcome.cards import MEANINGS
from models import Kind
from models.province import PROVINCES
from tests import tour
from tests.test_texts import THAI, marked

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "line"

LONGEST_LINE = {"th": 110, "en": 130}  # grapheme clusters: four lines on a phone
LINES, BUTTONS = 4, 3

DATA = (  # what people wrote, and what things are called: the same in both languages
    *(
        "เทศบาลเมืองหัวหิน",
        "ประจวบคีรีขันธ์",
        "เพชรบุรี",
        "สมชาย ใจดี",
        "ครูนก",
        "หัวหิน",
        "Somchai Jaidee",
        "Khru Nok",
    ),
    *(
        "Twin First",
        "Twin Second",
        "Open day",
        "Clean towns",
        "Walk",
        "Pier",
        "Community hall",
        "Hall",
    ),
    *(*(f"Evening {number}" for number in range(6)), "https://a.b/", tour.LONELY, "ฟหกด"),
    *(tour.ANNOUNCED, "ประกาศจากชมรม STRONG"),
    *(text for each in QUESTIONS.values() for text in (each.stem, *each.choices)),
    *(text for each in QUESTIONS.values() for text in (each.explanation, each.reference)),
    *TOPICS.values(),
    *OWN_NAMES.values(),
    *(kind.value for kind in Kind if kind is not Kind.OTHER),
    *PROVINCES,
    *(tour.LIKE, tour.ALIKE, *tour.FURTHER),
    *("ปากน้ำปราณ", tour.REASON, "Twin 0", "Twin 1", "Twin 2"),
)
ANY_DATA = re.compile("|".join(map(re.escape, sorted(set(DATA), key=len, reverse=True))))
NAMES = re.compile(
    r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}"  # a code for a duty
    r"|(?<![A-Za-z])[2-9A-HJ-NP-Z]{8}(?![A-Za-z])"  # of a poll; before what could stand in it: QR
    r"|STRONG|LINE|https://|HUAHIN-[2-9A-Z]{6}|HUAHIN|FIRST|PKN\d|PRAN|PDF|QR|A4|MB|HEIC|Windows|Android|Chrome"
    r"|No Gift Policy|Traffy Fondue|Wi-Fi"
)

UNSEEN = {  # texts that no walk can show, and why
    "ขอโทษค่ะ เมื่อครู่ระบบขัดข้อง รบกวนส่งมาใหม่อีกครั้งนะคะ": "a bug",
    "ได้รับแล้วค่ะ แต่น้องสตรองอ่านได้เฉพาะข้อความนะคะ": "a kind that LINE does not have yet",
    "ประกาศยังว่างอยู่ค่ะ พิมพ์ข้อความที่อยากบอกสมาชิกนะคะ": "the command's; the chat asks again",
    "กิจกรรมนี้เริ่มหรือจบไปแล้วค่ะ จึงเปลี่ยนคำตอบไม่ได้นะคะ": "begun while the name was typed",
    "สมาชิกที่ใช้ LINE ออกจากชมรมได้ด้วยตัวเองค่ะ โดยพิมพ์ “ออกจากชมรม”": "its card has no such button",
    "LINE ไม่รับประกาศ “{quoted}” ค่ะ จึงยังไม่ได้ส่ง ลองเขียนใหม่ให้สั้นลงหรือเอารูปออกนะคะ": (
        "LINE takes what the walk sends"
    ),
    "ไม่มีครั้งไหนที่จะส่งได้แล้วค่ะ ลองตั้งวันใหม่นะคะ": "its last day passed while the card was shown",
    **dict.fromkeys(
        (
            "ประกาศประจำ “{quoted}” ครั้งนี้ไม่ได้ส่งค่ะ",
            "ประกาศประจำ “{quoted}” หยุดแล้วค่ะ เพราะคุณไม่ได้ดูแลชมรมนี้แล้ว",
            "ประกาศประจำ “{quoted}” เลยเวลาไปหนึ่งครั้ง จึงไม่ได้ส่งครั้งนั้นค่ะ",
        ),
        "comes weeks later; the stories of repeating wait for it",
    ),
    "รับรูปจาก LINE ไม่ได้ค่ะ ลองส่งรูปใหม่อีกครั้งนะคะ": "LINE has every photo of the walk",
    "คุณส่งถึงผู้รับกลุ่มนี้ไม่ได้ค่ะ ลองเลือกผู้รับกลุ่มอื่นนะคะ": "her club is refused before",
    **dict.fromkeys(
        (
            "LINE ยังไม่บอกจำนวนเพื่อน จึงนับเฉพาะคนที่น้องสตรองรู้จัก จำนวนจริงอาจมากกว่านี้",
            "คนที่จะมางาน “{event}”",
            "คนที่ประกาศ “{quoted}” ยังไปไม่ถึง",
            "คนที่มางาน “{event}”",
            "คนที่ยังไม่ตอบคำถาม “{stem}”",
            "คนที่ยังไม่ตอบคำถามเดือน {month}",
            "คนที่ยังไม่ตอบเรื่องงาน “{event}”",
            "คนที่ยังไม่เคยตอบคำถาม",
            "คนที่ลงชื่อแต่ไม่ได้มางาน “{event}”",
            "คนทุกชมรมที่ยังไม่ตอบเรื่องงาน “{event}”",
            "จำนวนเพื่อนเป็นของ {day} ตามที่ LINE บอก",
            "ถึงเพื่อนทุกคนของบัญชี รวมถึงคนที่ไม่ได้อยู่ชมรมใดและคนที่เลือกไม่รับข่าวค่ะ",
            "ทุกคนที่เชิญตอบเรื่องงานนี้แล้วค่ะ จึงไม่มีใครต้องส่งถึง",
            "ประกาศนี้ส่งถึงทุกคนพร้อมกัน LINE จึงไม่บอกว่าใครยังไม่ได้รับ ส่งใหม่ทั้งหมดได้",
            "ประเภทต้องเป็นคำใดคำหนึ่งนี้ {kinds}",
            "ผู้ประสานงานของ {count} ชมรม",
            "ผู้ประสานงานของชมรม STRONG {club}",
            "ผู้ประสานงานของทุกชมรม",
            "ยังไม่มีใครลงชื่อมางานนี้ค่ะ เลือก “คนที่ยังไม่ตอบ” เพื่อชวนก่อนได้นะคะ",
            "ยังไม่มีใครเช็กชื่อในงานนี้ค่ะ เช็กชื่อก่อนแล้วค่อยส่งนะคะ",
            "สมาชิกของ {count} ชมรม",
            "สมาชิกของชมรมประเภท {kind}",
            "สมาชิกชมรม STRONG {club}",
            "สมาชิกที่รับข้อความได้ตอบคำถามนี้กันครบแล้วค่ะ จึงไม่มีใครต้องส่งถึง",
            "สมาชิกทุกชมรม",
            "สมาชิกในจังหวัด{province}",
            "หน้าที่ต้องเขียนเป็น coordinator หรือ coach",
            "หลังรหัสกิจกรรมต้องเป็นคำใดคำหนึ่งนี้ {parts}",
            "เพื่อนทุกคนของบัญชีนี้",
            "โค้ชของ {count} ชมรม",
            "โค้ชของชมรม STRONG {club}",
            "โค้ชของทุกชมรม",
            "ไม่มีกิจกรรมที่ใช้รหัส {code}",
            "ไม่มีคำถามรหัส {question}",
            "ไม่มีจังหวัดชื่อ {name} เขียนชื่อเต็มเป็นภาษาไทย",
            "ไม่มีประกาศเลข {number}",
            "ไม่มีใครที่ลงชื่อไว้แล้วไม่ได้มางานนี้ค่ะ จึงไม่มีใครต้องส่งถึง",
        ),
        "whom an announcement is for is said by the command",
    ),
    **dict.fromkeys(
        (
            "มอบหน้าที่ได้เฉพาะสมาชิกของชมรมที่ใช้ LINE ค่ะ",
            "คนนี้มีหน้าที่นี้อยู่แล้วค่ะ",
            "คุณได้รับหน้าที่{duty}ของชมรม {club} แล้วค่ะ ไม่สะดวกรับ พิมพ์ “ลาออกจากหน้าที่” ได้นะคะ",
            "สมาชิกที่ใช้ LINE เปลี่ยนชื่อเองในแชตค่ะ โดยพิมพ์ “เปลี่ยนชื่อ”",
            "ส่งต่อได้เฉพาะหน้าที่ของคุณเอง ให้สมาชิกคนอื่นในชมรมเดียวกันค่ะ",
            "คนนี้ยังไม่ใช้ LINE ค่ะ จึงรับช่วงหน้าที่ไม่ได้ ชวนเพิ่มเพื่อนน้องสตรองและเข้าชมรมก่อนนะคะ",
            "คนนี้เป็นผู้ประสานงานอยู่แล้วค่ะ ถ้าคุณไม่สะดวกทำต่อ พิมพ์ “ลาออกจากหน้าที่” ในแชตได้เลย",
        ),
        "the console gives duties and mends names",
    ),
    **dict.fromkeys(
        (
            "ไม่พบชื่อนี้ในกิจกรรมหรือในชมรมค่ะ",
            "จำนวนคนเป็นตัวเลข 0 ถึง {most} ค่ะ",
            "กิจกรรมนี้ไม่ได้จัดวันนั้นค่ะ",
            "ยังไม่ถึงวันของกิจกรรมค่ะ เช็กชื่อได้ในวันงานและหลังจากนั้นนะคะ",
        ),
        "the console calls the roll of any day",
    ),
    **dict.fromkeys(
        (
            "นี่คือ QR ที่ติดหน้างานค่ะ ขอสแกนตั๋วของสมาชิกนะคะ",
            "ตั๋วนี้ใช้เข้างานนี้ไม่ได้ค่ะ ขอให้เปิด “ตั๋วของฉัน” ในแชตอีกครั้ง หรือเช็กชื่อจากรายชื่อนะคะ",
            "ตั๋วนี้เป็นของ {event} ไม่ใช่งานนี้ค่ะ",
            "หน้านี้เป็นของวันที่ {day} ค่ะ เปิดหน้าเช็กชื่อของวันนี้ แล้วสแกนใหม่นะคะ",
        ),
        "the console scans tickets",
    ),
    "กขคง": "each stands alone",
    "ไม่พบคนนี้ค่ะ": "a page shows it",
    "ตอนนี้มีเครื่องรออยู่มากค่ะ รอสักครู่แล้วลองใหม่ หรือใช้ลิงก์จากแชตนะคะ": "a page shows it",
    "งบข้อความของชมรม ผู้ดูแลระบบเป็นผู้กำหนดค่ะ": "the console’s",
    "การอนุมัติต้องมีผู้ประสานงานอย่างน้อยสองคนค่ะ เชิญอีกคนก่อนนะคะ": "the console’s",
    **dict.fromkeys(
        (
            "คำต้อนรับยาวได้ไม่เกิน {most} ตัวอักษรค่ะ",
            "ข้อความในการ์ดเตือนยาวได้ไม่เกิน {most} ตัวอักษรค่ะ",
        ),
        "set on the console’s pages, whose form counts, too",
    ),
    **dict.fromkeys(("ยังไม่ได้บอกชื่อ", "ผู้ประสานงานอีกคน"), "everybody on the walk has a name"),
    "ข้อความล่าสุดถูกยกเลิกการส่งไปแล้วค่ะ อ่านอีกครั้งก่อนส่งนะคะ คำตอบที่พิมพ์ไว้ยังอยู่": "the console's",
    "มีข้อความใหม่ในเรื่องนี้ค่ะ อ่านก่อนส่งนะคะ คำตอบที่พิมพ์ไว้ยังอยู่": "the console's",
    "รหัสรับหน้าที่ {club}: {code} เพิ่มเพื่อนแล้วพิมพ์รหัสนี้ในแชต": "what a link shares",
    "ตอบโพลของชมรม {club}": "what a link shares",
    **dict.fromkeys(
        (
            "กิจกรรมนี้จบไปแล้วค่ะ จึงยกเลิกไม่ได้นะคะ",
            "กิจกรรมนี้ยกเลิกไปแล้วค่ะ สร้างเป็นกิจกรรมใหม่ได้นะคะ",
            "อ่านจุดบนแผนที่ไม่ออกค่ะ วางแบบ 12.5684, 99.9577 นะคะ",
            "กิจกรรมยังไม่มีชื่อค่ะ ตั้งชื่อสั้น ๆ ให้รู้ว่าทำอะไรนะคะ",
            "ชวนทุกชมรม ผู้ดูแลระบบเป็นผู้ทำค่ะ ติ๊กออกแล้วบันทึกใหม่นะคะ",
            "มีคนลงทะเบียนแล้ว {taken} คนค่ะ ที่นั่งน้อยกว่านี้ไม่ได้นะคะ",
            "มีคนแก้กิจกรรมนี้ไปก่อนแล้วค่ะ ดูของใหม่ก่อนนะคะ ที่คุณพิมพ์ไว้ยังอยู่",
            "รายละเอียดยาวได้ไม่เกิน {most} ตัวอักษรค่ะ รบกวนย่อนะคะ",
            "วันปิดรับลงทะเบียนอยู่หลังกิจกรรมเริ่มค่ะ ขอวันก่อนเริ่มนะคะ",
        ),
        "the console's, where events are changed",
    ),
    "ดูทั้งหมดได้ที่หน้าจัดการชมรมค่ะ": "more than twenty come",
    **dict.fromkeys(
        (
            "กิจกรรมนี้จบไปแล้วค่ะ",
            "กิจกรรมนี้ยังไม่เผยแพร่ค่ะ เผยแพร่ก่อนนะคะ",
            "ข้อความยังว่างอยู่ค่ะ พิมพ์ข้อความที่อยากบอกคนที่มานะคะ",
            "ปิดรับคำตอบของกิจกรรมนี้แล้วค่ะ จึงเตือนไม่ได้นะคะ",
            "เวลานั้นเป็นเวลาพัก และ 18.00 น. ก่อนหน้านั้นผ่านไปแล้วค่ะ ขอเวลาอื่นนะคะ",
        ),
        "what coordinators may not have told",
    ),
    "ลิงก์เข้าประชุม พิมพ์ “ลิงก์เข้าประชุม” ในแชตของชมรม": "a calendar shows it",
    **dict.fromkeys(MEANINGS.values(), "asked about when two of them are near"),
}


@dataclass(frozen=True)
class Screens:
    messages: list[dict[str, Any]]
    calls: list[dict[str, Any]]


_walked: dict[str, Screens] = {}


@pytest.fixture(params=["th", "en"])
def language(request):
    return request.param


@pytest.fixture
def town(deployment, sessions, clock, works, run, hua_hin, somchai, khru_nok):
    return tour.Town(deployment, sessions, clock, works, run, hua_hin, somchai, khru_nok)


@pytest.fixture
def screens(request, language):
    """All that the bot says on a walk through everything; walked once for each language."""
    if language not in _walked:
        town = request.getfixturevalue("town")
        messages = tour.walk(town, language)
        _walked[language] = Screens(messages, town.newcomer.simulator.calls)
    return _walked[language]


def seen(part: Any) -> Iterator[str]:
    """Each text that a reader sees, or that a press shows in the chat."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"text", "label", "altText", "displayText"} and isinstance(value, str):
                yield value
            else:
                yield from seen(value)
    elif isinstance(part, list):
        for each in part:
            yield from seen(each)


def parts(message: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """All components of a kind in a Flex message."""
    found = []

    def look(part: Any) -> None:
        if isinstance(part, dict):
            if part.get("type") == kind:
                found.append(part)
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for each in part:
                look(each)

    look(message.get("contents", {}))
    return found


def is_menu(message: dict[str, Any]) -> bool:
    with speaking("th"):
        thai = _("อยากทำอะไรคะ")
    with speaking("en"):
        return any(each["text"] in {thai, _("อยากทำอะไรคะ")} for each in parts(message, "text"))


def is_quiz(message: dict[str, Any]) -> bool:
    """Or a poll: as long as its choices are many."""
    marks = {*"กขคงABCD", "1", "✓ 1"}
    return any(each["text"] in marks for each in parts(message, "text"))


def test_line_takes_every_message_as_it_is(screens):
    said = [call for call in screens.calls if not call["path"].endswith("/content")]
    assert [call for call in said if call["errors"] or call["status"] != 200] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the independent judge of LINE's rules is not here")
def test_an_independent_judge_finds_no_fault(screens, monkeypatch):
    monkeypatch.syspath_prepend(str(SHARED))
    sys.modules.pop("line_oracle", None)
    from line_oracle import Oracle

    oracle = Oracle()
    for message in screens.messages:
        assert oracle.push({"to": "U" + "0" * 32, "messages": [message]}) == [], message


def test_nobody_reads_the_other_language(screens, language):
    messages = map(without_what_all_read, screens.messages)
    for words in {words for message in messages for words in seen(message)}:
        left = ANY_DATA.sub("", words)
        if language == "en":
            assert not THAI.search(left), words
        else:
            assert not re.search("[A-Za-z]{2,}", NAMES.sub("", left)), words


def without_what_all_read(message: dict[str, Any]) -> dict[str, Any]:
    """An announcement is the same for everybody, and so is what can be pressed below it."""
    below = [each["action"]["label"] for each in message.get("quickReply", {}).get("items", [])]
    for_all = below == ["การแจ้งเตือน", "ข่าวสาร", "เมนู"]
    return {**message, "quickReply": {}} if for_all else message


def test_the_walk_shows_every_text(screens, language):
    said = "\n".join(words for message in screens.messages for words in seen(message))
    with speaking(language):
        unseen = {
            text: path.name
            for path in sorted((ROOT / "handlers").glob("*/*.py"))
            if path.name not in {"commands.py", "pages.py", "routes.py"} or "advice" in path.parts
            if "group" not in path.parts  # where nobody is asked for a language
            for each in marked(ast.parse(path.read_text(encoding="utf-8")))
            if (text := str(each.value)) not in UNSEEN
            and not (shown(_(text), said) or shown(text, said))
        }
    assert unseen == {}


def shown(text: str, said: str) -> bool:
    pattern = ".{1,400}?".join(re.escape(part) for part in re.split(r"\{\w+\}", text))
    return bool(re.search(pattern, said, re.DOTALL))


def test_a_card_has_four_short_lines_and_three_buttons_at_most(screens):
    for message in screens.messages:
        if message["type"] != "flex" or is_quiz(message) or is_menu(message):
            continue
        for bubble in message["contents"].get("contents", [message["contents"]]):
            styles = [button["style"] for button in parts(bubble, "button")]
            assert len(styles) - styles.count("link") <= BUTTONS, message["altText"]
            assert lines(bubble) <= LINES, message["altText"]


def lines(bubble: dict[str, Any]) -> int:
    """Lines under the title; a row is one, and what somebody wrote or a box to press is none."""
    body = bubble["body"]["contents"]
    shown = [part for part in body if "action" not in part and "backgroundColor" not in part]
    return sum(len(part.get("contents", [part])) for part in shown) - 1


def test_a_text_has_four_short_lines_at_most(screens, language):
    for message in screens.messages:
        programme = "Clean towns" in message.get("text", "")  # as long as the event it tells of
        if message["type"] == "text" and not programme:
            assert len(message["text"].split("\n")) <= LINES, message["text"]
        for part in [message] if message["type"] == "text" else parts(message, "text"):
            ours = ANY_DATA.sub("", part["text"]).split("\n")
            assert all(limits.clusters(line) <= LONGEST_LINE[language] for line in ours), part[
                "text"
            ]


def test_a_label_is_read_whole(screens):
    labels = {
        words for message in screens.messages for words in seen(message) if limits.ELLIPSIS in words
    }
    assert labels == set()


IN_FLOWS = {  # what only its own flow understands; each is typed in the feature's own tests
    *(club.YES, club.NO, club.MOVE, club.STAY, member.DELETE, tip.START, tip.SAFER, tip.NOT_NOW),
    *(tip.SEND, tip.DISCARD, announcement.SEND, announcement.SEND_THEN, announcement.TRY),
    *(announcement.REPLACE, announcement.KEEP, opening.SEND, opening.CHANGE),
    *(announcement.WHEN, announcement.REWRITE, announcement.FURTHER),
    *(
        choosing.TO,
        repeating.REPEAT,
        repeating.ONCE,
        adding.ADD_BUTTONS,
        adding.DROP_BUTTONS,
        adding.DROP_PICTURES,
        adding.APPEND,
    ),
    *(further.AT_NIGHT, further.IN_THE_MORNING, running.HOLD, running.EDIT, running.RESUME),
    running.RESEND,
    "ข้อ {letter}",
    *(inquiry.FREE, inquiry.PAID, inquiry.REWRITE, inquiry.NO_TIP),
    *(picture.REMOVE, picture.KEEP, console.NOT_ME),
    *(inquiry.TALK, inquiry.ASK_MODEL, asking.WRITE, asking.ASK_MORE),
    *(member.LEAVE, member.WITHDRAW, roster.REMOVE),
    *(*STARS.values(), feedback.RATE, feedback.SKIP),
    *(poll.AGAIN, poll.KEEP, polling.OPEN, polling.CHANGE, "ข้อ {number}"),
    checking.ADD,
    *(planning.PUBLISH, planning.CHANGE, planning.CALL_OFF, planning.KEEP),
    *(notice.SEND, notice.DROP, notice.REWRITE),
    *(editing.SAVE, editing.ALSO, editing.CLEAR, *editing.NAMES.values()),
}
ONLY_PRESSED = {
    repeating.STOP: "which can only its card say",
    "ส่งถึงกลุ่มนี้": "to whom, can only its card say",
    **dict.fromkeys(("1", "2"), "an announcement's own answers, understood by who got it"),
    **dict.fromkeys(("ยกเลิกประกาศนี้", "อ่านและตอบ", "ถามชมรมนี้"), "which can only its card say"),
    **dict.fromkeys((news.READ, news.ON, news.REACHED), "which can only its card say"),
    approval.READ: "which can only its card say",
    checking.CHECK_IN: "who, can only its card say",
    planning.CHOOSE: "which can only its card say",
    notice.HUSH: "what, can only the message before it say",
    summary.LOOK: "which can only its card say",
    inquiry.EARLIER: "than what, can only its card say",
    **dict.fromkeys((speaker.CHOOSE, speaker.DONE, speaker.NOT_YET), "which can only its card say"),
    **dict.fromkeys((roster.SAME, roster.OTHER, roster.SHOW), "who, can only its card say"),
}


def test_what_can_be_pressed_can_be_typed(screens, language):
    with speaking(language):
        known = {_(label) for label in {*IN_FLOWS, *ONLY_PRESSED}}
        known |= {_("ข้อ {letter}", letter=letter) for letter in _("กขคง")}
        known |= {_("ข้อ {number}", number=number) for number in range(1, 11)}
    for message in screens.messages:
        for label in pressed(message):
            assert label in {*known, *DATA} or understood(label), label


def pressed(part: Any) -> Iterator[str]:
    """The labels of all postbacks."""
    if isinstance(part, dict):
        if part.get("type") == "postback":
            yield part["label"]
        for value in part.values():
            yield from pressed(value)
    elif isinstance(part, list):
        for each in part:
            yield from pressed(each)
