-- What a worker may write down, whatever a page says: new people under new references, in families of their own agency's
-- writing or open to them. Otherwise a made-up person would be the key to a family of which only the reference is known,
-- and a made-up family the key to somebody of whom only the name and the birth date are.
-- What is refused is refused alike: nobody learns from it whether somebody is there, or hides.

-- The ties by which this worker may put somebody into a family: to help there, or because a contact is open; never by their
-- own word, nor through somebody who must not be found unless they are cleared.
create or replace function kith_ties_to_write_by() returns table (person_ref text, family_ref text)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
#variable_conflict use_column
declare
    asks jsonb := kith_context();
    on_day date := kith_day();
    is_cleared boolean := kith_shield_cleared(kith_worker(), on_day);
begin
    return query
    select distinct tie.person_ref, tie.family_ref
    from unnest(array['', 'TRIAGE']) as purpose
    cross join lateral kith_own_ties(
        (asks ->> 'worker_id')::bigint, asks ->> 'agency_id', asks ->> 'staff_id',
        array(select jsonb_array_elements_text(asks -> 'roles')), on_day, purpose
    ) as tie
    where tie.level >= 3 and tie.family_ref <> '' and (is_cleared or not kith_is_shielded(tie.person_ref, on_day));
end $$;
revoke all on function kith_ties_to_write_by() from public;

-- Whether this worker wrote somebody down, or for the front door a colleague of the agency did.
create or replace function kith_is_of_our_writing(agency text, by_whom bigint) returns boolean
    language sql stable
    as $$ select agency = kith_agency() and (by_whom = kith_worker() or kith_is('FRONT_DOOR')) $$;
revoke all on function kith_is_of_our_writing(text, bigint) from public;

create or replace function kith_may_say_member(person text, family text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := kith_day();
    is_cleared boolean := kith_shield_cleared(kith_worker(), on_day);
begin
    if kith_has_interest(kith_worker(), family) or (kith_is_shielded(person, on_day) and not is_cleared) then
        return false;
    end if;
    return (
        exists (select from kith_ties_to_write_by() tie where tie.family_ref = family)
        or exists (
            select from register_registeredfamily written
            where written.family_ref = family and written.record = family
              and kith_is_of_our_writing(written.agency_id, written.registered_by)
        )
    ) and (
        exists (
            select from register_registeredperson written
            where written.person_ref = person and written.record = person
              and kith_is_of_our_writing(written.agency_id, written.registered_by)
        )
        or exists (select from kith_ties_to_write_by() tie where tie.person_ref = person)
        or exists (
            select from kith_ties_to_write_by() tie
            join people_familymember member on member.family_ref = tie.family_ref and member.person_ref = person
            join intake_run run on run.id = member.run_id and run.state = 'LIVE'
        )
    );
end $$;
revoke all on function kith_may_say_member(text, text) from public;

create or replace function kith_guard_register() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    written jsonb := to_jsonb(new);
    is_right boolean;
begin
    if session_user <> 'kith_web' then
        return new;
    end if;
    is_right := case tg_table_name
        when 'register_registeredmember' then kith_may_say_member(written ->> 'person_ref', written ->> 'family_ref')
        when 'register_registeredfamily' then not exists (
            select from people_family where ref = written ->> 'family_ref'
            union all select from people_familymember where family_ref = written ->> 'family_ref'
            union all select from register_registeredmember where family_ref = written ->> 'family_ref'
            union all select from governance_relationship where family_ref = written ->> 'family_ref'
        )
        else not exists (
            select from people_person where ref = written ->> 'person_ref'
            union all select from people_persondetails where person_ref = written ->> 'person_ref'
            union all select from people_outofview where person_ref = written ->> 'person_ref'
            union all select from register_registeredmember where person_ref = written ->> 'person_ref'
            union all select from governance_relationship where person_ref = written ->> 'person_ref'
            union all select from governance_shield where person_ref = written ->> 'person_ref'
        )
    end;
    if not coalesce(is_right, false) then
        raise insufficient_privilege using message = 'Neither this person nor this family is yours to write down.';
    end if;
    return new;
end $$;
revoke all on function kith_guard_register() from public;
create or replace trigger guarded before insert on register_registeredperson
    for each row execute function kith_guard_register();
create or replace trigger guarded before insert on register_registeredfamily
    for each row execute function kith_guard_register();
create or replace trigger guarded before insert on register_registeredmember
    for each row execute function kith_guard_register();
