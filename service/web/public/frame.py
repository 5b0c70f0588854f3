"""What every public page gets: the partnership, the links at its foot, a neutral title where contact must be safe."""

from typing import Any

from flask import render_template, url_for

from service.store.queries.public import PublicArea
from service.web.public.pages import Part


def show(template: str, area: PublicArea | None = None, *, answers: Part | None = None, **values: Any) -> str:
    """Render a public page. `answers` decide whether the page's title may name the matter (DP-12)."""
    flagged = answers or {}
    frame = {
        "area": area,
        "partnership": area.partnership if area else "",
        "formerly": area.rules.formerly if area else "",
        "start_href": values.pop("start_href", None) or _start(area),
        "footer_links": _footer(area),
        "is_neutral": values.pop("is_neutral", False) or needs_neutral_title(flagged),
    }
    return render_template(f"public/{template}", **frame, **values)


def _start(area: PublicArea | None) -> str:
    return url_for("public.start", area_code=area.code.lower()) if area else url_for("public.areas")


def needs_neutral_title(answers: Part) -> bool:
    """Tell whether somebody else may look over the shoulder. Source: DP-12."""
    return answers.get("safe_message") is False or bool(answers.get("safe_words"))


def _footer(area: PublicArea | None) -> list[dict[str, str]]:
    code = area.code.lower() if area else None
    pages = (
        ("Accessibility", "accessibility"),
        ("How we use your information", "privacy"),
        ("Other formats and languages", "other_formats"),
    )
    return [{"text": words, "href": url_for(f"public.{page}", area_code=code)} for words, page in pages]
