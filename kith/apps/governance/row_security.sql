-- Which rows of this room's tables each role sees. What the sets mean is said in row_security_begin.sql (kith_begin).

-- The council's policy as its files say it, so that the database can decide by it; written whenever rights are set.
create table if not exists kith_policy_shipped (version text not null, caps jsonb not null, clearances jsonb not null);
revoke all on kith_policy_shipped from public;

-- The policy in force: what two people last made of it on a page, else the files.
create or replace function kith_policy() returns table (version text, caps jsonb, clearances jsonb)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select coalesce(made.version, shipped.version), coalesce(made.caps, shipped.caps), shipped.clearances
    from kith_policy_shipped as shipped
    left join lateral (
        select version, caps from governance_policyversion
        where approved_at is not null order by approved_at desc, id desc limit 1
    ) as made on true $$;
revoke all on function kith_policy() from public;
grant execute on function kith_policy() to kith_web, kith_loader, kith_audit, kith_portal;

-- Ties: one's own, and those of one's role.
call kith_guard('governance_relationship');
drop policy if exists own_ties on governance_relationship;
create policy own_ties on governance_relationship for select to kith_web using (
    (agency_id = (select kith_agency()) and staff_id = (select kith_staff()) and staff_id <> '')
    or (kind = 'MANAGES' and agency_id = (select kith_agency()) and (select kith_is('MANAGER')))
    or (kind = 'DUTY' and (select kith_is('FRONT_DOOR')))
);

-- Who must not be found is asked of those whom the open door is about, so that they can be left out.
call kith_guard('governance_shield');
drop policy if exists of_members on governance_shield;
create policy of_members on governance_shield for select to kith_web
    using (person_ref in (select unnest(kith_set('members'))));

call kith_guard('governance_hiddenrelation');
drop policy if exists of_members on governance_hiddenrelation;
create policy of_members on governance_hiddenrelation for select to kith_web using (
    one_ref in (select unnest(kith_set('members'))) or other_ref in (select unnest(kith_set('members')))
);

-- Openings in an emergency and ties by one's own word: one's own. Who reviews them is said further down.
call kith_guard('governance_breakglass');
drop policy if exists own_openings on governance_breakglass;
create policy own_openings on governance_breakglass for select to kith_web
    using (worker_id = (select kith_worker()));

call kith_guard('governance_breakglassreview');

-- What members of the open family said about sharing.
call kith_guard('governance_sharingpreference');
drop policy if exists of_members on governance_sharingpreference;
create policy of_members on governance_sharingpreference for select to kith_web
    using (person_ref in (select unnest(kith_set('members'))));

call kith_guard('governance_familyagreement');
call kith_guard('governance_sharingdecision');

-- A family that a worker said is close to them stays closed to them.
call kith_guard('governance_declaredinterest');
drop policy if exists own_interests on governance_declaredinterest;
create policy own_interests on governance_declaredinterest for select to kith_web
    using (worker_id = (select kith_worker()));

-- Identities that must never be joined again: set and read by the engine's side alone.
call kith_guard('governance_keptapart');
