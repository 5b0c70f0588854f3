"""The invented people whom the incident protocol tells, beside those of a tension. Real for nobody."""

from service.demo.contacts import COUNCIL, POLICE, Listed

KESTREL, OTTER = "Kestrel ward", "Otter ward"
OF_INCIDENT = (
    Listed(
        role="crro",
        name="Amos Redfern",
        organisation=POLICE,
        deputy="Fola Brightwell",
        account="amos.redfern@ashmoor.example",
    ),
    Listed(role="rec", name="Comfort Asante", organisation="Ashmoor Racial Equality Council", deputy="Solomon Hartley"),
    Listed(
        role="coordinator",
        name="Delphine Okoro",
        organisation=COUNCIL,
        deputy="Tamsin Rook",
        account="delphine.okoro@ashmoor.example",
    ),
    Listed(role="council_duty", name="Council duty desk", organisation=COUNCIL, deputy="Ruben Castell"),
    Listed(role="chief_officer_council", name="Philippa Strode", organisation=COUNCIL, deputy="Marcus Bayliss"),
    Listed(
        role="police_coordinator",
        name="Kit Marlowe",
        organisation=POLICE,
        account="kit.marlowe@ashmoor.example",
    ),
    Listed(role="staff", name="Harbour Road School", places=(KESTREL,)),
    Listed(role="staff", name="Kestrel Youth Centre", places=(KESTREL,)),
    Listed(role="staff", name="Ashmoor Housing Repairs"),
    Listed(role="staff", name="Adult Social Care Duty"),
    Listed(role="staff", name="Street Cleansing", reach="phone"),  # out all day: they are rung
    Listed(role="staff", name="Otter Wardens", places=(OTTER,)),
    Listed(role="police_staff", name="Kestrel Neighbourhood Team", places=(KESTREL,)),
    Listed(role="police_staff", name="Northmoor Control Room"),
    Listed(role="police_staff", name="Otter Neighbourhood Team", places=(OTTER,)),
    Listed(role="member", name="Ashmoor Fire and Rescue"),
    Listed(role="member", name="Northmoor Probation"),
    Listed(role="member", name="Carr Valley Homes"),
    Listed(role="member", name="Ashmoor Voluntary Action"),
    Listed(role="member", name="Market Traders Forum", reach="nothing"),  # nobody has found out how to reach them
)
