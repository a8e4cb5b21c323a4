"""A member's first minutes: greeting, joining, words, data."""

from tests.conftest import joins


def test_a_new_friend_is_greeted_and_joins_her_club(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.sees("น้องสตรองเองค่ะ", "เข้าชมรม")
    somchai.presses("เข้าชมรม")
    somchai.sees("พิมพ์รหัสชมรมหรือชื่อ")
    somchai.says("หัวหิน")
    somchai.sees("ความเป็นส่วนตัวของคุณ", "เข้าชมรม STRONG เทศบาลเมืองหัวหิน")
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.sees("ยินดีต้อนรับสู่ชมรมค่ะ")


def test_a_poster_link_leads_straight_to_the_notice(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("เข้าชมรม huahin")
    somchai.sees("ความเป็นส่วนตัวของคุณ")
    somchai.says("ตกลงค่ะ")
    somchai.sees("ยินดีต้อนรับ")


def test_a_newcomer_who_types_her_town_is_led_to_its_club(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("หัวหิน")
    somchai.sees("เข้าชมรม STRONG เทศบาลเมืองหัวหิน")


def test_whoever_says_no_is_in_no_club(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    somchai.says("ไม่เอา")
    somchai.sees("ยังไม่ได้เข้าชมรม")
    somchai.says("ข้อมูลของฉัน")
    somchai.sees("ยังไม่ได้ให้ความยินยอม")


def test_words_without_sense_never_get_the_same_line_twice(somchai, hua_hin):
    somchai.adds_the_bot()
    answers = []
    for words in ("ฟหกด", "ฟหกด", "ฟหกด"):
        somchai.says(words)
        somchai.sees("อยากทำอะไรคะ")
        answers.append(somchai.screen().splitlines()[0])
    assert len(set(answers)) == 3


def test_deleting_is_asked_twice(somchai, hua_hin, db):
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ลบข้อมูลของฉัน")
    somchai.presses("ลบข้อมูล")
    somchai.sees("ขอถามอีกครั้ง")
    somchai.presses("ลบข้อมูล")
    somchai.sees("ลบข้อมูลของคุณเรียบร้อยแล้ว")
    somchai.says("ข้อมูลของฉัน")
    somchai.sees("ยังไม่ได้เข้าชมรม")
