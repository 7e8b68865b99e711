"""Writes Gnumeric workbooks with one sheet."""

from __future__ import annotations

from xml.sax.saxutils import escape


def workbook(name: str, columns: tuple[tuple[str, int], ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """The file's content; ``columns`` gives each heading and its width in pixels."""
    table = (tuple(heading for heading, _ in columns), *rows)
    cells = []
    for at, row in enumerate(table):
        for column, text in enumerate(row):
            number = text.replace(".", "").isdigit()
            kind = 40 if number else 60
            look = ' ValueFormat="0.00"' if number and "." in text else ""
            cells.append(f'<gnm:Cell Row="{at}" Col="{column}" ValueType="{kind}"{look}>{escape(text)}</gnm:Cell>')
    widths = "".join(
        f'<gnm:ColInfo No="{at}" Unit="{width * 0.75:.2f}" HardSize="1"/>' for at, (_, width) in enumerate(columns)
    )
    last = len(columns) - 1
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd">'
        f"<gnm:SheetNameIndex><gnm:SheetName>{name}</gnm:SheetName></gnm:SheetNameIndex><gnm:Sheets><gnm:Sheet>"
        f"<gnm:Name>{name}</gnm:Name><gnm:MaxCol>{last}</gnm:MaxCol><gnm:MaxRow>{len(table)}</gnm:MaxRow>"
        f'<gnm:Zoom>1.2</gnm:Zoom><gnm:Styles><gnm:StyleRegion startCol="0" startRow="0" endCol="{last}" endRow="0">'
        '<gnm:Style><gnm:Font Unit="10" Bold="1">Sans</gnm:Font></gnm:Style></gnm:StyleRegion></gnm:Styles>'
        f'<gnm:Cols DefaultSizePts="48">{widths}</gnm:Cols><gnm:Cells>{"".join(cells)}</gnm:Cells>'
        "</gnm:Sheet></gnm:Sheets></gnm:Workbook>\n"
    )
