"""A platform in memory with two friends of the bot, one who is not, and a group."""

from collections.abc import Iterator

import pytest

from simulator import Simulator
from tests.simulator.stage import CLUB, MALEE, NOK, SECRET, SOMCHAI, TOKEN, Bot, Line, Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def simulator(bot: Bot, watch: Watch) -> Iterator[Simulator]:
    made = Simulator(SECRET, TOKEN, now=watch, deliver=bot.hear, name="ผู้ช่วยชมรม")
    for user_id, name in ((SOMCHAI, "สมชาย"), (MALEE, "มาลี"), (NOK, "ครูนก")):
        made.add_person(user_id, name, follow=user_id != NOK)
    made.add_group("ชมรม", [SOMCHAI, MALEE, NOK], CLUB)
    made.invite_bot(CLUB)
    yield made
    made.close()


@pytest.fixture
def line(simulator: Simulator) -> Line:
    return Line(simulator)
