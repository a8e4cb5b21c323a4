"""One voice: polite, plain, spelled right, and promising nothing that does not hold."""

import ast
import re
from pathlib import Path

import pytest

from content.questions import QUESTIONS
from handlers.tip import cards
from tests.test_texts import in_templates, marked, sources

TEXTS = sorted(
    in_templates() | {str(text.value) for _name, tree in sources() for text in marked(tree)}
)
TIP = sorted(
    {
        str(text.value)
        for path in Path(cards.__file__).parent.glob("*.py")
        for text in marked(ast.parse(path.read_text(encoding="utf-8")))
    }
)
TAUGHT = sorted(
    {
        text
        for each in QUESTIONS.values()
        for text in (each.stem, *each.choices, each.explanation, each.reference)
    }
)

ASKING = ("ไหม", "ไหน", "อะไร", "เมื่อไร", "เท่าไร", "อย่างไร", "ใคร", "กี่คน", "กี่โมง", "หรือยัง", "ทำไม")
WRONG = {  # what no text may say, and why
    "ปปช|ปปท": "the dots belong to it",
    "[^ ]ๆ|ๆ[^ ”)\n]": "a space stands on both sides of ๆ",
    r"(?<![T\d])\d\d?:\d\d": "Thai times have a dot",
    "  | $|^ | \n|\n ": "a stray space",
    "(?<=[ก-๛]) (?=ค่ะ|คะ|นะคะ)": "no space before a particle",
    "ครับ|(?<!เ)จ้า|จ๊ะ|ฮะ|555": "one voice, and no slang",
    "ท่าน|เธอ": "members are คุณ",
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2764]": "no emoji",
    '"': "quotation marks are “ ”",
    "แชท|เช็ค|ลิ้ง|ลิงค์|โควต้า|สติ๊กเกอร์|เมื่อไหร่|อินเตอร์เน็ต|กรกฏ": "spelled otherwise",
    r"ค\.ศ\.": "years are Buddhist",
    r"\b(?:Line|line)\b": "it is LINE",
}
PROMISES = (  # nothing stronger than what holds may stand anywhere
    *("ปลอดภัย 100%", "ไม่มีใครรู้", "นิรนาม", "LINE มองไม่เห็น", "ได้รับความคุ้มครองทันที"),
    *("รับประกัน", "ไม่ระบุตัวตน", "ปลอดภัยที่สุด"),
)
PRAISE = ("ขอบคุณ", "เก่ง", "เยี่ยม", "ดีมาก", "ชื่นชม", "กล้าหาญ", "ด้วยความยินดี", "!", "✓")


def misplaced(text: str) -> list[str]:
    """Each คะ after a statement, and each ค่ะ after a question."""
    wrong = []
    for found in re.finditer("ค่ะ|คะ(?!แนน)", text):
        before = text[: found.start()]
        asks = before.endswith(ASKING)
        good = (
            not asks and not before.endswith("นะ")
            if found[0] == "ค่ะ"
            else (asks or before.endswith("นะ"))
        )
        if not good:
            wrong.append(text[max(0, found.start() - 20) : found.end()])
    return wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ขอบคุณคะ", True),
        ("ไปไหมค่ะ", True),
        ("รอสักครู่นะค่ะ", True),
        ("ขอบคุณค่ะ", False),
        ("ไปไหมคะ", False),
        ("รอสักครู่นะคะ", False),
        ("คะแนนของฉัน", False),
    ],
)
def test_a_misplaced_particle_is_found(text, wrong):
    assert bool(misplaced(text)) is wrong


def test_statements_end_in_one_particle_and_questions_in_the_other():
    assert [wrong for text in TEXTS for wrong in misplaced(text)] == []


@pytest.mark.parametrize(("pattern", "why"), WRONG.items())
def test_every_text_is_written_right(pattern, why):
    assert [text for text in TEXTS if re.search(pattern, text)] == [], why


@pytest.mark.parametrize("pattern", ["ปปช|ปปท", "[^ ]ๆ", "  | $|^ "])
def test_what_is_taught_is_written_right(pattern):
    assert [text for text in TAUGHT if re.search(pattern, text)] == []


def test_nothing_is_promised_that_does_not_hold():
    assert [text for text in TEXTS if any(each in text for each in PROMISES)] == []


def test_a_report_is_met_with_plain_words_and_no_praise():
    assert len(TIP) > 20
    assert [text for text in TIP if any(each in text for each in PRAISE)] == []


def test_before_a_report_stands_what_the_chat_cannot_protect():
    warning = str(cards.warning())
    for words in ("ยังไม่ใช่การแจ้งแบบไม่เปิดเผยตัวตน", "LINE อาจเห็น", "ค้างอยู่ในโทรศัพท์", "191"):
        assert words in warning
    for closed in (cards.closed(cards.NO_KEEPER), cards.closed(cards.WATCHED), cards.safer()):
        assert "1205" in str(closed)
        assert "191" in str(closed)
