"""The list of gallery cards: model and painting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.ui.theme.fonts import SMALL_PX, emphasised
from designer.viewmodel.gallery_rows import KIND_WORDS, CardKind, shown_cards

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from designer.ui.theme.look import Look
    from designer.viewmodel.gallery_rows import GalleryCard

    Index = QModelIndex | QPersistentModelIndex

CARD_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
PICTURE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
CARD_SIZE: Final = QSize(268, 292)
_FIRST_CJK: Final = "\u2e80"
PICTURE_SIZE: Final = QSize(244, 132)
_PAD = 12


class CardModel(QAbstractListModel):
    """Cards that a search leaves, with their pictures as they become known."""

    def __init__(self, cards: tuple[GalleryCard, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._cards = list(cards)
        self._pictures: dict[str, QPixmap] = {}
        self._words = ""
        self._kind: CardKind | None = None
        self.shown: tuple[GalleryCard, ...] = cards

    def replace_cards(self, cards: tuple[GalleryCard, ...]) -> None:
        """Take other cards; what is known about those that stay is kept."""
        known = {(card.kind, card.name): card for card in self._cards if card.headlines}
        self._cards = [known.get((card.kind, card.name), card) for card in cards]
        self.search(self._words, self._kind)

    def unknown(self) -> tuple[GalleryCard, ...]:
        """Return the cards that nobody has looked at yet."""
        is_open = (c for c in self._cards if c.kind is not CardKind.EMPTY and not c.headlines)
        return tuple(is_open)

    def search(self, words: str, kind: CardKind | None) -> None:
        """Show the cards that match."""
        self._words, self._kind = words, kind
        self.beginResetModel()
        self.shown = shown_cards(self._cards, words, kind)
        self.endResetModel()

    def complete(self, card: GalleryCard, picture: QPixmap | None) -> None:
        """Add what became known about a card."""
        key = (card.kind, card.name)
        at = next((ix for ix, c in enumerate(self._cards) if (c.kind, c.name) == key), None)
        if at is None:
            return
        self._cards[at] = card
        if picture is not None:
            self._pictures[card.name] = picture
        row = next((ix for ix, c in enumerate(self.shown) if (c.kind, c.name) == key), None)
        if row is None:
            # Its new words may match what is searched for.
            if card.matches(self._words, self._kind):
                self.search(self._words, self._kind)
            return
        cards = list(self.shown)
        cards[row] = card
        self.shown = tuple(cards)
        self.dataChanged.emit(self.index(row), self.index(row))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self.shown[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return shown(card.title)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            parts = (card.title, KIND_WORDS[card.kind], card.description, *card.headlines)
            text = "\n".join(shown(part) for part in parts if part)
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == CARD_ROLE:
            return card
        if role == PICTURE_ROLE:
            return self._pictures.get(card.name)
        return None


class CardDelegate(QStyledItemDelegate):
    """Draws a card: picture, title, two lines of description, headline numbers."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return CARD_SIZE

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        try:
            self._draw(painter, option, index)
        finally:
            painter.restore()

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        card: GalleryCard = index.data(CARD_ROLE)
        area = option.rect.adjusted(4, 4, -4, -4)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.accent if is_current else theme.text_muted if is_hovered else theme.border
        painter.setPen(QPen(QColor(edge), 2 if is_current else 1))
        painter.setBrush(QColor(theme.surface_raised))
        painter.drawRoundedRect(QRectF(area), 6, 6)
        frame = QRect(area.left() + 8, area.top() + 8, area.width() - 16, PICTURE_SIZE.height())
        self._draw_picture(painter, frame, card, index.data(PICTURE_ROLE))
        text = QRect(area.left() + _PAD, frame.bottom() + 8, area.width() - 2 * _PAD, 0)
        text.setBottom(area.bottom() - 8)
        self._draw_text(painter, text, card)

    def _draw_picture(
        self, painter: QPainter, frame: QRect, card: GalleryCard, picture: QPixmap | None
    ) -> None:
        theme = self._look.theme
        painter.fillRect(frame, QColor(theme.canvas_floor))
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, picture)
            return
        painter.setPen(QColor(theme.text_muted))
        is_empty = card.kind is CardKind.EMPTY
        known = tr("No picture") if card.headlines else tr("Drawing…")
        words = tr("Nothing on the floor yet") if is_empty else known
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), words)

    def _draw_text(self, painter: QPainter, area: QRect, card: GalleryCard) -> None:
        theme, font = self._look.theme, self._look.font
        painter.setFont(emphasised(font))
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(theme.text))
        title = metrics.elidedText(shown(card.title), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.left(), area.top() + metrics.ascent(), title)
        small = emphasised(font, size_px=SMALL_PX)
        small.setWeight(font.weight())
        painter.setFont(small)
        metrics = QFontMetrics(small)
        top = area.top() + metrics.height() + 4
        painter.setPen(QColor(theme.text_muted))
        description = _two_lines(shown(card.description), metrics, area.width())
        about = QRect(area.left(), top, area.width(), _height(2, description, metrics))
        wrap = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.drawText(about, wrap, description)
        painter.setPen(QColor(theme.text))
        headlines = " · ".join(shown(words) for words in card.headlines)
        height = _height(3, headlines, metrics)
        numbers = QRect(area.left(), about.bottom() + 4, area.width(), height)
        painter.drawText(numbers, wrap, headlines)
        painter.setPen(QColor(theme.text_muted))
        kind = QRect(area.left(), area.bottom() - metrics.height(), area.width(), metrics.height())
        painter.drawText(kind, int(Qt.AlignmentFlag.AlignLeft), shown(KIND_WORDS[card.kind]))


def _height(n_lines: int, text: str, metrics: QFontMetrics) -> int:
    # Lines with Chinese take the height of the font that fills in, which the metrics leave out.
    if all(sign < _FIRST_CJK for sign in text):
        return n_lines * metrics.lineSpacing()
    lines = "\n".join(["国"] * n_lines)
    return metrics.boundingRect(QRect(0, 0, 1000, 1000), 0, lines).height()


def _two_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, 2 * width - 32)
