"""The platform against an independent judge: LINE's OpenAPI made strict, where it is at hand."""

import copy
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import Simulator
from simulator.rules.bodies import VALIDATE
from simulator.rules.checks import Found
from tests.simulator.invalid import FLEX, MESSAGES, TEMPLATES, BadMessage
from tests.simulator.stage import CLUB, MALEE, NOK, SOMCHAI, Bot, Message, text
from tests.simulator.valid import VALID

JUDGE = Path(__file__).parents[3] / "shared" / "line"
pytestmark = pytest.mark.skipif(not JUDGE.is_dir(), reason=f"no independent judge in {JUDGE}")

# What the platform knows from LINE's prose, and the judge has no rule for.
UNJUDGED = {
    "emoji at no $",
    "21 emojis",
    "placeholder without substitution",
    "substitution key with a dash",
    "single brace in textV2",
    "sticker named",
    "image address not encoded",
    "north of the pole",
    "coupon",
    "imagemap of another width",
    "51 imagemap actions",
    "imagemap link too long",
    "label under an image too long",
    "a bubble that lost its contents",
    "margin too large a word",
    "fillInText without keyboard",
    "date of no calendar",
    "year of the Buddhist era",
    "latest before earliest",
    "11 animated pictures",
}


@pytest.fixture(scope="module")
def oracle() -> Any:
    sys.path.insert(0, str(JUDGE))
    try:
        from line_oracle import Oracle
    finally:
        sys.path.remove(str(JUDGE))
    return Oracle()


@pytest.fixture(scope="module")
def webhook_schema(oracle: Any) -> Any:
    import jsonschema_rs
    from strictify import strictify

    schema = strictify(JUDGE / "openapi" / "webhook.yml")
    return jsonschema_rs.validator_for({**schema, "$ref": "#/$defs/CallbackRequest"})


def judged(oracle: Any, message: Message) -> list[Any]:
    body = {"messages": [message]}
    try:
        return oracle.push(body, "ValidateMessageRequest")
    except (AttributeError, TypeError, KeyError) as error:  # it trips over what it refuses
        return [error]


def refused(message: Message) -> Found:
    found: Found = []
    VALIDATE({"messages": [message]}, (), found)
    return found


@pytest.mark.parametrize("message", VALID.values(), ids=VALID)
def test_the_judge_takes_what_is_valid_here(oracle: Any, message: Message):
    assert judged(oracle, message) == []


@pytest.mark.parametrize("row", MESSAGES + TEMPLATES + FLEX, ids=lambda row: row.name)
def test_what_the_judge_refuses_is_refused_here(oracle: Any, row: BadMessage):
    assert refused(row.message)
    assert bool(judged(oracle, row.message)) == (row.name not in UNJUDGED)


STRANGE = st.sampled_from(
    [None, "", "ก" * 6000, -1, 0, 1.5, True, [], {}, "red", "http://a.b", "12px", "xl", "#fff"]
)
NAMES = st.sampled_from(["type", "text", "label", "data", "size", "color", "url", "contents", "x"])


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) inside a message."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    here = [(value, key) for key in keys]
    return here + [place for key in keys for place in places(value[key])]


@st.composite
def mutated(draw: st.DrawFn) -> Message:
    """A valid message with one to three things changed in it."""
    message = copy.deepcopy(draw(st.sampled_from(list(VALID.values()))))
    for _ in range(draw(st.integers(1, 3))):
        options = places(message)
        container, key = options[draw(st.integers(0, len(options) - 1))]
        change = draw(st.sampled_from(["drop", "replace", "add", "double"]))
        if change == "drop":
            del container[key]
        elif change == "replace":
            container[key] = draw(STRANGE)
        elif change == "add" and isinstance(container, dict):
            container[draw(NAMES)] = draw(STRANGE)
        elif isinstance(container[key], list):
            container[key] *= 2
        if not message:
            return message
    return message


@given(message=mutated())
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_taken_here_the_judge_takes_too(oracle: Any, message: Message):
    if not refused(message):
        assert judged(oracle, message) == []


def test_every_webhook_fits_lines_description(simulator: Simulator, bot: Bot, webhook_schema: Any):
    live(simulator)
    kinds = {event["type"] for event in bot.events}
    assert kinds == {
        "message",
        "unsend",
        "follow",
        "unfollow",
        "join",
        "leave",
        "memberJoined",
        "memberLeft",
        "postback",
    }
    for body, _ in bot.webhooks:
        assert [error.message for error in webhook_schema.iter_errors(json.loads(body))] == []


def live(simulator: Simulator) -> None:
    """Do everything that a bot is told of."""
    simulator.follow(NOK)
    simulator.block(NOK)
    simulator.unblock(NOK)
    for chat in (SOMCHAI, CLUB):
        said = simulator.send(SOMCHAI, text("@ผู้ช่วยชมรม ช่วยด้วย"), chat=chat)
        simulator.send(SOMCHAI, {"type": "sticker", "packageId": "1", "stickerId": "2"}, chat=chat)
        simulator.send(SOMCHAI, {"type": "location", "latitude": 1, "longitude": 2}, chat=chat)
        for kind in ("image", "video", "audio", "file"):
            message = {"type": kind, "fileName": "a.bin", "duration": 1000}
            simulator.upload(SOMCHAI, message, "image/png", b"x", chat=chat)
        simulator.press(SOMCHAI, "data", "ตกลง", {"date": "2021-07-08"}, chat=chat)
        simulator.press(SOMCHAI, "menu", params={"newRichMenuAliasId": "none"}, chat=chat)
        simulator.unsend(SOMCHAI, said["id"], chat=chat)
    simulator.redeliver(simulator.deliveries[0]["ids"][0])
    simulator.remove_member(CLUB, MALEE)
    simulator.add_member(CLUB, MALEE)
    simulator.remove_bot(CLUB)
    simulator.test_webhook()
