"""Is this HTML what a strict parser and a screen reader expect?"""

import re
from collections import Counter

import html5lib

# Attributes that name the ids of other elements.
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form")


# Pages that passed, by what of them can be wrong.
_passed: set[int] = set()
# Of the tags, what a parser minds: not the words between them, unless they hold an entity, and of
# the attributes the names alone, unless they are ids or name some.
_WORDS = re.compile(r">[^<&]+(?=<)")
_VALUES = re.compile(
    r"""(?<![\w-])(?!(?:id|for|form|href|aria-(?:describedby|labelledby|controls))=)"""
    r"""([\w:-]+)=("[^"&<>]*"|'[^'&<>]*')"""
)
_ELSEWHERE = re.compile(r"""href=("[^"#&<>]+"|'[^'#&<>]+')""")


def assert_valid_html(response) -> None:
    """Fail unless the response's HTML parses strictly and its ids are unique and resolve."""
    check_page(response.content.decode())


def check_page(html: str) -> None:
    """As `parse_page`, and quickly where a page of the same tags and ids has passed before."""
    skeleton = hash(_ELSEWHERE.sub("href", _VALUES.sub(r"\1", _WORDS.sub(">", html))))
    if skeleton not in _passed:
        parse_page(html)
        _passed.add(skeleton)


def parse_page(html: str):
    """Return the tree of a whole page, after those checks."""
    return _checked(_parser().parse(html))


def parse_fragment(html: str):
    """Return the tree of a piece of a page, after those checks."""
    return _checked(_parser().parseFragment(html))


def _checked(tree):
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    twice = [name for name, times in ids.items() if times > 1]
    assert not twice, f"ids used more than once: {twice}"
    lost = [reference for element in elements for reference in _named(element) - set(ids)]
    assert not lost, f"nothing on the page has the ids {lost}"
    return tree


def _named(element) -> set[str]:
    names = {name for key in REFERENCES for name in element.get(key, "").split()}
    href = element.get("href", "")
    return names | {href[1:]} if href.startswith("#") and href != "#" else names


def _parser():
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
