"""The code lists of an application with the words people read. Source: domain B, suggested code lists.

Codes are stored and compared; words are only shown. Kinds of behaviour and hate strands are settings of an area,
and its bodies are rows of a table: neither is listed here.
"""

from collections.abc import Mapping

from workflows.rules.qualifying import Channel, Officer

NOBODY = "nobody"
OTHER_BODY = "other"
PREFER_NOT = "prefer_not_to_say"
NONE_OF_THESE = "none"
SOMETHING_ELSE = "Something else"

KINDS: Mapping[str, str] = {
    "individual": "A person",
    "business": "A business",
    "group": "A community group",
}

RELATIONS: Mapping[str, str] = {
    "family": "A relative",
    "carer": "A carer",
    "councillor": "A councillor",
    "mp": "A member of parliament",
    "support_worker": "A support worker",
    "other": "Someone else",
}

REPORT_CHANNELS: Mapping[str, str] = {
    Channel.PHONE: "By phone",
    Channel.EMAIL: "By email",
    Channel.ONLINE: "Online, or with an app",
    Channel.WRITING: "By letter",
    Channel.VISIT: "At their office",
    Channel.ON_SITE: "In person, to someone I met",
}

OFFICER_KINDS: Mapping[str, str] = {
    Officer.POLICE_ON_DUTY: "A police officer on duty",
    Officer.PCSO: "A police community support officer",
    Officer.OTHER: "Someone else",
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
