"""“Download as a table”: what the list shows and no more, as a file that a spreadsheet opens as text."""

import csv
import io

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from service.demo import answers as said
from service.store.audit import AuditEvent
from service.store.cases import Case
from service.store.record import Party
from service.web.table_download import BYTE_ORDER_MARK, safe_cell, write_csv
from tests.frozen_clock import day
from tests.stages import ON_BOTH
from tests.web.case_words import ADA, HONOR, ROWAN, WYN, OfficeAt
from tests.web.letter_acts import a_met_letter, ask
from tests.web.office import Office
from tests.workflows.corpus import read_corpus

FORMULAS = [case["payload"] for case in read_corpus("csv_formula")]
READ_AS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")


def download(office: Office, email: str, path: str) -> TestResponse:
    """Take a list as somebody."""
    return office.at(email).client.get(f"{path}{'&' if '?' in path else '?'}as=table")


def rows_of(office: Office, email: str, path: str) -> list[list[str]]:
    """Take a list as somebody; give its rows as a spreadsheet reads them, the heads first."""
    answer = download(office, email, path)
    assert answer.status_code == 200, answer.status_code
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def downloads(office: Office) -> list[AuditEvent]:
    """Give the audit entries of lists that were taken."""
    rows = select(AuditEvent).where(AuditEvent.action == "list_downloaded").order_by(AuditEvent.number)
    return office.played.all(rows)


def names_in(office: Office) -> tuple[str, str]:
    """Give the person and the street of the case."""
    person, _, street = office.played.case.label.rpartition(" at ")
    return person, street


# -- the file -------------------------------------------------------------------------------------


@ON_BOTH
def test_the_list_of_cases_as_a_table_has_its_words_and_its_dates(office_at: OfficeAt) -> None:
    # given  a case that came in on Monday 2 March
    office = office_at("applied")
    # when   the SPOC takes the list away
    heads, *rows = rows_of(office, said.JO, "/cases")
    # then   there is one row, with the date that sorts and the words of the page
    person, street = names_in(office)
    words = ["Stage", "Next date", "Next date in words", "What is next", "Received", "Closed"]
    assert heads == ["Case", "Person", "Street", *words]
    (row,) = rows
    assert row[:4] == [office.played.reference, person, street, office.played.case.stage]
    assert row[4:6] == ["2026-03-03", "1 working day left, Tuesday 3 March"]
    assert row[7:] == ["2026-03-02", ""]


def test_the_file_is_one_that_excel_reads_and_no_cache_keeps(office_at: OfficeAt) -> None:
    office = office_at("applied")
    answer = download(office, said.JO, "/cases")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cases-2026-03-02.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.get_data().startswith(b'\xef\xbb\xbf"Case","Person"')
    assert answer.get_data().count(b"\r\n") == answer.get_data().count(b"\n") == 2


def test_my_work_as_a_table_says_what_the_page_says(office_at: OfficeAt) -> None:
    office = office_at("applied")
    heads, row = rows_of(office, said.JO, "/work")
    assert heads == ["Due", "Due in words", "Task", "Case", "Person", "Street", "Why it is here", "Who has it"]
    assert row == [
        "2026-03-03",
        "1 working day left, Tuesday 3 March",
        "Check immediate risk",
        office.played.reference,
        *names_in(office),
        "An application came in online.",
        "Nobody has taken this",
    ]


@ON_BOTH
def test_a_letter_on_each_shelf_is_a_row_of_its_table(office_at: OfficeAt) -> None:
    # given  a letter that is being written
    office = office_at("grouped")
    letter = a_met_letter(office)
    heads, row = rows_of(office, said.JO, "/letters")
    assert heads == ["Letter", "Code", "Case", "To", "Where it is", "Must go", "Must go in words"]
    assert row[0].startswith("We will hold a review")
    assert (row[1], row[2], row[5][:5]) == ("L-CT-07", office.played.reference, "2026-")
    # when   it waits for the CSP manager
    ask(office, letter)
    # then   the manager's table has it, the draft's is empty, and one file is named as its tab
    assert [line[1] for line in rows_of(office, said.MARIAN, "/letters")] == ["Code", "L-CT-07"]
    assert len(rows_of(office, said.JO, "/letters/draft")) == 1
    named = download(office, said.MARIAN, "/letters/waiting").headers["Content-Disposition"]
    assert named.startswith('attachment; filename="letters-waiting-2026-')


def test_a_sent_letter_stands_with_its_date(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    heads, *rows = rows_of(office, said.JO, "/letters/sent")
    assert heads[-1] == "Dated"
    assert rows
    assert all(row[2] == office.played.reference and row[5].startswith("2026-03-") for row in rows)


@ON_BOTH
def test_the_missed_limits_as_a_table_name_nobody(office_at: OfficeAt) -> None:
    # given  two limits that were missed yesterday
    office = office_at("met")
    office.played.driver.go_to(day("Fri 13 Mar 2026"))
    office.seats.clear()
    heads, *rows = rows_of(office, said.MARIAN, "/figures")
    assert heads == ["Case", "Limit", "Was due", "How late", "Stage"]
    assert {(row[0], row[2]) for row in rows} == {(office.played.reference, "2026-03-12")}
    assert all(row[3] == "1 working day late, was due Thursday 12 March" for row in rows)
    assert len(rows) == 2
    assert names_in(office)[0] not in str(rows)


def test_people_as_a_table_are_staff_with_their_roles_of_today(office_at: OfficeAt) -> None:
    office = office_at("applied")
    heads, *rows = rows_of(office, ADA, "/people")
    assert heads == ["Person", "Email", "Account", "Roles today"]
    roles = {row[1]: row[3] for row in rows}
    assert roles[said.JO] == "Single point of contact (SPOC), Ashmoor"
    assert ["Jo Whitlock", said.JO, "Open", roles[said.JO]] in rows


@pytest.mark.parametrize(
    ("email", "path"),
    [
        (said.JO, "/work?whose=others&later=yes"),
        (said.JO, "/cases?state=all"),
        (said.JO, "/letters/sent"),
        (ADA, "/people"),
        (WYN, "/audit"),
    ],
)
def test_every_list_links_to_its_table_with_the_same_filter(office_at: OfficeAt, email: str, path: str) -> None:
    office = office_at("acknowledged")
    page = office.at(email).get(f"{path}{'&' if '?' in path else '?'}page=1").page
    address = f"{path}{'&' if '?' in path else '?'}as=table".replace("&", "&amp;")
    assert f'<a class="govuk-link" href="{address}">Download as a table</a>' in page


# -- who gets what --------------------------------------------------------------------------------


def test_sec_001_another_areas_cases_are_not_in_the_table(office_at: OfficeAt) -> None:
    office = office_at("checked")
    for path in ("/work?whose=untaken&later=yes", "/work?whose=others&later=yes", "/cases?state=all", "/figures"):
        assert len(rows_of(office, ROWAN, path)) == 1, path
    assert len(rows_of(office, ROWAN, "/letters/sent")) == 1


def test_an_officer_gets_only_what_was_asked_of_the_own_agency(office_at: OfficeAt) -> None:
    # given  four bodies that were asked
    office = office_at("checked")
    # when   the constable takes the list
    _, *rows = rows_of(office, said.IRIS, "/work?whose=others&later=yes")
    # then   it holds the one task of the police; the lists of cases and letters stay shut
    assert [(row[3], row[7]) for row in rows] == [(office.played.reference, "Nobody has taken this")]
    assert downloads(office)[-1].object == "list:asked-of-you"
    for path in ("/cases", "/letters", "/figures", "/audit", "/people"):
        assert download(office, said.IRIS, path).status_code == 403, path


def test_an_empty_list_offers_no_table(office_at: OfficeAt) -> None:
    office = office_at("applied")
    for path in ("/work?whose=mine", "/cases?state=closed", "/letters/came-back", "/audit?about=nothing"):
        assert "Download as a table" not in office.at(WYN if "audit" in path else said.JO).get(path).page, path


def test_who_sees_figures_gets_no_column_for_people(office_at: OfficeAt) -> None:
    office = office_at("applied")
    person, street = names_in(office)
    for email in (said.MARIAN, HONOR):
        heads, row = rows_of(office, email, f"/cases?q={person.split()[0]}")
        assert heads[:2] == ["Case", "Stage"]
        assert row[0] == office.played.reference
        assert not {person, street} & set(row)


def test_a_table_takes_the_same_right_as_its_page(office_at: OfficeAt) -> None:
    office = office_at("applied")
    lists = {"/cases": ADA, "/letters": WYN, "/figures": ADA, "/audit": said.JO, "/people": said.JO}
    for path, email in lists.items():
        assert download(office, email, path).status_code == office.at(email).get(path).status == 403
    stranger = office.app.test_client().get("/cases?as=table")
    assert (stranger.status_code, "/sign-in?next=" in stranger.headers["Location"]) == (303, True)
    assert downloads(office) == []


@ON_BOTH
def test_the_filter_of_the_page_is_the_filter_of_the_table(office_at: OfficeAt) -> None:
    office = office_at("applied")
    assert len(rows_of(office, said.JO, "/cases?q=nobody+of+that+name")) == 1
    assert len(rows_of(office, said.JO, "/cases?state=closed")) == 1
    assert len(rows_of(office, said.JO, f"/cases?q={office.played.reference}&page=7")) == 2


@ON_BOTH
def test_the_table_holds_all_pages_of_the_list(office_at: OfficeAt) -> None:
    # given  120 cases more than the one, on three pages
    office = office_at("applied")
    case = office.played.case
    values = {column.name: getattr(case, column.key) for column in Case.__table__.columns if column.name != "id"}
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.add_all(Case(**values | {"reference": f"ASH-CT-2026-{n:04}"}) for n in range(1001, 1121))
    # then   the page shows fifty, the table all
    assert "Page 1 of 3" in office.at(said.JO).get("/cases").page
    references = [row[0] for row in rows_of(office, said.JO, "/cases")[1:]]
    assert len(references) == len(set(references)) == 121


# -- the audit ------------------------------------------------------------------------------------


def test_dp_11_taking_names_away_is_in_the_audit(office_at: OfficeAt) -> None:
    office = office_at("applied")
    rows_of(office, said.JO, "/cases?q=tanners")
    rows_of(office, said.MARIAN, "/cases")
    named, unnamed = downloads(office)
    # then   who took which list, and whose cases it names; never the words that were looked for
    assert (named.actor, named.role) == (f"person:{office.played.driver.person_id(said.JO)}", "spoc")
    assert named.object == unnamed.object == "list:cases"
    assert named.detail == {"rows": 1, "cases": [office.played.reference]}
    assert unnamed.detail == {"rows": 1, "cases": []}


@ON_BOTH
def test_the_audit_as_a_table_has_the_words_of_the_page(office_at: OfficeAt) -> None:
    office = office_at("applied")
    office.at(said.JO).get(f"/cases/{office.played.reference}")
    heads, *rows = rows_of(office, WYN, f"/audit?about={office.played.reference}")
    assert heads == ["No.", "At", "When", "Who", "Role", "What", "About", "Reason"]
    newest = rows[0]
    assert newest[1].startswith("2026-03-02T")
    assert newest[3:7] == [
        "Jo Whitlock",
        "Single point of contact (SPOC)",
        "Case read: now",
        office.played.reference,
    ]
    assert {row[6] for row in rows} == {office.played.reference}


# -- hostile texts --------------------------------------------------------------------------------


def test_a_name_that_is_a_formula_opens_as_text(office_at: OfficeAt) -> None:
    office = office_at("applied")
    for formula in FORMULAS:
        label = f"{formula} at {formula}"
        with office.played.driver.toolbox.sessions.write() as session, session.begin():
            session.execute(update(Case).values(label=label))
            session.execute(update(Party).values(street=formula))
        for path in ("/cases", "/work"):
            for cell in rows_of(office, said.JO, path)[1]:
                assert not cell.lstrip().startswith(READ_AS_FORMULA), (path, formula)
                assert not cell.startswith(("\t", "\r", "\n")), (path, formula)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_keeps_its_words_behind_the_apostrophe(formula: str) -> None:
    assert safe_cell(formula).removeprefix("'") == formula
    assert safe_cell(formula).startswith("'") is formula.lstrip().startswith(READ_AS_FORMULA) or formula[0] in "\t\n"


@pytest.mark.parametrize("plain", ["Amara O’Neill", "a=1", "3 - 4 Tanners Row", "", "'quoted'", 'Zoë, "Zo"'])
def test_plain_words_stay_as_they_are(plain: str) -> None:
    assert safe_cell(plain) == plain


def test_a_number_of_ours_stays_a_number() -> None:
    assert safe_cell(-3) == "-3"


def test_a_list_that_is_too_long_ends_in_a_sentence() -> None:
    text = write_csv(("Case",), [(f"case {n}",) for n in range(4)], at_most=3)
    assert text.startswith(BYTE_ORDER_MARK)
    assert text.endswith('"case 2"\r\n"The list is longer. This table holds its first 3 rows."\r\n')
    assert "case 3" not in text
    assert "longer" not in write_csv(("Case",), [("one",), ("two",), ("three",)], at_most=3)
