"""Buttons: every kind comes back as it went, and no postback ever breaks anything."""

import types
import typing
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import handlers
from bot.buttons import MAX_POSTBACK, Button, UnknownButton
from tests.bot.webhooks import pressed

assert handlers.router  # all features are loaded, and with them their buttons
KINDS = sorted(Button.kinds)
HINTS = {
    tag: typing.get_type_hints(kind, include_extras=True) for tag, kind in Button.kinds.items()
}
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def fields(tag):
    return {name: HINTS[tag][name] for name in Button.kinds[tag].model_fields}


def fitting(annotation):
    """Values of a field, with the constraints that its annotation names."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return st.one_of(*map(fitting, typing.get_args(annotation)))
    schema = TypeAdapter(annotation).json_schema()
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True)
    if schema.get("type") == "integer":
        least, most = schema.get("minimum"), schema.get("exclusiveMaximum")
        return st.integers(least, None if most is None else most - 1)
    return st.from_type(annotation)


@st.composite
def buttons(draw):
    tag = draw(st.sampled_from(KINDS))
    values = {name: fitting(annotation) for name, annotation in fields(tag).items()}
    return draw(st.builds(Button.kinds[tag], **values))


@given(buttons())
def test_every_button_comes_back_as_it_went(button):
    try:
        data = button.pack()
    except ValueError as error:
        assert "characters long" in str(error)  # noqa: PT017 - a long text is refused when made
        assume(False)  # noqa: FBT003
    assert len(data) <= MAX_POSTBACK
    assert data.isascii()
    assert Button.unpack(data) == button


@given(st.text(st.characters()) | st.from_regex(r"\A[a-z.]+\?([a-z]+=[^&]*&?)*\Z"))
def test_any_string_is_a_button_or_an_old_one(data):
    with suppress(UnknownButton):
        assert isinstance(Button.unpack(data), Button)


@st.composite
def tampered(draw):
    """The data of a real button, with its values made up."""
    tag = draw(st.sampled_from(KINDS))
    value = st.integers().map(str) | st.sampled_from(["", "-1", "9" * 60, "null", "a" * 32, "%00"])
    pairs = [f"{name}={draw(value)}" for name in fields(tag)]
    return f"{tag}?{'&'.join(pairs)}"


@quick
@given(st.text(st.characters()) | tampered())
def test_no_postback_at_all_is_an_error_of_ours(post, answers, caplog, data):
    caplog.clear()
    press = pressed(data)
    assert post(press).status_code == 200
    assert answers(press) != [""]
    assert "failed" not in caplog.text


@pytest.mark.parametrize(
    "data",
    ["", "?", "nothing", "quiz.answer", "meant?intent", "meant?intent=a&intent=b", "meant?more=1"],
)
def test_what_we_never_made_is_an_old_button(data):
    try:
        button = Button.unpack(data)
    except UnknownButton:
        return
    assert button.tag == "meant"


def test_data_that_line_would_refuse_fails_when_it_is_made():
    class Long(Button, tag="test.long"):
        words: str

    with pytest.raises(ValueError, match=r"postback of test\.long is 31. characters long"):
        Long(words="a" * 297).pack()
    del Button.kinds["test.long"]


def test_two_kinds_never_share_a_tag():
    with pytest.raises(ValueError, match="is taken by Meant"):
        type("Another", (Button,), {"__module__": __name__}, tag="meant")


def test_every_kind_of_button_is_answered():
    answered = {
        key.tag
        for key in handlers.router._handlers
        if isinstance(key, type) and issubclass(key, Button)
    }
    assert set(KINDS) - answered == {"meant"}  # the router's own
