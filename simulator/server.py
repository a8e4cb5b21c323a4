"""A small HTTP server for the application: a thread for each connection, which is kept open."""

import socket
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote
from wsgiref.types import WSGIApplication, WSGIEnvironment

from simulator.errors import ConnectionCut

HEAVIEST = 64 * 1024 * 1024  # of a request: a video that a person sends
POLL = 0.01  # seconds between two looks at whether to end
BARE = (204, 304)  # answers without a body


class Server:
    """Has its port from the beginning, and serves from a thread until it is closed."""

    def __init__(self, bind: str, port: int) -> None:
        self._http = _Http((bind, port), _Handler)
        self.url = f"http://{bind}:{self._http.server_address[1]}"
        self._thread = Thread(target=self._http.serve_forever, args=(POLL,), daemon=True)

    def start(self, app: WSGIApplication) -> Self:
        self._http.app = app
        self._thread.start()
        return self

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Http(ThreadingHTTPServer):
    request_queue_size = 128

    app: WSGIApplication

    def __init__(self, *args: Any) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(*args)

    def server_bind(self) -> None:
        """Without the look-up of our own name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "simulator", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Kept connections end here too, as they would with the process."""
        super().server_close()
        for connection in list(self._open):
            _hang_up(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Say where it went wrong, but nothing of what people wrote."""
        kind, _, trace = sys.exc_info()
        if kind and not issubclass(kind, ConnectionError):
            where = "".join(traceback.format_tb(trace))
            sys.stderr.write(f"{kind.__name__}\n{where}")


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was gone before


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a kept connection waits 40 ms for nothing
    wbufsize = -1  # an answer leaves in one packet
    server: _Http

    def do_GET(self) -> None:
        """Answer, whatever the method."""
        try:
            body = self._body()
            if body is not None:
                self._respond(body)
        except ConnectionCut:
            self.close_connection = True

    do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

    def handle_expect_100(self) -> bool:
        proceed = super().handle_expect_100()
        self.wfile.flush()
        return proceed

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: paths hold ids."""

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal():
            self.send_error(411)
        elif int(length) > HEAVIEST:
            self.close_connection = True
            self.send_error(413)
        else:
            return self.rfile.read(int(length))
        return None

    def _respond(self, body: bytes) -> None:
        parts = self.server.app(self._environ(body), self._start)
        try:
            for part in parts:
                self._write(part)
            self._write(b"", last=True)
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def _environ(self, body: bytes) -> WSGIEnvironment:
        path, _, query = self.path.partition("?")
        environ = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, "iso-8859-1"),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": self.client_address[0],
            "SERVER_NAME": self.server.server_name,
            "SERVER_PORT": str(self.server.server_port),
            "SERVER_PROTOCOL": self.protocol_version,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in self.headers.items():
            environ.setdefault(f"HTTP_{name.upper().replace('-', '_')}", value)
        return environ

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        del exc_info  # the application hands its errors over as exceptions
        code, _, reason = status.partition(" ")
        self.send_response_only(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        sized = any(name.lower() == "content-length" for name, _ in headers)
        self._chunked = not sized and int(code) not in BARE and self.command != "HEAD"
        if self._chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        return self.wfile.write

    def _write(self, part: bytes, *, last: bool = False) -> None:
        if self._chunked and (part or last):
            part = b"%x\r\n%s\r\n" % (len(part), part)
        self.wfile.write(part)
        if self._chunked or last:
            self.wfile.flush()
