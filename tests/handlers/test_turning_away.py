"""A “yes” answers the question that was asked last, and no other."""

from tests.conftest import joins


def test_a_yes_after_something_else_does_not_join_a_club(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    somchai.sees("ความเป็นส่วนตัวของคุณ")
    somchai.says("กิจกรรม")
    somchai.says("ตกลง")
    somchai.says("ข้อมูลของฉัน")
    somchai.sees("ยังไม่ได้เข้าชมรม")


def test_a_yes_after_something_else_does_not_send_an_announcement(khru_nok, somchai, works, clock):
    somchai.adds_the_bot()
    joins(somchai)
    khru_nok.says("ประกาศ")
    khru_nok.says("พบกันวันศุกร์นะคะ")
    khru_nok.sees("ตรวจข้อความก่อนส่ง")
    khru_nok.says("สายด่วน")
    khru_nok.says("โอเค")
    works()
    assert "พบกันวันศุกร์" not in somchai.history()
    khru_nok.presses("ส่งเลย")
    clock.moves(minutes=1)
    works()
    somchai.sees("พบกันวันศุกร์")
