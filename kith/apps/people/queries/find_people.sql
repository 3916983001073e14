-- People of the worker's own families (or tied to the worker alone) who fit everything that was asked.
-- A name fits when each word typed begins, is spelt like, or sounds like one of the names the person carries.
with asked as (
    select distinct left(unaccent(lower(word)), 100) as word  -- a letter may become three; levenshtein takes 255 at most
    from unnest(%(words)s::text[]) as word
),
own as (
    select member.family_ref, member.person_ref
    from people_familymember member
    where member.run_id = %(run_id)s and member.family_ref = any(%(family_refs)s::text[])
    union all
    select '', person_ref from unnest(%(person_refs)s::text[]) as person_ref
),
person as materialized (
    select own.family_ref, own.person_ref, details.searched_name, details.born_on, details.nhs_number
    from own
    join people_persondetails details on details.run_id = %(run_id)s and details.person_ref = own.person_ref
),
carried as materialized (
    select distinct person_ref, name
    from person cross join unnest(string_to_array(searched_name, ' ')) as name
    where length(name) between 1 and 200 and exists (select from asked)
),
-- Each name is compared once, however many carry it: a manager's families have tens of thousands of members.
likeness as materialized (
    select asked.word, each.name,
        case
            when each.name = asked.word then 1.0
            when each.name like asked.word || '%%' then 0.9
            when length(asked.word) > 3
                and levenshtein_less_equal(each.name, asked.word, 2) <= least(length(asked.word) / 4, 2) then 0.8
            when similarity(each.name, asked.word) >= 0.4 then 0.7
            when length(asked.word) > 3 and dmetaphone(each.name) = dmetaphone(asked.word)
                and left(each.name, 1) = left(asked.word, 1) then 0.6
            else 0
        end as score
    from (select distinct name from carried) as each
    cross join asked
),
fit as materialized (
    select person_ref, min(score) as score
    from (
        select person_ref, word, max(score) as score
        from carried join likeness using (name)
        where score > 0
        group by person_ref, word
    ) as best
    group by person_ref
    having count(*) = (select count(*) from asked)
)
select person.family_ref, person.person_ref,
       case when exists (select from asked) then coalesce(fit.score, 0) else 1 end as score
from person
left join fit using (person_ref)
where (%(ref)s <> '' and %(ref)s in (person.family_ref, person.person_ref))
   or (
       (cardinality(%(words)s::text[]) > 0 or %(born_on)s::date is not null or %(nhs_number)s <> '')
       and (fit.score is not null or not exists (select from asked))
       and (%(born_on)s::date is null or person.born_on = %(born_on)s::date)
       and (%(nhs_number)s = '' or person.nhs_number = %(nhs_number)s)
   )
order by score desc, person.family_ref, person.person_ref
limit %(limit)s
