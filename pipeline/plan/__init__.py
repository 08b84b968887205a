"""What to fund with a budget: published candidates in, a proposal with its reasons out. Nothing of it is kept."""

from pipeline.plan.listed import TABLES, Candidate, Listed, listed, read
from pipeline.plan.posed import named, unit
from pipeline.plan.proposal import Line, Proposal, propose
from pipeline.plan.studies import Certainty, certainty, compared, other_budgets, quickly_studied, staircase

__all__ = [
    "TABLES", "Candidate", "Certainty", "Line", "Listed", "Proposal", "certainty", "compared", "listed", "named",
    "other_budgets", "propose", "quickly_studied", "read", "staircase", "unit",
]  # fmt: skip
