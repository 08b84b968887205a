"""Answers to questions: kept in the audit log with who and when, and in force from the next run on."""

from __future__ import annotations

from pathlib import Path

from pipeline import audit, snapshots
from pipeline.choices import CHOICE_WORDS, CHOICES
from pipeline.errors import WrongUsage
from pipeline.vocabulary import LANGUAGES


def answer(root: Path, question_id: str, choice: str, who: str | None = None) -> None:
    """Keep an answer. Raises WrongUsage when there is no such question, or when it has no such answer."""
    asked = snapshots.read(root, "questions")
    found = asked[asked["question_id"] == question_id]
    if found.empty:
        raise WrongUsage(
            fr=f"{question_id} : aucune question n'a cet identifiant. `certiscope questions` en donne la liste.",
            en=f"{question_id}: no question has this id. `certiscope questions` lists them.",
        )
    question = found.iloc[0]
    choices = CHOICES[question["code"]]
    if choice not in choices:
        fr, en = (", ".join(f"{one} ({CHOICE_WORDS[one][language]})" for one in choices) for language in LANGUAGES)
        raise WrongUsage(
            fr=f"{choice} : ce n'est pas une réponse à {question_id}. Les réponses possibles sont : {fr}.",
            en=f"{choice}: this is no answer to {question_id}. The answers are: {en}.",
        )
    audit.append(
        root,
        [
            {
                "event": "answered",
                "question": question_id,
                "code": question["code"],
                "subject": question["subject"],
                "choice": choice,
                "who": who or audit.who(),
            }
        ],
    )
