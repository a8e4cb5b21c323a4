"""The names in a table of people, each on the line of its row."""

from collections.abc import Callable, Sequence
from itertools import islice, takewhile

from bot.spelling import composed
from models.name import person_name

COLUMNS = 60  # further to the right stands no name
HEADED = 20  # rows in which the headings are sought
GUESSED = 500  # filled rows that tell which columns hold names, however many follow
BAR = " | "  # between what stands in a row that has no name: no sign of a name
MOSTLY = 0.5  # of the rows

Row = Sequence[str]

TITLE = frozenset({"คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "ยศ", "title", "prefix"})
FULL = frozenset(
    {
        *("ชื่อสกุล", "ชื่อนามสกุล", "ชื่อและสกุล", "ชื่อและนามสกุล", "ชื่อตัวชื่อสกุล", "คำนำหน้าชื่อสกุล"),
        *("คำนำหน้าชื่อนามสกุล", "ชื่อสมาชิก", "รายชื่อ", "รายชื่อสมาชิก", "name", "fullname", "names"),
    }
)
FIRST = frozenset({"ชื่อ", "ชื่อตัว", "ชื่อจริง", "firstname", "givenname", "forename"})
LAST = frozenset({"นามสกุล", "สกุล", "ชื่อสกุล", "lastname", "surname", "familyname"})
BEFORE_A_NAME = frozenset(
    {
        *("นาย", "นาง", "นางสาว", "น.ส.", "ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "คุณ", "ดร."),
        *("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr."),
    }
)


def pasted(said: str) -> list[str]:
    """The names in what was typed, or copied from a table."""
    return lines([line.split("\t") for line in said.splitlines()])


def lines(rows: Sequence[Row]) -> list[str]:
    """The name in each row; empty for the headings and what stands above them."""
    rows = [[cell.strip() for cell in row[:COLUMNS]] for row in rows]
    head = _head(rows[:HEADED])
    below = [[] if head >= 0 and row == rows[head] else row for row in rows[head + 1 :]]
    filled = list(islice(filter(any, below), GUESSED))
    columns = _under(rows[head], filled) if head >= 0 else _guessed(filled)
    return [""] * (head + 1) + [_name(row, columns) for row in below]


def _head(rows: Sequence[Row]) -> int:
    """Which row has the headings: of several that might, the one with most cells; -1 for none."""
    likely = [place for place, row in enumerate(rows) if _whole(row)]
    return max(likely, key=lambda place: sum(map(bool, rows[place])), default=-1)


def _whole(row: Row) -> list[int]:
    """The columns that are headed as the first and the last name, or as all of it."""
    first, last = _headed(row, FIRST) or _headed(row, FULL), _headed(row, LAST)
    return first + last if first and last and first != last else first


def _headed(row: Row, words: frozenset[str]) -> list[int]:
    return next(([column] for column, cell in enumerate(row) if _spelt(cell) in words), [])


def _spelt(cell: str) -> str:
    """A heading's letters, without what stands in brackets."""
    return "".join(filter(_is_thai_or_letter, composed(cell).partition("(")[0]))


def _is_thai_or_letter(character: str) -> bool:
    return character.isalpha() or "\u0e31" <= character <= "\u0e4e"


def _under(head: Row, below: Sequence[Row]) -> list[int]:
    """One heading for the whole name may be merged over the columns to its right, too."""
    columns = _whole(head)
    right = takewhile(lambda column: not head[column], range(columns[-1] + 1, len(head)))
    if len(columns) == 1:
        columns = columns + [column for column in right if _mostly(_is_name, below, column)]
    return _headed(head, TITLE) + columns


def _guessed(rows: Sequence[Row]) -> list[int]:
    """Without headings: where most different names stand, with the columns at its sides."""
    wide = max(map(len, rows), default=0)
    best = max(range(wide), key=lambda column: _different(rows, column), default=0)
    title = [best - 1] if _mostly(_is_title, rows, best - 1) else []
    halves = all(_mostly(_is_word, rows, column) for column in (best, best + 1))
    return [*title, best, best + 1] if halves else [*title, best]


def _different(rows: Sequence[Row], column: int) -> int:
    return len({cell for cell in _cells(rows, column) if _is_name(cell) and not _is_title(cell)})


def _mostly(like: Callable[[str], bool], rows: Sequence[Row], column: int) -> bool:
    found = _cells(rows, column)
    return sum(map(like, found)) > MOSTLY * len(found)


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    return [row[column] if 0 <= column < len(row) else "" for row in rows]


def _is_name(cell: str) -> bool:
    return person_name(cell) is not None and not any(map(str.isdigit, cell))


def _is_word(cell: str) -> bool:
    return _is_name(cell) and " " not in cell and not _is_title(cell)


def _is_title(cell: str) -> bool:
    return cell.casefold() in BEFORE_A_NAME


def _name(row: Row, columns: Sequence[int]) -> str:
    parts = [row[each] for each in columns if each < len(row) and row[each]]
    if not parts:
        return _else(row)
    glue = "" if _is_title(parts[0]) and not parts[0].isascii() else " "
    return glue.join([parts[0], " ".join(parts[1:])]).strip()


def _else(row: Row) -> str:
    """What stands where no name is: shown, so that a name in the wrong place is not lost."""
    found = [cell for cell in row if any(map(str.isalpha, cell))]
    return BAR.join(["", *found]).strip()
