-- One row per campaign and candidate that another follows in the ranking: whether the order between them is sure.
select * from scored.rank_neighbours
order by campaign, team_id, certification_id
