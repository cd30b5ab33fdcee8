"""Read rendered HTML back: the elements, their attributes and their text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"br", "img", "input", "meta", "link", "hr", "base"}


class Element(NamedTuple):
    name: str
    attributes: dict[str, str]
    text: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].name == tag, f"</{tag}> closes <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction: {data}")


def read(html: str) -> list[Element]:
    """Return the elements in document order; unbalanced markup fails."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader._open, "elements stay open"
    return reader.elements


def find(html: str, name: str, **attributes: str) -> Iterator[Element]:
    for element in read(html):
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        if element.name == name and wanted.items() <= element.attributes.items():
            yield element


def text_of(element: Element) -> str:
    return "".join(element.text)
