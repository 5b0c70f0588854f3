"""The code lists of an application with the words people read. Source: domain B, suggested code lists.

Codes are stored and compared; words are only shown. Bodies of an area are rows of a table, not listed here.
"""

from collections.abc import Mapping

NOBODY = "nobody"
OTHER_BODY = "other"
PREFER_NOT = "prefer_not_to_say"
NONE_OF_THESE = "none"

KINDS: Mapping[str, str] = {
    "individual": "A person",
    "business": "A business",
    "group": "A community group",
}

RELATIONS: Mapping[str, str] = {
    "family": "A family member",
    "carer": "A carer",
    "councillor": "A councillor",
    "mp": "A member of parliament",
    "support_worker": "A support worker",
    "other": "Someone else",
}

BEHAVIOURS: Mapping[str, str] = {
    "noise": "Noise",
    "threats": "Threats or abuse",
    "damage": "Damage",
    "rubbish": "Rubbish or fires",
    "vehicles": "Vehicles",
    "animals": "Animals",
    "alcohol": "Drink or drugs",
    "gathering": "Groups of people",
    "trespass": "Coming onto your property",
    "other": "Something else",
}

HATE_STRANDS: Mapping[str, str] = {
    "race": "My race or ethnicity",
    "religion": "My religion or belief",
    "sexual_orientation": "My sexual orientation",
    "disability": "My disability",
    "transgender": "Because I am transgender",
    "other": "Something else about me",
}

REPORT_CHANNELS: Mapping[str, str] = {
    "phone": "By phone",
    "email": "By email",
    "online": "Online, or with an app",
    "writing": "By letter",
    "office_visit": "At their office",
    "on_site_officer": "To an officer I met",
}

OFFICER_KINDS: Mapping[str, str] = {
    "police": "A police officer on duty",
    "pcso": "A police community support officer",
    "other": "Someone else",
}

FORMATS: Mapping[str, str] = {
    "standard": "Ordinary print",
    "large_print": "Large print",
    "easy_read": "Easy Read",
    "audio": "Audio",
    "braille": "Braille",
    "bsl": "British Sign Language",
    "phone": "A phone call instead",
}


def words_of(codes: Mapping[str, str], code: str) -> str:
    """Give the words for a code; the code itself when it is older than the list."""
    return codes.get(code, code)
