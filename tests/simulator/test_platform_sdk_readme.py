"""The bot in the README of LINE's SDK, unmodified, on this platform.

The README comes with the installed package, so that this runs wherever the tests do; the larger
samples of `test_platform_samples.py` must be fetched first.
"""

import functools
import textwrap
from importlib.metadata import metadata

import pytest
from linebot.v3.messaging import Configuration

from simulator import Simulator
from tests.simulator.stage import SOMCHAI, text, words_of

SECRET, TOKEN = "YOUR_CHANNEL_SECRET", "YOUR_CHANNEL_ACCESS_TOKEN"


def source() -> str:
    """The first code under “Synopsis”."""
    told = metadata("line-bot-sdk")
    readme = told["Description"] or told.get_payload()
    after = readme.split("Synopsis", 1)[1].split(".. code:: python", 1)[1]
    lines = after.splitlines()[1:]
    end = next(at for at, line in enumerate(lines) if line and not line.startswith(" "))
    return textwrap.dedent("\n".join(lines[:end]))


@pytest.fixture
def platform(monkeypatch):
    """One friend, and the README's bot; the SDK is told another address, and that is all."""
    bot = {"__name__": "readme"}

    def deliver(body, headers):
        return bot["app"].test_client().post("/callback", data=body, headers=headers).status_code

    simulator = Simulator(SECRET, TOKEN, deliver=deliver)
    server = simulator.serve()
    init = functools.partialmethod(Configuration.__init__, host=server.url)
    monkeypatch.setattr(Configuration, "__init__", init)
    exec(compile(source(), "README", "exec"), bot)
    simulator.add_person(SOMCHAI, "สมชาย", follow=True)
    yield simulator
    server.close()
    simulator.close()


def test_it_echoes(platform):
    for words in ("สวัสดี", "🍎 กี้", "a < b & c"):
        platform.send(SOMCHAI, text(words))
    assert words_of(platform.ledger(SOMCHAI)) == ["สวัสดี", "🍎 กี้", "a < b & c"]
    assert [call["status"] for call in platform.calls] == [200, 200, 200]
