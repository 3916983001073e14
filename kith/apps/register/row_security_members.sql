-- Who is in which family, for the door (kith_begin) and for nobody else: those of the live run, and those whom a worker
-- wrote down for as long as no run has them. The owner is the agency whose record of somebody it is; '' is what Kith
-- compiled of several agencies. Only who was written down by the agency that says where they belong counts: nobody gets
-- to a person of a run, nor to one of another agency, by saying that they are of one's own family.
create or replace function kith_members(live bigint, families text[])
    returns table (family_ref text, person_ref text, role text, owner text)
    language sql stable
    as $$
    select member.family_ref::text, member.person_ref::text, member.role::text, ''
    from people_familymember member
    where member.run_id = live and member.family_ref = any (families)
    union all
    select said.family_ref::text, said.person_ref::text,
           case when said.role = 'CHILD' then 'CHILD' else 'OTHER_ADULT' end, said.agency_id::text
    from register_registeredmember said
    where said.family_ref = any (families)
      and exists (
          select from register_registeredperson written
          where written.person_ref = said.person_ref and written.agency_id = said.agency_id
      )
      and not exists (
          select from people_persondetails taken_over
          where taken_over.run_id = live and taken_over.person_ref = said.person_ref
      )
$$;
revoke all on function kith_members(bigint, text[]) from public;

-- Whoever manages an agency's work and writes a family down answers for it: its managers may open it, until a run has its
-- people. Written down by anybody else it is opened by the contact it came with, or by the episode that is begun.
create or replace function kith_tie_of_written() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if session_user = 'kith_web' and kith_is('MANAGER') and new.added_by = kith_worker() and exists (
        select from register_registeredperson written
        where written.person_ref = new.person_ref and written.record = new.person_ref
          and written.agency_id = new.agency_id and written.registered_by = new.added_by
    ) and exists (
        select from register_registeredfamily family
        where family.family_ref = new.family_ref and family.record = new.family_ref and family.agency_id = new.agency_id
          and family.registered_by = new.added_by
    ) and not kith_has_interest(new.added_by, new.family_ref) then
        perform kith_add_tie('MANAGES', new.agency_id, '', new.person_ref, new.family_ref, 'WRITTEN', new.family_ref);
    end if;
    return null;
end $$;
create or replace trigger ties_follow after insert on register_registeredmember
    for each row execute function kith_tie_of_written();

-- Those of some families whom workers wrote down: whom kith_begin found that this worker may know of, which is never one
-- whom a run has. Read by the sets alone, for a register may be long.
create or replace function kith_written_members(families text[])
    returns table (
        family_ref text, person_ref text, role text, forename text, surname text, known_as text, born_on date, due_on date,
        sex text
    )
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select owned.family_ref, owned.person_ref, case when member.role = 'CHILD' then 'CHILD' else 'OTHER_ADULT' end,
           person.forename, person.surname, person.known_as, person.born_on, person.due_on, person.sex::text
    from (
        select split_part(each, '|', 1) as family_ref, split_part(each, '|', 2) as person_ref,
               split_part(each, '|', 3) as agency_id
        from unnest(kith_set('owned')) as each
    ) as owned
    join unnest(kith_set('memberships')) as known on known = owned.family_ref || '|' || owned.person_ref
    join register_registeredmember member
        on member.family_ref = owned.family_ref and member.person_ref = owned.person_ref
    join lateral (
        select written.* from register_registeredperson written
        where written.person_ref = owned.person_ref and written.agency_id = owned.agency_id
        order by written.record limit 1
    ) as person on true
    where owned.family_ref = any (families)
    order by member.id
$$;

-- Those of all the families that are listed who fit everything that was asked. A name fits when each word typed begins,
-- or is spelt nearly like, one of the names they carry.
create or replace function kith_find_written(words text[], born date, number text, ref text)
    returns table (family_ref text, person_ref text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    with asked as (
        select distinct left(unaccent(lower(word)), 100) as word from unnest(words) as word
    ),
    owned as materialized (
        select split_part(each, '|', 1) as family_ref, split_part(each, '|', 2) as person_ref,
               split_part(each, '|', 3) as agency_id
        from unnest(kith_set('owned')) as each
    ),
    person as materialized (
        select owned.family_ref, written.person_ref, written.born_on, written.nhs_number,
               regexp_split_to_array(
                   unaccent(lower(concat_ws(' ', written.forename, written.surname, written.known_as))), '[^[:alnum:]'']+'
               ) as names
        from owned
        join unnest(kith_set('memberships')) as known on known = owned.family_ref || '|' || owned.person_ref
        join register_registeredperson written
            on written.person_ref = owned.person_ref and written.agency_id = owned.agency_id
    )
    select distinct person.family_ref, person.person_ref::text
    from person
    where ref <> '' and ref in (person.family_ref, person.person_ref)
       or (
           (cardinality(words) > 0 or born is not null or number <> '')
           and not exists (
               select from asked
               where not exists (
                   select from unnest(person.names) as name
                   where name like asked.word || '%'
                      or (length(asked.word) > 3 and levenshtein_less_equal(left(name, 200), asked.word, 2)
                          <= least(length(asked.word) / 4, 2))
               )
           )
           and (born is null or person.born_on = born)
           and (number = '' or person.nhs_number = number)
       )
    order by 1, 2
    limit 200
$$;
revoke all on function kith_written_members(text[]), kith_find_written(text[], date, text, text) from public;
grant execute on function kith_written_members(text[]), kith_find_written(text[], date, text, text) to kith_web;
