"""The parts of a page, rendered by the real templates: words, labels, marks for machines and for people."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from lxml import html

from service.web.question_fields import Presenter
from workflows import QuestionForm


@pytest.fixture
def parts() -> Flask:
    """An application with our templates and nothing else."""
    app = Flask("service", static_folder="static/dist", static_url_path="/static")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["csrf_token"] = lambda: "a-token"
    ours = PackageLoader("service", "web/templates")
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([ours, govuk])
    return app


def rendered(app: Flask, source: str, **values: object) -> html.HtmlElement:
    """Return the parsed result of a small template: a whole page, or a part of one."""
    with app.test_request_context("/"):
        return html.document_fromstring(app.jinja_env.from_string(source).render(**values))


def words_of(element: html.HtmlElement) -> str:
    """Return the text with single blanks."""
    return " ".join(element.text_content().split())


def test_the_due_phrase_says_its_state_in_words_and_marks_it(parts: Flask) -> None:
    phrase = SimpleNamespace(line1="2 working days late", line2="was due Friday 18 December", tone="late")
    shown = rendered(parts, '{% from "components/due.html" import due_phrase %}{{ due_phrase(p) }}', p=phrase)
    assert words_of(shown) == "2 working days late was due Friday 18 December"
    assert shown.find_class("fm-due--late")


def test_the_day_count_is_a_table_from_monday_to_sunday(parts: Flask) -> None:
    # given a count from Wednesday 23 December to Tuesday 29 December 2026
    days = [
        SimpleNamespace(on=date(2026, 12, 23) + timedelta(number), number=counted, why_not=why)
        for number, (counted, why) in enumerate(
            [
                (0, None),
                (1, None),
                (None, "Christmas Day"),
                (None, "Saturday"),
                (None, "Sunday"),
                (None, "Boxing Day, substitute"),
                (2, None),
            ]
        )
    ]
    marks = {date(2026, 12, 23): "complete", date(2026, 12, 29): "limit"}
    # when
    source = '{% from "components/day_count.html" import day_count %}{{ day_count(days, marks) }}'
    shown = rendered(parts, source, days=days, marks=marks)
    # then each week has seven cells, and each day says its number or why it does not count
    weeks = [[words_of(cell) for cell in row.iter("td")] for row in shown.iter("tr")][1:]
    assert [len(week) for week in weeks] == [7, 7]
    assert weeks[0][:2] == ["", ""]
    assert weeks[0][2].endswith("Wednesday 23 December Day 0: complete")
    assert weeks[0][4].endswith("Christmas Day")
    assert weeks[0][5].endswith("Not counted")
    assert weeks[1][1].endswith("Tuesday 29 December Day 2: limit")
    assert len(shown.find_class("fm-days__marked")) == 2


def test_an_error_stands_in_the_summary_and_at_its_field(parts: Flask) -> None:
    source = (
        '{% from "components/form.html" import error_summary %}{% from "components/questions.html" import questions %}'
        '{{ error_summary([("Enter your reasons", "why")]) }}{{ questions(fields) }}'
    )
    form = QuestionForm.parse(
        {"title": "T", "questions": [{"id": "why", "type": "long_text", "label": "Your reasons", "hint": "Be kind."}]}
    )
    shown = rendered(parts, source, fields=Presenter(posted={"why": ["<b>"]}).present(form))
    (link,) = shown.xpath("//a")
    (field,) = shown.xpath("//textarea")
    assert link.get("href") == f"#{field.get('id')}" == "#why"
    assert field.text.strip() == "<b>"
    assert shown.get_element_by_id("why-hint").text_content().strip() == "Be kind."


def test_every_kind_of_question_has_a_labelled_input(parts: Flask) -> None:
    kinds = ["text", "long_text", "yes_no", "date", "time", "number", "email", "phone", "postcode"]
    questions: list[object] = [{"id": kind, "type": kind, "label": f"The {kind}"} for kind in kinds]
    options = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
    questions += [{"id": kind, "type": kind, "label": kind, "options": options} for kind in ("one_of", "many_of")]
    questions += [
        {"id": "rows", "type": "rows", "label": "Rows", "questions": [{"id": "x", "type": "text", "label": "X"}]}
    ]
    form = QuestionForm.parse({"title": "All", "questions": questions})
    source = '{% from "components/questions.html" import questions %}{{ questions(fields) }}'
    shown = rendered(parts, source, fields=Presenter().present(form))
    inputs = shown.xpath("//input | //textarea | //select")
    labelled = set(shown.xpath("//label/@for"))
    assert {field.get("id") for field in inputs} == labelled
    assert {"date-day", "date-month", "date-year", "rows-1-x", "yes_no", "long_text"} <= labelled


def test_a_value_with_markup_is_shown_and_never_run(parts: Flask) -> None:
    source = (
        '{% from "components/work.html" import work_row %}'
        '{% call work_row(p, t, "/x", about=t, why=t, who=t, reasons=[(t, t)]) %}{% endcall %}'
    )
    phrase = SimpleNamespace(line1="Due today", line2="", tone="today")
    shown = rendered(parts, source, p=phrase, t="<script>alert(1)</script>")
    assert not shown.xpath("//script")
    assert words_of(shown).count("<script>alert(1)</script>") == 7


def test_the_drawing_carries_its_steps_as_data(parts: Flask) -> None:
    source = '{% from "components/drawing.html" import drawing %}{{ drawing("/x.xml", ["Task_A"], [\'Task_"B\']) }}'
    (figure,) = rendered(parts, source).xpath("//figure")
    assert figure.get("data-done") == '["Task_A"]'
    assert figure.get("data-now") == '["Task_\\"B"]'


@pytest.mark.parametrize(
    ("layout", "expected"),
    [("layout.html", "Error: My work - Folkmoot"), ("layout_public.html", "Error: My work - Ask")],
)
def test_a_page_with_errors_says_so_in_its_title(parts: Flask, layout: str, expected: str) -> None:
    source = f'{{% extends "{layout}" %}}{{% block title %}}My work{{% endblock %}}'
    shown = rendered(parts, source, errors=[("Enter it", "x")])
    (title,) = shown.xpath("//title")
    assert words_of(title).startswith(expected)


def test_public_pages_have_a_way_out_and_no_menu(parts: Flask) -> None:
    shown = rendered(
        parts, '{% extends "layout_public.html" %}', menu=[], partnership="Ashmoor Partnership", formerly="Old Name"
    )
    assert "Leave this page now" in words_of(shown)
    assert "Ashmoor Partnership. Formerly called the Old Name." in words_of(shown)
    assert not shown.find_class("fm-menu")
    assert shown.find_class("fm-public")
    assert not shown.find_class("fm-staff")


def test_no_page_carries_the_crown_or_the_name_of_gov_uk(parts: Flask) -> None:
    for layout in ("layout.html", "layout_public.html"):
        shown = rendered(parts, f'{{% extends "{layout}" %}}')
        assert "GOV.UK" not in words_of(shown)
        assert "Crown copyright" not in words_of(shown)
        assert not [href for href in shown.xpath("//link/@href") if "images" in href]
