"""What an entry of the audit is about, in words: a person of the staff, an area, a case. Nobody of a case is named."""

from collections.abc import Callable
from datetime import date

from service.store.queries.audit_trail import AuditRow
from workflows import counted, long_date


def about_words(row: AuditRow) -> str:
    """Give "Jo Whitlock", "Ashmoor", "ASH-CT-2026-0001", "Bank holiday, Monday 4 May 2026"."""
    kind, is_reference, number = row.about.partition(":")
    if is_reference and kind in _BY_KIND:
        return _BY_KIND[kind](row, number)
    process, is_version, version = row.about.rpartition(" ")
    if row.action == "procedure_published" and is_version:
        return f"{_plain(process)}, version {version}"
    return row.about


def act_words(row: AuditRow) -> str:
    """Give "Case read: history"."""
    return f"{_plain(row.action)}: {row.page}" if row.page else _plain(row.action)


def _person(row: AuditRow, number: str) -> str:
    return row.about_name or f"Person {number}"


def _area(row: AuditRow, number: str) -> str:
    return row.about_name or f"Area {number}"


def _message(row: AuditRow, number: str) -> str:
    return f"Message {number} of {row.about_name}" if row.about_name else f"Message {number}"


def _refused(_row: AuditRow, number: str) -> str:
    return f"Form without a name {number}"


def _holiday(_row: AuditRow, day: str) -> str:
    return f"Bank holiday, {long_date(date.fromisoformat(day))}"


def _list(row: AuditRow, name: str) -> str:
    return f"{_plain(name.replace('-', ' '))}, {counted(row.rows, 'row')}"


def _plain(code: str) -> str:
    return code.replace("_", " ").capitalize()


_BY_KIND: dict[str, Callable[[AuditRow, str], str]] = {
    "person": _person,
    "area": _area,
    "outbox": _message,
    "refused": _refused,
    "holiday": _holiday,
    "list": _list,
}
