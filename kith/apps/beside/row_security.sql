-- Links from other systems. Whoever follows one is not signed in yet: the page behind it connects as the public role, which
-- reads and writes nothing itself. What a key is, and that a link came, goes through the functions below alone; so does
-- taking up whom it was about, for whoever has signed in since.

call kith_guard('beside_linkkey');
call kith_guard('beside_arrival');

-- The sealed secret of a key that is in force; the site opens the seal.
create or replace function kith_link_key(key_id_given text, at timestamptz)
    returns table (system text, sealed text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select system::text, sealed from beside_linkkey
    where key_id = key_id_given and made_at <= at and (ends_at is null or ends_at > at)
$$;
revoke all on function kith_link_key(text, timestamptz) from public;
grant execute on function kith_link_key(text, timestamptz) to kith_public;

-- A link came: once. False where this one came before.
create or replace function kith_link_came(
    link_hash_given text, handle_hash_given text, of_system text, to_show text, about_given text, at timestamptz,
    until timestamptz
) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into beside_arrival (link_hash, handle_hash, system, shows, about, arrived_at, ends_at)
    values (link_hash_given, handle_hash_given, of_system, to_show, about_given, at, until)
    on conflict do nothing;
    return found;
end $$;
revoke all on function kith_link_came(text, text, text, text, text, timestamptz, timestamptz) from public;
grant execute on function kith_link_came(text, text, text, text, text, timestamptz, timestamptz) to kith_public;

-- Which system a browser came from, while it has not been shown anything: for who may frame the page. Nobody is named.
create or replace function kith_arrived_from(handle_hash_given text, at timestamptz) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select system::text from beside_arrival where handle_hash = handle_hash_given and taken_at is null and ends_at > at
$$;
revoke all on function kith_arrived_from(text, timestamptz) from public;
grant execute on function kith_arrived_from(text, timestamptz) to kith_web, kith_public;

-- Whom it is about, sealed: to whoever has the handle, once.
create or replace function kith_take_arrival(handle_hash_given text, to_show text, at timestamptz)
    returns table (system text, about text)
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    came beside_arrival;
begin
    select * into came from beside_arrival arrival
    where arrival.handle_hash = handle_hash_given and arrival.shows = to_show and arrival.taken_at is null
      and arrival.ends_at > at
    for update;
    if came.id is null then
        return;
    end if;
    update beside_arrival arrival set taken_at = at, about = '' where arrival.id = came.id;
    return query select came.system::text, came.about;
end $$;
revoke all on function kith_take_arrival(text, text, timestamptz) from public;
grant execute on function kith_take_arrival(text, text, timestamptz) to kith_web;

-- Who of the worker's own families carries exactly this number, or is known to an agency by this record. Only in a search
-- that is open, and only of people who may be known of: for everybody else the answer is empty, whoever they are. A record
-- that somebody doubts, or that is of an identity left behind, leads to nobody: it would say who they are now.
create or replace function kith_find_by_number(of_scheme text, of_value text)
    returns table (family_ref text, person_ref text)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    live bigint := kith_number('run');
    known text[] := kith_set('people');
    memberships text[] := kith_set('memberships');
    families text[] := kith_set('families');
begin
    if kith_context() ->> 'scope' is distinct from 'SEARCH' or of_value = '' then
        return;
    end if;
    return query
    with meant as (
        select details.person_ref from people_persondetails details
        where details.run_id = live and details.person_ref = any (known)
          and ((of_scheme = 'NHS_NUMBER' and details.nhs_number = of_value)
               or (of_scheme = 'UPN' and details.upn = of_value))
        union
        select said.person_ref from (
            select held.person_ref from matching_personrecord held
            where of_scheme = 'RECORD' and held.run_id = live and held.person_ref = any (known) and held.record = of_value
            union
            select work.person_ref from people_involvement work
            where of_scheme = 'RECORD' and work.run_id = live and work.person_ref = any (known)
              and of_value = any (string_to_array(work.records, chr(31)))
            union
            select fact.person_ref from people_fact fact
            where of_scheme = 'RECORD' and fact.run_id = live and fact.person_ref = any (known)
              and fact.record = of_value
        ) as said
        where said.person_ref || '|' || of_value <> all (kith_doubted())
          and not exists (
              select from governance_keptapart kept
              where kept.reason <> 'MISTAKEN' and of_value = any (kept.one_records || kept.other_records)
          )
    )
    select distinct member.family_ref::text, member.person_ref::text
    from meant join people_familymember member on member.run_id = live and member.person_ref = meant.person_ref
    where member.family_ref = any (families) and member.family_ref || '|' || member.person_ref = any (memberships);
end $$;
revoke all on function kith_find_by_number(text, text) from public;
grant execute on function kith_find_by_number(text, text) to kith_web;
