"""Every setting of an area but the clocks: its words, its kind, its page. How values are read: settings_values.py."""

from service.web.owners.settings_kinds import Choices, Kind, Setting, SettingsPage
from service.web.owners.settings_tension import TENSION
from service.web.role_words import ROLE_WORDS

BODY_KINDS: Choices = (
    ("council", "Council"),
    ("county_council", "County council"),
    ("police", "Police"),
    ("health", "Health body"),
    ("housing_provider", "Housing provider"),
    ("youth_offending", "Youth offending service"),
    ("fire", "Fire and rescue"),
    ("probation", "Probation"),
    ("equality", "Equality body"),
    ("schools", "Schools"),
    ("voluntary", "Voluntary body"),
    ("other", "Another body"),
)
NATION_NAMES: Choices = (
    ("ENG", "England"),
    ("WLS", "Wales"),
    ("SCT", "Scotland"),
    ("NIR", "Northern Ireland"),
)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TITLED_ROLES = (
    "spoc", "spoc_deputy", "nominated_officer", "review_chair", "minute_taker", "lead_officer", "csp_manager",
    "director", "risk_lead", "asb_manager", "commander", "council_officer", "comms_officer", "coordinator",
    "senior_officer", "crro", "police_coordinator",
)  # fmt: skip
APPROVERS = ("spoc", "spoc_deputy", "csp_manager", "director", "process_owner")


def _role_choices(roles: tuple[str, ...]) -> Choices:
    return tuple((role, ROLE_WORDS[role]) for role in roles)


NAMES = SettingsPage(
    slug="names",
    title="Names and titles",
    lead="What the public and your partners read on pages and letters.",
    settings=(
        Setting(path="scheme_name", label="Name of the scheme", kind=Kind.TEXT, hint="For example, ASB case review"),
        Setting(path="formerly", label="Formerly known as", kind=Kind.TEXT, may_be_empty=True),
        Setting(
            path="law_profile",
            label="Law that applies",
            kind=Kind.ONE_OF,
            choices=(("act_2014", "The 2014 Act as made"), ("act_2014_amended", "The 2014 Act as amended")),
        ),
        *(
            Setting(
                path=f"role_titles.{role}",
                label=f"Your title for: {ROLE_WORDS[role]}",
                kind=Kind.TEXT,
                may_be_empty=True,
            )
            for role in TITLED_ROLES
        ),
    ),
)
DAYS = SettingsPage(
    slug="days",
    title="How days are counted",
    lead="A working day is Monday to Friday and not a bank holiday.",
    settings=(
        Setting(path="nation", label="Bank holidays of", kind=Kind.ONE_OF, choices=NATION_NAMES),
        Setting(
            path="cut_off",
            label="Cut-off time",
            kind=Kind.TIME,
            hint="For example, 5pm. What arrives later counts as received on the next working day. "
            "Leave it empty to count every day in full.",
            may_be_empty=True,
        ),
    ),
)
THRESHOLD = SettingsPage(
    slug="threshold",
    title="Threshold",
    lead="How many reports, by how many people, in what time, make a review due.",
    settings=(
        Setting(path="threshold.individual_n", label="Reports by one person", kind=Kind.NUMBER),
        Setting(path="threshold.group_n", label="People who reported", kind=Kind.NUMBER),
        Setting(path="threshold.group_occasions", label="Occasions they reported", kind=Kind.NUMBER),
        Setting(
            path="threshold.hate_n",
            label="Reports of hate incidents",
            kind=Kind.OPTIONAL_NUMBER,
            hint="Leave it empty if hate incidents have no number of their own.",
            may_be_empty=True,
        ),
        Setting(
            path="threshold.report_window.length", label="Reported within", kind=Kind.NUMBER, hint="Of the behaviour"
        ),
        Setting(
            path="threshold.report_window.unit",
            label="Counted in",
            kind=Kind.ONE_OF,
            choices=(("months", "Months"), ("days", "Days")),
        ),
        Setting(
            path="threshold.eligibility_months", label="Reports of the last", kind=Kind.NUMBER, hint="Number of months"
        ),
        Setting(
            path="threshold.six_month_basis",
            label="These months are measured from",
            kind=Kind.ONE_OF,
            choices=(("complaint", "The report, as in the Act"), ("incident", "The behaviour")),
        ),
        Setting(
            path="threshold.statutory_floor",
            label="The law’s own minimum",
            kind=Kind.ONE_OF,
            choices=(("enforce", "Decides: a review is due once it is reached"), ("warn", "Only warns")),
        ),
        Setting(path="threshold.floor_n", label="Reports in the law’s minimum", kind=Kind.NUMBER, highest=3),
        Setting(path="threshold.pcso_counts", label="Reports to a PCSO count", kind=Kind.YES_NO),
        Setting(path="threshold.senior_manager_route", label="A senior manager may ask for a review", kind=Kind.YES_NO),
        Setting(
            path="anonymous",
            label="An application without a name",
            kind=Kind.ONE_OF,
            choices=(
                ("refuse_and_pass_on_risk", "Is refused, and any risk is passed on"),
                ("refuse", "Is refused"),
            ),
        ),
    ),
)
BODIES = SettingsPage(
    slug="bodies",
    title="Bodies",
    lead="Reports to these bodies count, and they are asked about every application.",
    settings=(
        Setting(
            path="threshold.relevant_bodies", label="Reports count if made to", kind=Kind.MANY_OF, choices=BODY_KINDS
        ),
        Setting(
            path="also_required_attendees",
            label="Also always come to the review meeting",
            kind=Kind.MANY_OF,
            choices=BODY_KINDS,
            may_be_empty=True,
        ),
    ),
)
MEETING = SettingsPage(
    slug="meeting",
    title="Meeting and victim’s voice",
    lead="How a review is held. The steps themselves stay the same everywhere.",
    settings=(
        Setting(
            path="victim_voice",
            label="The victim at the meeting",
            kind=Kind.ONE_OF,
            choices=(
                ("none", "Does not take part"),
                ("statement", "Gives a statement"),
                ("first_part", "Comes to the first part"),
                ("represented", "Is represented"),
            ),
        ),
        Setting(
            path="meeting_format",
            label="The meeting is usually held",
            kind=Kind.ONE_OF,
            choices=(
                ("separate", "On its own"),
                ("inside_existing", "Inside an existing meeting"),
                ("after_existing", "After an existing meeting"),
                ("virtual", "Online"),
            ),
        ),
        Setting(path="chair.warns_same_division", label="Warn if the chair is of the same division", kind=Kind.YES_NO),
        Setting(path="chair.may_be_spoc_of_another_area", label="Another area’s SPOC may be chair", kind=Kind.YES_NO),
        Setting(
            path="extension_approvers",
            label="Who may allow more time",
            kind=Kind.MANY_OF,
            choices=_role_choices(APPROVERS),
        ),
    ),
)
LETTERS = SettingsPage(
    slug="letters",
    title="Letters and appeals",
    lead="In which sizes letters go out, and to whom an applicant may appeal.",
    settings=(
        Setting(
            path="letter_sizes",
            label="Sizes of letters",
            kind=Kind.MANY_OF,
            choices=(("standard", "Standard"), ("large_print", "Large print, 18 point")),
        ),
        Setting(
            path="appeal.body_kind",
            label="Appeals go to",
            kind=Kind.ONE_OF,
            choices=(
                ("opcc", "The police and crime commissioner"),
                ("panel", "A county panel"),
                ("other_area", "Another area’s partnership"),
                ("agency_referred", "Whoever an agency refers to"),
            ),
        ),
        Setting(path="appeal.body_name", label="Its name in letters", kind=Kind.TEXT),
        Setting(
            path="appeal.remit",
            label="What an appeal can and cannot do",
            kind=Kind.LINES,
            hint="Shown before an appeal is sent, from the memorandum of understanding. One sentence a line.",
        ),
        Setting(
            path="appeal.window_working_days", label="Time to appeal", kind=Kind.NUMBER, hint="Number of working days"
        ),
        Setting(
            path="appeal.stages",
            label="An appeal may be against",
            kind=Kind.MANY_OF,
            choices=(("1", "The threshold decision"), ("2", "The review and its plan")),
        ),
    ),
)
LISTS = SettingsPage(
    slug="lists",
    title="Lists of choices",
    lead="What people choose from in forms.",
    settings=(
        Setting(path="code_lists.behaviour_types", label="Kinds of behaviour", kind=Kind.LINES, hint="One a line"),
        Setting(path="code_lists.hate_strands", label="Hate strands", kind=Kind.LINES, hint="One a line"),
        Setting(path="code_lists.closing_reasons", label="Reasons for closing", kind=Kind.LINES, hint="One a line"),
    ),
)
RECORDS = SettingsPage(
    slug="records",
    title="How long we keep records",
    lead="Counted in years from the day a case is closed.",
    settings=(
        Setting(path="retention.reviewed_years", label="A case with a review", kind=Kind.NUMBER, highest=99),
        Setting(path="retention.not_reviewed_years", label="A case without a review", kind=Kind.NUMBER, highest=99),
        Setting(path="retention.appeal_years", label="An appeal", kind=Kind.NUMBER, highest=99),
        Setting(path="retention.tension_years", label="A tension at levels 3 to 6", kind=Kind.NUMBER, highest=99),
        Setting(
            path="retention.conflict_years",
            label="A tension at level 1 or 2, or a racial incident",
            kind=Kind.NUMBER,
            highest=99,
        ),
        Setting(
            path="report_year_starts",
            label="Your reporting year starts on",
            kind=Kind.ONE_OF,
            choices=tuple((f"{number:02}-01", f"1 {name}") for number, name in enumerate(MONTHS, start=1)),
        ),
    ),
)
GUIDANCE = SettingsPage(
    slug="guidance",
    title="Review of the guidance",
    lead="The guidance on case reviews is looked at again every 12 months. The Police and Crime Commissioner and the "
    "social landlords are asked about changes. When it is done, record the day here.",
    settings=(
        Setting(
            path="guidance.reviewed_on",
            label="Last reviewed on",
            kind=Kind.DATE,
            hint="The day the guidance began, or was last reviewed. For example, 4 1 2027",
            may_be_empty=True,
        ),
        Setting(
            path="guidance.consulted",
            label="Asked about the changes",
            kind=Kind.MANY_OF,
            choices=(("commissioner", "The Police and Crime Commissioner"), ("landlords", "Social landlords")),
            may_be_empty=True,
        ),
    ),
)
PAGES: dict[str, SettingsPage] = {
    page.slug: page for page in (NAMES, DAYS, THRESHOLD, BODIES, MEETING, LETTERS, TENSION, LISTS, RECORDS, GUIDANCE)
}
