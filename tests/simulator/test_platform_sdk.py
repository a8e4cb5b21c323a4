"""LINE's own SDK as the bot: it finds the platform by its address alone."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    BroadcastRequest,
    Configuration,
    CreateRichMenuAliasRequest,
    FlexContainer,
    FlexMessage,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    MessagingApiBlob,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuBulkLinkRequest,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
    ValidateMessageRequest,
)
from linebot.v3.webhooks import FollowEvent, MessageEvent, PostbackEvent

from simulator import Simulator
from simulator.pictures import grey
from tests.simulator.invalid import MENU
from tests.simulator.stage import CLUB, MALEE, SECRET, SOMCHAI, TOKEN, Bot, bubble, text, words_of


@pytest.fixture
def client(simulator: Simulator) -> Iterator[ApiClient]:
    with simulator.serve() as server:
        yield ApiClient(Configuration(host=server.url, access_token=TOKEN))


@pytest.fixture
def api(client: ApiClient) -> MessagingApi:
    return MessagingApi(client)


@pytest.fixture
def blob(client: ApiClient) -> MessagingApiBlob:
    return MessagingApiBlob(client)


def hello(words: str = "สวัสดีค่ะ") -> TextMessage:
    return TextMessage(text=words)


def test_it_sends_in_every_way(simulator: Simulator, bot: Bot, api: MessagingApi):
    simulator.send(SOMCHAI, text("เมนู"))
    token = bot.newest["replyToken"]
    api.reply_message(ReplyMessageRequest(reply_token=token, messages=[hello("หนึ่ง")]))
    api.push_message(PushMessageRequest(to=SOMCHAI, messages=[hello("สอง")]))
    api.multicast(MulticastRequest(to=[SOMCHAI, MALEE], messages=[hello("สาม")]))
    api.broadcast(BroadcastRequest(messages=[hello("สี่")]))
    assert words_of(simulator.ledger(SOMCHAI)) == ["หนึ่ง", "สอง", "สาม", "สี่"]
    assert api.get_message_quota_consumption().total_usage == 5
    assert api.get_message_quota().value == 300


def test_it_reads_the_refusal_of_a_key_taken_before(api: MessagingApi):
    request, key = PushMessageRequest(to=SOMCHAI, messages=[hello()]), str(uuid4())
    first = api.push_message_with_http_info(request, x_line_retry_key=key)
    with pytest.raises(ApiException) as refused:
        api.push_message(request, x_line_retry_key=key)
    assert refused.value.status == 409
    accepted = refused.value.headers["x-line-accepted-request-id"]
    assert accepted == first.headers["x-line-request-id"]


def test_it_sends_a_flex_message(simulator: Simulator, api: MessagingApi):
    contents = bubble({"type": "text", "text": "ก"})
    message = FlexMessage(alt_text="การ์ด", contents=FlexContainer.from_dict(contents))
    api.push_message(PushMessageRequest(to=SOMCHAI, messages=[message]))
    assert simulator.ledger(SOMCHAI)[0]["message"]["contents"] == contents


def test_it_understands_the_webhooks(simulator: Simulator, bot: Bot):
    simulator.send(SOMCHAI, text("เมนู"))
    simulator.press(SOMCHAI, "x")
    simulator.block(SOMCHAI)
    simulator.unblock(SOMCHAI)
    parser = WebhookParser(SECRET)
    kinds = []
    for body, headers in bot.webhooks:
        kinds += parser.parse(body.decode(), headers["X-Line-Signature"])
    assert [type(event) for event in kinds if type(event) in (MessageEvent, PostbackEvent)] == [
        MessageEvent,
        PostbackEvent,
    ]
    assert isinstance(kinds[-1], FollowEvent)
    with pytest.raises(InvalidSignatureError):
        parser.parse(bot.webhooks[0][0].decode(), "wrong")


def test_it_reads_people_groups_and_the_bot_itself(simulator: Simulator, api: MessagingApi):
    assert api.get_profile(SOMCHAI).display_name == "สมชาย"
    assert api.get_group_summary(CLUB).group_name == "ชมรม"
    assert api.get_group_member_count(CLUB).count == 3
    assert api.get_group_member_profile(CLUB, MALEE).display_name == "มาลี"
    assert api.get_bot_info().user_id == simulator.channel.user_id
    api.leave_group(CLUB)
    with pytest.raises(ApiException) as refused:
        api.get_group_summary(CLUB)
    assert refused.value.status == 404


def test_it_shows_loading_and_marks_as_read(simulator: Simulator, bot: Bot, api: MessagingApi):
    simulator.send(SOMCHAI, text())
    token = bot.newest["message"]["markAsReadToken"]
    api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=SOMCHAI, loading_seconds=5))
    api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(mark_as_read_token=token))
    assert simulator.chat(SOMCHAI)[0]["read"]


def test_it_looks_after_its_webhook(bot: Bot, api: MessagingApi):
    request = SetWebhookEndpointRequest(endpoint="https://club.test/callback")
    api.set_webhook_endpoint(request)
    assert api.get_webhook_endpoint().endpoint == "https://club.test/callback"
    assert api.test_webhook_endpoint().success
    bot.status = 500
    assert not api.test_webhook_endpoint().success


def test_it_checks_messages_without_sending(api: MessagingApi):
    api.validate_push(ValidateMessageRequest(messages=[hello()]))
    with pytest.raises(ApiException):
        api.validate_push(ValidateMessageRequest(messages=[hello("")]))


def test_it_fetches_what_people_send(simulator: Simulator, blob: MessagingApiBlob):
    picture = simulator.upload(SOMCHAI, {"type": "image"}, "image/png", b"a picture")["id"]
    film = simulator.upload(SOMCHAI, {"type": "video"}, "video/mp4", b"a film")["id"]
    assert bytes(blob.get_message_content(picture)) == b"a picture"
    assert blob.get_message_content_transcoding_by_message_id(film).status == "succeeded"
    assert blob.get_message_content_preview(film)


def test_it_makes_rich_menus(simulator: Simulator, api: MessagingApi, blob: MessagingApiBlob):
    menu_id = api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id
    headers = {"Content-Type": "image/png"}
    blob.set_rich_menu_image(menu_id, grey(2500, 843), _headers=headers)
    api.set_default_rich_menu(menu_id)
    assert api.get_default_rich_menu_id().rich_menu_id == menu_id
    api.link_rich_menu_id_to_user(SOMCHAI, menu_id)
    api.link_rich_menu_id_to_users(
        RichMenuBulkLinkRequest(rich_menu_id=menu_id, user_ids=[SOMCHAI, MALEE])
    )
    assert api.get_rich_menu_id_of_user(MALEE).rich_menu_id == menu_id
    alias = CreateRichMenuAliasRequest(rich_menu_alias_id="main", rich_menu_id=menu_id)
    api.create_rich_menu_alias(alias)
    assert api.get_rich_menu_alias_list().aliases[0].rich_menu_id == menu_id
    assert api.get_rich_menu_list().richmenus[0].chat_bar_text == "เมนู"
    assert blob.get_rich_menu_image(menu_id)[:4] == b"\x89PNG"
    api.delete_rich_menu(menu_id)
    with pytest.raises(ApiException):
        api.get_rich_menu(menu_id)


def test_it_is_told_what_is_not_simulated(api: MessagingApi):
    with pytest.raises(ApiException) as refused:
        api.issue_link_token(SOMCHAI)
    assert refused.value.status == 501
    assert "not simulated" in refused.value.body
