"""Texts in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from designer.wording.wording import Wording, worded

_CONTEXT = ""
"""All texts stand in one context, so that the same words have one translation."""


def tr(template: str, /, **values: object) -> str:
    """Return a text of the window in its language.

    Parameters
    ----------
    template
        English text as a literal, with named places.
    values
        What stands in the places.

    Returns
    -------
    str
        The translation with the values put in; English where there is none.
    """
    return shown(worded(template, **values))


def shown(text: str) -> str:
    """Return a text that came from below the window in the language of the window.

    Parameters
    ----------
    text
        A wording, or plain text such as a name that a user gave. A plain text is left alone.

    Returns
    -------
    str
        The translation; the text itself where there is none.
    """
    if not isinstance(text, Wording):
        return text
    template = QCoreApplication.translate(_CONTEXT, text.template)
    if not text.values:
        return template
    values = {
        name: shown(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return template.format(**values)


def told(problem: Exception) -> str:
    """Return the message of an error in the language of the window.

    Parameters
    ----------
    problem
        Its first argument is the message; ``str`` of an error would forget how that was made.

    Returns
    -------
    str
        One line.
    """
    message = problem.args[0] if problem.args else ""
    return shown(message) if isinstance(message, Wording) else str(problem)
