"""The draw as one page that opens anywhere: no script, nothing from elsewhere."""

from html import escape

from taskforce.selection.distribution import Distribution
from taskforce.selection.figures import achieved, gini
from taskforce.selection.lottery import Lottery

BARS = 20
_STYLE = """
body{font:1rem/1.5 Arial,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#0b0c0c}
table{border-collapse:collapse;margin:0 0 2rem}caption{text-align:left;font-weight:bold}
th,td{border-bottom:1px solid #b1b4b6;padding:.25rem .75rem .25rem 0;text-align:left}
td.n,th.n{text-align:right}.wide{overflow-x:auto}td:not(.n){overflow-wrap:anywhere}
svg{max-width:100%;height:auto}rect{fill:#1d70b8}text{font-size:12px}
"""


def report(distribution: Distribution, lottery: Lottery, *, seed: str) -> bytes:
    """`report.html`: what was asked, what was achieved, and how fair it is."""
    parts = [
        "<h1>The draw</h1>",
        _summary(distribution, lottery, seed),
        "<h2>Targets and what is achieved</h2>",
        _targets(distribution),
        "<h2>Everybody's probability</h2>",
        _chart(distribution.chances),
        "<h2>People whom no panel can include</h2>",
        _unreachable(distribution),
    ]
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>The draw</title><style>{_STYLE}</style></head><body><main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )
    return page.encode()


def _table(caption: str, headings: list[str], rows: list[list[str]], numbers_from: int) -> str:
    def cells(texts, tag):
        for place, text in enumerate(texts):
            scope = ' scope="col"' if tag == "th" else ""
            css = ' class="n"' if place >= numbers_from else ""
            if not place and tag == "td":
                yield f'<th scope="row">{escape(text)}</th>'
            else:
                yield f"<{tag}{scope}{css}>{escape(text)}</{tag}>"

    head = "".join(cells(headings, "th"))
    body = "\n".join(f"<tr>{''.join(cells(row, 'td'))}</tr>" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>"
    )


def _summary(distribution: Distribution, lottery: Lottery, seed: str) -> str:
    model, chances = distribution.model, distribution.chances
    rows = [
        ["People in the pool", f"{len(chances):,}"],
        ["Seats", f"{model.size:,}"],
        ["Types of people", f"{model.types:,}"],
        ["At most one person of each household", "yes" if model.pool.households else "no"],
        ["Lowest probability", percent(min(chances))],
        ["Highest probability", percent(max(chances))],
        ["Gini coefficient (0 when all are equal)", f"{gini(chances):.4f}"],
        [
            "Certified gap to the fairest possible",
            "0.000001 or less" if distribution.gap <= 1e-6 else f"{distribution.gap:.9f}",
        ],
        ["How the panels were found", distribution.method],
        ["Solver", distribution.solver],
        ["Panels in the lottery", f"{len(lottery.panels):,}"],
        ["Most that the lottery changes anybody's probability", f"{lottery.loss:.6f}"],
        ["Seed", seed],
        ["SHA-256 of lottery.csv", lottery.sha256],
    ]
    return _table("The draw in figures", ["What", "Figure"], rows, 2)


def _targets(distribution: Distribution) -> str:
    rows = [
        [
            row.target.feature,
            row.target.value,
            f"{row.target.minimum} to {row.target.maximum}",
            f"{row.expected:.2f}",
            f"{row.in_pool:,}",
            percent(row.lowest),
            percent(row.highest),
        ]
        for row in achieved(distribution)
    ]
    headings = ["Feature", "Value", "Target", "On a panel, on average", "In the pool",
                "Lowest probability", "Highest probability"]  # fmt: skip
    return _table("Each target", headings, rows, 2)


def percent(chance: float) -> str:
    """A probability as a percentage with two decimals."""
    return f"{chance * 100:.2f}%"


def bands(chances) -> list[tuple[float, float, int]]:
    """How many people have a probability in each of 20 equal bands: (from, to, people)."""
    width = max(chances) / BARS
    counts = [0] * BARS
    for chance in chances:
        counts[min(BARS - 1, int(chance / width + 1e-9))] += 1
    return [(place * width, (place + 1) * width, n) for place, n in enumerate(counts)]


def _chart(chances) -> str:
    rows = bands(chances)
    most = max(n for _, _, n in rows)
    bars = "".join(
        f'<rect x="{30 + place * 28}" y="{210 - 190 * n / most:.1f}" width="24" '
        f'height="{190 * n / most:.1f}"></rect>'
        for place, (_, _, n) in enumerate(rows)
    )
    chart = (
        '<svg viewBox="0 0 600 240" role="img" aria-labelledby="chart-title chart-words">'
        '<title id="chart-title">People by probability</title>'
        '<desc id="chart-words">A bar for each band of probability; the table that follows has '
        f"the same figures.</desc>{bars}"
        f'<text x="30" y="230">0%</text><text x="590" y="230" text-anchor="end">'
        f'{percent(rows[-1][1])}</text><text x="30" y="14">{most} people</text></svg>'
    )
    cells = [[f"{percent(low)} to {percent(high)}", f"{n:,}"] for low, high, n in rows]
    return chart + _table("People by probability", ["Probability", "People"], cells, 1)


def _unreachable(distribution: Distribution) -> str:
    if not distribution.unreachable:
        return "<p>There is nobody: everyone has a chance.</p>"
    rows = [[p.id, ", ".join(p.values.values())] for p in distribution.unreachable]
    return _table("People with no chance under these targets", ["Person", "Values"], rows, 2)
