"""Just enough HTTP/1.1 for measuring: a kept-alive stream cut into its messages."""

import re
from collections.abc import Iterator

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_BLANK_LINE = b"\r\n\r\n"


class Messages:
    """Takes a stream as it arrives; every message's body has a Content-Length, or is empty."""

    def __init__(self) -> None:
        self._stream = b""

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The messages that `data` completes, each as head and body."""
        self._stream += data
        while message := self._next():
            yield message

    def _next(self) -> tuple[bytes, bytes] | None:
        head, blank, rest = self._stream.partition(_BLANK_LINE)
        length = _LENGTH.search(head)
        size = int(length[1]) if length else 0
        if not blank or len(rest) < size:
            return None
        self._stream = rest[size:]
        return head, rest[:size]
