-- linking.never_there: which ages a source never holds, men and women apart: an employer has no infants, a clinic for
-- mothers no old men. It is learnt from the source's own birth dates, and from those of the records that its undated
-- ones meet, where all whom one meets were born on one day.
create or replace table linking.never_there as
with aged as (
    select n, source, sex, birth, born_year // 5 as band from linking.record where birth is not null and sex in ('F', 'M')
),
met as (
    select undated.n, undated.source, any_value(aged.sex) as sex, any_value(aged.band) as band
    from (
        select n_l as n, n_r as other from linking.scored where weight >= $threshold
        union all
        select n_r, n_l from linking.scored where weight >= $threshold
    )
    join linking.record as undated using (n) join aged on aged.n = other
    where undated.birth is null
    group by undated.n, undated.source
    having count(distinct aged.birth) = 1
),
there as (
    select source, sex, band, count(*) as records
    from (select source, sex, band from met union all select source, sex, band from aged) group by all
),
everybody as (select sex, band, count(*) / sum(count(*)) over () as share from aged group by all),
whole as (select source, sum(records) as records from there group by source)
select whole.source, everybody.sex, everybody.band
from whole cross join everybody left join there on there.source = whole.source and there.sex = everybody.sex and there.band = everybody.band
where whole.records * share >= $expected and coalesce(there.records, 0) <= whole.records * share / $seldom;
