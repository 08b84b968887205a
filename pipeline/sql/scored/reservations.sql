-- One row per campaign, candidate and criterion whose mean favourable note is below the grid's line for a reservation.
select
    campaign,
    team_id,
    certification_id,
    criterion,
    position
from scored.criterion_sums
where count_notes > 0 and sum_favourable < reserve_below_thousandths * count_notes
