-- addresses.lodging: for every record who it is about, the family name it gives, and the dwelling where it says they live.

create or replace table addresses.lodging as
select raw.n, label.label, raw.source,
    nullif(regexp_replace(upper(strip_accents(raw.last_name)), '[^\p{L}\p{N}]', '', 'g'), '') as surname,
    -- "Care of" says where letters go. Those who share a post box are a household; a box that many share is an office's.
    case when home.says = 'PLACE' or home.says = 'BOX' and small.dwelling is not null then home.dwelling end as dwelling,
    home.says = 'BOX' as is_box
from linking.raw as raw
join linking.label as label using (n)
left join linking.home as home using (n)
left join (
    select dwelling from linking.home join linking.label using (n) where says = 'BOX'
    group by dwelling having count(distinct label) <= $most_at_box
) as small on small.dwelling = home.dwelling;
