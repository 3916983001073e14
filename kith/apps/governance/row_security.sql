-- Which rows of this room's tables each role sees. What the sets mean is said in row_security_begin.sql (kith_begin).

-- The council's policy as its files say it, so that the database can decide by it; written whenever rights are set.
create table if not exists kith_policy_shipped (version text not null, caps jsonb not null, clearances jsonb not null);
revoke all on kith_policy_shipped from public;

-- The policy in force: what two people last made of it on a page, else the files.
create or replace function kith_policy() returns table (version text, caps jsonb, clearances jsonb)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return query
    select coalesce(made.version::text, shipped.version), coalesce(made.caps, shipped.caps), shipped.clearances
    from kith_policy_shipped as shipped
    left join lateral (
        select approved.version, approved.caps from governance_policyversion as approved
        where approved_at is not null order by approved_at desc, id desc limit 1
    ) as made on true;
end $$;
revoke all on function kith_policy() from public;
grant execute on function kith_policy() to kith_web, kith_loader, kith_audit, kith_portal;

-- Those of the worker's ties that are through somebody who must not be found, unless the worker is cleared: by number
-- alone, so that nobody learns from it through whom. Where one family is asked for, the ties to that one.
create or replace function kith_hidden_ties() returns setof bigint
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    asks jsonb := kith_context();
    on_day date := (asks ->> 'day')::date;
begin
    if kith_shield_cleared((asks ->> 'worker_id')::bigint, on_day) then
        return;
    end if;
    return query
    select tie.id
    from (
        select * from governance_relationship
        where asks ->> 'scope' = 'FAMILY' and family_ref = asks ->> 'family_ref'
        union all
        select * from governance_relationship
        where asks ->> 'scope' <> 'FAMILY' and agency_id = asks ->> 'agency_id'
        union all
        select * from governance_relationship
        where asks ->> 'scope' <> 'FAMILY' and agency_id <> asks ->> 'agency_id' and kind = 'DUTY'
    ) as tie
    where ((tie.agency_id = asks ->> 'agency_id' and tie.staff_id = asks ->> 'staff_id' and tie.staff_id <> '')
           or (tie.kind = 'MANAGES' and tie.agency_id = asks ->> 'agency_id' and asks -> 'roles' ? 'MANAGER')
           or (tie.kind = 'DUTY' and tie.staff_id = '' and asks -> 'roles' ? 'FRONT_DOOR'))
      and kith_is_shielded(tie.person_ref, on_day);
end $$;

-- Ties: one's own, and those of one's role.
call kith_guard('governance_relationship');
drop policy if exists own_ties on governance_relationship;
create policy own_ties on governance_relationship for select to kith_web using (
    ((agency_id = (select kith_agency()) and staff_id = (select kith_staff()) and staff_id <> '')
     or (kind = 'MANAGES' and agency_id = (select kith_agency()) and (select kith_is('MANAGER')))
     or (kind = 'DUTY' and staff_id = '' and (select kith_is('FRONT_DOOR'))))
    and ((select kith_context() ->> 'scope') <> 'FAMILY' or family_ref = (select kith_context() ->> 'family_ref'))
    and id not in (select kith_hidden_ties())
);

-- Who must not be found is asked by the cleared of those whom the open door is about; to others nobody of these is
-- there at all, so there is nobody to ask about.
call kith_guard('governance_shield');
drop policy if exists of_members on governance_shield;
create policy of_members on governance_shield for select to kith_web
    using (person_ref in (select unnest(kith_set('members'))));

call kith_guard('governance_hiddenrelation');
drop policy if exists of_members on governance_hiddenrelation;
create policy of_members on governance_hiddenrelation for select to kith_web using (
    one_ref in (select unnest(kith_set('members'))) and other_ref in (select unnest(kith_set('members')))
);

-- Openings in an emergency and ties by one's own word: one's own. Who reviews them is said further down.
call kith_guard('governance_breakglass');
drop policy if exists own_openings on governance_breakglass;
create policy own_openings on governance_breakglass for select to kith_web
    using (worker_id = (select kith_worker()));

call kith_guard('governance_breakglassreview');

call kith_guard('governance_sharingpreference');
drop policy if exists of_members on governance_sharingpreference;
call kith_guard('governance_familyagreement');
call kith_guard('governance_sharingdecision');

-- A family that a worker said is close to them stays closed to them.
call kith_guard('governance_declaredinterest');
drop policy if exists own_interests on governance_declaredinterest;
create policy own_interests on governance_declaredinterest for select to kith_web
    using (worker_id = (select kith_worker()));

-- Identities that must never be joined again: set and read by the engine's side alone.
call kith_guard('governance_keptapart');
