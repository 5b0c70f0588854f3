"""A sealed letter: how it left, the letter itself in a frame that can do nothing, and its PDF. Source: D-008."""

from flask import Response, render_template, url_for

from letters import PdfUnavailable, letter_catalogue, letter_pdf
from service.access import CasePart
from service.cases import StorePdf, handle
from service.errors import NotFoundForYou
from service.store.queries.case_clocks import clocks_of_case
from service.store.queries.case_letters import SealedRow, letters_of_case, sealed_letter
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.letter_words import letter_lines, title_of
from service.web.casework.opening import OpenCase, frame, note_look, open_case
from service.web.security import POLICY, SEALED_POLICY, nonce

HIDDEN = "(hidden)"
HOLDS_A_CODE = "This letter holds a code that only its reader may use. Whoever posts it prints it from the post room."
NOT_MADE = "The PDF could not be made on this machine. Ask your administrator to install what the letters need."


@blueprint.get("/cases/<reference>/letters/<int:letter_id>")
def sealed_letter_page(reference: str, letter_id: int) -> Response:
    """Show one sealed letter and how it left."""
    opened, letter = _open(reference, letter_id)
    session, case_id = context.read_session(), opened.head.case_id
    lines = letter_lines(letters_of_case(session, case_id), clocks_of_case(session, case_id), today=context.today())
    page = render_template(
        "casework/sealed_letter.html",
        **frame(opened, ""),
        letter=letter,
        letter_title=title_of(letter.code),
        holds_a_code=HOLDS_A_CODE if _secrets(letter) else "",
        line=next((line for line in lines if line.letter_id == letter_id), None),
        sheet_href=url_for("casework.sealed_letter_sheet", reference=reference, letter_id=letter_id),
        pdf_href=url_for("casework.sealed_letter_file", reference=reference, letter_id=letter_id),
    )
    return Response(page, headers={"Content-Security-Policy": f"{POLICY.format(nonce=nonce())}; frame-src 'self'"})


@blueprint.get("/cases/<reference>/letters/<int:letter_id>/sheet")
def sealed_letter_sheet(reference: str, letter_id: int) -> Response:
    """Give the sealed letter itself, shut off from the service around it."""
    _, letter = _open(reference, letter_id)
    headers = {"Content-Security-Policy": SEALED_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return Response(_without_secrets(letter), mimetype="text/html", headers=headers)


@blueprint.get("/cases/<reference>/letters/<int:letter_id>/pdf")
def sealed_letter_file(reference: str, letter_id: int) -> Response:
    """Give the PDF of a sealed letter as a file to keep; made once from the sealed text."""
    opened, letter = _open(reference, letter_id)
    if _secrets(letter):
        return Response(render_template("error.html", title="No file", words=HOLDS_A_CODE), status=403)
    try:
        pdf = letter.pdf or _make(letter)
    except PdfUnavailable:
        return Response(render_template("error.html", title="No PDF", words=NOT_MADE), status=503)
    name = f"{opened.head.reference}-{letter.code}-{letter.letter_id}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": SEALED_POLICY}
    return Response(pdf, mimetype="application/pdf", headers=headers)


def _secrets(letter: SealedRow) -> list[str]:
    """Give what in a sealed letter is for its reader only. Source: D-042."""
    names = letter_catalogue()[letter.code].secrets
    return [str(letter.values[name]) for name in names if letter.values.get(name)]


def _without_secrets(letter: SealedRow) -> str:
    """Give the letter as staff may see it; what is stored stays as it was sent."""
    html = letter.html
    for secret in _secrets(letter):
        html = html.replace(secret, HIDDEN)
    return html


def _make(letter: SealedRow) -> bytes:
    pdf = letter_pdf(letter.html)
    handle(context.toolbox(), StorePdf(sealed_letter_id=letter.letter_id, pdf=pdf))
    return pdf


def _open(reference: str, letter_id: int) -> tuple[OpenCase, SealedRow]:
    """Give the letter and note the look: each of its addresses can be opened alone. Source: DP-11."""
    opened = open_case(reference, CasePart.LETTERS)
    letter = sealed_letter(context.read_session(), case_id=opened.head.case_id, letter_id=letter_id)
    if letter is None:
        raise NotFoundForYou
    note_look(opened, page="letter", action="letter_read")
    return opened, letter
