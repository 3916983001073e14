-- addresses.dwelling: the number of the dwelling that each form names; earlier dwellings keep theirs, new ones follow on.

create or replace table addresses.dwelling as
with rooted as (
    select form.form, coalesce(top.form, form.form) as root, coalesce(top.dwelling, form.dwelling) as known
    from addresses.form as form
    left join addresses.head as head on head.form = form.form
    left join addresses.form as top on top.form = head.head
    -- A number whose street is not found names no dwelling.
    where form.is_fine or form.stem is not null or head.form is not null
),
new as (
    select root, getvariable('last_dwelling') + row_number() over (order by root) as dwelling
    from (select distinct root from rooted where known is null)
)
select form, coalesce(known, new.dwelling)::bigint as dwelling from rooted left join new using (root);
