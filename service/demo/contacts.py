"""The invented contacts of an area, each listed by the process owner as on its page. Real for nobody."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.cases import handle
from service.cases.tension_area.contacts import AddProtocolContact, ContactDetails
from service.demo.driver import Driver
from service.store.queries.demo import listed_contacts

HONOR = "honor.lacey@ashmoor.example"
POLICE, COUNCIL = "Northmoor Police", "Ashmoor Council"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of the list: `account` signs in, `deputy` is listed with them, `reach` is mail, phone or nothing."""

    role: str
    name: str
    organisation: str = ""
    agency: str = ""  # whom a member of the team, or a reader, sits for
    deputy: str = ""
    account: str = ""
    places: tuple[str, ...] = ()
    reach: str = "mail"


OF_TENSION = (
    Listed(
        role="commander",
        name="Bram Oyelaran",
        organisation=POLICE,
        deputy="Isolde Carrick",
        account="bram.oyelaran@ashmoor.example",
    ),
    Listed(
        role="council_officer",
        name="Nell Ashdown",
        organisation=COUNCIL,
        deputy="Perrin Lowe",
        account="nell.ashdown@ashmoor.example",
    ),
    Listed(role="director", name="Edwin Sark", deputy="Hester Vane", account="edwin.sark@ashmoor.example"),
    Listed(
        role="team",
        name="Yusuf Carrow",
        organisation=COUNCIL,
        agency="asb",
        account="yusuf.carrow@ashmoor.example",
    ),
    Listed(role="comms_police", name="Rafferty Quill", organisation=POLICE),
    Listed(role="comms_council", name="Juno Faraday", organisation=COUNCIL, account="juno.faraday@ashmoor.example"),
    Listed(role="chief_officer_police", name="Imogen Thackeray", organisation=POLICE),
    Listed(role="chief_officer_council", name="Philippa Strode", organisation=COUNCIL, deputy="Marcus Bayliss"),
    Listed(role="community_leader", name="Halima Trent", organisation="Kestrel Residents"),
    Listed(role="bridge_builder", name="Imran Quayle", organisation="Otter Youth Project"),
    Listed(role="mediator", name="Osric Penn", organisation="Ashmoor Mediation"),
    Listed(role="cohesion_group", name="Living Together in Ashmoor"),
    Listed(role="hate_crime_group", name="Northmoor Hate Crime Steering Group"),
    Listed(role="reader", name="Northmoor Police Analysis", organisation=POLICE, agency="police"),
    Listed(role="reader", name="Ashmoor Interfaith Forum"),
)


def list_people(driver: Driver, people: Iterable[Listed] = OF_TENSION) -> None:
    """List everybody who is not listed yet, each with their deputy."""
    with driver.toolbox.sessions.read() as session:
        known = listed_contacts(session, driver.area_id)
    for number, listed in enumerate(one for one in people if (one.role, one.name) not in known):
        deputy_id = None
        if listed.deputy:
            behind = Listed(role="deputy", name=listed.deputy, organisation=listed.organisation)
            deputy_id = _add(driver, behind, number=50 + number)
        _add(driver, listed, number=number, deputy_id=deputy_id)


def _add(driver: Driver, listed: Listed, *, number: int, deputy_id: int | None = None) -> int:
    details = ContactDetails(
        role=listed.role,
        name=listed.name,
        agency=listed.agency,
        organisation=listed.organisation,
        email=listed.account or (_address(listed.name) if listed.reach == "mail" else ""),
        phone="" if listed.reach == "nothing" else f"01632 960 {200 + number}",
        localities=listed.places,
        deputy_id=deputy_id,
        person_id=driver.person_id(listed.account) if listed.account else None,
    )
    command = AddProtocolContact(actor=driver.actor(HONOR), area_id=driver.area_id, details=details)
    return int(handle(driver.toolbox, command).where)


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@contacts.example"
