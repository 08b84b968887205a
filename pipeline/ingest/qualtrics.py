"""From the two heading rows of a Qualtrics export, its codes and what was asked, to one that reads the same in English.

The codes never change. What stands below them is in the language of whoever exported, and so is all that stays where
someone deleted the codes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from pipeline.folding import fold
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.sheet import Value

_MOMENTS = frozenset({"StartDate", "EndDate", "RecordedDate"})
_CODES = _MOMENTS | {
    "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "ResponseId", "ResponseID", "ResponseSet",
    "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference", "ExternalDataReference",
    "LocationLatitude", "LocationLongitude", "LocationAccuracy", "DistributionChannel", "UserLanguage",
}  # fmt: skip
_TRANSLATED = {
    fold(text): code
    for code, texts in {
        "StartDate": ("Date de début", "Anfangsdatum"),
        "EndDate": ("Date de fin", "Enddatum"),
        "Status": ("Type de réponse", "Antworttyp"),
        "IPAddress": ("Adresse IP", "IP-Adresse"),
        "Progress": ("Progression", "Aktueller Stand"),
        "Duration (in seconds)": ("Durée (en secondes)", "Dauer (in Sekunden)"),
        "Finished": ("Terminé", "Beendet"),
        "RecordedDate": ("Date d'enregistrement", "Erfassungsdatum"),
        "ResponseId": ("ID de réponse", "ID de la réponse", "Identifiant de réponse", "Antwort-ID"),
        "RecipientLastName": ("Nom du destinataire", "Nom de famille du destinataire", "Nachname des Empfängers"),
        "RecipientFirstName": ("Prénom du destinataire", "Vorname des Empfängers"),
        "RecipientEmail": ("E-mail du destinataire", "Adresse e-mail du destinataire", "E-Mail des Empfängers"),
        "ExternalReference": ("Référence de données externes", "Référence externe", "Externe Datenreferenz"),
        "LocationLatitude": ("Latitude de l'emplacement", "Latitude du lieu", "Breitengrad des Standorts"),
        "LocationLongitude": ("Longitude de l'emplacement", "Longitude du lieu", "Längengrad des Standorts"),
        "DistributionChannel": ("Canal de distribution", "Verteilungskanal"),
        "UserLanguage": ("Langue de l'utilisateur", "Benutzersprache"),
    }.items()
    for text in texts
}
_CHOICE = re.compile(r"\s+-\s+(?:selected choices?|choix sélectionnés?|ausgewählte \w+)\s*$", re.IGNORECASE)


def questions_below(codes: Sequence[str], below: Sequence[Sequence[Value]], recogniser: Recogniser) -> list[str]:
    """What stands below the codes, the tool's own columns by their codes; empty where an answer stands there."""
    texts = [value if type(value) is str else "" for value in below[0]] if below else []
    moments = [texts[at] for at, code in enumerate(codes) if code in _MOMENTS and at < len(texts)]
    if not moments or not all(text.strip() and not any(map(str.isdigit, text)) for text in moments):
        return []
    texts += [""] * (len(codes) - len(texts))
    return [_heading(code, html.unescape(text), recogniser) for code, text in zip(codes, texts, strict=False)]


def plain(heading: str) -> str:
    """The heading without what the tool writes behind a question, its own columns by their codes."""
    return _TRANSLATED.get(fold(heading)) or _CHOICE.sub("", heading)


def _heading(code: str, text: str, recogniser: Recogniser) -> str:
    if code in _CODES or not text.strip():
        return code
    return code if recogniser.certain(code).known and not recogniser.certain(plain(text)).known else text
