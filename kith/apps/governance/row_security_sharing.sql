-- Who reads and writes agreements, the table of role and purpose, what families said of sharing, and decisions.

-- Agreements and the table of role and purpose say nothing of anybody, and all may read them; who may write is the
-- point. A page drafts; another worker signs; what is signed only ends.
call kith_guard('governance_agreement');
drop policy if exists read_by_all on governance_agreement;
create policy read_by_all on governance_agreement for select to kith_web, kith_portal, kith_audit using (true);
drop policy if exists drafted on governance_agreement;
create policy drafted on governance_agreement for insert to kith_web
    with check (state = 'DRAFT' and drafted_by = (select kith_worker()) and (select kith_is('INFORMATION_GOVERNANCE')));
drop policy if exists moved_on on governance_agreement;
create policy moved_on on governance_agreement for update to kith_web
    using (state <> 'ENDED' and (select kith_is('INFORMATION_GOVERNANCE')))
    with check (
        (state = 'DRAFT' and drafted_by = (select kith_worker()))
        or (state = 'SIGNED' and signed_by = (select kith_worker()))
        or (state = 'ENDED' and ended_by = (select kith_worker()))
    );

call kith_guard('governance_policyversion');
drop policy if exists read_by_all on governance_policyversion;
create policy read_by_all on governance_policyversion for select to kith_web, kith_audit using (true);
drop policy if exists proposed on governance_policyversion;
create policy proposed on governance_policyversion for insert to kith_web
    with check (
        proposed_by = (select kith_worker()) and approved_at is null
        and ((select kith_is('INFORMATION_GOVERNANCE')) or (select kith_is('ADMINISTRATOR')))
    );
drop policy if exists decided on governance_policyversion;
create policy decided on governance_policyversion for update to kith_web
    using ((select kith_is('INFORMATION_GOVERNANCE')) or (select kith_is('ADMINISTRATOR')))
    with check (coalesce(approved_by, declined_by) = (select kith_worker()));

-- What a family said, in its words: for whoever has the family open to a summary at least, of the members they may know
-- of. Whoever may only ring somebody, and the rule that asks for a yes, have the yes or no without the words.
create or replace function kith_said(of_people text[])
    returns table (
        ref text, person_ref text, agreement_ref text, voice text, said_by_ref text, answer text, said_at timestamptz,
        recorded_by bigint
    )
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
#variable_conflict use_column
begin
    return query
    select ref::text, person_ref::text, agreement_ref::text, voice::text, said_by_ref::text, answer::text, said_at,
           recorded_by
    from governance_sharingpreference
    where ended_at is null and person_ref = any (of_people) and person_ref in (select unnest(kith_set('members')))
    order by said_at, id;
end $$;
revoke all on function kith_said(text[]) from public;
grant execute on function kith_said(text[]) to kith_web;

create or replace function kith_said_of_help(of_family text)
    returns table (ref text, person_ref text, answer text, said_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select ref::text, person_ref::text, answer::text, said_at from governance_familyagreement
    where ended_at is null and family_ref = of_family and family_ref = any (kith_set('families'))
      and person_ref = any (kith_set('people'))
    order by said_at, id $$;
revoke all on function kith_said_of_help(text) from public;
grant execute on function kith_said_of_help(text) to kith_web;

call kith_guard('governance_familyagreement');
drop policy if exists of_open_family on governance_familyagreement;
create policy of_open_family on governance_familyagreement to kith_web
    using (
        family_ref = any ((select kith_set('families'))::text[])
        and person_ref = any ((select kith_set('people_3'))::text[])
    )
    with check (
        family_ref = any ((select kith_set('families'))::text[])
        and person_ref = any ((select kith_set('people_3'))::text[])
    );

call kith_guard('governance_sharingpreference');
drop policy if exists of_open_family on governance_sharingpreference;
create policy of_open_family on governance_sharingpreference to kith_web
    using (person_ref = any ((select kith_set('people_3'))::text[]))
    with check (person_ref = any ((select kith_set('people_3'))::text[]));

-- A notice to stop using is for the agency that received, and for whoever has the family open.
call kith_guard('governance_stopnotice');
drop policy if exists to_agency on governance_stopnotice;
create policy to_agency on governance_stopnotice for select to kith_web
    using (
        to_agency = (select kith_agency())
        or person_ref = any ((select kith_set('people'))::text[])
    );
drop policy if exists sent on governance_stopnotice;
create policy sent on governance_stopnotice for insert to kith_web
    with check (person_ref = any ((select kith_set('people'))::text[]) and done_at is null);
drop policy if exists done on governance_stopnotice;
create policy done on governance_stopnotice for update to kith_web
    using (to_agency = (select kith_agency()) and done_at is null)
    with check (to_agency = (select kith_agency()) and done_by = (select kith_worker()));

-- A decision to share or not: whoever made it, and those who answer for it in the agencies it concerns.
call kith_guard('governance_sharingdecision');
drop policy if exists of_agency on governance_sharingdecision;
create policy of_agency on governance_sharingdecision for select to kith_web
    using (
        decided_by = (select kith_worker())
        or ((select kith_is('MANAGER')) and agency_id = (select kith_agency()))
        or ((select kith_is('INFORMATION_GOVERNANCE')) and (select kith_agency()) in (agency_id, held_by))
        or person_ref = any ((select kith_set('people'))::text[])
    );
drop policy if exists made on governance_sharingdecision;
create policy made on governance_sharingdecision for insert to kith_web
    with check (decided_by = (select kith_worker()) and agency_id = (select kith_agency()));

call kith_guard('governance_outsiderequest');
drop policy if exists of_agency on governance_outsiderequest;
create policy of_agency on governance_outsiderequest for select to kith_web
    using (
        (select kith_worker()) in (recorded_by, decider_id)
        or ((select kith_is('INFORMATION_GOVERNANCE')) and (select kith_agency()) in (agency_id, held_by))
    );
drop policy if exists received on governance_outsiderequest;
create policy received on governance_outsiderequest for insert to kith_web
    with check (recorded_by = (select kith_worker()) and decision_ref = '');
drop policy if exists decided on governance_outsiderequest;
create policy decided on governance_outsiderequest for update to kith_web
    using (decider_id = (select kith_worker()) and decision_ref = '')
    with check (decider_id = (select kith_worker()) and decision_ref <> '');

-- The words of a reason are for whoever wrote them, and for the auditor's sample.
call kith_guard('governance_safeguardingreason');
drop policy if exists own on governance_safeguardingreason;
create policy own on governance_safeguardingreason to kith_web
    using (worker_id = (select kith_worker()))
    with check (
        worker_id = (select kith_worker()) and agency_id = (select kith_agency())
        and session_ref = (select kith_context() ->> 'session') and session_ref <> ''
        and (select kith_context() ->> 'purpose') = 'SAFEGUARDING'
        and at between now() - interval '1 minute' and now() + interval '1 minute'
        and ends_at <= at + interval '8 hours'
    );
drop policy if exists sampled on governance_safeguardingreason;
create policy sampled on governance_safeguardingreason for select to kith_audit using (true);

-- How many were shared and not shared, and how many requests from outside were refused: counts alone, for the board.
create or replace function kith_count_decisions() returns table (kind text, outcome text, number bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select coalesce(request.kind, 'WITHIN'), decision.outcome, count(*)
    from governance_sharingdecision decision
    left join governance_outsiderequest request on request.ref = decision.about
    where kith_worker() is not null
    group by 1, 2
    union all
    select kind, 'WAITING', count(*) from governance_outsiderequest
    where decision_ref = '' and kith_worker() is not null group by 1
$$;
revoke all on function kith_count_decisions() from public;
grant execute on function kith_count_decisions() to kith_web;

-- What was drafted is signed as it is, by another, each for themselves; what is signed only ends.
create or replace function kith_terms_stand() returns trigger language plpgsql set search_path = public, pg_temp
    as $$
declare
    may_change text[] := case
        when old.state = 'DRAFT' and new.state = 'SIGNED' then array['state', 'signed_by', 'signed_at']
        when new.state = 'ENDED' then array['state', 'ended_by', 'ended_at', 'end_reason', 'valid_to']
        else '{}' end;
begin
    if session_user = 'kith_web' and not (old.state = 'DRAFT' and new.state = 'DRAFT')
       and (may_change = '{}' or to_jsonb(old) - may_change <> to_jsonb(new) - may_change) then
        raise insufficient_privilege using message = 'An agreement is signed as it was drafted, and then only ends.';
    end if;
    return new;
end $$;
create or replace trigger terms_stand before update on governance_agreement
    for each row execute function kith_terms_stand();
create or replace trigger signed before update on governance_policyversion for each row
    execute function kith_signed_by_oneself('approved_by', 'declined_by');
create or replace trigger kept before update on governance_policyversion for each row
    execute function kith_kept_as_it_was('version', 'proposed_by', 'proposed_at', 'reason');
