import pytest
from werkzeug.test import TestResponse

from simulator import Simulator
from simulator.pictures import look
from tests.simulator.stage import MALEE, SOMCHAI, Bot, Line, text

PICTURE = b"\x89PNG a picture"


def fetch(line: Line, message_id: str, part: str = "") -> TestResponse:
    return line.get(f"/v2/bot/message/{message_id}/content{part}")


def upload(simulator: Simulator, kind: str = "image", mime: str = "image/png") -> str:
    return simulator.upload(SOMCHAI, {"type": kind, "fileName": "a"}, mime, PICTURE)["id"]


def test_a_picture_can_be_fetched_by_its_message(simulator: Simulator, bot: Bot, line: Line):
    upload(simulator)
    message = bot.newest["message"]
    assert message["contentProvider"] == {"type": "line"}
    answer = fetch(line, message["id"])
    assert (answer.data, answer.content_type) == (PICTURE, "image/png")
    assert fetch(line, message["id"], "/preview").data == PICTURE


def test_a_file_is_announced_by_name_and_size(simulator: Simulator, bot: Bot, line: Line):
    simulator.upload(SOMCHAI, {"type": "file", "fileName": "งบ.pdf"}, "application/pdf", PICTURE)
    message = bot.newest["message"]
    assert (message["fileName"], message["fileSize"]) == ("งบ.pdf", len(PICTURE))
    assert fetch(line, message["id"]).data == PICTURE


def test_a_video_is_prepared_before_it_can_be_fetched(simulator: Simulator, line: Line):
    simulator.set_transcoding("processing")
    film = upload(simulator, "video", "video/mp4")
    assert fetch(line, film).status_code == 202
    assert fetch(line, film, "/transcoding").json == {"status": "processing"}
    simulator.set_transcoding("succeeded", film)
    assert fetch(line, film).data == PICTURE
    assert fetch(line, film, "/transcoding").json == {"status": "succeeded"}


def test_a_video_that_could_not_be_prepared(simulator: Simulator, line: Line):
    film = upload(simulator, "video", "video/mp4")
    simulator.set_transcoding("failed", film)
    assert fetch(line, film).status_code == 404
    assert fetch(line, film, "/transcoding").json == {"status": "failed"}


def test_a_video_has_a_picture_as_its_preview(simulator: Simulator, line: Line):
    preview = fetch(line, upload(simulator, "video", "video/mp4"), "/preview")
    assert look(preview.data) == ("image/png", 240, 135)


@pytest.mark.parametrize(
    ("kind", "part", "status"), [("image", "/transcoding", 400), ("audio", "/preview", 404)]
)
def test_what_a_kind_of_media_has_not(
    simulator: Simulator, line: Line, kind: str, part: str, status: int
):
    assert fetch(line, upload(simulator, kind, "x/y"), part).status_code == status


def test_what_was_taken_back_is_gone(simulator: Simulator, line: Line):
    picture = upload(simulator)
    simulator.unsend(SOMCHAI, picture)
    assert fetch(line, picture).status_code == 410


@pytest.mark.parametrize("message_id", ["1", "x", "9" * 18, "9" * 40])
def test_what_never_was_is_not_found(line: Line, message_id: str):
    assert fetch(line, message_id).status_code == 404


def test_a_text_has_no_content(simulator: Simulator, line: Line):
    assert fetch(line, simulator.send(SOMCHAI, text())["id"]).status_code == 404


def test_reading_is_marked_up_to_the_message(simulator: Simulator, bot: Bot, line: Line):
    simulator.send(SOMCHAI, text("หนึ่ง"))
    token = bot.newest["message"]["markAsReadToken"]
    simulator.send(SOMCHAI, text("สอง"))
    simulator.send(MALEE, text("สาม"))
    path = "/v2/bot/chat/markAsRead"
    assert line.call("POST", path, {"markAsReadToken": token}).status_code == 200
    assert [said["read"] for said in simulator.chat(SOMCHAI)] == [True, False]
    assert [said["read"] for said in simulator.chat(MALEE)] == [False]


def test_profiles_are_those_of_friends(simulator: Simulator, line: Line):
    path = f"/v2/bot/profile/{SOMCHAI}"
    assert line.get(path).json == {"userId": SOMCHAI, "displayName": "สมชาย", "language": "th"}
    simulator.block(SOMCHAI)
    assert line.get(path).status_code == 404


def test_loading_shows_in_the_chat_and_is_accepted(simulator: Simulator, line: Line):
    before = simulator.store.feed.newest
    answer = line.call("POST", "/v2/bot/chat/loading/start", {"chatId": SOMCHAI})
    assert answer.status_code == 202
    news = simulator.store.feed.after(before, 0)
    assert ("loading", {"chat": SOMCHAI, "seconds": 20}) in [(n.kind, n.payload) for n in news]
