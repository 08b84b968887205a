-- One row per campaign that answers or the configuration name, with the grid version it is scored with.
with

named as (

    select campaign from staged.responses
    union
    select campaign from config.campaigns
    union
    select campaign from staged.register
    where campaign <> '*'
    union
    select 'undated' as campaign

),

current_grid as (

    select grid_version from config.grids where is_current

),

final as (

    select
        named.campaign,
        coalesce(declared.grid_version, current_grid.grid_version) as grid_version
    from named
    left join config.campaigns as declared on named.campaign = declared.campaign
    cross join current_grid

)

select * from final
