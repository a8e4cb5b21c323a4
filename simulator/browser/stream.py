"""What happens, as it happens: server-sent events."""

import json
from collections.abc import Iterator
from typing import Any

from flask import Response, request

from simulator import faults, groups, moments, people, quota
from simulator.browser.page import page
from simulator.current import here
from simulator.feed import News
from simulator.store import Store

HEARTBEAT = 15  # seconds
NOW = {  # news that say only that something changed; the page is told how it is now
    "people": people.everybody,
    "groups": groups.all_of_them,
    "quota": quota.state,
    "faults": faults.everything,
    "moments": moments.everything,
}


@page.get("/stream")
def stream() -> Response:
    last = request.headers.get("Last-Event-ID") or request.args.get("after", "")
    seq = int(last) if last.isdecimal() else here().store.feed.newest
    return Response(
        _follow(here().store, seq),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _follow(store: Store, seq: int) -> Iterator[str]:
    yield ": welcome\n\n"
    while not store.feed.closed:
        news = store.feed.after(seq, HEARTBEAT)
        if news is None:  # too far behind, or from another life: read everything anew
            seq = store.feed.newest
            yield _event(News(seq, "reset", {}))
        elif news:
            seq = news[-1].seq
            yield "".join(_event(one) for one in _as_it_is(store, news))
        else:
            yield ": still here\n\n"


def _as_it_is(store: Store, news: list[News]) -> Iterator[News]:
    """Lists are told once, at their last change."""
    last = {one.kind: one.seq for one in news}
    for one in news:
        if one.kind not in NOW:
            yield one
        elif one.seq == last[one.kind]:
            with store.begin() as step:
                value: Any = NOW[one.kind](step)
            yield News(one.seq, one.kind, {one.kind: value})


def _event(news: News) -> str:
    data = json.dumps({"seq": news.seq, "kind": news.kind, **news.payload}, ensure_ascii=False)
    return f"id: {news.seq}\ndata: {data}\n\n"
