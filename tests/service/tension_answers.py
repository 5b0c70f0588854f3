"""What the people of a played tension answer, whom it invites, and the tasks that are open in each band."""

from service.demo.contacts import Listed

INVITED = (  # to the team, beside the core of it; the second has no email
    Listed(role="team", name="Wendell Sharpe", organisation="Ashmoor Youth Service", agency="youth"),
    Listed(
        role="team", name="Carr Valley duty line", organisation="Carr Valley Homes", agency="housing", reach="phone"
    ),
)
IN_CONFLICT = ["Task_DraftMediaStrategy", "Task_ScoreTension", "Task_StartMeeting", "Task_WriteImpactAssessment"]
IN_HEIGHTENED = [
    "Task_ConsiderImpactAssessment",
    "Task_ConsultLeaders",
    "Task_DraftMediaStrategy",
    "Task_HoldMeeting",
    "Task_ScoreTension",
]
IN_NORMAL = ["Task_NoteMonitoring", "Task_ScoreTension"]
STARTED = {"held_as": "online", "present": ["police", "council", "asb"], "began": "now"}
RESPONSES = [
    {"what": "Two patrols around the hall", "lead": "Police", "by_when": "Tonight"},
    {"what": "Youth workers at the hall", "lead": "Youth Service", "by_when": "Tomorrow"},
]
MET = {
    "attendance": "Superintendent Oyelaran\nNell Ashdown",
    "analysis": "Two groups blame each other for the fire.",
    "decisions": "Patrols and youth work.",
    "responses": RESPONSES,
}
HELD = {
    "held_as": "room",
    "present": ["police", "council", "partnership"],
    "attendance": "Superintendent Oyelaran\nNell Ashdown",
    "victims": "Stallholders",
    "offenders": "Not known",
    "hotspots": "Market Street in the evening",
    "intelligence": "Rumours online",
    "decisions": "Patrols and youth work.",
    "responses": RESPONSES,
}
IMPACT = {
    "version": "new",
    "communities": "Stallholders and families of Kestrel ward",
    "effect": "Fear after dark.",
    "worse": "Another fire.",
    "better": "The traders' meeting.",
    "reassurance": "Officers in the street.",
    "overall": "medium",
}
NO_CHANGE = {"version": "no_change", "no_change_why": "Talked to the stallholders. All is as it was."}
MEDIA = {
    "audience": "Kestrel ward",
    "public_lines": "The hall is safe. We are looking into the fire.",
    "sensitive": "Who may have lit it.",
    "channels": ["press", "website"],
    "spokesperson": "Superintendent Oyelaran",
}
YES = {"approved": True}
CLOSE = {"level": "0", "asb_answer": "agreed", "asb_by": "Yusuf Carrow, ASB team manager"}
