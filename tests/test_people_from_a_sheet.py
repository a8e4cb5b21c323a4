"""Names out of spreadsheets and what is copied from them; files are made by another's writer."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.turn import Refusal
from loading import people, workbook
from tests.sheets import made

NAMES = ("สมหญิง ใจงาม", "บุญมี มีสุข", "วิชัย ดีงาม", "อรุณ รุ่งเรือง")
WANTED = 5_000


def lines(*rows, **more):
    return people.lines(workbook.read(made(*rows, **more), WANTED).rows)


def repacked(file, change, compression=zipfile.ZIP_DEFLATED):
    """The same file with its parts changed: `change(name, content)`."""
    into = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(into, "w", compression) as new:
        for each in old.namelist():
            new.writestr(each, change(each, old.read(each)))
    return into.getvalue()


@pytest.mark.parametrize(
    "head",
    [
        ("ชื่อ-สกุล",),
        ("ชื่อ - นามสกุล (ตัวบรรจง)",),
        ("ที่", "ชื่อและนามสกุล", "โทร."),
        ("Name",),
        ("FULL NAME", "Phone"),
    ],
)
def test_the_heading_says_where_names_stand(head):
    place = next(n for n, each in enumerate(head) if "ชื่อ" in each or "name" in each.lower())
    rows = [[NAMES[n] if column == place else n for column in range(len(head))] for n in range(3)]
    assert lines(head, *rows) == ["", *NAMES[:3]]


@pytest.mark.parametrize(
    ("head", "row", "name"),
    [
        (("คำนำหน้า", "ชื่อ", "นามสกุล"), ("นาง", "สมหญิง", "ใจงาม"), "นางสมหญิง ใจงาม"),
        (("นามสกุล", "ชื่อ"), ("ใจงาม", "สมหญิง"), "สมหญิง ใจงาม"),
        (("ชื่อ", "ชื่อสกุล"), ("สมหญิง", "ใจงาม"), "สมหญิง ใจงาม"),
        (("คำนำหน้า", "ชื่อ-สกุล"), ("น.ส.", "สมหญิง ใจงาม"), "น.ส.สมหญิง ใจงาม"),
        (("ยศ", "ชื่อ", "สกุล"), ("ร.ต.อ.", "สมชาย", "ใจดี"), "ร.ต.อ. สมชาย ใจดี"),
        (("Title", "Name", "Last name"), ("Mr", "Ben", "Lee"), "Mr Ben Lee"),
        (("Title", "First name", "Last name"), ("Mrs", "Anna", "O’Neil"), "Mrs Anna O’Neil"),
        (("ชื่อ", "ตำแหน่ง"), ("สมหญิง ใจงาม", "ประธาน"), "สมหญิง ใจงาม"),
    ],
)
def test_title_first_and_last_name_become_one(head, row, name):
    assert lines(head, row) == ["", name]


def test_a_heading_merged_over_title_first_and_last_name_counts_for_all_three():
    def write(book, sheet):
        sheet.merge_range("B1:D1", "ชื่อ - สกุล")

    rows = [(n, "นาย", *name.split()) for n, name in enumerate(NAMES, 1)]
    head = ("ลำดับ", None, None, None, "ตำแหน่ง")
    assert lines(head, *rows, write=write) == ["", *(f"นาย{name}" for name in NAMES)]


def test_an_unnamed_column_of_telephones_is_no_part_of_a_name():
    rows = [(name, "081-234-5678") for name in NAMES]
    assert lines(("ชื่อ-สกุล", None), *rows) == ["", *NAMES]


def test_every_name_stands_on_the_line_of_its_row():
    rows = [
        ("รายชื่อสมาชิกชมรม STRONG ปี 2570",),
        (),
        ("ลำดับ", "ชื่อ-สกุล", "โทร"),
        (1, "สมหญิง ใจงาม", "0812345678"),
        (),
        (2, None, None),
        (3, "บุญมี มีสุข", None),
        ("ลำดับ", "ชื่อ-สกุล", "โทร"),
        ("", 12345, ""),
        ("รวม 3 คน",),
    ]
    assert lines(*rows) == [
        *("", "", "", "สมหญิง ใจงาม", "", "", "บุญมี มีสุข", "", "12345", "| รวม 3 คน"),
    ]


def test_without_headings_the_column_with_most_different_names_is_taken():
    rows = [(n, name, "สมาชิก", "081 234 5678") for n, name in enumerate(NAMES, 1)]
    assert lines(*rows) == [*NAMES]
    rows = [(n, "นาย", *name.split(), "ชะอำ") for n, name in enumerate(NAMES, 1)]
    assert lines(*rows) == [f"นาย{name}" for name in NAMES]


def test_odd_cells_become_what_is_seen_in_them():
    def write(book, sheet):
        sheet.write_formula("A2", '=B2&" "&C2', None, "สมหญิง ใจงาม")
        sheet.write_rich_string("A3", "บุญมี ", book.add_format({"bold": True}), "มีสุข")
        sheet.write_string("A4", "วิชัย\nดีงาม\u00a0")
        sheet.write_boolean("A5", 1)
        sheet.write_formula("A6", "=1/0", None, "#DIV/0!")
        sheet.write_string("A7", "อรุณ\rรุ่งเรือง")

    found = lines(("ชื่อ-สกุล",), write=write)
    assert found[1:4] == list(NAMES[:3])
    assert found[5:] == ["#DIV/0!", NAMES[3]]


def test_a_file_without_shared_texts_is_read_too():
    file = made(("ชื่อ",), *((name,) for name in NAMES), constant_memory=True)
    assert people.lines(workbook.read(file, WANTED).rows) == ["", *NAMES]


def test_a_file_whose_shared_texts_are_left_out_is_read_as_well():
    file, less = made((1, 2)), BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(less, "w") as new:
        for each in old.namelist():
            if not each.endswith("sharedStrings.xml"):
                new.writestr(each, old.read(each))
    assert workbook.read(less.getvalue(), WANTED).rows == [["1", "2"]]


def test_the_first_sheet_that_is_to_be_seen_is_read():
    def write(book, first):
        first.hide()
        second = book.worksheets()[1]
        second.activate()
        second.write(0, 0, NAMES[0])

    table = workbook.read(made(("ที่ซ่อน",), sheets=("ก", "ข", "ค"), write=write), WANTED)
    assert (table.rows, table.sheet, table.sheets) == ([[NAMES[0]]], "ข", 3)


def test_a_cell_in_the_last_corner_takes_no_room():
    def write(book, sheet):
        sheet.write("XFD1048576", "x")

    table = workbook.read(made((NAMES[0],), write=write), WANTED)
    assert table.rows == [[NAMES[0]]]
    assert table.more


def test_no_more_rows_are_read_than_wanted():
    table = workbook.read(made(*(["ก"] for _ in range(7))), 5)
    assert (len(table.rows), table.more) == (5, True)
    table = workbook.read(made(*(["ก"] for _ in range(5))), 5)
    assert (len(table.rows), table.more) == (5, False)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (OLE, ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "มีรหัสผ่าน"),
        (b"", "เปิดไฟล์นี้ไม่ได้ค่ะ"),
        ("ชื่อ,นามสกุล".encode(), "เปิดไฟล์นี้ไม่ได้ค่ะ"),
        (b"%PDF-1.7", "เปิดไฟล์นี้ไม่ได้ค่ะ"),
        (made(NAMES)[:-30], "เปิดไฟล์นี้ไม่ได้ค่ะ"),
        (repacked(made(NAMES), lambda name, old: old[:40]), "เปิดไฟล์นี้ไม่ได้ค่ะ"),
    ],
)
def test_what_cannot_be_read_is_said_kindly(file, said):
    with pytest.raises(Refusal, match=said):
        workbook.read(file, WANTED)


def test_a_file_that_swells_is_refused():
    big = repacked(made(NAMES), lambda name, old: old + b" " * 25_000_000 * ("sheet1" in name))
    assert len(big) < 100_000
    with pytest.raises(Refusal, match="ใหญ่เกินไปค่ะ"):
        workbook.read(big, WANTED)


def naming(times):
    """A book that names its shared texts so many times more."""
    more = "".join(
        f'<Relationship Id="more{each}" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
        for each in range(times)
    )

    def change(name, old):
        if name != "xl/_rels/workbook.xml.rels":
            return old
        return old.replace(b"</Relationships>", f"{more}</Relationships>".encode())

    return repacked(made(NAMES), change)


def test_a_part_that_is_named_again_and_again_is_read_once(monkeypatch):
    fed, feed = [], workbook._feed

    def count(archive, part, target):
        fed.append(part)
        feed(archive, part, target)

    monkeypatch.setattr(workbook, "_feed", count)
    assert workbook.read(naming(300), WANTED).rows == [[*NAMES]]
    assert fed.count("xl/sharedStrings.xml") == 1


def test_a_file_that_names_more_than_a_book_has_is_refused():
    with pytest.raises(Refusal, match="เปิดไฟล์นี้ไม่ได้ค่ะ"):
        workbook.read(naming(workbook.NAMED), WANTED)


def test_a_part_whose_size_is_a_lie_is_unpacked_no_further():
    file = repacked(made(NAMES), lambda name, old: old + b" " * 25_000_000 * ("sheet1" in name))
    with zipfile.ZipFile(BytesIO(file)) as archive:
        honest = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    liar = file.replace(honest.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert liar != file
    with pytest.raises(Refusal, match="เปิดไฟล์นี้ไม่ได้ค่ะ"):
        workbook.read(liar, WANTED)


def test_other_ways_of_packing_are_refused():
    with pytest.raises(Refusal, match="เปิดไฟล์นี้ไม่ได้ค่ะ"):
        workbook.read(repacked(made(NAMES), lambda _name, old: old, zipfile.ZIP_LZMA), WANTED)


def test_entities_are_refused():
    def swell(name, old):
        if not name.endswith("sharedStrings.xml"):
            return old
        return old.replace(b"<sst", b'<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst').replace(
            b"</t>", b"&a;</t>"
        )

    with pytest.raises(Refusal, match="เปิดไฟล์นี้ไม่ได้ค่ะ"):
        workbook.read(repacked(made(NAMES), swell), WANTED)


@given(st.binary(max_size=400))
def test_no_bytes_are_more_than_refused(file):
    with pytest.raises(Refusal):
        workbook.read(file, WANTED)


WHOLE = made(("ชื่อ", "นามสกุล"), *(name.split() for name in NAMES), constant_memory=True)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1))
def test_a_damaged_file_is_read_or_refused(damage):
    file = bytearray(WHOLE)
    for place, byte in damage:
        file[place] = byte
    read_or_refused(bytes(file))


PARTS = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]


@settings(max_examples=300)
@given(
    st.sampled_from(PARTS), st.integers(0, 3_000), st.text("0123456789ABs<>/\"'=-rt ", max_size=9)
)
def test_a_file_with_nonsense_inside_is_read_or_refused(part, place, nonsense):
    def spoil(name, old):
        at = place % len(old)
        return old[:at] + nonsense.encode() + old[at + len(nonsense) :] if name == part else old

    read_or_refused(repacked(WHOLE, spoil, zipfile.ZIP_STORED))


def read_or_refused(file):
    try:
        people.lines(workbook.read(file, WANTED).rows)
    except Refusal:
        return


def test_what_is_copied_from_a_table_is_read_like_the_table():
    assert people.pasted("ที่\tชื่อ\tนามสกุล\r\n1\tสมหญิง\tใจงาม\r\n\t\t\r\n") == [
        *("", "สมหญิง ใจงาม", "")
    ]
    assert people.pasted("1\tสมหญิง ใจงาม\t0812345678\n2\tบุญมี มีสุข") == [*NAMES[:2]]


def test_however_wide_and_long_few_cells_are_looked_at_for_the_columns(monkeypatch):
    looked, is_name = [], people._is_name
    monkeypatch.setattr(people, "_is_name", lambda cell: looked.append(cell) or is_name(cell))
    people.pasted("\t" * 300 + "\nก" * 1_000)
    assert len(looked) <= 3 * people.COLUMNS * people.GUESSED


def test_below_the_rows_that_tell_the_columns_names_are_read_all_the_same():
    rows = [["", str(number), NAMES[0]] for number in range(people.GUESSED)]
    assert people.lines([*rows, ["", "", ""], ["", "9", NAMES[1]]])[-2:] == ["", NAMES[1]]


@given(st.lists(st.text("กขใจ สมชาย12.\u200b'|", max_size=12)))
def test_what_was_read_once_is_read_the_same_again(typed):
    once = people.pasted("\n".join(typed))
    assert people.pasted("".join(f"{line}\n" for line in once)) == once
    assert len(once) == len("\n".join(typed).splitlines())


@given(st.lists(st.lists(st.text(max_size=9), max_size=5), max_size=9))
def test_any_table_has_a_line_for_each_row(rows):
    assert len(people.lines(rows)) == len(rows)
