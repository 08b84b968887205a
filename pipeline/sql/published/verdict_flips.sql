-- One row per campaign, scored candidate, way to change its verdict and criterion ('*' for all): what it would take. Of a
-- confidential campaign nothing that hangs on single notes or single people.
select flips.* from scored.verdict_flips as flips
inner join scored.shown_candidates as shown
    on
        flips.campaign = shown.campaign
        and flips.team_id = shown.team_id
        and flips.certification_id = shown.certification_id
where not shown.is_confidential or flips.flip not in ('note', 'one_fewer')
order by flips.campaign, flips.team_id, flips.certification_id, flips.flip, flips.criterion
