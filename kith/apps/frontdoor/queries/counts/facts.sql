with contact as materialized (
    select * from kith_contact_facts(%(since)s::date, %(at)s::timestamptz, %(again)s::interval)
),
passing as materialized (select * from kith_passing_facts(%(since)s::date))
