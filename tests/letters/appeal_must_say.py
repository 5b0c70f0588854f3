"""What each letter about an appeal must say in its ordinary form (domain D, column "Must say")."""

from collections.abc import Mapping

APPEAL_MUST_SAY: Mapping[str, tuple[str, ...]] = {
    "L-AP-01": (
        "Your appeal came by email on Thursday 14 January 2027",
        "stage 1 appeal",
        "- The decision not to hold a review.",
        "What the Commissioner can and cannot do",
        "You will have our decision by Friday 12 February 2027",
        "Our decision will be final",
    ),
    "L-AP-02": (
        "written consent from Ravi Lindqvist-Bell and Mina Castellan",
        "A consent form is with this letter",
        "- The date of the letter you disagree with.",
        "If we do not have it by Friday 12 February 2027, we will close the appeal",
    ),
    "L-AP-03": (
        "Please send us the file by Friday 22 January 2027",
        "- The log of the case",
        "Do not change, add or delete anything",
        "at ashmoor.example/answer",
    ),
    "L-AP-04": ("stage 1 appeal", "What this means for the case", "We want to decide by Friday 12 February 2027"),
    "L-AP-05": (
        "how the plan is carried out",
        "You wrote that the light in the yard does not work.",
        "Jo Whitlock is the single point of contact for your case. You can call them on 01632 960 142.",
        "We have not opened an appeal",
    ),
    "L-AP-06": (
        "by Friday 12 February 2027",
        "I am sorry",
        "because of a flood",
        "We have read the file",
        "We now expect to decide by Wednesday 24 March 2027",
        "By Wednesday 10 March 2027 I will write to you again",
    ),
    "L-AP-07": (
        "We have not upheld it",
        "Two of the reports came after the month had ended",
        "You had an answer to each report",
        "- The form, letters and log of the case",
        "This decision is final",
    ),
    "L-AP-08": (
        "We have upheld your appeal",
        "What was wrong",
        "One report was left out by mistake",
        "- Tell the applicant the result. By Thursday 18 February 2027.",
        "Jo Whitlock will contact you",
        "by Thursday 18 February 2027 what was done",
    ),
    "L-AP-09": ("So we have closed the appeal", "What this means", "You can appeal again until Friday 22 January 2027"),
}
