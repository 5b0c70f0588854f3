"""The chart of scores as shapes on a plane: 1 at the top, three lines told apart by dash, mark and label. TE-07.

Only geometry. The words beside it: score_words.py. The shapes become SVG in templates/tension/_chart.html.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.web.tension.score_words import ScoreRow, ShownScores

LEVELS = 6
LABEL_GAP = 19  # between two labels at the ends of lines
MARKS = {"Experienced": ("square", "8 5"), "Evidenced": ("triangle", "2 4"), "Potential": ("circle", "")}
NUDGE = {"Experienced": -2, "Evidenced": 2, "Potential": 0}  # so that equal scores do not hide each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large one drawing is, and the room around its plane."""

    kind: str
    width: int
    height: int
    left: int
    right: int
    top: int = 16
    bottom: int = 56


WIDE = Size(kind="wide", width=680, height=264, left=34, right=150)
NARROW = Size(kind="narrow", width=340, height=236, left=26, right=122)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with words."""

    x: float
    y: float
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line: its points, how it is drawn, the label at its end."""

    name: str
    mark: str
    dash: str
    points: str
    spots: tuple[Spot, ...]
    label: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One drawing."""

    size: Size
    levels: tuple[Spot, ...]
    days: tuple[Spot, ...]
    months: Spot
    series: tuple[Series, ...]
    right_edge: float


def draw(scores: ShownScores, size: Size) -> Chart:
    """Give the drawing of these scores at a size."""
    labels = scores.days if size is WIDE else scores.numbers
    xs = _columns(len(labels), size)
    edge = size.width - size.right
    lines = [
        (row, [Spot(x=x, y=_y(score, size) + NUDGE[row.name]) for x, score in zip(xs, row.scores, strict=True)])
        for row in scores.rows
    ]
    ends = _spread([spots[-1].y for _, spots in lines])
    return Chart(
        size=size,
        levels=tuple(Spot(x=size.left - 14, y=_y(level, size), words=str(level)) for level in range(1, LEVELS + 1)),
        days=tuple(Spot(x=x, y=size.height - 32, words=words) for x, words in zip(xs, labels, strict=True)),
        months=Spot(x=(size.left + edge) / 2, y=size.height - 8, words=scores.months),
        series=tuple(_series(row, spots, end, edge) for (row, spots), end in zip(lines, ends, strict=True)),
        right_edge=edge,
    )


def _series(row: ScoreRow, spots: Sequence[Spot], end: float, edge: float) -> Series:
    mark, dash = MARKS[row.name]
    return Series(
        name=row.name.lower(),
        mark=mark,
        dash=dash,
        points=" ".join(f"{spot.x:g},{spot.y:g}" for spot in spots),
        spots=tuple(spots),
        label=Spot(x=edge + 14, y=end, words=f"{row.name} {row.scores[-1]}"),
    )


def _columns(number: int, size: Size) -> list[float]:
    """Give the places of the assessments, evenly spread: the days between them are not of one length."""
    first, last = size.left + 16, size.width - size.right - 4
    if number == 1:
        return [round((first + last) / 2, 1)]
    return [round(first + place * (last - first) / (number - 1), 1) for place in range(number)]


def _y(level: int, size: Size) -> float:
    height = size.height - size.top - size.bottom
    return round(size.top + (level - 1) * height / (LEVELS - 1), 1)


def _spread(wanted: Sequence[float]) -> list[float]:
    """Give places for labels near those wanted, none on another; the lower of two equal ones is the later one."""
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    placed: dict[int, float] = {}
    lowest = float("-inf")
    for place in order:
        lowest = max(wanted[place], lowest + LABEL_GAP)
        placed[place] = lowest
    return [placed[place] for place in range(len(wanted))]
