"""XML without its dangers: no entities, no network, no huge trees. The only door for XML."""

from __future__ import annotations

from typing import Any

from sayso.collect.part import Asked
from sayso.errors import UnreadableInput


def tree_of(data: bytes, asked: Asked, *, broken: bool = True) -> Any:
    """The root element; ``broken``: make the best of what is not well-formed.

    Raises:
        UnreadableInput: there is no element at all.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=broken
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        words = str(error).splitlines()[0][:100] if str(error) else "not XML"
        raise UnreadableInput(asked.name, f"its XML is damaged ({words}).") from None
    if root is None:
        raise UnreadableInput(asked.name, "its XML is damaged; get it again from its source.")
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace, in small letters; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def words(element: Any) -> str:
    """The text of an element and all in it."""
    return "" if element is None else "".join(element.itertext()).strip()
