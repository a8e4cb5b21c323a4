from pathlib import Path

import pytest
from pydantic import ValidationError

import content
from content.questions import QUESTIONS, TOPICS, ContentError, load

BANK = Path(content.__file__).with_name("questions.yaml")

GOOD = """\
topics:
  gifts: ของขวัญ
questions:
- id: GFT-001
  topic: gifts
  difficulty: 1
  audience: all
  stem: ผู้รับเหมาส่งกระเช้ามาให้ ควรทำอย่างไร
  choices:
  - รับไว้แล้วเงียบ
  - ส่งคืนพร้อมคำขอบคุณ
  - แบ่งกันในกอง
  answer: 1
  explanation: ผู้มีส่วนได้เสียกับหน่วยงานไม่ควรให้ของขวัญ
  reference: นโยบาย No Gift Policy
  kind: scenario
  evidence: P
"""
TWIN = GOOD[GOOD.index("- id") :]


def loaded(tmp_path: Path, text: str) -> object:
    path = tmp_path / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_the_bank_has_every_question_and_topic():
    assert len(QUESTIONS) == 183
    assert len(TOPICS) == 12
    assert {question.topic for question in QUESTIONS.values()} == set(TOPICS)
    assert all(question.id == name for name, question in QUESTIONS.items())


def test_a_question_knows_its_key_its_reason_and_when_to_look_again():
    question = QUESTIONS["STR-001"]
    assert question.choices[question.answer] == "ความพอเพียง (Sufficient)"
    assert question.explanation
    assert question.review_yearly is None
    assert sum(1 for each in QUESTIONS.values() if each.review_yearly) == 13


def test_the_key_is_found_neither_by_its_place_nor_by_its_length():
    four = [question for question in QUESTIONS.values() if len(question.choices) == 4]
    places = [sum(question.answer == place for question in four) for place in range(4)]
    longest = sum(
        len(question.choices[question.answer]) == max(map(len, question.choices))
        for question in four
    )
    assert max(places) < 0.3 * len(four)
    assert longest < 0.4 * len(four)


def test_a_question_cannot_be_changed():
    with pytest.raises(ValidationError):
        QUESTIONS["STR-001"].answer = 0


def test_a_good_file_loads(tmp_path):
    questions, topics = loaded(tmp_path, GOOD)
    assert list(questions) == ["GFT-001"]
    assert topics == {"gifts": "ของขวัญ"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("answer: 1", "answer: 3", "questions.yaml:4: GFT-001: "),
        ("answer: 1", "answer: -1", "questions.yaml:13: GFT-001: answer"),
        ("answer: 1", "answer: yes", "questions.yaml:13: GFT-001: answer"),
        ("answer: 1\n", "\n", "questions.yaml:4: GFT-001: answer"),
        ("difficulty: 1", "difficulty: 4", "questions.yaml:6: GFT-001: difficulty"),
        ("audience: all", "audience: everyone", "questions.yaml:7: GFT-001: audience"),
        ("kind: scenario", "kind: story", "questions.yaml:16: GFT-001: kind"),
        ("evidence: P", "evidence: C", "questions.yaml:17: GFT-001: evidence"),
        ("topic: gifts", "topic: cars", "questions.yaml:5: GFT-001: topic"),
        ("  - แบ่งกันในกอง\n", "", "questions.yaml:10: GFT-001: choices"),
        ("แบ่งกันในกอง", "3000", "questions.yaml:12: GFT-001: choices.2"),
        ("แบ่งกันในกอง", "ถูกทุกข้อ", "questions.yaml:12: GFT-001: choices.2"),
        ("แบ่งกันในกอง", "แ" * 91, "questions.yaml:12: GFT-001: choices.2"),
        ("แบ่งกันในกอง", "รับไว้ แล้วเงียบ", "questions.yaml:4: GFT-001: "),
        ("stem: ", "stem: " + "ย" * 260, "questions.yaml:8: GFT-001: stem"),
        ("ควรทำ", "ควร  ทำ", "questions.yaml:8: GFT-001: stem"),
        ("ควรทำ", "ควรทํา", "questions.yaml:8: GFT-001: stem"),
        ("ควรทำ", "ควร\u200bทำ", "questions.yaml:8: GFT-001: stem"),
        ("ควรทำ", "cafe\u0301", "questions.yaml:8: GFT-001: stem"),
        (
            "reference: นโยบาย No Gift Policy",
            "reference: ''",
            "questions.yaml:15: GFT-001: reference",
        ),
        ("evidence: P", "evidence: P\n  colour: red", "questions.yaml:18: GFT-001: colour"),
        ("evidence: P", "evidence: P\n  evidence: A", "questions.yaml:18: evidence"),
        ("id: GFT-001", "id: gift 1", "questions.yaml:4: gift 1: id"),
        ("  gifts: ของขวัญ", "  gifts: ''", "questions.yaml:2: topics: gifts"),
        ("topics:\n  gifts: ของขวัญ\n", "", "questions.yaml:1: topics"),
        (TWIN, "", "questions.yaml:3: questions"),
        (TWIN, "- GFT-001\n", "questions.yaml:4: question"),
        ("topics:\n", "topics: [\n", "questions.yaml: "),
        (GOOD, "", "questions.yaml: needs keys"),
        (GOOD, "[1, 2]", "questions.yaml: needs keys"),
        ("answer: 1", "answer: 1\n  ? [a, b]\n  : 1", "questions.yaml: "),
    ],
)
def test_a_mistake_is_told_with_its_line_and_question_and_field(tmp_path, old, new, told):
    assert GOOD.count(old) == 1
    with pytest.raises(ContentError) as caught:
        loaded(tmp_path, GOOD.replace(old, new))
    assert str(caught.value).startswith(told)


def test_two_questions_cannot_share_an_id(tmp_path):
    with pytest.raises(ContentError, match=r"questions\.yaml:18: GFT-001: id"):
        loaded(tmp_path, GOOD + TWIN)


def test_two_questions_cannot_ask_the_same(tmp_path):
    twin = TWIN.replace("GFT-001", "GFT-002").replace("ให้ ควร", "ให้ควร")
    with pytest.raises(ContentError, match=r"questions\.yaml:22: GFT-002: stem: GFT-001"):
        loaded(tmp_path, GOOD + twin)
