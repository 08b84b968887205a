-- One row per campaign, candidate that several kinds of evaluators rated, and kind: its score by their ratings alone. None
-- of a confidential campaign: one kind is often one person, and the others follow from the whole.
select evaluators.* from scored.evaluator_scores as evaluators
inner join scored.shown_candidates as shown
    on
        evaluators.campaign = shown.campaign
        and evaluators.team_id = shown.team_id
        and evaluators.certification_id = shown.certification_id
where not shown.is_confidential
order by evaluators.campaign, evaluators.team_id, evaluators.certification_id, evaluators.evaluator_kind
