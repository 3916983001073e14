-- One row per person: how many records, whether from several sources, and what cannot be true of one person.
-- Of identifiers only those with a check digit can contradict each other: two telephones are no two people.
-- That two differ is asked by least and greatest, which costs a tenth of counting the different ones.
create or replace table measuring.person as
with number as (
    select label, kind, min(number) <> max(number) as several
    from measuring.identifier join measuring.record using (n) where kind in ('nhs_number', 'upn') group by label, kind
),
numbered as (select label, bool_or(several) as two_numbers from number group by label),
listed as (select label, lister_number, count(*) > 1 as twice from measuring.record where label is not null group by all),
-- Who lists fewer than one person in fifty twice seldom does: there, twice in one person is a sign of two people.
seldom as (
    select lister_number from listed group by lister_number having count(*) >= 100 and count(*) filter (twice) < count(*) / 50
),
doubled as (select distinct label from listed semi join seldom using (lister_number) where twice),
summed as (
    select label, count(*) as records, min(source) <> max(source) as several_sources,
        coalesce(min(birth) <> max(birth), false) as two_births,
        coalesce(min(birth) // 10000 <> max(birth) // 10000, false) as two_years,
        coalesce(min(initial) <> max(initial), false) as two_initials,
        coalesce(min(sex) filter (sex in ('F', 'M')) <> max(sex) filter (sex in ('F', 'M')), false) as two_sexes
    from measuring.record where label is not null group by label
)
select summed.*, coalesce(two_numbers, false) as two_numbers, doubled.label is not null as listed_twice,
    -- A birth date mistyped or a sex mistaken is common; with another initial beside it, it seldom is a mistake.
    records > 1 and (coalesce(two_numbers, false)
        or two_initials and numbered.label is null and two_years or two_initials and two_sexes and two_births) as mixed
from summed left join numbered using (label) left join doubled using (label);
