-- Those whom workers wrote down. Read by the front door of the agency that did, by whoever wrote them down (for a month:
-- then those who work with them), and by whoever has the person's family open or listed, as far as the door lets them
-- (kith_begin). Somebody who must not be found is there for the cleared alone, however they came in, and whoever is of a
-- family too close to the worker for nobody.

-- Whether somebody is for cleared workers alone: they must not be found, or they came with a contact that is restricted.
-- No page may ask it: it would say of any reference that somebody hides.
create or replace function kith_is_kept_from_me(person text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := (kith_context() ->> 'day')::date;
begin
    return not kith_shield_cleared(kith_worker(), on_day) and (
        kith_is_shielded(person, on_day)
        or (person <> all (kith_set('people')) and exists (
            select from frontdoor_contactperson named join frontdoor_contact contact on contact.id = named.contact_id
            where named.person_ref = person and contact.is_restricted
        ))
    );
end $$;
revoke all on function kith_is_kept_from_me(text) from public, kith_web;

drop function if exists kith_tied();

-- The families that are too close to the worker, and whom workers said to be in them.
create or replace function kith_written_too_close() returns text[]
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return array(
        select family_ref::text from governance_declaredinterest where worker_id = kith_worker() and ended_at is null
        union
        select member.person_ref::text
        from register_registeredmember member join governance_declaredinterest close using (family_ref)
        where close.worker_id = kith_worker() and close.ended_at is null
    );
end $$;
revoke all on function kith_written_too_close() from public;
grant execute on function kith_written_too_close() to kith_web;

create or replace function kith_may_register() returns boolean language sql stable
    as $$ select kith_is('FRONT_DOOR') or kith_is('LEAD_WORKER') or kith_is('MANAGER') $$;

-- Whom of those written down this worker reads, and whom of those said to be of a family: by the row's own key, so that
-- what is left out tells nothing.
create or replace function kith_written_for_me() returns setof text
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    is_door boolean := kith_is('FRONT_DOOR');
    people text[] := kith_set('people');
    close text[] := kith_written_too_close();
begin
    return query
    select written.record::text from register_registeredperson written
    where ((written.agency_id = kith_agency() and is_door)
           or (written.registered_by = kith_worker() and written.registered_at > now() - interval '30 days')
           or written.person_ref = any (people))
      and not kith_is_kept_from_me(written.person_ref) and written.person_ref <> all (close);
end $$;
create or replace function kith_members_for_me() returns setof bigint
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    is_door boolean := kith_is('FRONT_DOOR');
    memberships text[] := kith_set('memberships');
    close text[] := kith_written_too_close();
begin
    return query
    select said.id from register_registeredmember said
    where ((said.agency_id = kith_agency() and is_door)
           or (said.added_by = kith_worker() and said.added_at > now() - interval '30 days')
           or said.family_ref || '|' || said.person_ref = any (memberships))
      and not kith_is_kept_from_me(said.person_ref) and said.family_ref <> all (close);
end $$;
revoke all on function kith_written_for_me(), kith_members_for_me() from public;
grant execute on function kith_written_for_me(), kith_members_for_me() to kith_web;

call kith_guard('register_registeredmember');
drop policy if exists known on register_registeredmember;
create policy known on register_registeredmember for select to kith_web using (id in (select kith_members_for_me()));
drop policy if exists said on register_registeredmember;
create policy said on register_registeredmember for insert to kith_web with check (
    added_by = (select kith_worker()) and agency_id = (select kith_agency()) and (select kith_may_register())
);

call kith_guard('register_registeredfamily');
drop policy if exists known on register_registeredfamily;
create policy known on register_registeredfamily for select to kith_web using (
    ((agency_id = (select kith_agency()) and (select kith_is('FRONT_DOOR')))
     or (registered_by = (select kith_worker()) and registered_at > now() - interval '30 days')
     or family_ref in (select unnest(kith_set('families'))))
    and family_ref <> all ((select kith_written_too_close())::text[])
);
drop policy if exists written on register_registeredfamily;
create policy written on register_registeredfamily for insert to kith_web with check (
    registered_by = (select kith_worker()) and agency_id = (select kith_agency()) and record = family_ref
    and (select kith_may_register())
);

call kith_guard('register_registeredperson');
drop policy if exists known on register_registeredperson;
create policy known on register_registeredperson for select to kith_web using (record in (select kith_written_for_me()));
drop policy if exists written on register_registeredperson;
create policy written on register_registeredperson for insert to kith_web with check (
    registered_by = (select kith_worker()) and agency_id = (select kith_agency()) and record = person_ref
    and (select kith_may_register())
);
drop policy if exists corrected on register_registeredperson;
-- A row is put right by whoever reads it: without this a statement that reads none would write over all of them.
create policy corrected on register_registeredperson for update to kith_web
    using ((select kith_may_register()) and record in (select kith_written_for_me()))
    with check ((select kith_may_register()));
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
