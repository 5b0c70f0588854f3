"""Approval seals a letter: HTML, text and hash are stored for ever and its sending is queued. Source: D-008."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from letters import Letter, LetterError, letter_catalogue, render_letter, reply_address
from service.cases.case_file import CaseFile
from service.cases.errors import LetterNotReady
from service.cases.letters.drafting import fresh_values
from service.cases.letters.recipients import whom
from service.store.cases import OPCC_APPEAL
from service.store.letters import LetterDraft, SealedLetter
from service.store.outbox import OutboxItem

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

MAIL_BODY = (
    "{greeting}\n\nA letter for you is attached to this email. If you cannot open it, reply to this email or "
    "phone us and we will send it another way.\n\n{sender}\n"
)


def render_draft(file: CaseFile, draft: LetterDraft, *, size: str | None = None, mark_fields: bool = False) -> Letter:
    """Give the letter as it would leave today. Raises LetterError naming what is missing."""
    return render_letter(
        draft.code,
        fresh_values(file, draft),
        size=size or draft.size,
        mark_fields=mark_fields,
        own_words=draft.own_words,
    )


def fingerprint(letter: Letter) -> str:
    """Give the hash that tells whether the letter is still the one a person looked at."""
    return hashlib.sha256(letter.html.encode()).hexdigest()


def seal(work: "CaseWork", draft: LetterDraft, *, seen: str | None) -> SealedLetter:
    """Seal one letter that a person looked at, and queue it. Raises LetterNotReady if it changed since."""
    file = CaseFile.of(work)
    values = fresh_values(file, draft) if seen is not None else dict(draft.values)
    try:
        letter = render_letter(draft.code, values, size=draft.size, own_words=draft.own_words)
    except LetterError as err:
        raise LetterNotReady(str(err)) from err
    if seen is not None and seen != fingerprint(letter):
        raise LetterNotReady("The case changed after you opened this letter. Look at the new letter.")
    draft.values = values
    draft.state = "sealed"
    sealed = _sealed(work, draft, letter)
    work.session.add(sealed)
    work.session.flush()
    _say(work, draft, sealed)
    queue(work, file, draft, sealed)
    return sealed


def _sealed(work: "CaseWork", draft: LetterDraft, letter: Letter) -> SealedLetter:
    return SealedLetter(
        draft_id=draft.id,
        case_id=draft.case_id,
        code=draft.code,
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        html_hash=fingerprint(letter),
        template_version=letter.template_version,
        letter_on=work.unit.today,
        sealed_at=work.now,
        sealed_by_id=work.actor.person_id,
        promises=promises_in(draft.code, draft.values),
        delivery="waiting",
    )


def promises_in(code: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what a letter with these values promises by a date, in words, and the field that says so."""
    return [
        {"words": field.promise, "on": values[field.name], "field": field.name}
        for field in letter_catalogue()[code].fields
        if field.promise and values.get(field.name)
    ]


def _say(work: "CaseWork", draft: LetterDraft, sealed: SealedLetter) -> None:
    title = letter_catalogue()[draft.code].title
    sealed_by = f"{work.actor.words} sealed the letter" if work.actor.person_id else "Folkmoot sealed the letter"
    work.timeline.say(
        "letter_sealed",
        f"{sealed_by} “{title}” to {whom(draft)}.",
        letter=sealed.id,
        code=draft.code,
    )
    work.timeline.audit("letter_sealed", letter=sealed.id, code=draft.code, to=draft.recipient, hash=sealed.html_hash)


def queue(work: "CaseWork", file: CaseFile, draft: LetterDraft, sealed: SealedLetter) -> OutboxItem:
    """Freeze what leaves: address, subject, words, Message-ID. The worker adds the PDF and sends it."""
    email = draft.email if draft.channel == "email" else ""
    item = item_for(
        file, draft, sealed, email=email, message_id=f"<letter-{sealed.id}-{sealed.html_hash[:16]}@folkmoot.invalid>"
    )
    work.session.add(item)
    return item


def item_for(file: CaseFile, draft: LetterDraft, sealed: SealedLetter, *, email: str, message_id: str) -> OutboxItem:
    """Give what leaves: a mail to this address with the letter attached, or without an address a print job."""
    return OutboxItem(
        case_id=sealed.case_id,
        sealed_letter_id=sealed.id,
        kind="mail" if email else "print",
        to_address=email,
        reply_to=reply_address(draft.code, draft.values) if email else "",
        subject=_subject(file, draft, sealed) if email else "",
        body=MAIL_BODY.format(greeting="Hello,", sender=_sender(file)) if email else "",
        message_id=message_id,
        state="queued",
        queued_at=file.now,
        next_try_at=file.now,
    )


def _sender(file: CaseFile) -> str:
    """Give who writes: of an appeal the Commissioner's office, which is not the partnership. Source: AP-01."""
    if file.case.process_id != OPCC_APPEAL:
        return file.area.partnership_name
    return file.rules.appeal.body_name.removeprefix("the ")


def _subject(file: CaseFile, draft: LetterDraft, sealed: SealedLetter) -> str:
    """Give the mail subject: neutral where safe contact is flagged, never the matter itself. Source: DP-12."""
    party = next((p for p in file.parties if f"party:{p.id}" == draft.recipient), None)
    if party is not None:
        return "A letter for you" if party.safe_contact else f"A letter for you: {file.case.reference}"
    return sealed.subject
