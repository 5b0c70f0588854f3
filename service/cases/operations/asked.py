"""Operations that give a list to go through one by one: bodies to ask or to answer. Source: CT-22, CT-29, CT-41."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.store.record import BodyReturn, Recommendation
from workflows import OperationRequest

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def list_of(work: "CaseWork", request: OperationRequest) -> dict[str, Any]:
    """Give the codes of one named list, and note who is asked."""
    what = str(request.parameters["what"])
    return {"items": _LISTS[what](work)}


def _relevant_bodies(work: "CaseWork") -> list[str]:
    """Every relevant body of the area gets the application. Source: CT-22, s.104(3)(b)."""
    codes = [code for code, body in CaseFile.of(work).bodies.items() if body.is_relevant]
    _note_asked(work, codes, round_="threshold")
    return codes


def _to_inform(work: "CaseWork") -> list[str]:
    """Give who returns information: agencies added late, else every body that received complaints or is relevant.

    Those that only received complaints are asked too, and the SPOC's own agency. Source: CT-29.
    """
    waiting = _returns(work, "information", states=("to_ask",))
    if waiting:
        for row in waiting:
            row.state = "asked"
            row.asked_on = work.unit.today
        return [row.body_code for row in waiting]
    file = CaseFile.of(work)
    told = {row.body_code for row in file.incidents}
    codes = [code for code, body in file.bodies.items() if body.is_relevant or code in told]
    _note_asked(work, codes, round_="information")
    return codes


def _recommended(work: "CaseWork") -> list[str]:
    """Give the bodies to which a recommendation goes. Source: CT-41."""
    rows = select(Recommendation.body_code).where(Recommendation.case_id == work.case.id).order_by(Recommendation.id)
    return list(dict.fromkeys(work.session.scalars(rows)))


def _returns(work: "CaseWork", round_: str, *, states: tuple[str, ...] = ()) -> list[BodyReturn]:
    rows = select(BodyReturn).where(BodyReturn.case_id == work.case.id, BodyReturn.round == round_)
    return list(work.session.scalars(rows.where(BodyReturn.state.in_(states)) if states else rows))


def _note_asked(work: "CaseWork", codes: list[str], *, round_: str) -> None:
    """Keep one row for each body asked in a round; a body is asked once."""
    known = {row.body_code for row in _returns(work, round_)}
    work.session.add_all(
        BodyReturn(case_id=work.case.id, round=round_, body_code=code, asked_on=work.unit.today, state="asked")
        for code in codes
        if code not in known
    )
    work.session.flush()


_LISTS: dict[str, Callable[["CaseWork"], list[str]]] = {
    "bodies": _relevant_bodies,
    "asked_bodies": _to_inform,
    "recommended_bodies": _recommended,
}
