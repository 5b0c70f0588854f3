"""The lists that public questions take their choices from: code lists, bodies of the area, people of the form."""

from collections.abc import Mapping, Sequence

from service.cases import application_codes as codes
from service.store.queries.public import PublicArea
from service.web.public.pages import Part
from service.web.public.route import is_landlord
from workflows import ListItem


def choice_lists(area: PublicArea, answers: Part) -> Mapping[str, Sequence[ListItem]]:
    """Give every list by the name that questions use."""
    settings = area.rules.code_lists
    return {
        "kinds": _from_codes(codes.KINDS),
        "relations": _from_codes(codes.RELATIONS),
        "formats": _from_codes(codes.FORMATS),
        "channels": _from_codes(codes.REPORT_CHANNELS),
        "officers": _from_codes(codes.OFFICER_KINDS),
        "behaviours": [ListItem(key=words, label=words) for words in settings.behaviour_types],
        "hate_strands": _strands(settings.hate_strands),
        "landlords": _landlords(area),
        "told": _told(area),
        "reporters": _reporters(answers),
    }


def _from_codes(words: Mapping[str, str]) -> list[ListItem]:
    return [ListItem(key=str(code), label=label) for code, label in words.items()]


def _strands(strands: Sequence[str]) -> list[ListItem]:
    return [
        *(ListItem(key=words, label=words) for words in strands),
        ListItem(key=codes.NONE_OF_THESE, label="No, I do not think so"),
        ListItem(key=codes.PREFER_NOT, label="Prefer not to say"),
    ]


def _landlords(area: PublicArea) -> list[ListItem]:
    named = [ListItem(key=body.code, label=body.name) for body in area.bodies if is_landlord(body.kind)]
    return [*named, ListItem(key=codes.NONE_OF_THESE, label="None of these")]


def _told(area: PublicArea) -> list[ListItem]:
    return [
        *(ListItem(key=body.code, label=body.name) for body in area.bodies),
        ListItem(key=codes.OTHER_BODY, label="Someone else"),
        ListItem(key=codes.NOBODY, label="I have not told anyone"),
    ]


def _reporters(answers: Part) -> list[ListItem]:
    """Give the people who may have made a report: a report counts for the one who made it. Source: CT-14."""
    victims = [ListItem(key=str(row["n"]), label=str(row.get("name") or "")) for row in answers.get("victims") or ()]
    return [ListItem(key="applicant", label="I did"), *(victim for victim in victims if victim.label)]
