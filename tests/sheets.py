"""Spreadsheets as people send them, made by another's writer."""

from io import BytesIO

from xlsxwriter import Workbook


def made(*rows, sheets=("Sheet1",), write=None, **options):
    """An .xlsx with these rows in its first sheet; `write` does what is special."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, **options}) as book:
        first, *_others = [book.add_worksheet(name) for name in sheets]
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    first.write(number, column, cell)
        if write:
            write(book, first)
    return file.getvalue()
