-- One row per campaign, candidate that several kinds of evaluators rated, and kind: its score by their ratings alone.
select * from scored.evaluator_scores
order by campaign, team_id, certification_id, evaluator_kind
