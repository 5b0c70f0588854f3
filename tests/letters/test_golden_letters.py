"""Every branch of every letter, word for word, in both sizes of print.

The texts stand in `golden/`. To write them anew after a wording change, run the tests with
FOLKMOOT_WRITE_GOLDEN=1 and read the difference before you commit it.
"""

import os
import re
from pathlib import Path

import pytest

from letters import Letter, LetterSize, letter_catalogue, render_letter
from tests.letters.branches import BRANCHES, branch_changes, every_branch
from tests.letters.sample_values import sample_values

GOLDEN = Path(__file__).parent / "golden"
WRITING = os.environ.get("FOLKMOOT_WRITE_GOLDEN") == "1"
TO_PEOPLE = "Thank you for giving us the two dates.\n\nI know these weeks have been hard for you."
TO_AGENCIES = "Thank you for your help. Please call me if anything is unclear."


def golden_letter(key: str, branch: str, size: LetterSize) -> Letter:
    kind = letter_catalogue()[key]
    own_words = {place.name: TO_PEOPLE if kind.is_public else TO_AGENCIES for place in kind.own_words}
    values = sample_values(key, **branch_changes(key, branch))
    return render_letter(key, values, size=size, own_words=own_words)


@pytest.mark.parametrize("size", list(LetterSize))
@pytest.mark.parametrize(("key", "branch"), every_branch())
def test_letter_reads_word_for_word_as_agreed(key: str, branch: str, size: LetterSize) -> None:
    # given  the agreed text of this branch
    path = GOLDEN / f"{key}--{branch}.txt"

    # when   the letter is written in this size
    letter = golden_letter(key, branch, size)
    if WRITING:
        path.write_text(letter.text, encoding="utf-8")

    # then   the words are the agreed ones, whatever the size
    assert letter.text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("key", "branch"), every_branch())
def test_large_print_is_the_same_page_with_one_word_changed(key: str, branch: str) -> None:
    # when   a letter is written in both sizes
    standard = golden_letter(key, branch, LetterSize.STANDARD).html
    large = golden_letter(key, branch, LetterSize.LARGE_PRINT).html

    # then   only the class of the page differs
    assert '<html lang="en-GB" class="letter">' in standard
    assert '<html lang="en-GB" class="letter letter--large-print">' in large
    assert large.replace(" letter--large-print", "", 1) == standard
    assert re.search(r"\.letter--large-print \{ font-size: 18pt;", large)


def test_every_letter_has_its_branches_listed_and_no_golden_text_is_left_over() -> None:
    # given  the catalogue and the folder of agreed texts
    written = {path.stem for path in GOLDEN.glob("*.txt")}

    # then   each letter is there, and each text belongs to a branch
    assert set(BRANCHES) == set(letter_catalogue())
    assert written == {f"{key}--{branch}" for key, branch in every_branch()}


@pytest.mark.parametrize("key", list(letter_catalogue()))
def test_no_two_branches_of_a_letter_read_the_same(key: str) -> None:
    # when   all branches of a letter are written
    names = [branch for owner, branch in every_branch() if owner == key]
    texts = {golden_letter(key, name, LetterSize.STANDARD).text for name in names}

    # then   each branch has words of its own
    assert len(texts) == len(names)
