"""The figures of a quarterly report in words: for the agencies, and those that everybody may read. Source: TE-23."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.store.queries.quarterly_figures import HELD_BACK, NO_LEVEL, NOT_GIVEN, Kept, QuarterFigures
from workflows.rules.tension import Level, TensionSettings, level_words

SOURCES: Mapping[str, str] = {
    "agency": "From agencies",
    "community": "From communities",
    "individual": "From individuals",
    "incident": "From a major racial incident",
}
DIMENSIONS: Mapping[str, str] = {
    "experienced": "Experienced: how people feel",
    "evidenced": "Evidenced: what has happened",
    "potential": "Potential: what is coming",
}
KEPT: Mapping[str, str] = {
    "first_level": "First level agreed in time",
    "informed": "Informed in time at levels 3 and 4",
    "meetings": "Meetings held in time",
    "reviews": "Levels reviewed in time",
    "evaluations": "Evaluations filed in time",
}
STAND_INS = {HELD_BACK: "Ward known from closed reports only", NOT_GIVEN: "Not given"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One line: what was counted, and the figure in words."""

    what: str
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Lines under one heading; only some headings are for everybody."""

    title: str
    rows: tuple[FigureRow, ...]
    is_public: bool = True


def figure_groups(figures: QuarterFigures, *, settings: TensionSettings, comments: int) -> list[FigureGroup]:
    """Give every group of a report in order. Names of wards and communities are for the agencies only."""
    return [
        FigureGroup(title="Situations", rows=tuple(_situations(figures, settings))),
        FigureGroup(title="Situations by ward", rows=tuple(_named(figures.wards)), is_public=False),
        FigureGroup(title="Reports of concern", rows=tuple(_reports(figures))),
        FigureGroup(title="Communities named in reports", rows=tuple(_named(figures.communities)), is_public=False),
        FigureGroup(title="Scores, from 1 (worst) to 6", rows=tuple(_scores(figures)), is_public=False),
        FigureGroup(title="What we did in time", rows=tuple(_kept(figures))),
        FigureGroup(title="Comments", rows=(_row("Comments on the report before", comments),)),
    ]


def letter_rows(groups: list[FigureGroup], *, is_public: bool) -> list[dict[str, str]]:
    """Give the lines as the letter takes them; a line that needs its heading to be understood carries it."""
    return [
        {"what": row.what if group.is_public else f"{group.title}: {row.what}", "figure": row.figure}
        for group in groups
        if group.is_public or not is_public
        for row in group.rows
    ]


def _row(what: str, number: int) -> FigureRow:
    return FigureRow(what=what, figure=str(number))


def _situations(figures: QuarterFigures, settings: TensionSettings) -> Iterator[FigureRow]:
    yield _row("Situations open in the quarter", figures.situations)
    for level in Level:
        yield _row(f"At level {level_words(level, settings=settings)}", figures.levels.get(level, 0))
    if figures.levels.get(NO_LEVEL):
        yield _row("No level agreed yet", figures.levels[NO_LEVEL])
    yield _row("With racial aggravation", figures.racial)
    yield _row("Settled in the quarter", figures.settled)
    yield _row("False alarms, not counted above", figures.false_alarms)


def _named(names: tuple[tuple[str, int], ...]) -> Iterator[FigureRow]:
    for name, number in names:
        yield _row(STAND_INS.get(name, name), number)


def _reports(figures: QuarterFigures) -> Iterator[FigureRow]:
    yield _row("Reports of concern", sum(figures.reports.values()))
    for source, words in SOURCES.items():
        yield _row(words, figures.reports.get(source, 0))
    yield _row("That told of violence", figures.violent)
    yield _row("Held in a closed part and only counted", figures.restricted)


def _scores(figures: QuarterFigures) -> Iterator[FigureRow]:
    for dimension, words in DIMENSIONS.items():
        before, now = figures.scores.get(dimension, (None, None))
        yield FigureRow(what=words, figure=_trend(before, now))


def _trend(before: float | None, now: float | None) -> str:
    """Give "3.5, was 4.2: rising"; a lower score is worse. Source: TE-07."""
    if now is None:
        return "No assessment"
    if before is None:
        return f"{now}"
    direction = "steady" if now == before else "rising" if now < before else "falling"
    return f"{now}, was {before}: {direction}"


def _kept(figures: QuarterFigures) -> Iterator[FigureRow]:
    yield FigureRow(what="Alerts answered in time", figure=share_words(figures.alerts))
    for name, words in KEPT.items():
        yield FigureRow(what=words, figure=share_words(figures.kept.get(name, Kept(in_time=0, due=0))))


def share_words(kept: Kept) -> str:
    """Give "3 of 4, 75%"; "Nothing due" where there was nothing to do."""
    if not kept.due:
        return "Nothing due"
    return f"{kept.in_time} of {kept.due}, {round(100 * kept.in_time / kept.due)}%"
