-- One row per campaign, scored candidate and variant: what another way of summing up, or other weights, would say. Of a
-- confidential campaign medians, trimmed means and bent scales only where it may be told how answers are spread.
select variants.* from scored.verdict_sensitivity as variants
inner join scored.shown_candidates as shown
    on
        variants.campaign = shown.campaign
        and variants.team_id = shown.team_id
        and variants.certification_id = shown.certification_id
where shown.shows_distribution or variants.score_percent is null
order by variants.campaign, variants.team_id, variants.certification_id, variants.variant
