"""Flex messages drawn by themselves, and a ruler for them."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator

Json = dict[str, Any]
Draw = Callable[[Json], Locator]


def words(text: str, **more: Any) -> Json:
    return {"type": "text", "text": text, **more}


def box(layout: str, *contents: Json, **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def bubble(*contents: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": box("vertical", *contents, paddingAll="0px"), **more}


def area(found: Locator) -> dict[str, float]:
    measured = found.bounding_box()
    assert measured is not None
    return {**measured, "right": measured["x"] + measured["width"]}


def css(found: Locator, name: str) -> str:
    value: str = found.evaluate(f"node => getComputedStyle(node).{name}")
    return value
