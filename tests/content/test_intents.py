from pathlib import Path

import pytest

from content.intents import INTENTS, LABEL, ContentError, load

GOOD = """\
intents:
  menu:
    label: เมนู
    phrases: [เมนู, "?"]
  "yes":
    label: ใช่
    effect: answer
    phrases: [ใช่, "ok"]
    misspell: [ไช่]
"""


IN_PARTS = (
    GOOD.replace("intents:\n", "groups:\n  งาน: [ประชุม, อบรม]\nintents:\n")
    + "    parts:\n      - <งาน> กี่โมง/ที่ไหน\n"
)


def loaded(tmp_path: Path, text: str) -> object:
    path = tmp_path / "intents.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_every_intent_has_a_name_for_a_button_and_something_to_say():
    assert len(INTENTS) >= 42
    for intent in INTENTS.values():
        assert len(intent.label) <= LABEL
        assert intent.phrases


def test_what_costs_most_when_misunderstood_is_marked_as_grave():
    grave = {name for name, intent in INTENTS.items() if intent.effect == "grave"}
    assert grave == {
        *("tip", "cancel_rsvp", "notify_off", "delete_my_data"),
        *("leave_club", "cancel_event", "announce", "hand_over", "resign"),
        "withdraw_consent",
    }


def test_no_two_intents_have_the_same_label():
    labels = [intent.label for intent in INTENTS.values()]
    assert len(set(labels)) == len(labels)


def test_a_good_file_loads(tmp_path):
    intents = loaded(tmp_path, GOOD)
    assert list(intents) == ["menu", "yes"]
    assert intents["menu"].effect == "shows"
    assert intents["yes"].all_phrases == ("ใช่", "ok", "ไช่")


def test_a_group_stands_for_its_words(tmp_path):
    assert loaded(tmp_path, IN_PARTS)["yes"].parts == ("ประชุม/อบรม กี่โมง/ที่ไหน",)


def test_a_group_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ContentError, match=r"^intents.yaml:13: yes: parts: no group <นัด>"):
        loaded(tmp_path, IN_PARTS.replace("<งาน>", "<นัด>"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"yes"', "yes", "intents.yaml:2: True: quote this name"),
        ('"ok"', "ok, on", "intents.yaml:8: yes: phrases.2"),
        ("[ไช่]", "[ไช่, เมนู]", "intents.yaml:8: yes: phrases: 'เมนู' belongs to menu too"),
        ('[ใช่, "ok"]', "[]", "intents.yaml:8: yes: phrases"),
        ("label: เมนู", "label: เมนูของชมรมสตรองในท้องถิ่น", "intents.yaml:3: menu: label"),
        ("effect: answer", "effect: boom", "intents.yaml:7: yes: effect"),
        ("effect: answer", "effects: answer", "intents.yaml:7: yes: effects"),
        ("  menu:", '  "yes":', "intents.yaml:5: yes: this key stands twice"),
        (GOOD, "intents: {}", "intents.yaml:1: intents"),
        (GOOD, "intents: [menu]", "intents.yaml:1: intents"),
        (GOOD, "words: {}", "intents.yaml:1: intents"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_intent_and_field(tmp_path, old, new, told):
    assert GOOD.count(old) == 1
    with pytest.raises(ContentError) as caught:
        loaded(tmp_path, GOOD.replace(old, new))
    assert str(caught.value).startswith(told)
