"""A package as a table: one row for a grant, and columns such as `recipientOrganization/0/id`.

flatten-tool, which 360Giving reads tables with, makes the same grants of it again.
"""

from collections.abc import Iterable, Iterator, Mapping


def flat(grants: Iterable[Mapping]) -> tuple[list[str], list[list]]:
    """(headings, rows) of the grants of a package; a cell of what a grant doesn't say is "".

    Args:
        grants: as `package` makes them.
    """
    rows = [dict(_cells(grant, "")) for grant in grants]
    headings = [*dict.fromkeys(name for row in rows for name in row)]
    # Columns of one thing side by side: the second ward of a later grant beside the first one.
    order = {name.split("/")[0]: at for at, name in reversed([*enumerate(headings)])}
    headings.sort(key=lambda name: (order[name.split("/")[0]], _numbered(name)))
    return headings, [[row.get(name, "") for name in headings] for row in rows]


def _cells(value: Mapping, above: str) -> Iterator[tuple[str, object]]:
    for name, inner in value.items():
        path = f"{above}{name}"
        if isinstance(inner, list) and inner and isinstance(inner[0], str):
            yield path, ";".join(inner)
        elif isinstance(inner, list):
            for number, one in enumerate(inner):
                yield from _cells(one, f"{path}/{number}/")
        else:
            yield path, inner


def _numbered(name: str) -> int:
    """The number in a heading, so that those of one row stay together: 1 of `place/1/name`."""
    return next((int(part) for part in name.split("/") if part.isdigit()), 0)
