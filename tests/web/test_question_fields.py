"""Questions become fields: what was typed is kept, what was wrong is said, dependants stand under their choice."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from service.web.answer_rows import is_row_change, without_removed_row
from service.web.answer_words import answer_lines, as_posted
from service.web.question_fields import Field, Presenter, error_list
from workflows import Answers, FieldErrors, FormContext, Json, ListItem, QuestionForm, validate_answers

FORM = QuestionForm.parse(
    {
        "title": "Decide the threshold",
        "questions": [
            {"id": "met", "type": "yes_no", "label": "Is the threshold met?", "fact": True},
            {"id": "why", "type": "long_text", "label": "Your reasons", "when": {"question": "met", "is": False}},
            {"id": "decided_on", "type": "date", "label": "Decided on"},
            {
                "id": "body",
                "type": "one_of",
                "label": "Which body?",
                "required": False,
                "options_from": "bodies",
            },
            {
                "id": "reply",
                "type": "one_of",
                "label": "How do you treat the reply?",
                "options": [{"value": "wait", "label": "Wait"}, {"value": "go", "label": "Go on"}],
            },
            {
                "id": "note",
                "type": "text",
                "label": "Note",
                "required": False,
                "when": {"question": "reply", "is": ["wait", "go"]},
            },
            {
                "id": "people",
                "type": "rows",
                "label": "Who was hurt?",
                "questions": [{"id": "name", "type": "text", "label": "Name", "errors": {"required": "Enter a name"}}],
                "max": 3,
            },
        ],
    }
)
BODIES = (ListItem(key="police", label="Northmoor Police"), ListItem(key="council", label="Ashmoor Council"))


def presented(posted: Mapping[str, Sequence[str]], errors: FieldErrors | None = None) -> dict[str, Field]:
    """Return the outer fields of the form by name."""
    fields = Presenter(posted=posted, errors=errors, lists={"bodies": BODIES}).present(FORM)
    return {field.name: field for field in fields}


def judged(posted: Mapping[str, Sequence[str]]) -> Answers | FieldErrors:
    """Return the answers, or what is wrong with them."""
    return validate_answers(FORM, posted, context=FormContext(today=date(2026, 12, 22), lists={"bodies": BODIES}))


def test_a_question_for_one_answer_stands_under_that_choice() -> None:
    # given a form nobody has touched
    fields = presented({})
    # then the reasons stand under No, and nowhere else
    yes, no = fields["met"].choices
    assert [field.name for field in no.inner] == ["why"]
    assert yes.inner == ()
    assert "why" not in fields


def test_a_question_for_several_answers_waits_for_them_by_script() -> None:
    note = presented({})["note"]
    assert (note.when_name, note.when_values) == ("reply", ("wait", "go"))
    assert note.label == "Note (optional)"


def test_everything_typed_is_kept_and_each_error_has_its_field() -> None:
    # given a person who forgot the year and the name, and chose a body
    posted = {"met": ["no"], "decided_on-day": ["28"], "decided_on-month": ["11"], "body": ["council"], "reply": ["go"]}
    posted |= {"why": ["Too old."], "people-1-name": [""], "people-2-name": [""]}
    errors = judged(posted)
    assert isinstance(errors, FieldErrors)
    # when the page is shown again
    fields = presented(posted, errors)
    # then
    assert fields["met"].choices[1].is_chosen
    assert fields["met"].choices[1].inner[0].value == "Too old."
    assert (fields["decided_on"].day, fields["decided_on"].month) == ("28", "11")
    assert fields["decided_on"].bad_parts == ("year",)
    assert fields["decided_on"].error == "Decided on must include a year"
    assert [choice.is_chosen for choice in fields["body"].choices] == [False, True]
    assert fields["people"].error.startswith("Add at least one")
    assert [name for _, name in error_list(errors)] == ["decided_on-year", "people"]


def test_add_another_gives_a_fresh_row_with_the_focus() -> None:
    posted = {"people-1-name": ["Ravi"], "add_row": ["people"]}
    people = presented(posted)["people"]
    assert is_row_change(posted)
    assert [row.fields[0].value for row in people.rows] == ["Ravi", ""]
    assert [row.fields[0].has_focus for row in people.rows] == [False, True]
    assert people.can_add
    assert all(row.can_remove for row in people.rows)


def test_no_more_rows_than_the_form_allows() -> None:
    posted = {f"people-{number}-name": ["x"] for number in (1, 2, 3)}
    assert not presented(posted)["people"].can_add


def test_remove_takes_that_row_and_keeps_the_others() -> None:
    posted = {
        "people-1-name": ["Ravi"],
        "people-2-name": ["Amara"],
        "people-10-name": ["Ines"],
        "remove_row": ["people-1"],
    }
    left = presented(without_removed_row(posted))["people"]
    assert [row.fields[0].value for row in left.rows] == ["Amara", "Ines"]
    assert [row.fields[0].value for row in presented(posted)["people"].rows] == ["Amara", "Ines"]


def test_a_remove_button_that_nobody_made_removes_nothing() -> None:
    posted = {"people-1-name": ["Ravi"], "remove_row": ["people", "", "p-.*"]}
    assert without_removed_row(posted) == posted


def test_rows_of_a_list_carry_its_labels_and_cannot_be_added() -> None:
    # given rows drawn from the bodies of the case
    form = QuestionForm.parse(
        {
            "title": "Views",
            "questions": [
                {
                    "id": "views",
                    "type": "rows",
                    "label": "Each body",
                    "rows_from": "bodies",
                    "questions": [{"id": "view", "type": "text", "label": "View"}],
                }
            ],
        }
    )
    (views,) = Presenter(posted={"views-council-view": ["Met"]}, lists={"bodies": BODIES}).present(form)
    # then
    assert [row.legend for row in views.rows] == ["Northmoor Police", "Ashmoor Council"]
    assert [row.fields[0].name for row in views.rows] == ["views-police-view", "views-council-view"]
    assert views.rows[1].fields[0].value == "Met"
    assert not views.can_add
    assert not views.rows[0].can_remove
    # and an error inside a row names the row
    errors = validate_answers(form, {}, context=FormContext(today=date(2026, 12, 22), lists={"bodies": BODIES}))
    assert isinstance(errors, FieldErrors)
    assert error_list(errors, (views,))[1] == ("Ashmoor Council: Enter view", "views-council-view")


def test_saved_answers_come_back_as_they_were_posted() -> None:
    # given answers that passed
    posted = {"met": ["yes"], "decided_on-day": ["4"], "decided_on-month": ["1"], "decided_on-year": ["2026"]}
    posted |= {"reply": ["wait"], "people-1-name": ["Ravi"], "body": ["police"]}
    answers = judged(posted)
    assert isinstance(answers, Answers)
    # then they can be shown again, and read back in words
    assert as_posted(FORM, answers.values) == posted
    lines = {line.question_id: line.value for line in answer_lines(FORM, answers.values, lists={"bodies": BODIES})}
    assert lines == {
        "met": ("Yes",),
        "decided_on": ("Sunday 4 January 2026",),
        "body": ("Northmoor Police",),
        "reply": ("Wait",),
        "note": ("Not answered",),
        "people": ("Ravi",),
    }


def test_a_long_list_of_choices_is_a_select() -> None:
    many = tuple(ListItem(key=str(number), label=f"Officer {number}") for number in range(11))
    fields = Presenter(lists={"bodies": many}).present(FORM)
    assert next(field for field in fields if field.name == "body").is_long


def asked_after(*between: dict[str, object], kind: str = "text", options: int = 2) -> tuple[Field, ...]:
    """Return the fields of a form whose last question waits for the first one's answer `v0`."""
    listed = [{"value": f"v{number}", "label": "V"} for number in range(options)]
    first: dict[str, object] = {"id": "first", "type": "one_of", "label": "First", "options": listed}
    last: dict[str, object] = {"id": "last", "type": kind, "label": "Last", "when": {"question": "first", "is": "v0"}}
    if kind == "rows":
        last["questions"] = [{"id": "name", "type": "text", "label": "Name"}]
    return Presenter().present(QuestionForm.parse({"title": "T", "questions": [first, *between, last]}))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(
            asked_after({"id": "other", "type": "text", "label": "Other"}), id="another question stands between"
        ),
        pytest.param(asked_after(kind="rows"), id="rows are too big to stand under a choice"),
        pytest.param(asked_after(options=11), id="the choices are a select"),
    ],
)
def test_what_cannot_stand_under_a_choice_waits_for_it_by_script(fields: tuple[Field, ...]) -> None:
    assert [field.name for field in fields][-1] == "last"
    assert (fields[-1].when_name, fields[-1].when_values) == ("first", ("v0",))
    assert [choice.inner for choice in fields[0].choices if choice.inner] == []


def test_rows_and_several_choices_are_read_back_in_words() -> None:
    form = QuestionForm.parse(
        {
            "title": "Views",
            "questions": [
                {"id": "told", "type": "many_of", "label": "Whom", "options_from": "bodies"},
                {"id": "words", "type": "long_text", "label": "Words"},
                {
                    "id": "views",
                    "type": "rows",
                    "label": "Each body",
                    "rows_from": "bodies",
                    "questions": [
                        {"id": "met", "type": "yes_no", "label": "Met?"},
                        {"id": "on", "type": "date", "label": "On", "required": False},
                    ],
                },
            ],
        }
    )
    rows: list[Json] = [
        {"key": "police", "met": False, "on": "2026-12-22"},
        {"key": "council", "met": None, "on": None},
    ]
    values: dict[str, Json] = {"told": ["police", "council"], "words": "One.\nTwo.", "views": rows}
    assert [line.value for line in answer_lines(form, values, lists={"bodies": BODIES})] == [
        ("Northmoor Police", "Ashmoor Council"),
        ("One.", "Two."),
        ("Northmoor Police: No, Tuesday 22 December 2026", "Ashmoor Council"),
    ]
    assert as_posted(form, values)["told"] == ["police", "council"]
    assert as_posted(form, values)["views-police-on-year"] == ["2026"]
