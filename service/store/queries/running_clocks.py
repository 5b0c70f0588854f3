"""The clocks of a case that run, as every list asks for them: what is due next stands in an index of its own."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, literal, select

from service.store.cases import Case
from service.store.work import Deadline


def is_running(*, but_not: Collection[str] = ()) -> ColumnElement[bool]:
    """Tell of a clock whether it runs and is none of these."""
    # written out: SQLite uses an index of running clocks only where it reads the word in the statement
    running = literal("running", literal_execute=True)
    return (Deadline.state == running) & Deadline.clock.not_in(but_not)


def next_limit_at(*, but_not: Collection[str] = ()) -> ScalarSelect[datetime]:
    """Give the instant at which the first running clock of the case around it ends; none without a clock."""
    rows = select(Deadline.limit_at).where(Deadline.case_id == Case.id, is_running(but_not=but_not))
    return rows.order_by(Deadline.limit_at).limit(1).correlate(Case).scalar_subquery()
