-- Who of a register is here: for each row, everybody in view or written down who carries exactly its NHS number, its UPN,
-- or its name and birth date; whether something else that both have speaks against it; and their families.
with asked as materialized (
    select * from unnest(
        %(number)s::integer[], %(forename)s::text[], %(surname)s::text[], %(known_as)s::text[], %(born_on)s::date[],
        %(nhs_number)s::text[], %(upn)s::text[]
    ) as row (number, forename, surname, known_as, born_on, nhs_number, upn)
),
live as (select id from intake_run where state = 'LIVE'),
here as materialized (
    select person_ref::text, forename, surname, known_as, previous_surnames, born_on, nhs_number, upn, '' as owner
    from people_persondetails
    where run_id = (select id from live)
      and (born_on in (select born_on from asked)
           or (nhs_number <> '' and nhs_number in (select nhs_number from asked))
           or (upn <> '' and upn in (select upn from asked)))
    union all
    select written.person_ref, forename, surname, known_as, '', born_on, nhs_number, '', agency_id
    from register_registeredperson written
    where not exists (
        select from people_persondetails taken_over
        where taken_over.run_id = (select id from live) and taken_over.person_ref = written.person_ref
    )
),
fit as (
    select asked.number, here.*,
           asked.nhs_number <> '' and asked.nhs_number = here.nhs_number as by_number,
           asked.upn <> '' and asked.upn = here.upn as by_upn,
           asked.born_on = here.born_on as same_birth,
           (asked.born_on <> here.born_on)
               or (asked.nhs_number <> '' and here.nhs_number <> '' and asked.nhs_number <> here.nhs_number)
               or (asked.upn <> '' and here.upn <> '' and asked.upn <> here.upn) as is_against
    from asked
    join here
        on (asked.nhs_number <> '' and asked.nhs_number = here.nhs_number)
        or (asked.upn <> '' and asked.upn = here.upn)
        or (asked.born_on = here.born_on
            and kith_plain_name(asked.surname) <> ''
            and kith_plain_name(asked.surname) in (
                select kith_plain_name(each) from regexp_split_to_table(here.surname || ',' || here.previous_surnames, '[,;]') each
            )
            and exists (
                select from unnest(array[asked.forename, asked.known_as]) one
                join unnest(array[here.forename, here.known_as]) other on kith_plain_name(one) = kith_plain_name(other)
                where kith_plain_name(one) <> ''
            ))
)
select fit.number, fit.person_ref, coalesce(bool_or(fit.is_against), false) as is_doubtful,
       array(
           select member.family_ref::text from people_familymember member
           where member.run_id = (select id from live) and member.person_ref = fit.person_ref
           union
           select said.family_ref from register_registeredmember said where said.person_ref = fit.person_ref
             and not exists (
                 select from people_persondetails taken_over
                 where taken_over.run_id = (select id from live) and taken_over.person_ref = fit.person_ref
             )
       ) as families,
       min(fit.owner) as owner
from fit
group by fit.number, fit.person_ref
