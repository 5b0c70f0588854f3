"""The public version of an area's quarterly report on tension: for anybody, exactly as it was issued. Source: TE-23."""

from flask import Response

from service.errors import NotFoundForYou
from service.store.queries.quarterly import issued_reports
from service.store.queries.tension_area import list_area_heads
from service.web.context import read_session
from service.web.public.blueprint import blueprint
from service.web.security import SEALED_POLICY


@blueprint.get("/tension-reports/<area_code>/<ends_on>")
def tension_report(area_code: str, ends_on: str) -> Response:
    """Give the public version of the report on the quarter that ends on a day."""
    session = read_session()
    area = next((one for one in list_area_heads(session) if one.code == area_code.upper()), None)
    reports = issued_reports(session, area.area_id) if area else ()
    report = next((one for one in reports if one.ends_on.isoformat() == ends_on), None)
    if report is None:
        raise NotFoundForYou
    return Response(report.public_html, mimetype="text/html", headers={"Content-Security-Policy": SEALED_POLICY})
