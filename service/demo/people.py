"""The invented areas and the people who sign in to the demonstration. Every name and number here is made up."""

from dataclasses import dataclass
from datetime import date

from service.cases.area_setup import AddArea, BodyToAdd, PersonToAdd
from service.cases.handling import handle
from service.cases.passwords import hash_password
from service.cases.unit import Actor
from service.toolbox import Toolbox

PASSWORD = "demo-only-moot-hall"  # noqa: S105 - printed at start, works in demo mode only
LOADER = Actor(words="the demonstration")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Someone to sign in as, and why."""

    name: str
    job: str
    role: str
    body: str = ""
    supervisor: str = ""
    division: str = ""
    is_everywhere: bool = False  # of no single area: the Commissioner's office

    @property
    def email(self) -> str:
        """Give the sign-in address."""
        home = "northmoor-pcc" if self.is_everywhere else "ashmoor"
        return f"{self.name.lower().replace(' ', '.').replace('’', '')}@{home}.example"


ASHMOOR = (
    DemoPerson(name="Jo Whitlock", job="Single point of contact for case reviews", role="spoc", body="council"),
    DemoPerson(name="Priya Raman", job="Deputy single point of contact", role="spoc_deputy", body="council"),
    DemoPerson(name="Marian Holt", job="Community safety manager", role="csp_manager"),
    DemoPerson(name="Honor Lacey", job="Process owner", role="process_owner"),
    DemoPerson(name="Edwin Sark", job="Partnership director", role="director"),
    DemoPerson(
        name="Iris Tolland", job="Neighbourhood constable", role="nominated_officer", body="police", division="North"
    ),
    DemoPerson(name="Gareth Pell", job="Environmental health officer", role="nominated_officer", body="council"),
    DemoPerson(name="Lena Osei", job="Community health lead", role="nominated_officer", body="health"),
    DemoPerson(name="Dev Marsh", job="Tenancy manager", role="nominated_officer", body="housing"),
    DemoPerson(name="Nadia Farrow", job="Superintendent", role="review_chair", body="police", division="South"),
    DemoPerson(name="Cal Reddy", job="Democratic services officer", role="minute_taker", body="council"),
    DemoPerson(name="Tom Ashdown", job="Neighbourhood team leader", role="lead_officer", body="council"),
    DemoPerson(name="Wyn Prosser", job="Internal auditor", role="auditor"),
    DemoPerson(name="Ada Crane", job="Administrator", role="administrator"),
    DemoPerson(name="Sunniva Achterberg", job="Appeals officer", role="appeals_officer", is_everywhere=True),
    DemoPerson(name="Odile Varga", job="Head of the Commissioner’s office", role="opcc_head", is_everywhere=True),
    DemoPerson(name="Mabel Thorne", job="Detective Inspector, police risk lead", role="risk_lead", division="North"),
    DemoPerson(name="Bram Oyelaran", job="Superintendent, Divisional Commander", role="commander", division="North"),
    DemoPerson(name="Yusuf Carrow", job="ASB team manager", role="asb_manager"),
    DemoPerson(name="Nell Ashdown", job="Nominated officer of the council", role="council_officer"),
    DemoPerson(name="Juno Faraday", job="Communications officer of the council", role="comms_officer", body="council"),
    DemoPerson(name="Delphine Okoro", job="Partnership co-ordinator", role="coordinator"),
    DemoPerson(name="Ingrid Vale", job="Chief Superintendent", role="senior_officer", division="North"),
    DemoPerson(name="Amos Redfern", job="Community and Race Relations Officer", role="crro", division="North"),
    DemoPerson(name="Kit Marlowe", job="Police Partnership Co-ordinator", role="police_coordinator", division="North"),
)
BODIES = (
    BodyToAdd(code="council", name="Ashmoor Council", kind="council", email="safety@ashmoor.example"),
    BodyToAdd(code="police", name="Northmoor Police", kind="police", email="reviews@northmoor-police.example"),
    BodyToAdd(
        code="health", name="Northmoor Integrated Care Board", kind="health", email="safety@northmoor-icb.example"
    ),
    BodyToAdd(
        code="housing",
        name="Carr Valley Homes",
        kind="housing_provider",
        email="tenancy@carr-valley-homes.example",
        is_public=False,
    ),
    BodyToAdd(
        code="youth",
        name="Ashmoor Youth Justice Service",
        kind="youth_offending",
        email="yjs@ashmoor.example",
        is_relevant=False,
    ),
)


def demo_sign_ins() -> list[tuple[str, str, str]]:
    """Give whom one can be: email, name, and what that person does."""
    return [(person.email, person.name, person.job) for person in ASHMOOR]


def load_areas(toolbox: Toolbox) -> None:
    """Make two areas: one to work in, one that must stay out of sight."""
    hashed = hash_password(PASSWORD)
    handle(toolbox, _ashmoor(hashed))
    handle(toolbox, _carr_dale(hashed))


def _ashmoor(password_hash: str) -> AddArea:
    return AddArea(
        actor=LOADER,
        code="ASH",
        name="Ashmoor",
        partnership_name="Ashmoor Community Safety Partnership",
        address=("Moot Hall", "Market Street", "Ashmoor", "AS1 4QX"),
        police_division="North",
        support_line="Ashmoor Victim Care, 01632 960 155",
        privacy_at="ashmoor.example/privacy",
        appeal_address=("Commissioner’s Office", "1 Assize Lane", "Northmoor", "NM1 1AA"),
        appeal_email="appeals@northmoor-pcc.example",
        appeal_phone="01632 960 199",
        bodies=BODIES,
        people=tuple(_to_add(person, password_hash) for person in ASHMOOR),
        in_force_from=date(2020, 1, 1),
        profile="default",
        is_demo=True,
    )


def _to_add(person: DemoPerson, password_hash: str) -> PersonToAdd:
    return PersonToAdd(
        name=person.name,
        email=person.email,
        phone="01632 960 142",
        job_title=person.job,
        role=person.role,
        body_code=person.body if person.role == "nominated_officer" else "",
        password_hash=password_hash,
        division=person.division,
        is_everywhere=person.is_everywhere,
    )


def _carr_dale(password_hash: str) -> AddArea:
    spoc = DemoPerson(name="Rowan Pike", job="Single point of contact for case reviews", role="spoc")
    return AddArea(
        actor=LOADER,
        code="CAR",
        name="Carr Dale",
        partnership_name="Carr Dale Community Safety Partnership",
        address=("The Exchange", "Carr Dale", "CD1 2AB"),
        police_division="South",
        support_line="Carr Dale Victim Care, 01632 960 255",
        privacy_at="carr-dale.example/privacy",
        appeal_address=("Commissioner’s Office", "1 Assize Lane", "Northmoor", "NM1 1AA"),
        appeal_email="appeals@northmoor-pcc.example",
        appeal_phone="01632 960 199",
        bodies=(
            BodyToAdd(code="council", name="Carr Dale Council", kind="council", email="safety@carr-dale.example"),
            BodyToAdd(code="police", name="Southmoor Police", kind="police", email="reviews@southmoor-police.example"),
        ),
        people=(_to_add(spoc, password_hash),),
        in_force_from=date(2020, 1, 1),
        profile="source v0.2",
        is_demo=True,
    )
