"""Hostile inputs on every input of staff: never an error page, told at the field, kept as typed, stored unchanged.

The public form has its own file, tests/web/test_public_hostile_input.py. Source: issue "Bad input gets", SEC-114.
"""

from io import BytesIO

import pytest
from sqlalchemy import select

from service.demo import answers as said
from service.demo.driver import posted
from service.store.people import Person
from service.store.record.notes import ContactNote
from service.store.work import TaskAnswer
from service.web.owners.settings_fields import PAGES
from service.web.security import LARGEST_FORM
from tests.badday.desk import ADA, HONOR, WORDS, Desk, desk, is_alarming, its_half, send, texts
from tests.badday.fingerprint import fingerprint
from tests.badday.invariants import broken_invariants
from tests.badday.odd_addresses import addresses, fill, rules, ways
from tests.badday.refusals import draw_refusals_once
from tests.stages import ON_SQLITE, AtStage
from tests.web.test_public_hostile_input import lines, shown
from tests.workflows.corpus import read_corpus

PARAMETERS = ("sql_sort_filter", "paths_filenames", "xss", "redirects")
KINDS = ("application/json", "text/plain", "multipart/form-data; boundary=x", "image/png")
ASK_NOTHING = (  # buttons without a field: any body presses them
    "account.sign_out",
    "account.end_other_sessions",
    "casework.take_task",
    "casework.put_back_task",
    "public.begin",
)
TOO_LONG_TO_ASK = 1500  # a path or parameter beyond this is refused by every server in front


@pytest.fixture
def at_desk(at_stage: AtStage) -> Desk:
    """Jo at a browser, the case is checked."""
    return desk(at_stage("applied"))


def test_any_words_in_a_note_are_kept_as_typed_or_refused_at_the_field(at_desk: Desk, kind: str) -> None:
    browser, played = at_desk.browser, at_desk.played
    page, taken, wrong = f"/cases/{played.reference}/new/notes", [], []
    for case_id, payload in its_half(texts(*WORDS), kind):
        send(browser, page, words=payload)
        if browser.status == 303:
            taken.append(lines(payload))
        elif browser.status != 422 or 'id="words-error"' not in browser.page or is_alarming(browser.page):
            wrong.append((case_id, browser.status))
        elif lines(shown(browser.page, "words")) != lines(payload) and "\x00" not in payload:
            wrong.append((case_id, "not kept"))
    assert wrong == []
    assert [lines(row.words) for row in played.rows(ContactNote)] == taken
    assert len(taken) > 10
    for tab in ("", "/history", "/reports"):
        assert browser.get(f"/cases/{played.reference}{tab}").status == 200
        assert not is_alarming(browser.page)
    assert broken_invariants(played.driver.toolbox) == []


def test_any_answer_to_a_task_is_kept_as_typed_or_refused_at_the_field(at_desk: Desk, kind: str) -> None:
    browser, played = at_desk.browser, at_desk.played
    task = played.driver.task(played.reference, "Task_CheckImmediateRisk").task_id
    page, wrong = f"/tasks/{task}", []
    half = {name: value for name, value in posted(said.RISK).items() if name != "danger_now"}
    for case_id, payload in its_half(texts(*WORDS), kind):
        # given everything answered but one question
        send(browser, page, **(half | {"reasons": payload}))
        is_kept = lines(shown(browser.page, "reasons")) == lines(payload) or "\x00" in payload
        if browser.status != 422 or "danger_now" not in browser.page or not is_kept or is_alarming(browser.page):
            wrong.append((case_id, "refused", browser.status))
    assert wrong == []
    # and a whole answer with odd words goes on
    odd = "O’Brien <script>alert(1)</script> \u202eabc {{ 7*7 }} =1+1 Zoe\u0308"
    assert browser.post(page, seen=page, **(posted(said.RISK) | {"reasons": odd})).status == 303
    (answer,) = [row for row in played.rows(TaskAnswer) if row.task_id == task]
    assert answer.answers["reasons"] == odd
    assert browser.get(page).status == 200
    assert not is_alarming(browser.page)
    assert broken_invariants(played.driver.toolbox) == []


@ON_SQLITE
def test_dates_and_numbers_in_a_call_are_right_or_refused(at_desk: Desk) -> None:
    browser, played = at_desk.browser, at_desk.played
    page, wrong = f"/cases/{played.reference}/new/calls", []
    for case in read_corpus("dates_numbers"):
        payload = str(case["payload"])
        year, _, rest = payload.partition("-")
        month, _, day = rest.partition("-")
        days = ((year, month, day), (payload, "1", "1"), ("2026", payload, "1"), ("2026", "1", payload))
        for on, at in (*((on, "10:00") for on in days), (("2026", "1", "1"), payload), ((payload,) * 3, payload)):
            parts = dict(zip(("happened_on-year", "happened_on-month", "happened_on-day"), on, strict=True))
            fields = {"with_words": "Amara", "got_through": "yes", "words": "x", "happened_time": at}
            send(browser, page, **(parts | fields))
            is_told = browser.status == 422 and "There is a problem" in browser.page
            if browser.status != 303 and not is_told:
                wrong.append((case["id"], on, at, browser.status))
    assert wrong == []


ODD_ONES = (("number", "99999999999999999999"), ("nul", "a\x00b"))
NUMBERS = ("0", "-1", "99999999999999999999", "9223372036854775808", "2147483648", "1e9", "NaN", "\u0662", "%00")


def test_sec_114_odd_parts_of_an_address_lead_nowhere(at_desk: Desk, kind: str) -> None:
    """Each payload meets each kind of part; each page meets some numbers and some of the words."""
    browser, wrong = at_desk.browser, []
    app, reference = browser.client.application, at_desk.played.reference
    odd = [payload for _, payload in texts(*PARAMETERS) if len(payload) <= TOO_LONG_TO_ASK]
    for every, payloads in ((3, (*NUMBERS, "\x00", "a\x00b")), (8, odd[::4])):
        for turn, payload in enumerate(its_half(payloads, kind)):
            for path in ways(app, addresses(app, payload, reference=reference, every=every, turn=turn)):
                answer = browser.client.get(path)
                if answer.status_code >= 500 or b"<script>alert" in answer.get_data():
                    wrong.append((path[:120], answer.status_code))
    assert wrong == []


def test_odd_search_words_pages_and_filters_are_taken_literally(at_desk: Desk, kind: str) -> None:
    """Each payload meets each page, in turn in all parameters together and as the only word that is looked for."""
    wrong = []
    asked = {
        at_desk.browser: ("/work", "/cases", "/cases/find", "/letters/draft", "/figures", "/procedures"),
        at_desk.sit_down("wyn.prosser@ashmoor.example"): ("/audit", "/audit/chain", "/cases"),
        at_desk.sit_down(ADA): ("/people", "/settings"),
    }
    names = ("q", "page", "state", "stage", "whose", "later", "next", "looked", "who", "action", "from", "reference")
    for browser, paths in asked.items():
        for turn, (_, payload) in enumerate(its_half([*texts("sql_sort_filter", "xss"), *ODD_ONES], kind)):
            for number, path in enumerate(paths, start=turn):
                answer = browser.client.get(path, query_string=dict.fromkeys(("q",) if number % 2 else names, payload))
                if answer.status_code not in (200, 302, 303, 400, 404) or is_alarming(answer.get_data(as_text=True)):
                    wrong.append((path, payload[:40], answer.status_code))
    assert wrong == []


def test_a_wildcard_finds_nothing_but_itself(at_desk: Desk) -> None:
    browser, reference = at_desk.browser, at_desk.played.reference
    assert reference in browser.get("/cases?q=Lindqvist").page
    for words in ("%25", "_", "Lind%25", "'%20or%20'1'='1"):
        assert reference not in browser.get(f"/cases?q={words}").page, words


@ON_SQLITE
def test_sec_086_next_never_leads_away(at_desk: Desk) -> None:
    for case in read_corpus("redirects"):
        browser = at_desk.sit_down(ADA)
        browser.post("/sign-out", seen="/account")
        browser.post("/sign-in", seen="/sign-in", email=ADA, password="demo-only-moot-hall", next=str(case["payload"]))
        assert browser.location.startswith("/"), case
        assert not browser.location.startswith("//"), case
        assert case["ok"] or "evil" not in browser.location, case


def test_any_email_and_password_are_answered_alike(at_desk: Desk, kind: str) -> None:
    browser, wrong = at_desk.sit_down(ADA), []
    browser.post("/sign-out", seen="/account")
    odd = texts("text_unicode", "headers_email", "sql_sort_filter", "xss")
    for number, (case_id, payload) in enumerate(its_half(odd, kind)):
        browser.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number % 250}"
        for email, password in ((payload, "x"), (ADA, payload)):
            send(browser, "/sign-in", email=email, password=password)
            if browser.status not in (422, 429) or is_alarming(browser.page):
                wrong.append((case_id, browser.status))
    assert wrong == []


def test_any_name_of_a_person_is_kept_or_refused_at_its_field(at_desk: Desk, kind: str) -> None:
    browser, played, wrong, names = at_desk.sit_down(ADA), at_desk.played, [], []
    fields = {"role": "spoc", "area": str(played.driver.area_id), "area_id": str(played.driver.area_id)}
    for number, (case_id, payload) in enumerate(its_half(texts("text_unicode", "xss", "headers_email"), kind)):
        send(browser, "/people/new", name=payload, email=f"p{number}@ashmoor.example", **fields)
        if browser.status in (200, 303):
            names.append(payload.replace("\x00", "\x01").strip())
        elif browser.status != 422 or "There is a problem" not in browser.page or is_alarming(browser.page):
            wrong.append((case_id, browser.status))
        send(browser, "/people/new", name="Somebody", email=payload, **fields)
        if browser.status not in (200, 303, 422) or is_alarming(browser.page):
            wrong.append((case_id, "email", browser.status))
    assert wrong == []
    kept = {row.name for row in played.all(select(Person))}
    assert {name for name in names if "\n" not in name and "\r" not in name} <= kept
    assert not is_alarming(browser.get("/people").page)


@ON_SQLITE
def test_any_words_in_settings_are_kept_or_refused(at_desk: Desk) -> None:
    browser, wrong = at_desk.sit_down(HONOR), []
    with_token = browser.get("/account").page
    for turn, (slug, page) in enumerate(PAGES.items()):
        path = f"/settings/ASH/{slug}"
        for case_id, payload in texts("text_unicode", "xss", "sql_sort_filter")[turn % 8 :: 8]:
            fields = {setting.name: payload for setting in page.settings}
            browser.page = with_token
            browser.post(path, reason=payload, **fields)
            # 413: the longest words in every field of a page at once are more than a form may hold
            if browser.status not in (303, 409, 413, 422) or is_alarming(browser.page):
                wrong.append((slug, case_id, browser.status))
    assert wrong == []


@ON_SQLITE
def test_jh_other_bodies_are_refused_by_every_button(at_desk: Desk) -> None:
    browser, wrong = at_desk.browser, []
    token = {"X-CSRFToken": token_of(at_desk), "Referer": "https://folkmoot.example.org/"}
    good = {
        "area_code": "ASH",
        "reference": at_desk.played.reference,
        "process_id": "community_trigger",
        "act": "notes",
    }
    task = at_desk.played.driver.task(at_desk.played.reference, "Task_CheckImmediateRisk").task_id
    huge, many = {"words": "x" * (LARGEST_FORM + 1)}, {f"a{number}": "1" for number in range(3000)}
    asked: set[str] = set()
    before = fingerprint(at_desk.played.driver.toolbox)
    draw_refusals_once(browser.client.application)
    for turn, rule in enumerate(rules(browser.client.application, "POST")):
        if rule.endpoint in ASK_NOTHING:
            continue
        path = rule.rule
        for name in rule.arguments:
            path = fill(path, name, task if name == "task_id" else str(good.get(name, "1")))
        # every button gets each kind of body, every third case in turn
        for number, case in enumerate(read_corpus("json_http")[turn % 3 :: 3]):
            kind = KINDS[number % len(KINDS)]
            answer = browser.client.post(path, data=str(case["payload"]), content_type=kind, headers=token)
            if answer.status_code >= 500:
                wrong.append((path, case["id"], kind, answer.status_code))
        sizes = [browser.client.post(path, data=huge, headers=token)]
        if rule.endpoint.partition(".")[0] not in asked:  # fields are counted before any view, where the token is read
            sizes.append(browser.client.post(path, data=many, content_type="multipart/form-data", headers=token))
        asked.add(rule.endpoint.partition(".")[0])
        wrong += [(path, "size", one.status_code) for one in sizes if one.status_code not in (400, 404, 413)]
    assert wrong == []
    assert fingerprint(at_desk.played.driver.toolbox) == before


def token_of(at_desk: Desk) -> str:
    page = at_desk.browser.get("/account").page
    return page.split('name="csrf_token" value="')[1].split('"')[0]


@ON_SQLITE
def test_there_is_no_place_for_a_file(at_desk: Desk) -> None:
    """No upload in this version: no field asks for a file, and a file that is sent is not kept."""
    browser, played = at_desk.browser, at_desk.played
    pages = [f"/cases/{played.reference}/new/{act}" for act in ("notes", "calls", "withdrawals")]
    pages += ["/applications/new", f"/tasks/{played.driver.open_tasks(played.reference)[0].task_id}"]
    for page in pages:
        browser.get(page)
        assert browser.status == 200
        assert 'type="file"' not in browser.page
        assert "multipart/form-data" not in browser.page
    before = fingerprint(played.driver.toolbox)
    page = f"/cases/{played.reference}/new/notes"
    for case in read_corpus("uploads") or [{"id": "UP", "payload": "<script>"}]:
        file = (BytesIO(str(case["payload"]).encode()), "x.html")
        browser.post(page, seen=page, words=file)
        assert browser.status == 422, case["id"]
    assert fingerprint(played.driver.toolbox) == before
