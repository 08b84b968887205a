"""What to fund with a budget: published candidates in, a proposal with its reasons out. Nothing of it is kept."""

from pipeline.plan.listed import Candidate, Listed, listed, read
from pipeline.plan.proposal import Line, Proposal, propose
from pipeline.plan.studies import Certainty, certainty, compared, quickly_studied, staircase

__all__ = [
    "Candidate", "Certainty", "Line", "Listed", "Proposal", "certainty", "compared", "listed", "propose",
    "quickly_studied", "read", "staircase",
]  # fmt: skip
