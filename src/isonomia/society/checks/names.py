"""Names: whatever names a group or an activity names one that the file has."""

from isonomia.society.checks import Examination


def check_names(examination: Examination) -> None:
    """Groups and activities are named in many places; a misspelt one would silently change nothing."""
    _check_activities(examination)
    for section, false_record in examination.file.false_records.items():
        keys = ("false_records", section)
        examination.activities([((*keys, "activity"), false_record.activity)])
        examination.groups((*keys, "by_group"), false_record.by_group)
    for section, reporting in examination.file.reporting.items():
        place = ("reporting", section)
        examination.activities([((*place, "activity"), reporting.activity), ((*place, "reports"), reporting.reports)])
    examination.groups(("contest", "by_group"), examination.file.contest.by_group)


def _check_activities(examination: Examination) -> None:
    for name, activity in examination.file.activities.items():
        keys = ("activities", name)
        examination.groups((*keys, "by_group"), activity.by_group)
        examination.groups((*keys, "detected_by_group"), activity.detected_by_group)
        examination.activities([((*keys, "near", other), other) for other in activity.near])
        if name in activity.near:
            examination.error_at_key(
                "society-value",
                (*keys, "near", name),
                f"the activity '{name}' near itself",
                "other activities",
                "its own detection is feared in full already",
            )
