"""How a command is drawn in the palette: icon, name, menu that has it, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QStandardItem
from PySide6.QtWidgets import QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from designer.ui.theme.palette import blend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QMenuBar

    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

ACTION_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
WORDS_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
MENU_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 3
KEYS_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 4

_ROW_PX = 30
_ICON_PX = 18
_TEXT_X_PX = 40
_GAP_PX = 12


def menus_of(bar: QMenuBar) -> Mapping[QAction, str]:
    """Return where in the menus each action stands, for example ``View › Theme``."""
    return dict(_inside(bar, ""))


def _inside(menu: QMenu | QMenuBar, place: str) -> Iterator[tuple[QAction, str]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            title = plain(inner.title())
            yield from _inside(inner, f"{place} › {title}" if place else title)
        else:
            yield action, place


def plain(text: str) -> str:
    """Return the text of a menu entry without the letter that chooses it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def command_item(action: QAction, menu: str) -> QStandardItem:
    """Return the row of an action that stands in a menu."""
    name, keys = plain(action.text()), action.shortcut().toString()
    item = QStandardItem(name)
    item.setData(action, ACTION_ROLE)
    words = f"{name} {menu} {action.statusTip()} {action.objectName()}"
    item.setData(words.casefold(), WORDS_ROLE)
    item.setData(menu, MENU_ROLE)
    item.setData(keys, KEYS_ROLE)
    item.setToolTip(action.statusTip())
    item.setAccessibleText(f"{name}, {menu}" if menu else name)
    item.setAccessibleDescription(action.statusTip())
    item.setEnabled(action.isEnabled())
    item.setEditable(False)
    if not action.icon().isNull():
        item.setIcon(action.icon())
    return item


class CommandDelegate(QStyledItemDelegate):
    """Draws names in one column, the menu beside them and the keys at the right edge."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW_PX)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""
        option.icon = QIcon()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        theme = self._look.theme
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        greyed = blend(theme.surface, theme.text, 0.45)
        area: QRect = option.rect.adjusted(_GAP_PX, 0, -_GAP_PX, 0)
        painter.save()
        try:
            icon = index.data(Qt.ItemDataRole.DecorationRole)
            if isinstance(icon, QIcon):
                place = QRect(area.left(), 0, _ICON_PX, _ICON_PX)
                place.moveCenter(QRect(area.left(), area.top(), _ICON_PX, _ROW_PX).center())
                mode = QIcon.Mode.Normal if is_enabled else QIcon.Mode.Disabled
                icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
            painter.setFont(self._look.font)
            area.setLeft(option.rect.left() + _TEXT_X_PX)
            keys = str(index.data(KEYS_ROLE))
            painter.setPen(QColor(theme.text_muted if is_enabled else greyed))
            painter.drawText(area, _at(Qt.AlignmentFlag.AlignRight), keys)
            metrics = painter.fontMetrics()
            area.setRight(area.right() - metrics.horizontalAdvance(keys) - _GAP_PX)
            name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
            painter.setPen(QColor(theme.text if is_enabled else greyed))
            painter.drawText(area, _at(Qt.AlignmentFlag.AlignLeft), name)
            area.setLeft(area.left() + metrics.horizontalAdvance(name) + _GAP_PX)
            menu = metrics.elidedText(
                str(index.data(MENU_ROLE)), Qt.TextElideMode.ElideRight, max(0, area.width())
            )
            painter.setPen(QColor(theme.text_muted if is_enabled else greyed))
            painter.drawText(area, _at(Qt.AlignmentFlag.AlignLeft), menu)
        finally:
            painter.restore()


def _at(side: Qt.AlignmentFlag) -> int:
    return int(side | Qt.AlignmentFlag.AlignVCenter)
