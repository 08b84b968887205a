"""From the headings of a table to the form tool that wrote them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.folding import fold

PLAIN = "plain"
TEMPLATE = "template"
"""Our own workbook, known by its hidden sheet."""

_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kobotoolbox", ("_submission_time", "_uuid")),
    ("kobotoolbox", ("_parent_table_name", "_parent_index")),
    ("qualtrics", ("ResponseId", "RecordedDate")),
    ("qualtrics", ("Response ID", "Recorded Date")),
    ("qualtrics", ("ResponseID", "ResponseSet")),
    ("qualtrics", ("StartDate", "EndDate", "Progress", "Finished")),
    ("qualtrics", ("Date d'enregistrement", "Terminé")),
    ("qualtrics", ("Erfassungsdatum", "Beendet")),
    ("surveymonkey", ("Respondent ID", "Collector ID")),
    ("surveymonkey", ("ID du répondant", "ID du collecteur")),
    ("surveymonkey", ("ID de répondant", "ID de collecteur")),
    ("surveymonkey", ("Identifiant du répondant", "Identifiant du collecteur")),
    ("surveymonkey", ("ID du participant", "ID du collecteur")),
    ("surveymonkey", ("Identifiant du participant", "Identifiant du collecteur")),
    ("typeform", ("#", "Submit Date (UTC)")),
    ("typeform", ("Submit Date (UTC)", "Network ID")),
    ("limesurvey", ("ID de la réponse", "Date de soumission")),
    ("limesurvey", ("Response ID", "Date submitted", "Last page")),
    ("limesurvey", ("Response ID", "Date submitted", "Start language")),
    ("limesurvey", ("Antwort ID",)),
    ("limesurvey", ("submitdate", "startlanguage")),
    ("limesurvey", ("id. ID de la réponse", "submitdate. Date de soumission")),
    ("limesurvey", ("id. Response ID", "submitdate. Date submitted")),
    ("limesurvey", ("id. Antwort ID",)),
    ("limesurvey", ("id. Réponse", "submitdate. Date de soumission")),
    ("limesurvey", ("ID de réponse", "Date de soumission")),
    ("microsoft_forms", ("Start time", "Completion time")),
    ("microsoft_forms", ("Heure de début", "Heure de fin")),
    ("microsoft_forms", ("Start time", "Heure de fin")),
    ("microsoft_forms", ("Heure de début", "Completion time")),
    ("google_forms", ("Horodateur",)),
    ("google_forms", ("Timestamp",)),
)
"""What each tool's exports always carry, the most telling first."""

_FOLDED = [(tool, {fold(sign) or sign for sign in signs}) for tool, signs in _SIGNS]


def dialect(headings: Iterable[str], named: str = "") -> str:
    """The tool's code, or 'plain'; the one that people named, where they did."""
    if named:
        return named
    present = {fold(heading) or heading.strip() for heading in set(headings)}
    for tool, signs in _FOLDED:
        if signs <= present:
            return tool
    return PLAIN
