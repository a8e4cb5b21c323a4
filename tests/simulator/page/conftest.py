"""The chat page in a real browser, open before two friends of the bot."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from simulator import Simulator
from simulator.server import Server
from tests.simulator.page.paper import Draw, Json
from tests.simulator.page.stage import MALEE, NOK, SOMCHAI, TOKEN, Bot

START = datetime(2021, 7, 8, 9, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def simulator(bot: Bot) -> Iterator[Simulator]:
    """Two friends of the bot and one who is not; it is 9 o'clock on 8 July 2021."""
    made = Simulator("secret", TOKEN, deliver=bot.hear, now=lambda: START, name="STRONG หัวหิน")
    for user_id, name in ((SOMCHAI, "สมชาย"), (MALEE, "มาลี"), (NOK, "ครูนก")):
        made.add_person(user_id, name, follow=user_id != NOK)
    bot.events.clear()
    yield made
    made.close()


class Stage:
    """What answers at the one address of all these tests: the simulator of the test that runs."""

    simulator: Simulator

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return self.simulator.wsgi(environ, start)


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


@pytest.fixture(scope="session")
def address(stage: Stage) -> Iterator[str]:
    with Server("127.0.0.1", 0).start(stage) as server:
        yield server.url


@pytest.fixture
def url(stage: Stage, address: str, simulator: Simulator, bot: Bot) -> str:
    simulator.wsgi.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600  # scripts are loaded once for all
    stage.simulator, bot.url = simulator, address
    return address


@pytest.fixture
def window() -> dict[str, int]:
    return {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(locale="th-TH", reduced_motion="reduce") as context:
        context.set_default_timeout(5000)
        yield context


@pytest.fixture
def page(url: str, context: BrowserContext, window: dict[str, int]) -> Iterator[Page]:
    """The page, open; a script that fails in it fails the test."""
    opened, trouble = context.new_page(), []
    opened.set_viewport_size(window)
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("console", lambda message: trouble.append(message.text) if _bad(message) else None)
    with opened.expect_response("**/simulator/stream*"):  # it has read what there was
        opened.goto(url)
    opened.get_by_placeholder("พิมพ์ข้อความ").first.wait_for()
    yield opened
    _forget(context)
    assert trouble == []


def _forget(context: BrowserContext) -> None:
    """The next test meets a browser that knows nothing but the scripts."""
    for page in context.pages:
        page.close()
    context.unroute_all()
    context.clear_permissions()
    context.set_storage_state({"cookies": [], "origins": []})


def _bad(message: Any) -> bool:
    missing = "Failed to load resource"  # what a test leaves out is not the page's mistake
    return message.type == "error" and missing not in message.text


@pytest.fixture
def phone(page: Page) -> Callable[[str], Locator]:
    def find(name: str) -> Locator:
        return page.get_by_role("region", name=f"โทรศัพท์ของ {name}", exact=True)

    return find


@pytest.fixture
def somchai(phone: Callable[[str], Locator]) -> Locator:
    return phone("สมชาย")


@pytest.fixture
def malee(phone: Callable[[str], Locator]) -> Locator:
    return phone("มาลี")


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """One page for all drawings, without the chat on it."""
    simulator = Simulator("secret", TOKEN, deliver=Bot().hear)
    with simulator.serve() as server, browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(server.url)
        yield page
    simulator.close()


@pytest.fixture
def draw(paper: Page) -> Draw:
    """Draw a bubble or carousel by itself; `acts` on the paper then lists what was pressed."""

    def drawn(contents: Json) -> Locator:
        paper.evaluate(
            """async (contents) => {
              const { flex } = await import("/static/flex.js");
              window.acts = [];
              const perform = ({ data }) => acts.push(data);
              const screen = { perform, picture: () => "data:," };
              const place = document.createElement("div");
              place.id = "drawn";
              place.style.width = "400px";
              place.append(flex({ altText: "การ์ด", contents }, screen));
              document.body.replaceChildren(place);
            }""",
            contents,
        )
        return paper.locator("#drawn")

    return drawn
