"""The only module that knows LINE's HTTP and the LINE SDK.

Messages leave as JSON that was serialised once, over one kept-alive pool with timeouts: the SDK
knows no default timeout, drops fields that it does not know, and costs nine times the CPU.
"""

import json
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

import urllib3

from bot import logs
from bot.messages import Message

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

TIMEOUT = (3.0, 10.0)  # seconds to connect, and to wait for an answer; the SDK has no default
PART = 64 * 1024  # bytes read at once of what somebody sent
CONNECTIONS = 160  # kept alive, for as many threads
# what was sent is being prepared; LINE said 400 to everybody while it was in trouble
NOT_YET = {HTTPStatus.ACCEPTED, HTTPStatus.BAD_REQUEST}


class LineError(Exception):
    """LINE did not take a request. `permanent` means that trying again is useless."""

    def __init__(self, status: int | None, reason: str = "", body: Any = None) -> None:
        super().__init__(f"LINE answered {status}" if status else f"no answer: {reason}")
        self.status = status
        self.body = body if isinstance(body, dict) else {}

    @property
    def refused(self) -> bool:
        """LINE took nothing, for certain; without an answer or after a 5xx it may have."""
        return self.status is not None and self.status < HTTPStatus.INTERNAL_SERVER_ERROR

    @property
    def permanent(self) -> bool:
        return self.refused and self.status != HTTPStatus.TOO_MANY_REQUESTS

    @property
    def unauthorised(self) -> bool:
        """Our token is at fault, not what was sent."""
        return self.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)

    @property
    def over_quota(self) -> bool:
        """The month's messages are used up (LINE's other 429 means: slower)."""
        return self.status == HTTPStatus.TOO_MANY_REQUESTS and "monthly" in self._words

    @property
    def about_messages(self) -> bool:
        """LINE found fault with what is said: nobody can get it."""
        return "messages[" in self._words or not set(self._faulty) <= {"to"}

    @property
    def about_recipients(self) -> bool:
        """LINE found fault with whom it is said to, in any of the ways it words that."""
        worded = "Failed to send messages" in self._words or "'to" in self._words
        return not self.about_messages and (worded or "to" in self._faulty)

    @property
    def _words(self) -> str:
        return str(self.body.get("message", ""))

    @property
    def _faulty(self) -> list[str]:
        """The parts of our request that LINE names, such as `to` or `messages`."""
        details = self.body.get("details")
        listed = details if isinstance(details, list) else []
        named = [each.get("property") for each in listed if isinstance(each, dict)]
        return [re.split(r"[\[./]", str(name).lstrip("/"))[0] for name in named]


@dataclass(frozen=True)
class AccountState:
    basic_id: str
    name: str
    chat_mode: str
    quota: int | None
    used: int


class Line(Protocol):
    def reply(self, token: str, messages: Sequence[Message]) -> None: ...
    def send(self, endpoint: str, body: str, retry_key: str) -> None: ...
    def account(self) -> AccountState: ...
    def profile_name(self, line_user_id: str) -> str | None: ...


class LineApi:
    """LINE over HTTP. Make one per process, after a fork."""

    def __init__(
        self,
        token: str,
        api: str = "https://api.line.me",
        data_api: str = "https://api-data.line.me",
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        self._token, self._api, self._data_api, self.timeout = token, api, data_api, timeout
        self._pool = urllib3.PoolManager(
            maxsize=CONNECTIONS,
            retries=False,  # who retries must know whether LINE may have taken it
            timeout=urllib3.Timeout(connect=timeout[0], read=timeout[1]),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )

    def reply(self, token: str, messages: Sequence[Message]) -> None:
        body = {"replyToken": token, "messages": list(messages)}
        self._call("POST", "/v2/bot/message/reply", json.dumps(body, ensure_ascii=False))

    def send(self, endpoint: str, body: str, retry_key: str) -> None:
        """Push, multicast or broadcast. An earlier try that LINE took (409) is a success."""
        try:
            self._call("POST", f"/v2/bot/message/{endpoint}", body, {"X-Line-Retry-Key": retry_key})
        except LineError as error:
            if error.status != HTTPStatus.CONFLICT:
                raise

    def validate(self, messages: Sequence[Message]) -> None:
        """Have LINE look at what is to be sent; it says no as it would to the real thing."""
        body = json.dumps({"messages": list(messages)}, ensure_ascii=False)
        self._call("POST", "/v2/bot/message/validate/multicast", body)

    def account(self) -> AccountState:
        info = self._call("GET", "/v2/bot/info")
        quota = self._call("GET", "/v2/bot/message/quota")
        consumption = self._call("GET", "/v2/bot/message/quota/consumption")
        return AccountState(
            basic_id=str(info.get("basicId", "")),
            name=str(info.get("displayName", "")),
            chat_mode=str(info.get("chatMode", "")),
            quota=int(quota["value"]) if quota.get("type") == "limited" else None,
            used=int(consumption.get("totalUsage", 0)),
        )

    def profile_name(self, line_user_id: str) -> str | None:
        """The name a member has in LINE; none where LINE will not say."""
        try:
            name = self._call("GET", f"/v2/bot/profile/{line_user_id}").get("displayName")
        except LineError as error:
            if error.permanent and not error.unauthorised:
                return None
            raise
        return str(name) if name else None

    def friends(self, day: date) -> int | None:
        """How many had us as their friend at the end of that day; none while LINE does not say."""
        try:
            told = self._call("GET", f"/v2/bot/insight/followers?date={day:%Y%m%d}")
        except LineError as error:
            if error.status is None:
                raise
            return None
        ready = told.get("status") == "ready"
        return int(told["followers"]) - int(told.get("blocks", 0)) if ready else None

    def group(self, line_group_id: str) -> tuple[str, int] | None:
        """The name of a group, and how many people are in it; none where we are not."""
        try:
            summary = self._call("GET", f"/v2/bot/group/{line_group_id}/summary")
            told = self._call("GET", f"/v2/bot/group/{line_group_id}/members/count")
        except LineError as error:
            if error.permanent and not error.unauthorised:
                return None
            raise
        return str(summary.get("groupName", "")), int(told["count"])

    def content(self, message_id: str, most: int) -> bytes | None:
        """What somebody sent, as far as `most` bytes and one more; none while LINE prepares it."""
        address = f"{self._data_api}/v2/bot/message/{message_id}/content"
        answer = self._ask("GET", address, preload_content=False)
        try:
            with closing(answer):
                data = _at_most(answer, most + 1)
        except urllib3.exceptions.HTTPError as error:
            raise LineError(None, type(error).__name__) from None
        if answer.status in NOT_YET:
            return None
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise LineError(answer.status, body=_json(data))
        return data

    def menus(self) -> dict[str, str]:
        """The name of every rich menu, by its id."""
        told = self._call("GET", "/v2/bot/richmenu/list").get("richmenus", [])
        return {str(each["richMenuId"]): str(each.get("name", "")) for each in told}

    def create_menu(self, menu: dict[str, Any], picture: bytes) -> str:
        """A new rich menu with its PNG; nobody sees it yet."""
        made = self._call("POST", "/v2/bot/richmenu", json.dumps(menu, ensure_ascii=False))
        menu_id = str(made["richMenuId"])
        address = f"{self._data_api}/v2/bot/richmenu/{menu_id}/content"
        self._send("POST", address, picture, {"Content-Type": "image/png"})
        return menu_id

    def show_menu_to_all(self, menu_id: str) -> None:
        """To everybody who has no menu of her own."""
        self._call("POST", f"/v2/bot/user/all/richmenu/{menu_id}")

    def link_menu(self, menu_id: str, line_user_ids: Sequence[str]) -> None:
        """Give this menu to up to 500 people."""
        body = {"richMenuId": menu_id, "userIds": list(line_user_ids)}
        self._call("POST", "/v2/bot/richmenu/bulk/link", json.dumps(body))

    def unlink_menu(self, line_user_id: str) -> None:
        self._call("DELETE", f"/v2/bot/user/{line_user_id}/richmenu")

    def delete_menu(self, menu_id: str) -> None:
        self._call("DELETE", f"/v2/bot/richmenu/{menu_id}")

    def sdk(self) -> "MessagingApi":
        """The official SDK, for what is asked rarely; loaded only then (1 s, 61 MB).

        The caller passes `_request_timeout=line.timeout` with every call.
        """
        from linebot.v3.messaging import ApiClient, Configuration, MessagingApi  # noqa: PLC0415

        configuration = Configuration(access_token=self._token, host=self._api)
        configuration.retries = False
        return MessagingApi(ApiClient(configuration))

    def _call(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        data = body.encode(errors="replace") if body is not None else None
        return self._send(method, self._api + path, data, headers)

    def _send(
        self, method: str, address: str, data: bytes | None, headers: dict[str, str] | None
    ) -> dict[str, Any]:
        merged = {**self._pool.headers, **(headers or {})}
        answer = self._ask(method, address, body=data, headers=merged)
        parsed = _json(answer.data)
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise LineError(answer.status, body=parsed)
        return parsed

    def _ask(self, method: str, address: str, **more: Any) -> urllib3.BaseHTTPResponse:
        """Every request goes through here, and leaves its line in the log."""
        began, status, request_id = monotonic(), None, None
        try:
            answer = self._pool.request(method, address, **more)
            status, request_id = answer.status, answer.headers.get("X-Line-Request-Id")
        except urllib3.exceptions.HTTPError as error:
            raise LineError(None, type(error).__name__) from None  # its text names addresses
        finally:
            logs.request(method, address, monotonic() - began, status, request_id)
        return answer


def sdk_errors() -> tuple[type[Exception], ...]:
    """What the SDK raises: its own, urllib3's unwrapped, and ValueError for odd bodies."""
    from linebot.v3.messaging import ApiException  # noqa: PLC0415

    return (ApiException, urllib3.exceptions.HTTPError, ValueError)


def _at_most(answer: urllib3.BaseHTTPResponse, most: int) -> bytes:
    """Read no further, however much there is."""
    read = bytearray()
    while len(read) < most and (part := answer.read(min(PART, most - len(read)))):
        read += part
    return bytes(read)


def _json(data: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(data or b"{}")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
