with waited as (
    -- Without a contact, or without a lead, there is no number of days: it is not nought.
    select case when received_on is not null and first_led_on is not null then greatest(first_led_on - received_on, 0) end as days
    from episode
    where started_on between %(since)s and %(on)s
)
select 'MEDIAN' as part, percentile_cont(0.5) within group (order by days) as numerator, count(days) as denominator
from waited
union all
select 'P90', percentile_cont(0.9) within group (order by days), count(days)
from waited
union all
select 'NOT_KNOWN', count(*) filter (where days is null), count(*)
from waited
