-- Who is in view: people whom someone works with or lately worked with, and their families. Everyone else stays unnamed.
-- Sources about everyone (school rolls, benefits) never bring anyone into view by themselves.

create or replace table view.reason as
with named as (
    select record_id, 'involvement' as why from standard.involvement
    where source not in (from view.about_everyone)
        and valid_from <= $as_at and (valid_to is null or valid_to > $as_at - interval 24 month)
    union
    select record_id, 'episode' from standard.fact
    where source not in (from view.about_everyone) and record_id is not null
        and kind in ('EARLY_HELP_EPISODE', 'EARLY_HELP_ASSESSMENT', 'CIN_EPISODE', 'CIN_ASSESSMENT', 'CP_PLAN',
            'YOUTH_JUSTICE_ORDER', 'PREVENTION_PROGRAMME')
        and happened_on <= $as_at
        and coalesce(ended_on, case when is_spell then $as_at else happened_on end) > $as_at - interval 24 month
    union
    select record_id, 'contact' from standard.fact
    where source not in (from view.about_everyone) and record_id is not null
        and kind = 'CONTACT' and happened_on between $as_at - interval 12 month and $as_at
    union
    -- Somebody helps them, or asked and was told that an agency knows them.
    select record_id, 'brought' from view.brought
)
select distinct person_ref, why from named join linked.record_person using (record_id);

create or replace table view.direct as
select distinct person_ref from view.reason;
