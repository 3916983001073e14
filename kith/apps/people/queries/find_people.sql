-- People of the worker's own families (or tied to the worker alone) who fit everything that was asked.
-- A name fits when each word typed begins, is spelt like, or sounds like one of the names the person carries.
with asked as (
    select left(unaccent(lower(word)), 100) as word  -- a letter may become three; levenshtein takes 255 at most
    from unnest(%(words)s::text[]) as word
),
own as (
    select member.family_ref, member.person_ref
    from people_familymember member
    where member.run_id = %(run_id)s and member.family_ref = any(%(family_refs)s::text[])
    union all
    select '', person_ref from unnest(%(person_refs)s::text[]) as person_ref
)
select own.family_ref, own.person_ref, fit.score
from own
join people_persondetails person on person.run_id = %(run_id)s and person.person_ref = own.person_ref
cross join lateral (
    select coalesce(min(word_fit.score), 1) as score
    from asked
    cross join lateral (
        select coalesce(max(
            case
                when name = asked.word then 1.0
                when name like asked.word || '%%' then 0.9
                when length(asked.word) > 3
                    and levenshtein_less_equal(name, asked.word, 2) <= least(length(asked.word) / 4, 2) then 0.8
                when similarity(name, asked.word) >= 0.4 then 0.7
                when length(asked.word) > 3 and dmetaphone(name) = dmetaphone(asked.word)
                    and left(name, 1) = left(asked.word, 1) then 0.6
                else 0
            end
        ), 0) as score
        from unnest(string_to_array(person.searched_name, ' ')) as name
        where length(name) between 1 and 200
    ) word_fit
) fit
where (%(ref)s <> '' and %(ref)s in (own.family_ref, own.person_ref))
   or (
       (cardinality(%(words)s::text[]) > 0 or %(born_on)s::date is not null or %(nhs_number)s <> '')
       and fit.score > 0
       and (%(born_on)s::date is null or person.born_on = %(born_on)s::date)
       and (%(nhs_number)s = '' or person.nhs_number = %(nhs_number)s)
   )
order by fit.score desc, own.family_ref, own.person_ref
limit %(limit)s
