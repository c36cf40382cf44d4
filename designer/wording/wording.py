"""A text that remembers how it was made, so that a window can show it in another language.

Layers below the window know no Qt and no language. They say what they have to say in English,
through :func:`worded`; files, exports and the command line use that text as it is, and only the
window looks the template up in the translation and puts the same values in.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NO_VALUES: Final[Mapping[str, object]] = MappingProxyType({})


class Wording(str):  # noqa: SLOT000 - a text has no room of fixed size for more
    """An English text with the template and the values that it was made of.

    Attributes
    ----------
    template
        Text with named places, as translators see it.
    values
        What stands in the places; texts that are wordings themselves are translated too.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Wording:
        """Make the English text."""
        text = super().__new__(cls, template.format(**values) if values else template)
        text.template = template
        text.values = values
        return text

    @override
    def __str__(self) -> str:
        # The text of an error is that of its message, which stays translatable.
        return self

    @override
    def __add__(self, other: str) -> Wording:
        return joined("", (self, other))

    def __radd__(self, other: str) -> Wording:
        return joined("", (other, self))

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        return (Wording, (self.template, dict(self.values)))


def worded(template: str, /, **values: object) -> Wording:
    """Return a text for people, with the values put in.

    Parameters
    ----------
    template
        A literal: translators find it in the source. Places are named, such as ``{n_racks}``;
        without values the text is taken as it is, braces and all.
    values
        What stands in the places.

    Returns
    -------
    Wording
        The English text.

    Raises
    ------
    KeyError
        If the template has a place without a value.
    """
    return Wording(template, values) if values else _plain(template)


@lru_cache(maxsize=4096)
def _plain(template: str) -> Wording:
    # Texts without values are said again and again, and never change.
    return Wording(template, _NO_VALUES)


def listed(parts: Sequence[str]) -> str:
    """Return texts as a list in one line, to be translated one by one.

    Parameters
    ----------
    parts
        Texts of the list, in order.

    Returns
    -------
    str
        The texts with commas between them; empty for no texts.
    """
    if len(parts) < 2:
        return parts[0] if parts else ""
    return worded("{first}, {others}", first=parts[0], others=listed(parts[1:]))


def joined(separator: str, parts: Sequence[str]) -> Wording:
    """Return texts one after the other, to be translated one by one.

    Parameters
    ----------
    separator
        What stands between them, such as a line break; it is the same in every language.
    parts
        Texts in order.

    Returns
    -------
    Wording
        The texts with the separator between them.
    """
    places = [f"{{part_{ix}}}" for ix in range(len(parts))]
    between = separator.replace("{", "{{").replace("}", "}}")
    values = {f"part_{ix}": part for ix, part in enumerate(parts)}
    return Wording(between.join(places), values)
