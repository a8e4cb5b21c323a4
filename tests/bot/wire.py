"""A server below LINE's politeness: counts connections, hangs, cuts, and answers any bytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Answer = tuple[int, bytes]


class Wire(ThreadingHTTPServer):
    """Answers as told: (status, body), or None to say nothing until it is closed."""

    def __init__(self, answer: Callable[[str], Answer | None]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.connections, self.closing = answer, 0, Event()
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        super().process_request(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Wire

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.path, dict(self.headers), body))
        answer = self.server.answer(self.path)
        if answer is None:
            self.server.closing.wait()
            self.close_connection = True
            return
        status, content = answer
        self.send_response_only(status)
        if 300 <= status < 400:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def wire(answer: Callable[[str], Answer | None]) -> Iterator[Wire]:
    server = Wire(answer)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()
