"""XML without its dangers: no entities, no network, no huge trees. The only door for XML."""

from __future__ import annotations

from typing import Any

from sayso.collect.part import Asked
from sayso.errors import UnreadableInput

_LOST = {
    "ERR_TAG_NOT_FINISHED": "it breaks off",
    "ERR_DOCUMENT_END": "something follows its end",
    "ERR_RESOURCE_LIMIT": "it is nested too deep, or made to fill the memory",
}
"""Kinds of damage after which the rest of a document is not read; others cost a few characters."""
_NOT_IN_XML = bytes([*range(1, 9), 11, 12, *range(14, 32)])
_CONTROL = bytes.maketrans(_NOT_IN_XML, b" " * len(_NOT_IN_XML))


def tree_of(data: bytes, asked: Asked) -> Any:
    """The root element, as `parsed`."""
    return parsed(data, asked)[0]


def parsed(data: bytes, asked: Asked) -> tuple[Any, str]:
    """The root element, making the best of what is damaged; why the rest is not read, or "".

    Raises:
        UnreadableInput: there is no element at all.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    if b"\0" not in data:  # else UTF-16; the parser would drop these and run words together
        data = data.translate(_CONTROL)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        words = str(error).splitlines()[0][:100] if str(error) else "not XML"
        raise UnreadableInput(asked.name, f"its XML is damaged ({words}).") from None
    if root is None:
        lost = [_LOST[e.type_name] for e in parser.error_log if e.type_name in _LOST]
        words = f"its XML cannot be read: {lost[0]}." if lost else (
            "its XML is damaged; get it again from its source."
        )  # fmt: skip
        raise UnreadableInput(asked.name, words)
    for entry in parser.error_log:
        if entry.type_name in _LOST:
            words = f"its XML is damaged at line {entry.line} ({_LOST[entry.type_name]})"
            return root, f"{words}; what came before was read."
    return root, ""


def local(element: Any) -> str:
    """The name of an element without its namespace, in small letters; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def words(element: Any) -> str:
    """The text of an element and all in it."""
    return "" if element is None else "".join(element.itertext()).strip()
