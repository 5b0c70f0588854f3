"""The pages that nobody need sign in for."""

from tests.journeys.demo_extras import APPEALING, FILLING, FOLLOWING
from tests.journeys.stops import Stop, fixed

PUBLIC = (
    *(
        Stop(endpoint=f"public.{name}", path=fixed(path))
        for name, path in (
            ("areas", "/ask"),
            ("start", "/ask/ash"),
            ("accessibility", "/accessibility"),
            ("accessibility", "/ask/ash/accessibility"),
            ("application_form", "/ask/ash/application-form"),
            ("come_back", "/ask/ash/come-back"),
            ("consent_form", "/ask/ash/consent-form"),
            ("other_formats", "/formats"),
            ("other_formats", "/ask/ash/formats"),
            ("no_name", "/ask/ash/no-name"),
            ("no_name_done", "/ask/ash/no-name/done"),
            ("privacy", "/privacy"),
            ("privacy", "/ask/ash/privacy"),
            ("follow", "/follow"),
        )
    ),
    *(
        Stop(endpoint=f"public.{name}", path=fixed(f"/ask/ash/application/{path}"), reader=FILLING)
        for name, path in (
            ("question", "for-whom"),
            ("question", "your-address"),
            ("question", "phone-and-email"),
            ("question", "behaviour"),
            ("question", "because-of-who-you-are"),
            ("question", "language"),
            ("about_consent", "about-consent"),
            ("items", "incidents"),
            ("items", "victims"),
            ("item", "incidents/1"),
            ("item_question", "incidents/1/when"),
            ("item_question", "incidents/1/told"),
            ("item_question", "victims/1/name"),
            ("remove_item", "incidents/1/remove"),
            ("report_question", "incidents/1/police/reported"),
            ("check", "check"),
        )
    ),
    Stop(endpoint="public.saved", path=fixed("/ask/ash/saved"), reader=FILLING),
    *(
        Stop(endpoint=f"public.{name}", path=fixed(path), reader=FOLLOWING)
        for name, path in (
            ("sent", "/ask/ash/application/sent"),
            ("answers", "/ask/ash/application/answers"),
            ("followed", "/follow/application"),
            ("ask_for", "/follow/application/new-incident"),
            ("ask_for", "/follow/application/call"),
            ("ask_for", "/follow/application/stop"),
        )
    ),
    Stop(endpoint="public.appeal", path=fixed("/follow/application/appeal"), reader=APPEALING),
    Stop(endpoint="account.sign_in_page", path=fixed("/sign-in")),
    Stop(endpoint="account.signed_out", path=fixed("/signed-out")),
)
