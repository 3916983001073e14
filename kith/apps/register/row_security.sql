-- Those whom workers wrote down. Read by the front door of the agency that did, by whoever wrote them down (for a month:
-- then those who work with them), and by those who work with the person or the family. Somebody who must not be found is
-- there for the cleared alone, however they came in.

create or replace function kith_is_kept_from_me(person text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := (kith_context() ->> 'day')::date;
begin
    return kith_is_shielded(person, on_day) and not kith_shield_cleared(kith_worker(), on_day);
end $$;
revoke all on function kith_is_kept_from_me(text) from public;
grant execute on function kith_is_kept_from_me(text) to kith_web;

-- Whom this worker's ties are to, as people and as families: those that hold today and serve the purpose, if there is one.
create or replace function kith_tied() returns table (person_ref text, family_ref text)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
#variable_conflict use_column
declare
    asks jsonb := kith_context();
begin
    return query
    select tie.person_ref, tie.family_ref
    from kith_own_ties(
        (asks ->> 'worker_id')::bigint, asks ->> 'agency_id', asks ->> 'staff_id',
        array(select jsonb_array_elements_text(asks -> 'roles')), (asks ->> 'day')::date, coalesce(asks ->> 'purpose', '')
    ) as tie
    where tie.level >= 2;
end $$;
revoke all on function kith_tied() from public;
grant execute on function kith_tied() to kith_web;

create or replace function kith_may_register() returns boolean language sql stable
    as $$ select kith_is('FRONT_DOOR') or kith_is('LEAD_WORKER') or kith_is('MANAGER') or kith_is('PRACTITIONER') $$;

call kith_guard('register_registeredmember');
drop policy if exists known on register_registeredmember;
create policy known on register_registeredmember for select to kith_web using (
    ((agency_id = (select kith_agency()) and (select kith_is('FRONT_DOOR')))
     or (added_by = (select kith_worker()) and added_at > now() - interval '30 days')
     or family_ref in (select family_ref from kith_tied() where family_ref <> ''))
    and not kith_is_kept_from_me(person_ref)
);
drop policy if exists said on register_registeredmember;
create policy said on register_registeredmember for insert to kith_web with check (
    added_by = (select kith_worker()) and agency_id = (select kith_agency()) and (select kith_may_register())
);

call kith_guard('register_registeredfamily');
drop policy if exists known on register_registeredfamily;
create policy known on register_registeredfamily for select to kith_web using (
    (agency_id = (select kith_agency()) and (select kith_is('FRONT_DOOR')))
    or (registered_by = (select kith_worker()) and registered_at > now() - interval '30 days')
    or family_ref in (select family_ref from kith_tied() where family_ref <> '')
);
drop policy if exists written on register_registeredfamily;
create policy written on register_registeredfamily for insert to kith_web with check (
    registered_by = (select kith_worker()) and agency_id = (select kith_agency()) and record = family_ref
    and (select kith_may_register())
);

call kith_guard('register_registeredperson');
drop policy if exists known on register_registeredperson;
create policy known on register_registeredperson for select to kith_web using (
    ((agency_id = (select kith_agency()) and (select kith_is('FRONT_DOOR')))
     or (registered_by = (select kith_worker()) and registered_at > now() - interval '30 days')
     or person_ref in (select person_ref from kith_tied() where person_ref <> '')
     or person_ref in (
         select member.person_ref from register_registeredmember member
         where member.family_ref in (select family_ref from kith_tied() where family_ref <> '')
     ))
    and not kith_is_kept_from_me(person_ref)
);
drop policy if exists written on register_registeredperson;
create policy written on register_registeredperson for insert to kith_web with check (
    registered_by = (select kith_worker()) and agency_id = (select kith_agency()) and record = person_ref
    and (select kith_may_register())
);
drop policy if exists corrected on register_registeredperson;
create policy corrected on register_registeredperson for update to kith_web
    using ((select kith_may_register())) with check ((select kith_may_register()));
create or replace trigger kept before update on register_registeredperson for each row
    execute function kith_kept_as_it_was('record', 'person_ref', 'nhs_number', 'agency_id', 'registered_by', 'registered_at');

-- Who carries exactly this name and birth date, or this NHS number: in the live run, in view or not, and among those who
-- were written down. By reference alone; whoever must not be found is nobody to whoever is not cleared. Asked as seldom as
-- a question is.
create or replace function kith_find_to_register(
    forename_asked text, surname_asked text, born date, plain_asked text, number_asked text
) returns table (person_ref text, is_registered boolean, by_number boolean)
    language plpgsql volatile security definer set search_path = public, pg_temp
    as $$
#variable_conflict use_column
declare
    live bigint := kith_number('run');
    is_named boolean := born is not null and kith_plain_name(forename_asked) <> '' and kith_plain_name(surname_asked) <> '';
begin
    if not kith_may_register() then
        raise insufficient_privilege using message = 'Nobody asks.';
    end if;
    perform kith_count_question();
    return query
    select found.person_ref, bool_and(found.is_registered), bool_or(found.by_number)
    from (
        select written.person_ref::text as person_ref, true as is_registered,
               number_asked <> '' and written.nhs_number = number_asked as by_number
        from register_registeredperson written
        where (number_asked <> '' and written.nhs_number = number_asked)
           or (is_named and written.born_on = born
               and kith_plain_name(forename_asked) in (kith_plain_name(written.forename), kith_plain_name(written.known_as))
               and kith_plain_name(surname_asked) = kith_plain_name(written.surname))
        union all
        select person.person_ref, false, number_asked <> '' and person.nhs_number = number_asked
        from people_persondetails person
        where person.run_id = live
          and ((number_asked <> '' and person.nhs_number = number_asked)
               or (is_named and person.born_on = born
                   and kith_plain_name(forename_asked) in (kith_plain_name(person.forename), kith_plain_name(person.known_as))
                   and kith_plain_name(surname_asked) in (
                       select kith_plain_name(surname)
                       from regexp_split_to_table(person.surname || ',' || person.previous_surnames, '[,;]') as surname
                   )))
        union all
        select unseen.person_ref, false, unseen.scheme = 'NHS_NUMBER'
        from people_outofview unseen
        where unseen.run_id = live
          and ((is_named and unseen.scheme = 'NAME_AND_BIRTH'
                and unseen.hash = kith_hidden('NAME_AND_BIRTH', plain_asked))
               or (number_asked <> '' and unseen.scheme = 'NHS_NUMBER'
                   and unseen.hash = kith_hidden('NHS_NUMBER', number_asked)))
    ) as found
    where not kith_is_kept_from_me(found.person_ref)
    group by found.person_ref
    order by bool_or(found.by_number) desc, found.person_ref
    limit 5;
end $$;
revoke all on function kith_find_to_register(text, text, date, text, text) from public;
grant execute on function kith_find_to_register(text, text, date, text, text) to kith_web;
