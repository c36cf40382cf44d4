"""Pages of a printed report: everything is laid out first, so that each page knows how many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QTextLayout, QTextOption

from designer.export.table import CellFormat, cell_text, totals_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from designer.export.report import KeyFigure, Report
    from designer.export.table import Column, Row, Table


INK: Final = QColor("#1b1f24")
MUTED: Final = QColor("#5a6472")
RULE: Final = QColor("#b9c1cc")
SHADE: Final = QColor("#eef1f5")

_N_TILES: Final = 4
_N_HEADLINE_COLUMNS: Final = 2
_HEADLINE_SHARE: Final = 0.34
_TILE_MM: Final = 14
"""Height of a tile with lines that do not wrap. [mm]"""
_MOST_MM_PER_CHAR: Final = 2.4
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Text with its top left corner."""

    layout: QTextLayout
    at: QPointF
    color: QColor


@dataclass(slots=True)
class Page:
    """What is painted on one page, in order: fills, the picture, rules, texts."""

    fills: list[QRectF] = field(default_factory=list)
    rules: list[tuple[QPointF, QPointF]] = field(default_factory=list)
    texts: list[PlacedText] = field(default_factory=list)
    picture: QRectF | None = None


class _Grid(NamedTuple):
    """Columns of a row of tiles, and its width in pixels."""

    n_columns: int
    width: float


class TypeScale:
    """Fonts of the report.

    Parameters
    ----------
    families
        Families in order of preference.
    """

    def __init__(self, families: tuple[str, ...]) -> None:
        self._families = list(families)
        self.body = self.font(7.5)
        self.strong = self.font(7.5, is_strong=True)
        self.small = self.font(6.5)
        self.figure = self.font(11, is_strong=True)
        self.heading = self.font(11, is_strong=True)
        self.title = self.font(18, is_strong=True)

    def font(self, size_pt: float, *, is_strong: bool = False) -> QFont:
        font = QFont()
        if self._families:
            font.setFamilies(self._families)
        font.setPointSizeF(size_pt)
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        # Contextual glyphs, such as the dash between figures, are lost when text is copied.
        font.setFeature(QFont.Tag("calt"), 0)
        return font


class PageBuilder:
    """Fills pages from top to bottom.

    Parameters
    ----------
    device
        Paint device; lengths are in its pixels.
    fonts
        Fonts of the report.
    has_picture
        Whether the first page has room for a picture of the canvas.
    """

    def __init__(self, device: QPagedPaintDevice, fonts: TypeScale, *, has_picture: bool) -> None:
        self._device = device
        self._fonts = fonts
        self._has_picture = has_picture
        self._mm = device.logicalDpiX() / 25.4
        self._width = float(device.width())
        self._top = 9 * self._mm
        self._bottom = device.height() - 8 * self._mm
        self._y = self._top
        self.pages: list[Page] = [Page()]

    def build(self, report: Report) -> list[Page]:
        self._put(report.title, self._fonts.title, gap_mm=2)
        self._table(report.title_block, has_heading=False)
        self._headline(report.headline)
        self._heading("Key figures")
        self._key_figures(report.key_figures)
        for section in report.sections:
            if section.is_on_new_page:
                self._new_page()
            self._heading(section.title)
            for table in section.tables:
                self._table(table)
        self._frame_pages(report)
        return self.pages

    def _new_page(self) -> None:
        self.pages.append(Page())
        self._y = self._top

    def _room_for(self, height: float) -> None:
        if self._y + height > self._bottom and self._y > self._top:
            self._new_page()

    def _laid_out(
        self, text: str, font: QFont, width: float, align: Qt.AlignmentFlag = _LEFT
    ) -> tuple[QTextLayout, float]:
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text.replace("\n", "\u2028"), font, self._device)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def _write(self, layout: QTextLayout, x: float, y: float, color: QColor = INK) -> None:
        self.pages[-1].texts.append(PlacedText(layout, QPointF(x, y), color))

    def _put(self, text: str, font: QFont, *, gap_mm: float, color: QColor = INK) -> None:
        layout, height = self._laid_out(text, font, self._width)
        self._room_for(height)
        self._write(layout, 0, self._y, color)
        self._y += height + gap_mm * self._mm

    def _heading(self, text: str) -> None:
        self._room_for(20 * self._mm)
        self._y += 3 * self._mm
        self._put(text, self._fonts.heading, gap_mm=1.5)

    def _headline(self, figures: tuple[KeyFigure, ...]) -> None:
        # The figures that are read first, with the picture beside them.
        self._y += 3 * self._mm
        grid = _Grid(_N_TILES, self._width)
        if self._has_picture:
            grid = _Grid(_N_HEADLINE_COLUMNS, _HEADLINE_SHARE * self._width)
            left = grid.width + 3 * self._mm if figures else 0.0
            room = QRectF(left, self._y, self._width - left, self._bottom - self._y)
            self.pages[-1].picture = room
        for start in range(0, len(figures), grid.n_columns):
            if self._y + _TILE_MM * self._mm > self._bottom:
                break
            self._tile_row(list(figures[start : start + grid.n_columns]), grid)
        if self._has_picture:
            self._new_page()

    def _key_figures(self, figures: tuple[KeyFigure, ...]) -> None:
        for group in dict.fromkeys(figure.group for figure in figures):
            tiles = [figure for figure in figures if figure.group == group]
            self._room_for(22 * self._mm)
            self._put(group, self._fonts.strong, gap_mm=1, color=MUTED)
            for start in range(0, len(tiles), _N_TILES):
                self._tile_row(tiles[start : start + _N_TILES], _Grid(_N_TILES, self._width))
            self._y += 1.5 * self._mm

    def _tile_row(self, tiles: list[KeyFigure], grid: _Grid) -> None:
        gap, pad = 2 * self._mm, 1.5 * self._mm
        width = (grid.width - gap * (grid.n_columns - 1)) / grid.n_columns
        inner = width - 2 * pad
        drawn = []
        for tile in tiles:
            band_text = f"{tile.mark_text}   {tile.band_text}".rstrip()
            drawn.append([
                self._laid_out(tile.label, self._fonts.small, inner),
                self._laid_out(tile.value_text, self._fonts.figure, inner),
                self._laid_out(band_text, self._fonts.small, inner),
            ])
        height = max(sum(part[1] for part in parts) for parts in drawn) + 2 * pad
        self._room_for(height)
        for index, parts in enumerate(drawn):
            x = index * (width + gap)
            self.pages[-1].fills.append(QRectF(x, self._y, width, height))
            y = self._y + pad
            for (layout, part_height), color in zip(parts, (MUTED, INK, MUTED), strict=True):
                self._write(layout, x + pad, y, color)
                y += part_height
        self._y += height + gap

    def _table(self, table: Table, *, has_heading: bool = True) -> None:
        total = sum(column.n_chars for column in table.columns)
        per_char = min(self._width / total, _MOST_MM_PER_CHAR * self._mm)
        widths = [per_char * column.n_chars for column in table.columns]
        if has_heading:
            self._table_heading(table, widths)
        n_rows = 0
        for row in table.rows:
            self._table_row(table, row, widths, has_heading=has_heading, font=self._fonts.body)
            n_rows += 1
        if table.has_totals and n_rows:
            totals = totals_of(table)
            self._table_row(table, totals, widths, has_heading=has_heading, font=self._fonts.strong)
        if n_rows == 0 and not table.notes:
            self._put("None.", self._fonts.body, gap_mm=1, color=MUTED)
        self._y += 1 * self._mm
        for note in table.notes:
            self._put(note, self._fonts.small, gap_mm=0.5, color=MUTED)
        self._y += 2 * self._mm

    def _table_heading(self, table: Table, widths: list[float]) -> None:
        headings = [column.heading for column in table.columns]
        cells = self._cells(headings, table.columns, widths, self._fonts.strong)
        height = max(cell[1] for cell in cells) + 2 * self._mm
        self._room_for(height + 8 * self._mm)
        self.pages[-1].fills.append(QRectF(0, self._y, sum(widths), height))
        self._write_cells(cells, widths)
        self._y += height

    def _table_row(
        self, table: Table, row: Row, widths: list[float], *, has_heading: bool, font: QFont
    ) -> None:
        texts = [
            cell_text(cell, column.cell_format)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        cells = self._cells(texts, table.columns, widths, font)
        height = max(cell[1] for cell in cells) + 1.2 * self._mm
        if self._y + height > self._bottom and self._y > self._top:
            self._new_page()
            if has_heading:
                self._table_heading(table, widths)
        self._write_cells(cells, widths, pad_mm=0.6)
        self._y += height
        self.pages[-1].rules.append((QPointF(0, self._y), QPointF(sum(widths), self._y)))

    def _cells(
        self, texts: list[str], columns: tuple[Column, ...], widths: list[float], font: QFont
    ) -> list[tuple[QTextLayout, float]]:
        pad = 2 * self._mm
        return [
            self._laid_out(
                text, font, width - pad, _LEFT if column.cell_format is CellFormat.TEXT else _RIGHT
            )
            for text, column, width in zip(texts, columns, widths, strict=True)
        ]

    def _write_cells(
        self, cells: list[tuple[QTextLayout, float]], widths: list[float], pad_mm: float = 1
    ) -> None:
        x = 0.0
        for (layout, _), width in zip(cells, widths, strict=True):
            self._write(layout, x + self._mm, self._y + pad_mm * self._mm)
            x += width

    def _frame_pages(self, report: Report) -> None:
        last = len(self.pages)
        for number, page in enumerate(self.pages, start=1):
            y_foot = self._bottom + 3 * self._mm
            corners = (
                (report.title, 0.0, _LEFT),
                (f"Revision {report.revision}", 0.0, _RIGHT),
                (report.printed_on.isoformat(), y_foot, _LEFT),
                (f"Page {number} of {last}", y_foot, _RIGHT),
            )
            for text, y, align in corners:
                layout, _ = self._laid_out(text, self._fonts.small, self._width, align)
                page.texts.append(PlacedText(layout, QPointF(0, y), MUTED))
            y_head = 5.5 * self._mm
            page.rules.append((QPointF(0, y_head), QPointF(self._width, y_head)))
