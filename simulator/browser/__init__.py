"""The chat page's own API: people, chats, knobs, and the stream of what happens."""

from simulator.browser import chats, controls, links, state, stream
from simulator.browser.page import page

PARTS = (state, stream, chats, controls, links)

__all__ = ["PARTS", "page"]
