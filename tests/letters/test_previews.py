"""The preview: what came from the case is marked, own words have their place; the sealed letter has neither."""

import pytest

from letters import (
    LetterSize,
    OwnWordsTooLong,
    UnknownOwnWords,
    WrongValue,
    letter_catalogue,
    preview_parts,
    render_letter,
)
from letters.plain_text import plain_text
from tests.letters.branches import branch_changes, every_branch
from tests.letters.sample_values import sample_values

WITH_OWN_WORDS = [key for key, kind in letter_catalogue().items() if kind.own_words]


@pytest.mark.parametrize("size", list(LetterSize))
@pytest.mark.parametrize("key", list(letter_catalogue()))
def test_sealed_letter_has_no_marks_of_the_preview(key: str, size: LetterSize) -> None:
    letter = render_letter(key, sample_values(key), size=size)
    assert "from-case" not in letter.html
    assert "own-words" not in letter.html


@pytest.mark.parametrize(("key", "branch"), every_branch())
def test_preview_has_the_same_words_as_the_letter(key: str, branch: str) -> None:
    values = sample_values(key, **branch_changes(key, branch))
    preview = render_letter(key, values, mark_fields=True)
    assert preview.text == render_letter(key, values).text
    assert (
        plain_text(preview.body_html.replace("<h4>", "<h3>").replace("</h4>", "</h3>")).split() == preview.text.split()
    )


def test_preview_marks_what_came_from_the_case() -> None:
    letter = render_letter("L-CT-07", sample_values("L-CT-07"), mark_fields=True)
    for words in ("Amara Lindqvist-Bell", "Friday 22 January 2027", "3 reports", "Jo Whitlock"):
        assert f'<span class="from-case">{words}</span>' in letter.body_html


@pytest.mark.parametrize("key", WITH_OWN_WORDS)
def test_preview_comes_apart_at_the_place_for_own_words(key: str) -> None:
    # given  a preview with own words
    letter = render_letter(key, sample_values(key), mark_fields=True, own_words={"note": "I am <b>sorry</b>."})

    # when   a page takes it apart to put a text box there
    parts = list(preview_parts(letter.body_html))

    # then   there is one place, its words are escaped, and nothing is lost
    places = [part for part in parts if part.own_words]
    assert [part.own_words for part in places] == ["note"]
    assert places[0].html == "<p>I am &lt;b&gt;sorry&lt;/b&gt;.</p>"
    assert "".join(part.html for part in parts) in letter.body_html.replace(
        '<div class="own-words" data-own-words="note">', ""
    ).replace(f"{places[0].html}</div>", places[0].html)


def test_preview_shows_the_place_when_nothing_is_written_yet() -> None:
    letter = render_letter("L-CT-07", sample_values("L-CT-07"), mark_fields=True)
    assert '<div class="own-words" data-own-words="note"></div>' in letter.body_html


def test_typed_markup_cannot_make_a_second_place_for_own_words() -> None:
    fake = '<div class="own-words" data-own-words="note">x</div>'
    letter = render_letter("L-CT-12", sample_values("L-CT-12", reason=fake), mark_fields=True)
    assert len([part for part in preview_parts(letter.body_html) if part.own_words]) == 1


def test_headings_of_the_preview_stand_below_the_heading_of_its_page() -> None:
    letter = render_letter("L-CT-08", sample_values("L-CT-08"))
    assert letter.html.count("<h1>") == 1
    assert "<h1>" not in letter.body_html
    assert letter.body_html.count("<h2>") == 1
    assert "<h4>How long has it gone on?</h4>" in letter.body_html


def test_sixty_own_words_are_enough_and_seventy_one_are_too_many() -> None:
    values = sample_values("L-CT-07")
    assert "word word" in render_letter("L-CT-07", values, own_words={"note": "word " * 60}).text
    with pytest.raises(OwnWordsTooLong) as refused:
        render_letter("L-CT-07", values, own_words={"note": "word " * 71})
    assert str(refused.value) == "Shorten your own words to 60 words. You have 71."
    assert (refused.value.count, refused.value.max_words) == (71, 60)


def test_own_words_have_no_other_place() -> None:
    with pytest.raises(UnknownOwnWords, match="called heading"):
        render_letter("L-CT-07", sample_values("L-CT-07"), own_words={"heading": "Mine"})
    with pytest.raises(UnknownOwnWords):
        render_letter("L-CT-22", sample_values("L-CT-22"), own_words={"note": "Mine"})


def test_own_words_that_cannot_be_printed_are_refused() -> None:
    with pytest.raises(WrongValue, match="cannot be printed"):
        render_letter("L-CT-07", sample_values("L-CT-07"), own_words={"note": "a\0b"})


def test_subject_carries_the_reference_and_the_safe_subject_says_nothing() -> None:
    letter = render_letter("L-CT-07", sample_values("L-CT-07"))
    assert letter.subject == "We will hold a review of your case, ASH-CT-2026-0041"
    assert letter.safe_subject == "A letter for you"
