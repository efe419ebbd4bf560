"""Is this HTML what a strict parser and a screen reader expect?"""

import re
from collections import Counter

import html5lib
import markupever

# Attributes that name the ids of other elements.
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form")
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_NAMING = re.compile(
    r"""(?<![\w-])(id|for|form|href|aria-(?:describedby|labelledby|controls))=(?:"([^"]*)"|'([^']*)')"""
)
# What the quick parser doesn't mind and the standard does: what stands in values without quotes.
_UNQUOTED = re.compile(r"""<[a-zA-Z](?:[^<>"'=]|=\s*(?:"[^"]*"|'[^']*'))*=\s*[^\s"']""")


def assert_valid_html(response) -> None:
    """Fail unless the response's HTML parses strictly and its ids are unique and resolve."""
    check_page(response.content.decode())


def check_page(html: str) -> None:
    """Fail unless a whole page parses strictly and its ids are unique and resolve, and quickly."""
    unquoted = _UNQUOTED.search(html)
    assert not unquoted, f"a value without quotes: {unquoted.group()}"
    parser = markupever.Parser(markupever.HtmlOptions(full_document=True))
    parser.process(html.encode())
    parser.finish()
    assert not parser.errors(), parser.errors()
    _check_names(
        [
            {name: double or single for name, double, single in _NAMING.findall(tag)}
            for tag in _TAG.findall(html)
        ]
    )


def parse_page(html: str):
    """Return the tree of a whole page, after the same checks."""
    return _checked(_parser().parse(html))


def parse_fragment(html: str):
    """Return the tree of a piece of a page, after those checks."""
    return _checked(_parser().parseFragment(html))


def _checked(tree):
    _check_names([element.attrib for element in tree.iter() if isinstance(element.tag, str)])
    return tree


def _check_names(elements: list[dict[str, str]]) -> None:
    """Fail where an id stands twice, or is named and isn't there; `elements` are attributes."""
    ids = Counter(attributes["id"] for attributes in elements if "id" in attributes)
    twice = [name for name, times in ids.items() if times > 1]
    assert not twice, f"ids used more than once: {twice}"
    lost = [reference for attributes in elements for reference in _named(attributes) - set(ids)]
    assert not lost, f"nothing on the page has the ids {lost}"


def _named(attributes: dict[str, str]) -> set[str]:
    names = {name for key in REFERENCES for name in attributes.get(key, "").split()}
    href = attributes.get("href", "")
    return names | {href[1:]} if href.startswith("#") and href != "#" else names


def _parser():
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
