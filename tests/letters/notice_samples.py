"""Values and branches of the notices and letters about a tension or a racial incident. Everyone in here is invented."""

from collections.abc import Mapping

from letters.kinds import Json

NOTICE_SAMPLES: Mapping[str, Json] = {
    # every notice
    "area_short_name": "Ashmoor",
    "sent_at_words": "11:41am, Tuesday 22 December 2026",
    "where": "Kestrel ward, around the market hall",
    "what_happened": "Four people clashed after the market-hall fire. No injury. About forty looked on",
    "expected": "More tonight, from 7pm",
    "done_so_far": "Two patrols. The hall is closed",
    "answer_by": "2026-12-22T12:11:00+00:00",
    # tension
    "level": "2",
    "old_level": "3",
    "direction": "rising",
    "experienced": 3,
    "evidenced": 2,
    "potential": 2,
    "meet_by": "2026-12-22T15:40:00+00:00",
    "meeting_limit": "2026-12-31",
    "change": "worse",
    "next_review_at": "2026-12-23T11:40:00+00:00",
    "next_review_on": "2026-12-31",
    "public_audience": "People who live and trade near the hall",
    "sensitivities": "Two families are talked about. Nobody knows yet how the fire began",
    "spokesperson": "The council’s lead for communities",
    "draft_by": "2026-12-22T14:00:00+00:00",
    "reassurance": "There was no fight at the hall. It is open as always.",
    "merged_into": "ASH-TE-2026-0002",
    "responses": [
        {"what": "Youth workers at the hall each evening", "leads": "the Youth Service"},
        {"what": "A talk with the traders", "leads": None},
    ],
    "reported_on": "2026-12-21",
    "report_stage": "in_hand",
    "is_merged": False,
    "look_by": "2026-12-31",
    "closed_on": "2027-01-12",
    "report_at": "ashmoor.example/concern",
    "report_version": "public",
    "period_from": "2026-10-01",
    "period_to": "2026-12-31",
    "summary": "It was calm in most places.\n\nIn one ward people clashed after a fire. They have talked since then.",
    "figures": [
        {"what": "Situations at level 1 or 2", "figure": "1"},
        {"what": "Situations at level 3 or 4", "figure": "fewer than 5"},
        {"what": "False alarms", "figure": "0"},
    ],
    "comments_by": "2027-02-26",
    "comment_at": "ashmoor.example/comment",
    "read_at": "ashmoor.example/quarter",
    "next_report_by": "2027-04-30",
    "comment_answers": "You asked for more youth work. It began in December.",
    "agencies_note": "Kestrel ward needs two more people trained to ease tension.",
    # racial incident
    "crro_role": "Community and Race Relations Officer",
    "coordinator_role": "Partnership co-ordinator",
    "race_body_role": "Racial Equality Council",
    "chief_officer_role": "council chief officer",
    "declared_at": "2026-12-22T07:35:00+00:00",
    "prejudice_because": "Three people heard shouting about race",
    "disorder_because": "A gathering is called for tonight",
    "tell_minutes": 120,
    "situation": "A prayer room was attacked at night. Nobody was hurt. A gathering is called for tonight",
    "services_affected": ["Schools near Harbour Road", "Street cleaning", "Youth service"],
    "next_update_at": "2026-12-22T17:00:00+00:00",
    "essentials": "A prayer room was attacked at night. Nobody was hurt. Police are outside until 6am",
    "watch_for": ["Groups that gather near Harbour Road", "Leaflets or posts that call people there"],
    "not_to_say": ["Names of anyone", "Guesses about who did it"],
    "debrief_on": "2026-12-29",
    "debrief_at": "2026-12-29T14:00:00+00:00",
    "debrief_place": "Moot Hall, room 2",
    "agenda": ["What happened, hour by hour", "What we did", "How people feel now", "What we learn"],
    "send_items": ["Your own notes of times", "What you heard in the community"],
    "send_by": "2026-12-24",
    "stands_as": "major",
    "immediate_outcome": "The evening stayed calm. The prayer room is open again.",
    "next_steps": ["A meeting with the community on 12 January", "More patrols until the end of January"],
    "was_wrong": "We wrote that a door was broken",
    "is_right": "Two windows were broken",
    "decide_again_at": "2026-12-23T07:35:00+00:00",
}

_WHO: Mapping[str, Json] = {
    "contact_name": "Nell Harrow",
    "contact_phone": "01632 960 155",
    "contact_email": "harrow@northmoor.example",
}
_TENSION: Mapping[str, Json] = {"case_ref": "ASH-TE-2026-0003", "contact_role": "Police risk lead", **_WHO}
_CALLED: Mapping[str, Json] = {**_TENSION, "meeting_place": "ashmoor.example/meet or 01632 960 188"}
_INCIDENT: Mapping[str, Json] = {
    "case_ref": "ASH-MI-2026-0001",
    "contact_role": "Partnership co-ordinator",
    "sent_at_words": "8:02am, Tuesday 22 December 2026",
    **_WHO,
}
_STREET: Mapping[str, Json] = {**_INCIDENT, "where": "Harbour Road"}
_STEPS: Mapping[str, Json] = {**_STREET, "done_so_far": "A patrol is outside until 6am. The street is open"}
_FACTS: Mapping[str, Json] = {**_STEPS, "what_happened": "A prayer room was attacked at night. Nobody was hurt"}
_DEPUTY: Mapping[str, Json] = {"answer_by": "2026-12-22T08:32:00+00:00"}
NOTICE_LATER: Mapping[str, Mapping[str, Json]] = {
    "L-TE-01": _CALLED,
    "L-TE-02": {
        **_CALLED,
        **{"level": "3", "direction": "steady", "meeting_at": "2026-12-23T10:00:00+00:00"},
        **{"old_level": None, "reason": None, "next_review_on": None},
    },
    "L-TE-03": _TENSION,
    "L-TE-04": {
        **_TENSION,
        "next_review_on": None,
        "reason": "People clashed at the hall last night. More is expected tonight.",
    },
    "L-TE-05": {**_TENSION, "contact_role": "Council nominated officer"},
    "L-TE-06": {
        **_TENSION,
        "case_ref": "ASH-TE-2026-Q3",
        "contact_role": "Partnership co-ordinator",
        "letter_on": "2027-01-28",
    },
    "L-TE-07": {**_TENSION, "level": "3", "direction": "falling", "meeting_on": "2026-12-22"},
    "L-MI-01": {**_FACTS, **_DEPUTY},
    "L-MI-02": {**_FACTS, **_DEPUTY, "written_to": "coordinator"},
    "L-MI-03": {**_STEPS, **_DEPUTY},
    "L-MI-04": {**_STEPS, "reply_by": "2026-12-23"},
    "L-MI-05": _INCIDENT,
    "L-MI-06": {
        **_INCIDENT,
        "letter_on": "2027-01-04",
        "sent_at_words": "2:15pm, Monday 4 January 2027",
        "summary": "A prayer room was attacked at night. Nobody was hurt.\n\nPolice and council acted together.",
    },
    "L-MI-07": {**_FACTS, "change": "correction"},
    "L-MI-08": _FACTS,
}
# What only a branch carries; the ordinary notice goes without.
NOTICE_LEFT_OUT = frozenset(
    {
        *("level_name", "level_band", "old_level_name", "old_level_band", "bring_items", "agencies_note"),
        *("corrections", "what_goes_on", "members_by"),
    }
)

_BARE: Mapping[str, Json] = {"expected": None, "done_so_far": None}
_STAND_DOWN: Mapping[str, Json] = {
    "direction": None,
    "next_review_at": None,
    "next_review_on": None,
    "reason": "It has been calm for three weeks. People at the hall say so too.",
}
_ENDED: Mapping[str, Json] = {"reason": "Two reports came from the same rumour. Nobody was there."}
_NOT_MAJOR: Mapping[str, Json] = {"reason": "A window was broken by a branch in the storm."}

NOTICE_BRANCHES: Mapping[str, Mapping[str, Mapping[str, Json]]] = {
    "L-TE-01": {
        "level_1": {"level": "1", "evidenced": 1},
        "level_as_the_area_calls_it": {"level_name": "Serious", "level_band": "disorder"},
        "nobody_leads_yet": {"contact_name": "Ashmoor Community Safety Partnership", "contact_email": None},
        "nobody_leads_yet_and_no_phone": {"contact_phone": None, "contact_email": None},
        "little_known_yet": {**_BARE, "direction": None, "meeting_place": None, "answer_by": None},
        "at_night": {
            "sent_at_words": "11:30pm, Tuesday 22 December 2026",
            "meet_by": "2026-12-23T03:30:00+00:00",
            "answer_by": "2026-12-23T00:10:00+00:00",
        },
    },
    "L-TE-02": {
        "level_4": {"level": "4"},
        "down_from_2": {
            **{"level": "4", "direction": "falling", "old_level": "2", "next_review_on": "2026-12-31"},
            "reason": "Two nights stayed calm. The authorisers agree.",
        },
        "not_arranged_yet": {**_BARE, "direction": None, "meeting_at": None, "meeting_place": None},
        "place_and_no_time_yet": {"meeting_at": None, "meeting_place": "Police station, room 2"},
        "more_to_bring": {"bring_items": ["The list of events in January", "A map of the ward"]},
    },
    "L-TE-03": {
        "level_3": {"level": "3"},
        "nothing_agreed_yet": {
            "expected": None,
            "public_audience": None,
            "sensitivities": None,
            "spokesperson": None,
            "draft_by": None,
        },
    },
    "L-TE-04": {
        "better": {
            "change": "better",
            "level": "3",
            "old_level": "2",
            "direction": "falling",
            "next_review_at": None,
            "next_review_on": "2026-12-31",
            "reason": "Two nights stayed calm. The authorisers agree.",
        },
        "inside_the_band_as_the_area_calls_it": {
            **{"level": "1", "level_name": "Grave", "level_band": "disorder"},
            **{"old_level": "2", "old_level_name": "Serious", "old_level_band": "disorder"},
        },
        "reason_not_given": {"reason": None, "where": None},
        "stand_down": {**_STAND_DOWN, "change": "stand_down", "level": "5", "next_review_on": "2027-01-22"},
        "closed": {**_STAND_DOWN, "change": "closed", "level": None, "old_level": None},
        "false_alarm": {**_STAND_DOWN, **_ENDED, "change": "false_alarm"},
        "false_alarm_without_public_words": {**_STAND_DOWN, **_ENDED, "change": "false_alarm", "reassurance": None},
        "merged": {**_STAND_DOWN, "change": "merged", "reason": None},
    },
    "L-TE-05": {
        "assessing": {"report_stage": "assessing", "look_by": "2026-12-23"},
        "settled": {"report_stage": "settled", "letter_on": "2027-01-12"},
        "nothing_found": {"report_stage": "nothing_found", "letter_on": "2027-01-12"},
        "others_told_us_too": {"is_merged": True},
        "by_phone_only": {"report_at": None},
    },
    "L-TE-06": {
        "agencies": {"report_version": "agencies"},
        "agencies_with_a_note": {"report_version": "agencies", "agencies_note": NOTICE_SAMPLES["agencies_note"]},
        "first_report": {"comment_answers": None, "next_report_by": None, "read_at": None, "comment_at": None},
        "to_a_group": {"recipient_name": None, "recipient_address": None},
    },
    "L-TE-07": {
        "level_4": {"level": "4", "direction": None},
        "nothing_agreed_yet": {"responses": []},
    },
    "L-MI-01": {
        "no_steps_yet": {"done_so_far": None, "answer_by": None},
        "half_an_hour": {"tell_minutes": 30},
    },
    "L-MI-02": {
        "race_body": {"written_to": "race_body"},
        "council_duty": {"written_to": "council_duty"},
        "no_steps_yet": {"done_so_far": None, "answer_by": None},
    },
    "L-MI-03": {
        "no_steps_no_deputy": {"done_so_far": None, "answer_by": None},
        "little_known_yet": {"services_affected": None, "next_update_at": None},
    },
    "L-MI-04": {"no_steps_yet": {"done_so_far": None}, "usual_words": {"watch_for": None, "not_to_say": None}},
    "L-MI-05": {
        "the_same_day": {
            "debrief_on": "2026-12-22",
            "debrief_at": "2026-12-22T16:30:00+00:00",
            "send_by": "2026-12-22",
        },
        "only_the_day_fixed": {
            **{"debrief_at": None, "debrief_place": None, "agenda": None, "send_items": None, "send_by": None},
        },
    },
    "L-MI-06": {
        "corrected": {"corrections": ["Two windows were broken, not a door"]},
        "downgraded": {"stands_as": "downgraded"},
        "false_alarm": {"stands_as": "false_alarm"},
        "no_more_steps": {"next_steps": []},
    },
    "L-MI-07": {
        "downgraded": {
            "change": "downgraded",
            "reason": "No more disorder is likely. The gathering was called off.",
            "what_goes_on": "The council’s casework and help for those who were hurt go on.",
            "members_by": "2027-01-05",
        },
        "withdrawn": {**_NOT_MAJOR, "change": "withdrawn", "members_by": "2027-01-05"},
        "withdrawn_after_the_report": {**_NOT_MAJOR, "change": "withdrawn"},
        "warning_over": {**_NOT_MAJOR, "change": "warning_over"},
        "correction_of_a_warning": {"change": "warning_correction"},
        "closed": {"change": "closed"},
        "closed_without_words": {"change": "closed", "immediate_outcome": None, "where": None},
        "further": {"change": "further", "what_happened": "Paint was thrown at a shop. Nobody was hurt"},
        "further_no_steps_yet": {"change": "further", "done_so_far": None},
    },
    "L-MI-08": {"no_steps_yet": {"done_so_far": None}},
}
