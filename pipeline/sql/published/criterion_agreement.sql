-- One row per campaign, candidate and criterion: whether those who answered for themselves agree. Of a confidential
-- campaign only where it may be told how answers are spread.
select agreement.* from scored.criterion_agreement as agreement
inner join scored.shown_candidates as shown
    on
        agreement.campaign = shown.campaign
        and agreement.team_id = shown.team_id
        and agreement.certification_id = shown.certification_id
where shown.shows_distribution
order by agreement.campaign, agreement.team_id, agreement.certification_id, agreement.criterion
