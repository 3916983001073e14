-- Emergencies, shields, hidden relations, declared interests: who may begin, read, review and end them.

create or replace function kith_day() returns date language sql stable
    as $$ select (kith_context() ->> 'day')::date $$;

-- Those who may look after shields: information governance and managers, and only who is shield-cleared.
create or replace function kith_keeps_shields() returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select (kith_is('INFORMATION_GOVERNANCE') or kith_is('MANAGER'))
       and kith_shield_cleared(kith_worker(), kith_day())
$$;

create or replace function kith_has_privacy_officer(agency text, on_day date) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select exists (
        select from agencies_worker worker
        join agencies_user account on account.id = worker.user_id and account.is_active
        join agencies_workerrole held on held.worker_id = worker.id and held.role = 'INFORMATION_GOVERNANCE'
            and held.valid_from <= on_day and (held.valid_to is null or held.valid_to > on_day)
        where worker.agency_id = agency
    )
$$;
revoke all on function kith_has_privacy_officer(text, date) from public;

-- The agency of whoever asked, and the agency that leads the help (the council's early help where none does, or where
-- there is no such family: nothing shows which). An agency without a privacy officer leaves it to the council's.
create or replace function kith_owe_reviews() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := coalesce(kith_day(), current_date);
    council text;
    leading_agency text;
begin
    select agency_id into council from agencies_agency where kind = 'E'
    order by kith_has_privacy_officer(agency_id, on_day) desc, agency_id limit 1;
    select agency_id into leading_agency from governance_relationship
    where family_ref = new.family_ref and kind = 'LEAD' and (valid_from is null or valid_from <= on_day)
      and (valid_to is null or valid_to > on_day)
    order by valid_from desc nulls last, agency_id limit 1;
    insert into governance_breakglassreview (break_glass_id, agency_id, due_at, outcome, note)
    select distinct new.ref,
        case when kith_has_privacy_officer(owing, on_day) then owing else coalesce(council, owing) end,
        new.began_at + interval '72 hours', '', ''
    from unnest(array[new.agency_id, coalesce(leading_agency, council)]) as owing
    where owing is not null;
    return null;
end $$;
create or replace trigger reviews_are_owed after insert on governance_breakglass
    for each row execute function kith_owe_reviews();

-- Who opened may stop it, once; whether the family is told is for the reviewers alone.
create or replace function kith_glass_changes() returns trigger
    language plpgsql set search_path = public, pg_temp
    as $$
begin
    if old.stopped_at is not null and new.stopped_at is distinct from old.stopped_at then
        raise exception 'What was stopped stays stopped.';
    end if;
    if kith_worker() = old.worker_id and
        (new.family_told_on, new.withheld_reason, new.withheld_until) is distinct from
        (old.family_told_on, old.withheld_reason, old.withheld_until) then
        raise exception 'Whether the family is told is for the reviewers.';
    end if;
    return new;
end $$;
create or replace trigger changes_are_few before update on governance_breakglass
    for each row execute function kith_glass_changes();

create or replace function kith_own_glass() returns text[]
    language sql stable security definer set search_path = public, pg_temp
    as $$ select coalesce(array_agg(ref), '{}') from governance_breakglass where worker_id = kith_worker() $$;

create or replace function kith_reviewed_glass() returns text[]
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select coalesce(array_agg(break_glass_id), '{}') from governance_breakglassreview
    where agency_id = kith_agency() and kith_is('INFORMATION_GOVERNANCE')
$$;

call kith_guard('governance_breakglass');
drop policy if exists own_or_to_review on governance_breakglass;
create policy own_or_to_review on governance_breakglass for select to kith_web using (
    worker_id = (select kith_worker()) or ref = any ((select kith_reviewed_glass())::text[])
);
drop policy if exists begun_by_oneself on governance_breakglass;
create policy begun_by_oneself on governance_breakglass for insert to kith_web with check (
    worker_id = (select kith_worker()) and agency_id = (select kith_agency())
    and session_ref = (select kith_context() ->> 'session') and session_ref <> ''
    and began_at between now() - interval '1 minute' and now() + interval '1 minute' and stopped_at is null
    and case kind
        when 'GLASS' then (select kith_context() ->> 'purpose') = 'SAFEGUARDING'
            and ends_at <= began_at + interval '60 minutes'
        when 'SELF_CLAIM' then ends_at <= began_at + interval '24 hours'
        else false end
);
drop policy if exists stopped_or_told on governance_breakglass;
create policy stopped_or_told on governance_breakglass for update to kith_web using (
    worker_id = (select kith_worker()) or ref = any ((select kith_reviewed_glass())::text[])
);

call kith_guard('governance_breakglassreview');
drop policy if exists owed_by_us on governance_breakglassreview;
create policy owed_by_us on governance_breakglassreview for select to kith_web using (
    (select kith_is('AUDITOR'))
    or (select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency())
        and break_glass_id <> all ((select kith_own_glass())::text[])
);
drop policy if exists answered_once on governance_breakglassreview;
create policy answered_once on governance_breakglassreview for update to kith_web
    using (
        reviewed_at is null and agency_id = (select kith_agency()) and (select kith_is('INFORMATION_GOVERNANCE'))
        and break_glass_id <> all ((select kith_own_glass())::text[])
    )
    with check (reviewed_by = (select kith_worker()));

-- Shields. Whom they are on in the family that is open is for kith_begin's own policy; these are for their keepers.
call kith_guard('governance_shield');
drop policy if exists kept_by_the_cleared on governance_shield;
create policy kept_by_the_cleared on governance_shield for select to kith_web using ((select kith_keeps_shields()));
drop policy if exists set_by_the_cleared on governance_shield;
create policy set_by_the_cleared on governance_shield for insert to kith_web with check (
    (select kith_keeps_shields()) and how_made = 'ASSIGNED' and set_by = (select kith_worker())
    and valid_to is null and end_asked_by is null
);
drop policy if exists changed_by_the_cleared on governance_shield;
create policy changed_by_the_cleared on governance_shield for update to kith_web
    using ((select kith_keeps_shields()) and how_made = 'ASSIGNED')
    with check ((select kith_keeps_shields()) and how_made = 'ASSIGNED');
drop policy if exists history_is_for_keepers on governance_shieldevent;
create policy history_is_for_keepers on governance_shieldevent for select to kith_web
    using ((select kith_keeps_shields()));

-- So that a mistyped reference does not leave somebody without their shield: told to its keepers alone.
create or replace function kith_is_person(wanted text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$ select kith_keeps_shields() and exists (select from people_person where ref = wanted) $$;

-- Whoever the family is closed to because it is their own, or close to them.
call kith_guard('governance_declaredinterest');
drop policy if exists own_or_of_ones_agency on governance_declaredinterest;
create policy own_or_of_ones_agency on governance_declaredinterest for select to kith_web using (
    worker_id = (select kith_worker())
    or agency_id = (select kith_agency()) and ((select kith_is('MANAGER')) or (select kith_is('INFORMATION_GOVERNANCE')))
);
drop policy if exists declared_here on governance_declaredinterest;
create policy declared_here on governance_declaredinterest for insert to kith_web with check (
    declared_by = (select kith_worker()) and agency_id = (select kith_agency()) and ended_at is null
    and (worker_id = (select kith_worker()) or (select kith_is('MANAGER')))
);
drop policy if exists ended_by_another on governance_declaredinterest;
create policy ended_by_another on governance_declaredinterest for update to kith_web
    using (
        worker_id <> (select kith_worker()) and agency_id = (select kith_agency()) and (select kith_is('MANAGER'))
    )
    with check (ended_by = (select kith_worker()));

create or replace function kith_has_interest(asking_worker bigint, wanted text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select exists (
        select from governance_declaredinterest
        where worker_id = asking_worker and family_ref = wanted and ended_at is null
    )
$$;
revoke all on function kith_has_interest(bigint, text) from public;

-- Hidden relations: kept by who is cleared and has a close tie, of people of the family that is open. What they hide is
-- hidden in the policies of relations and of members.
create or replace function kith_keeps_hidden() returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select kith_context() ->> 'scope' = 'FAMILY' and kith_shield_cleared(kith_worker(), kith_day())
       and exists (
           select from governance_relationship
           where family_ref = kith_context() ->> 'family_ref' and kind in ('LEAD', 'TEAM')
             and agency_id = kith_agency() and staff_id = kith_staff() and staff_id <> ''
             and (valid_from is null or valid_from <= kith_day()) and (valid_to is null or valid_to > kith_day())
       )
$$;
call kith_guard('governance_hiddenrelation');
drop policy if exists kept_by_the_close on governance_hiddenrelation;
create policy kept_by_the_close on governance_hiddenrelation for select to kith_web using (
    (select kith_keeps_hidden())
    and one_ref = any ((select kith_set('people'))::text[]) and other_ref = any ((select kith_set('people'))::text[])
);
drop policy if exists set_by_the_close on governance_hiddenrelation;
create policy set_by_the_close on governance_hiddenrelation for insert to kith_web with check (
    (select kith_keeps_hidden()) and how_made = 'ASSIGNED' and set_by = (select kith_worker()) and ended_at is null
    and one_ref = any ((select kith_set('people'))::text[]) and other_ref = any ((select kith_set('people'))::text[])
);
drop policy if exists ended_by_the_close on governance_hiddenrelation;
create policy ended_by_the_close on governance_hiddenrelation for update to kith_web
    using ((select kith_keeps_hidden()) and how_made = 'ASSIGNED' and ended_at is null)
    with check (ended_by = (select kith_worker()));

-- Who asked for a family in which somebody must not be found, and got nothing or broke glass: counts by day and worker,
-- for cleared privacy officers.
create or replace function kith_asked_for_shielded(since date)
    returns table (on_day date, worker_id bigint, times bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select event.at::date, event.worker_id, count(*)
    from audit_accessevent event
    where kith_keeps_shields() and kith_is('INFORMATION_GOVERNANCE') and event.at >= since
      and (
          event.gate = 'SHIELD'
          or event.family_ref <> '' and (event.outcome = 'DENIED' or event.break_glass_ref <> '')
              and event.action <> 'CLOSE_GLASS' and event.action <> 'DECIDE'
              and not kith_shield_cleared(event.worker_id, kith_day())
              and exists (
                  select from people_familymember member
                  join intake_run run on run.id = member.run_id and run.state = 'LIVE'
                  join governance_shield shield on shield.person_ref = member.person_ref
                      and (shield.valid_to is null or shield.valid_to > kith_day())
                  where member.family_ref = event.family_ref
              )
      )
    group by 1, 2
    order by 1 desc, 3 desc, 2
$$;

-- A shield is ended by two people, each for themselves, and is never moved to somebody else.
create or replace trigger kept before update on governance_shield for each row
    execute function kith_kept_as_it_was('person_ref', 'reason', 'how_made', 'set_by', 'valid_from');
create or replace trigger signed before update on governance_shield for each row
    execute function kith_signed_by_oneself('end_asked_by', 'ended_by');
create or replace trigger kept before update on governance_hiddenrelation for each row
    execute function kith_kept_as_it_was('one_ref', 'other_ref', 'reason', 'how_made', 'set_by', 'set_at');
create or replace trigger kept before update on governance_declaredinterest for each row
    execute function kith_kept_as_it_was('worker_id', 'agency_id', 'family_ref', 'declared_by');

-- Which of these lines of the log have to do with somebody who must not be found: for the log's pages, which keep them
-- from whoever is not cleared.
create or replace function kith_lines_of_hidden(event_ids bigint[], on_day date)
    returns table (event_id bigint, names_hidden boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    with hidden as materialized (
        select person_ref from governance_shield
        where (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day)
    ),
    family as materialized (
        select distinct member.family_ref from people_familymember member
        join intake_run run on run.id = member.run_id and run.state = 'LIVE'
        join hidden using (person_ref)
    )
    select event.id, event.subject_refs::text[] && array(select person_ref::text from hidden)
    from audit_accessevent event
    where event.id = any (event_ids)
      and (event.gate = 'SHIELD'
           or event.family_ref in (select family_ref from family)
           or event.subject_refs::text[] && array(select person_ref::text from hidden)
           or event.found_family_refs::text[] && array(select family_ref::text from family))
$$;
revoke all on function kith_lines_of_hidden(bigint[], date) from public;
grant execute on function kith_lines_of_hidden(bigint[], date) to kith_audit;
