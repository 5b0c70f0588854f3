"""What tests of pages share: an applicant in an area that takes applications."""

import pytest

from service.store.database import Sessions
from tests.browser import Browser
from tests.ready_area import a_ready_area, publish_procedure
from tests.web.applicant import Applicant


@pytest.fixture
def applicant(browser: Browser, sessions: Sessions) -> Applicant:
    """Someone at the public form; a second area is there too."""
    with sessions.write() as session, session.begin():
        a_ready_area(session)
        a_ready_area(session, code="CAR", name="Carr Dale")
        publish_procedure(session)
    return Applicant(browser)
