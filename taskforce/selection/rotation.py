"""Who of a type goes on which panel: everybody in turn.

Of a type that holds `a` people and S places on all panels, everybody gets S / a places, rounded
down or up. Types that share households need more care: on one panel a household serves one type
only. That is an edge colouring of a bipartite graph. Panels are one side. The places of a type,
cut into groups of as many as there are households, are the other. Households are the colours. No
node has more edges than there are colours, so by König's theorem colours suffice; and a full
group has each household once.
"""

from collections import defaultdict

import numpy as np

from taskforce.selection.chance import Chance
from taskforce.selection.model import Model


def seated(model: Model, panels: np.ndarray, chance: Chance) -> list[list[int]]:
    """The people of each panel, as sorted positions in the pool.

    Args:
        panels: counts by type, one panel a row.
        chance: decides who of equals begins; everybody's number of places is fair already.
    """
    people: list[list[int]] = [[] for _ in panels]
    sharing = {kind for pattern in model.patterns for kind in pattern}
    homes = [chance.shuffled(model.homes[kind]) for kind in range(model.types)]
    members = [[chance.shuffled(home) for home in of_type] for of_type in homes]
    taken: list[list[int]] = [[0] * len(of_type) for of_type in homes]

    def seat(panel: int, kind: int, home: int) -> None:
        group = members[kind][home]
        people[panel].append(group[taken[kind][home] % len(group)])
        taken[kind][home] += 1

    for kind in range(model.types):
        if kind not in sharing:
            turn = 0
            for panel in np.flatnonzero(panels[:, kind]).tolist():
                for _ in range(panels[panel, kind]):
                    seat(panel, kind, turn % len(homes[kind]))
                    turn += 1
    for pattern in model.patterns:
        _align(model, pattern, members)
        for panel, kind, home in _coloured(panels, pattern, len(members[pattern[0]])):
            seat(panel, kind, home)
    return [sorted(panel) for panel in people]


def _align(model: Model, pattern: tuple[int, ...], members: list) -> None:
    """Put the households of a pattern in the same order for all of its types."""
    first = pattern[0]
    order = {home: place for place, home in enumerate(map(frozenset, model.homes[first]))}
    wanted = [order[frozenset(home)] for home in members[first]]
    for kind in pattern[1:]:
        by_home = {frozenset(home): home for home in members[kind]}
        members[kind][:] = [by_home[frozenset(model.homes[kind][place])] for place in wanted]


def _coloured(panels: np.ndarray, pattern: tuple[int, ...], colours: int):
    """Give each place of these types a household: (panel, type, household) of each."""
    places = []
    for kind in pattern:
        kinds = [
            p for p in np.flatnonzero(panels[:, kind]).tolist() for _ in range(panels[p, kind])
        ]
        places += [(panel, (kind, place // colours)) for place, panel in enumerate(kinds)]
    colouring = _Colouring(places, colours)
    for edge in range(len(places)):
        colouring.colour(edge)
    for panel, of_panel in colouring.at[0].items():
        for colour, edge in sorted(of_panel.items()):
            yield panel, places[edge][1][0], colour


class _Colouring:
    """Colours for edges, one after the other; those of one node differ.

    Attributes:
        at: of each side, the edge that each of a node's colours is on.
    """

    def __init__(self, edges: list[tuple], colours: int):
        self._edges, self._colours = edges, range(colours)
        self.at: tuple[dict, dict] = (defaultdict(dict), defaultdict(dict))

    def colour(self, edge: int) -> None:
        """Colour an edge whose nodes have fewer edges than there are colours."""
        one, other = self._edges[edge]
        first = next(c for c in self._colours if c not in self.at[0][one])
        second = next(c for c in self._colours if c not in self.at[1][other])
        if first != second:
            self._swap(other, first, second)
        self._put(edge, first)

    def _put(self, edge: int, colour: int) -> None:
        for side, node in enumerate(self._edges[edge]):
            self.at[side][node][colour] = edge

    def _swap(self, node, wanted: int, instead: int) -> None:
        """Free the colour `wanted` at a node of the second side, along the path of both colours.

        The path can't end at the node that asks: it lacks `wanted`, by which a path comes there.
        """
        path, side, colour = [], 1, wanted
        while (edge := self.at[side][node].get(colour)) is not None:
            path.append((edge, colour))
            side = 1 - side
            node = self._edges[edge][side]
            colour = instead if colour == wanted else wanted
        for edge, colour in path:
            for at, end in zip(self.at, self._edges[edge], strict=True):
                del at[end][colour]
        for edge, colour in path:
            self._put(edge, instead if colour == wanted else wanted)
