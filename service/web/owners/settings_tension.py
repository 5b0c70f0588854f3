"""The settings of community tension and the major racial incident. All other pages: settings_fields.py."""

from collections.abc import Iterator

from service.web.owners.settings_kinds import Choices, Kind, Setting, SettingsPage
from workflows.rules.tension import Band, Level, LevelNames, TeamMember, band_words

TEAM_MEMBERS: Choices = (
    (TeamMember.POLICE, "Police"),
    (TeamMember.COUNCIL, "Council"),
    (TeamMember.PARTNERSHIP, "Community safety partnership"),
    (TeamMember.ASB_TEAM, "Anti-social behaviour (ASB) team"),
    (TeamMember.YOUTH, "Youth Service"),
    (TeamMember.HOUSING, "Housing provider"),
)
BAND_LABELS = {
    Band.CONFLICT: "Levels 1 and 2 mean",
    Band.HEIGHTENED: "Levels 3 and 4 mean",
    Band.NORMAL: "Levels 5 and 6 mean",
}


def _names() -> Iterator[Setting]:
    for level, name in zip(Level, LevelNames.model_fields, strict=True):
        hint = {Level.HIGH: "The most serious", Level.INSIGNIFICANT: "The mildest"}.get(level, "")
        yield Setting(path=f"tension.level_names.{name}", label=f"Level {level:d} is called", kind=Kind.TEXT, hint=hint)


def _bands() -> Iterator[Setting]:
    for band, label in BAND_LABELS.items():
        hint = f"For example, {band_words(band)}"
        yield Setting(path=f"tension.band_words.{band.value}", label=label, kind=Kind.TEXT, hint=hint)


TENSION = SettingsPage(
    slug="tension",
    title="Tension and racial incidents",
    lead="Level 1 is the most serious and level 6 the mildest. How long each step may take stands under Clocks.",
    settings=(
        *_names(),
        *_bands(),
        Setting(
            path="tension.caps_suggestion",
            label="Suggest levels 1 and 2 only if something has happened",
            kind=Kind.YES_NO,
            hint="Otherwise what may be coming raises the suggested level alone. People decide in any case.",
        ),
        Setting(
            path="tension.quorum_always",
            label="A meeting decides only with",
            kind=Kind.MANY_OF,
            choices=TEAM_MEMBERS,
        ),
        Setting(
            path="tension.quorum_others",
            label="And with some of",
            kind=Kind.MANY_OF,
            choices=TEAM_MEMBERS,
            may_be_empty=True,
        ),
        Setting(path="tension.quorum_others_needed", label="How many of those", kind=Kind.NUMBER, lowest=0, highest=6),
        Setting(
            path="incident.hate_recording",
            label="An incident is treated as racial if",
            kind=Kind.ONE_OF,
            choices=(
                ("perception", "The victim, or any other person, sees it so"),
                ("judgement", "The senior police officer judges it so"),
            ),
        ),
    ),
)
