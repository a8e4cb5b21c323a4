"""Flex messages are laid out as LINE lays them out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from simulator import Simulator
from tests.simulator.page.stage import SOMCHAI, Bot, presses

LOOK = Path("/work/shared/design/look")
Json = dict[str, Any]
Draw = Callable[..., Locator]


def words(text: str, **more: Any) -> Json:
    return {"type": "text", "text": text, **more}


def box(layout: str, *contents: Json, **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def bubble(*contents: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": box("vertical", *contents, paddingAll="0px"), **more}


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """One page for all drawings, without the chat on it."""
    simulator = Simulator("secret", "token", deliver=lambda body, headers: 200)
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


def area(found: Locator) -> dict[str, float]:
    measured = found.bounding_box()
    assert measured is not None
    return {**measured, "right": measured["x"] + measured["width"]}


def css(found: Locator, name: str) -> str:
    value: str = found.evaluate(f"node => getComputedStyle(node).{name}")
    return value


def test_bubbles_have_lines_widths(draw: Draw) -> None:
    sizes = ["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"]
    widths = [area(draw(bubble(words("ก"), size=size)).locator(".flex-bubble")) for size in sizes]
    assert [one["width"] for one in widths] == [120, 160, 220, 241, 260, 300, 386]


@pytest.mark.parametrize(
    ("size", "pixels"),
    [("xxs", 11), ("xs", 13), ("sm", 14), (None, 16), ("lg", 19), ("5xl", 74), ("18px", 18)],
)
def test_letters_have_lines_sizes(draw: Draw, size: str | None, pixels: int) -> None:
    shown = draw(bubble(words("ก", size=size))).get_by_text("ก")
    assert css(shown, "fontSize") == f"{pixels}px"


def test_side_by_side_width_is_shared_by_flex(draw: Draw) -> None:
    row = box("horizontal", words("หนึ่ง", flex=1), words("สอง", flex=2))
    drawn = draw(bubble(row)).locator(".flex-text")
    assert [area(one)["width"] for one in drawn.all()] == [100, 200]


def test_flex_zero_takes_only_what_it_needs(draw: Draw) -> None:
    drawn = draw(bubble(box("horizontal", words("ก", flex=0), words("คำตอบ"))))
    letter, answer = drawn.locator(".flex-text").all()
    assert area(letter)["width"] < 20
    assert area(answer)["right"] == area(drawn.locator(".flex-bubble"))["right"]


def test_margin_takes_the_place_of_spacing(draw: Draw) -> None:
    drawn = draw(
        bubble(box("horizontal", words("1"), words("2"), words("3", margin="xl"), spacing="sm"))
    )
    one, two, three = (area(found) for found in drawn.locator(".flex-text").all())
    assert two["x"] - one["right"] == pytest.approx(4, abs=0.1)
    assert three["x"] - two["right"] == pytest.approx(16, abs=0.1)


def test_padding_and_border_surround_a_box(draw: Draw) -> None:
    inner = box("vertical", words("ใน"), paddingAll="md", paddingStart="20px", borderWidth="bold")
    drawn = draw(bubble(inner))
    frame, content = area(drawn.locator(".flex-box").nth(1)), area(drawn.locator(".flex-text"))
    assert content["x"] - frame["x"] == 24
    assert content["y"] - frame["y"] == 12


def test_what_is_placed_absolutely_takes_no_room(draw: Draw) -> None:
    badge = box("vertical", words("ใหม่"), position="absolute", offsetTop="5px", offsetEnd="10px")
    drawn = draw(bubble(badge, words("เนื้อหา")))
    card, floating = area(drawn.locator(".flex-bubble")), area(drawn.locator(".flex-box").nth(1))
    assert floating["y"] - card["y"] == 5
    assert card["right"] - floating["right"] == 10
    assert area(drawn.locator(".flex-text", has_text="เนื้อหา"))["y"] == card["y"]


def test_width_height_and_colour_make_a_progress_bar(draw: Draw) -> None:
    done = box("vertical", width="30%", height="6px", backgroundColor="#0B6E5A")
    drawn = draw(bubble(box("horizontal", done, height="6px", backgroundColor="#DDE3E8")))
    bar = drawn.locator(".flex-box").nth(2)
    assert (area(bar)["width"], area(bar)["height"]) == (90, 6)
    assert css(bar, "backgroundColor") == "rgb(11, 110, 90)"


def test_a_ground_can_run_from_one_colour_into_another(draw: Draw) -> None:
    ground = {"type": "linearGradient", "angle": "90deg", "startColor": "#0B6E5A"}
    drawn = draw(bubble(box("vertical", words("ก"), background=ground | {"endColor": "#14365C"})))
    shown = css(drawn.locator(".flex-box").nth(1), "backgroundImage")
    assert shown == "linear-gradient(90deg, rgb(11, 110, 90), rgb(20, 54, 92))"


@pytest.mark.parametrize(("gravity", "place"), [("top", 0), ("center", 38), ("bottom", 76)])
def test_gravity_moves_a_text_in_its_row(draw: Draw, gravity: str, place: int) -> None:
    row = box("horizontal", words("ก", gravity=gravity), box("vertical", height="100px"))
    drawn = draw(bubble(row))
    shown = area(drawn.get_by_text("ก"))["y"] - area(drawn.locator(".flex-bubble"))["y"]
    assert shown == pytest.approx(place, abs=0.5)


def test_contents_spread_along_a_box(draw: Draw) -> None:
    ends = [box("vertical", width="40px", height="40px") for _ in range(2)]
    drawn = draw(bubble(box("horizontal", *ends, justifyContent="space-between")))
    card = area(drawn.locator(".flex-bubble"))
    first, last = (area(one) for one in drawn.locator(".flex-box").all()[-2:])
    assert (first["x"], last["right"]) == (card["x"], card["right"])


def test_a_text_without_wrap_is_cut_and_one_with_wrap_is_not(draw: Draw) -> None:
    long = "ข้อความที่ยาวเกินกว่าจะอยู่ในบรรทัดเดียวได้ " * 3
    short, wrapped, two_lines = (
        area(draw(bubble(words(long, **how))).locator(".flex-words"))["height"]
        for how in ({}, {"wrap": True}, {"wrap": True, "maxLines": 2})
    )
    assert (short, two_lines) == (24, 48)
    assert wrapped > two_lines


def test_lines_stand_apart_as_far_as_asked_but_not_the_outer_ones(draw: Draw) -> None:
    text = words("หนึ่ง\nสอง\nสาม", wrap=True, lineSpacing="10px")
    assert area(draw(bubble(text)).locator(".flex-block"))["height"] == 3 * 24 + 2 * 10


def test_a_text_shrinks_until_it_fits(draw: Draw) -> None:
    long = "ข้อความที่ยาวเกินกว่าจะอยู่ในบรรทัดเดียวได้แน่นอน"
    shown = draw(bubble(words(long, adjustMode="shrink-to-fit"))).get_by_text(long)
    expect(shown).not_to_have_css("font-size", "16px")
    assert shown.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_spans_carry_their_own_letters(draw: Draw) -> None:
    spans = [
        {"type": "span", "text": "เข้ม", "weight": "bold", "color": "#B3261E"},
        {"type": "span", "text": "ขีด", "decoration": "line-through", "size": "xl"},
    ]
    drawn = draw(bubble({"type": "text", "contents": spans}))
    assert css(drawn.get_by_text("เข้ม"), "fontWeight") == "700"
    assert css(drawn.get_by_text("เข้ม"), "color") == "rgb(179, 38, 30)"
    assert css(drawn.get_by_text("ขีด"), "fontSize") == "22px"
    assert "line-through" in css(drawn.get_by_text("ขีด"), "textDecoration")


@pytest.mark.parametrize(
    ("ratio", "height"), [("20:13", 195), ("1:1", 300), (None, 300), ("3:1", 100)]
)
def test_a_hero_fills_the_width_in_its_ratio(draw: Draw, ratio: str | None, height: int) -> None:
    hero = {"type": "image", "url": "https://a/b.png", "size": "full", "aspectRatio": ratio}
    drawn = draw({"type": "bubble", "hero": hero})
    assert area(drawn.locator("img"))["height"] == pytest.approx(height, abs=1)


def test_a_baseline_box_sets_letters_on_one_line(draw: Draw) -> None:
    row = box("baseline", words("เล็ก", size="xs", flex=0), words("ใหญ่", size="3xl", flex=0))
    drawn = draw(bubble(row))
    small, large = (area(drawn.get_by_text(text)) for text in ("เล็ก", "ใหญ่"))
    assert large["y"] < small["y"]
    assert small["y"] + small["height"] < large["y"] + large["height"]


@pytest.mark.parametrize(("height", "pixels"), [("sm", 40), ("md", 52), (None, 52)])
def test_buttons_have_lines_heights(draw: Draw, height: str | None, pixels: int) -> None:
    action = {"type": "postback", "label": "กด", "data": "x"}
    drawn = draw(bubble({"type": "button", "height": height, "action": action}))
    assert area(drawn.get_by_role("button"))["height"] == pixels


@pytest.mark.parametrize(
    ("style", "property_", "colour"),
    [
        ("primary", "backgroundColor", "rgb(20, 54, 92)"),
        ("secondary", "backgroundColor", "rgb(20, 54, 92)"),
        ("link", "color", "rgb(20, 54, 92)"),
    ],
)
def test_a_buttons_colour_is_its_ground_or_a_links_letters(
    draw: Draw, style: str, property_: str, colour: str
) -> None:
    action = {"type": "postback", "label": "กด", "data": "x"}
    button = {"type": "button", "style": style, "color": "#14365C", "action": action}
    assert css(draw(bubble(button)).get_by_role("button"), property_) == colour


def test_separators_part_blocks_and_components(draw: Draw) -> None:
    styles = {"footer": {"separator": True, "separatorColor": "#B3261E"}}
    content = bubble(words("ก"), {"type": "separator", "margin": "md"}, words("ข"), styles=styles)
    drawn = draw(content | {"footer": box("vertical", words("ท้าย"))})
    inside, between = drawn.locator(".flex-separator").all()
    assert (area(inside)["height"], css(inside, "marginTop")) == (1, "8px")
    assert css(between, "backgroundColor") == "rgb(179, 38, 30)"


def test_a_box_with_an_action_is_pressed_by_mouse_and_keys(draw: Draw, paper: Page) -> None:
    def pressable(data: str) -> Json:
        return {"action": {"type": "postback", "data": data}}

    inner = box("vertical", words("ข้างใน", **pressable("inner")))
    drawn = draw(bubble(box("vertical", inner, words("ข้างนอก"), **pressable("outer"))))
    drawn.get_by_text("ข้างใน").click()
    drawn.get_by_text("ข้างนอก").click()
    paper.keyboard.press("Enter")
    paper.keyboard.press("Tab")
    paper.keyboard.press("Space")
    assert paper.evaluate("acts") == ["inner", "outer", "outer", "inner"]


def test_unknown_parts_leave_a_note_and_the_rest_stands(draw: Draw) -> None:
    drawn = draw(bubble({"type": "hologram"}, words("ยังอยู่")))
    expect(drawn.get_by_text("หน้านี้ยังแสดง “hologram” ไม่ได้")).to_be_visible()
    expect(drawn.get_by_text("ยังอยู่")).to_be_visible()


def test_strange_values_are_passed_over(draw: Draw) -> None:
    odd = words("ก", size="huge", color="red; background: url(//x)", flex="many", align="left")
    shown = draw(bubble(box("diagonal", odd, cornerRadius="round", width="calc(1px)")))
    assert css(shown.get_by_text("ก"), "fontSize") == "16px"
    assert css(shown.get_by_text("ก"), "color") == "rgb(17, 17, 17)"


def test_cards_of_a_carousel_are_equally_high(draw: Draw) -> None:
    cards = [bubble(words("สั้น")), bubble(words("หนึ่ง\nสอง\nสาม", wrap=True))]
    drawn = draw({"type": "carousel", "contents": cards})
    heights = [area(card)["height"] for card in drawn.locator(".flex-bubble").all()]
    assert heights == [72, 72]


def test_a_carousel_slides_by_arrows_keys_and_mouse(draw: Draw, paper: Page) -> None:
    cards = [bubble(words(name), size="kilo") for name in ("หนึ่ง", "สอง", "สาม")]
    drawn = draw({"type": "carousel", "contents": cards})
    expect(drawn.get_by_role("button", name="การ์ดก่อนหน้า")).to_have_count(0)
    presses(drawn, "การ์ดถัดไป")
    expect(drawn.get_by_text("สอง")).to_be_in_viewport(ratio=1)
    drawn.get_by_role("group", name="การ์ด").focus()
    paper.keyboard.press("ArrowRight")
    expect(drawn.get_by_text("สาม")).to_be_in_viewport(ratio=1)
    expect(drawn.get_by_role("button", name="การ์ดถัดไป")).to_have_count(0)
    drawn.get_by_text("สาม").hover()
    paper.mouse.down()
    paper.mouse.move(700, 20, steps=5)
    paper.mouse.up()
    expect(drawn.get_by_text("หนึ่ง")).to_be_in_viewport(ratio=1)


def test_dragging_a_card_does_not_press_it(draw: Draw, paper: Page) -> None:
    action = {"type": "postback", "label": "กด", "data": "pressed"}
    card = bubble({"type": "button", "action": action})
    drawn = draw({"type": "carousel", "contents": [card, card]})
    drawn.get_by_role("button", name="กด").first.hover()
    paper.mouse.down()
    paper.mouse.move(20, 20, steps=5)
    paper.mouse.up()
    assert paper.evaluate("acts") == []
    drawn.get_by_role("button", name="กด").last.click()
    assert paper.evaluate("acts") == ["pressed"]


@pytest.mark.skipif(not LOOK.exists(), reason="the design's cards are not on this machine")
@pytest.mark.parametrize("name", ["announcement", "event", "quiz", "reminder", "tip", "verdict"])
def test_the_designs_cards_show_all_their_words_unclipped(
    name: str, somchai: Locator, bot: Bot
) -> None:
    message = json.loads((LOOK / f"{name}.json").read_text(encoding="utf-8"))
    bot.push(SOMCHAI, message)
    card = somchai.locator(".flex-bubble")
    expect(card).to_be_visible()
    assert area(card)["width"] == 300
    clipped = "nodes => nodes.filter((n) => n.scrollWidth > n.clientWidth).map((n) => n.innerText)"
    assert card.locator(".flex-words, .flex-label").evaluate_all(clipped) == []
    expect(card.locator(".unknown")).to_have_count(0)
