-- Episodes. Read by who leads the help, who is in the team, and managers of the agency that holds it or is offered it;
-- by nobody else in whatever agency. Who somebody is, is read where their family is open or listed; written, by who
-- leads and who manages. The ties that open the family to them follow the rows by triggers: see governance.

-- The episodes that whoever asks may READ, WRITE in, MANAGE, has been OFFERED, or has just OPENED without a lead so far.
-- One where everybody must not be found is there for the cleared alone; one of a family too close to them, for nobody.
create or replace function kith_episodes(wanted text) returns bigint[]
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    asks jsonb := kith_context();
    me bigint := kith_worker();
    own text := kith_agency();
    staff text := kith_staff();
    on_day date := kith_day();
    is_manager boolean := kith_is('MANAGER');
    is_family boolean := asks ->> 'scope' = 'FAMILY';
    is_cleared boolean;
    found bigint[];
begin
    if asks is null or asks -> 'roles' = '[]' or own is null
       or (asks ->> 'scope' = 'SEARCH' and asks ->> 'clearance_2' is null)
       or (is_family and not (asks ->> 'family_ref') = any (kith_set('families'))) then
        return '{}';
    end if;
    is_cleared := kith_shield_cleared(me, on_day);
    with mine as (
        select id from casework_episode where wanted in ('READ', 'WRITE', 'MANAGE') and is_manager and agency_id = own
        union
        select episode_id from casework_leadspell
        where wanted in ('READ', 'WRITE') and agency_id = own and staff_id = staff and staff <> ''
          and kith_in_force(valid_from, valid_to, on_day)
        union
        select episode_id from casework_teammember
        where wanted = 'READ' and agency_id = own and staff_id = staff and staff <> ''
          and kith_in_force(valid_from, valid_to, on_day)
        union
        select episode_id from casework_handover
        where wanted in ('READ', 'OFFERED') and is_manager and to_agency = own and state = 'OFFERED'
        union
        select id from casework_episode episode
        where wanted in ('READ', 'WRITE', 'OPENED') and opened_by = me and agency_id = own and ended_on is null
          and not exists (select from casework_leadspell lead where lead.episode_id = episode.id)
    )
    select coalesce(array_agg(episode.id), '{}') into found
    from casework_episode episode join mine using (id)
    where (not is_family or episode.family_ref = asks ->> 'family_ref')
      and not exists (
          select from governance_declaredinterest close
          where close.worker_id = me and close.family_ref = episode.family_ref and close.ended_at is null
      )
      and (is_cleared
           or not exists (select from casework_episodeperson one where one.episode_id = episode.id)
           or exists (
               select from casework_episodeperson one
               where one.episode_id = episode.id and not exists (
                   select from governance_shield hidden
                   where hidden.person_ref = one.person_ref
                     and kith_in_force(hidden.valid_from, hidden.valid_to, on_day)
               )
           ));
    return found;
end $$;
revoke all on function kith_episodes(text) from public;
grant execute on function kith_episodes(text) to kith_web;

call kith_guard('casework_episode');
drop policy if exists ours on casework_episode;
create policy ours on casework_episode for select to kith_web using (
    id in (select unnest(kith_episodes('READ')))
    or (opened_by = (select kith_worker()) and family_ref = (select kith_context() ->> 'family_ref')
        and (select kith_context() ->> 'scope') = 'FAMILY' and kith_answers_for(family_ref))
);
drop policy if exists opened on casework_episode;
create policy opened on casework_episode for insert to kith_web with check (
    (select kith_context() ->> 'scope') = 'FAMILY' and family_ref = (select kith_context() ->> 'family_ref')
    and family_ref = any ((select kith_set('families'))::text[]) and kith_answers_for(family_ref)
    and agency_id = (select kith_agency()) and opened_by = (select kith_worker()) and ended_on is null
);
drop policy if exists changed on casework_episode;
create policy changed on casework_episode for update to kith_web
    using (id in (select unnest(kith_episodes('WRITE'))) or id in (select unnest(kith_episodes('OFFERED'))));
create or replace trigger kept before update on casework_episode for each row execute function kith_kept_as_it_was(
    'ref', 'family_ref', 'opened_from', 'contact_ref', 'previous_ref', 'started_on', 'opened_at', 'opened_by'
);

-- An episode passes to an agency that was offered it and whose manager takes it; it is ended by a manager, and once.
create or replace function kith_episode_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if session_user <> 'kith_web' then
        return new;
    end if;
    if old.ended_on is not null then
        raise insufficient_privilege using message = 'What has ended stays ended: open another episode.';
    end if;
    if new.agency_id <> old.agency_id and (
        new.agency_id <> kith_agency() or not old.id = any (kith_episodes('OFFERED'))
    ) then
        raise insufficient_privilege using message = 'An episode passes to whoever was offered it, and takes it.';
    end if;
    if new.agency_id = old.agency_id and not old.id = any (kith_episodes('WRITE')) then
        raise insufficient_privilege using message = 'It is not yours yet.';
    end if;
    if new.ended_on is not null and (not old.id = any (kith_episodes('MANAGE')) or new.ended_by <> kith_worker()) then
        raise insufficient_privilege using message = 'An episode is ended by a manager of the agency that holds it.';
    end if;
    return new;
end $$;
create or replace trigger changes before update on casework_episode
    for each row execute function kith_episode_changes();

-- Who is in it: where they are known. At a desk, where no family is open, nobody is.
call kith_guard('casework_episodeperson');
drop policy if exists known on casework_episodeperson;
create policy known on casework_episodeperson for select to kith_web using (
    episode_id in (select unnest(kith_episodes('READ'))) and person_ref in (select unnest(kith_set('people')))
);
drop policy if exists added on casework_episodeperson;
create policy added on casework_episodeperson for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('WRITE'))) and person_ref in (select unnest(kith_set('people')))
    and (select kith_context() ->> 'scope') = 'FAMILY' and added_by = (select kith_worker()) and valid_to is null
);
drop policy if exists ended on casework_episodeperson;
create policy ended on casework_episodeperson for update to kith_web
    using (episode_id in (select unnest(kith_episodes('WRITE'))) and valid_to is null);
create or replace trigger kept before update on casework_episodeperson for each row
    execute function kith_kept_as_it_was('episode_id', 'person_ref', 'role', 'why', 'valid_from', 'added_by');

-- Whether an agreement lets the agency of whoever asks have a summary of children's social care for what they came for.
create or replace function kith_told_of_care() returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select exists (
        select from kith_agreements(kith_agency(), kith_context() ->> 'purpose', kith_day())
        where 'SOCIAL_CARE' = any (categories) and max_level >= 3 and not needs_family_agreement
    )
$$;

-- Whether whoever asks leads the help in an episode that they read: then it takes somebody else to step to protection.
create or replace function kith_leads_it(of_episode bigint) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select exists (
        select from casework_leadspell lead
        where lead.episode_id = of_episode and lead.valid_to is null and lead.role = 'LEAD' and lead.agency_id = kith_agency()
          and lead.staff_id = kith_staff() and lead.staff_id <> '' and of_episode = any (kith_episodes('READ'))
    )
$$;

-- Whether a level below protection takes nobody out of it: a child's own level counts before their family's.
create or replace function kith_stays_below(of_episode bigint, of_person text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select of_person = '' or not exists (
        select from casework_levelspell spell
        where spell.episode_id = of_episode and of_episode = any (kith_episodes('WRITE')) and spell.valid_to is null
          and spell.person_ref = '' and spell.level in ('4', '5')
    )
$$;

-- Decisions about somebody who must not be found, by number: where no family is open they are there for the cleared alone.
create or replace function kith_decisions_about_hidden() returns setof bigint
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    if kith_shield_cleared(kith_worker(), kith_day()) then
        return;
    end if;
    return query
    select decision.id from casework_managementdecision decision
    where decision.person_ref <> '' and kith_is_shielded(decision.person_ref, kith_day());
end $$;
revoke all on function kith_leads_it(bigint), kith_stays_below(bigint, text), kith_decisions_about_hidden() from public;
grant execute on function kith_leads_it(bigint), kith_stays_below(bigint, text), kith_decisions_about_hidden() to kith_web;

-- Levels. That a child is in need, protected or looked after is social care's: the team reads it where an agreement says
-- so. To protection or to being looked after, and from there, a manager of the agency that holds it steps.
call kith_guard('casework_levelspell');
drop policy if exists known on casework_levelspell;
create policy known on casework_levelspell for select to kith_web using (
    episode_id in (select unnest(kith_episodes('READ')))
    and (person_ref = '' or person_ref in (select unnest(kith_set('people'))))
    and (level in ('1', '2', '3') or (select kith_told_of_care())
         or episode_id in (select unnest(kith_episodes('WRITE')))
         or episode_id in (select unnest(kith_episodes('OFFERED'))))
);
drop policy if exists begun on casework_levelspell;
create policy begun on casework_levelspell for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('WRITE'))) and changed_by = (select kith_worker()) and valid_to is null
    and (person_ref = '' or person_ref in (select unnest(kith_set('people'))))
    and ((level not in ('4', '5') and kith_stays_below(episode_id, person_ref))
         or (episode_id in (select unnest(kith_episodes('MANAGE'))) and not kith_leads_it(episode_id)))
);
drop policy if exists ended on casework_levelspell;
create policy ended on casework_levelspell for update to kith_web
    using (
        valid_to is null and episode_id in (select unnest(kith_episodes('WRITE')))
        and (level not in ('4', '5') or episode_id in (select unnest(kith_episodes('MANAGE'))))
    )
    with check (valid_to is not null);
create or replace trigger kept before update on casework_levelspell for each row execute function kith_kept_as_it_was(
    'episode_id', 'person_ref', 'level', 'valid_from', 'reason', 'decision_ref', 'changed_by', 'changed_at'
);

-- Who leads; that somebody leads child protection is social care's too. Named by a manager of the agency that holds it;
-- whoever opens an episode may begin with themselves.
call kith_guard('casework_leadspell');
drop policy if exists ours on casework_leadspell;
create policy ours on casework_leadspell for select to kith_web using (
    episode_id in (select unnest(kith_episodes('READ')))
    and (role = 'LEAD' or (select kith_told_of_care())
         or episode_id in (select unnest(kith_episodes('WRITE')))
         or episode_id in (select unnest(kith_episodes('OFFERED'))))
);
drop policy if exists named on casework_leadspell;
create policy named on casework_leadspell for insert to kith_web with check (
    named_by = (select kith_worker()) and valid_to is null
    and (episode_id in (select unnest(kith_episodes('MANAGE')))
         or (episode_id in (select unnest(kith_episodes('OPENED'))) and role = 'LEAD'
             and agency_id = (select kith_agency()) and staff_id = (select kith_staff())))
);
drop policy if exists ended on casework_leadspell;
create policy ended on casework_leadspell for update to kith_web
    using (valid_to is null and episode_id in (select unnest(kith_episodes('MANAGE'))))
    with check (valid_to is not null);
create or replace trigger kept before update on casework_leadspell for each row execute function kith_kept_as_it_was(
    'episode_id', 'role', 'agency_id', 'staff_id', 'valid_from', 'change_reason', 'family_choice', 'named_by', 'named_at'
);

-- Whoever is named must be there, and the family must not be too close to them.
create or replace function kith_can_be_named() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if new.staff_id = '' then
        return new;
    end if;
    if not exists (select from agencies_worker where agency_id = new.agency_id and staff_id = new.staff_id) then
        raise exception 'There is no such worker.' using errcode = 'KC001';
    end if;
    if exists (
        select from agencies_worker worker
        join governance_declaredinterest close on close.worker_id = worker.id and close.ended_at is null
        join casework_episode episode on episode.id = new.episode_id and episode.family_ref = close.family_ref
        where worker.agency_id = new.agency_id and worker.staff_id = new.staff_id
    ) then
        raise exception 'This family is not for this worker.' using errcode = 'KC002';
    end if;
    return new;
end $$;
create or replace trigger can_be_named before insert on casework_leadspell
    for each row execute function kith_can_be_named();
create or replace trigger can_be_named before insert on casework_teammember
    for each row execute function kith_can_be_named();

call kith_guard('casework_teammember');
drop policy if exists known on casework_teammember;
create policy known on casework_teammember for select to kith_web using (
    episode_id in (select unnest(kith_episodes('READ')))
    and (person_ref = '' or person_ref in (select unnest(kith_set('people'))))
);
drop policy if exists added on casework_teammember;
create policy added on casework_teammember for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('WRITE'))) and added_by = (select kith_worker()) and valid_to is null
    and (person_ref = '' or person_ref in (select unnest(kith_set('people'))))
);
drop policy if exists ended on casework_teammember;
create policy ended on casework_teammember for update to kith_web
    using (valid_to is null and episode_id in (select unnest(kith_episodes('WRITE'))))
    with check (valid_to is not null);
create or replace trigger kept before update on casework_teammember for each row execute function kith_kept_as_it_was(
    'episode_id', 'role', 'agency_id', 'staff_id', 'person_ref', 'name', 'valid_from', 'added_by'
);

-- Handing over: offered by who leads or manages, answered once by a manager of the agency it was offered to.
call kith_guard('casework_handover');
drop policy if exists ours on casework_handover;
create policy ours on casework_handover for select to kith_web using (
    episode_id in (select unnest(kith_episodes('WRITE'))) or episode_id in (select unnest(kith_episodes('OFFERED')))
);
drop policy if exists offered on casework_handover;
create policy offered on casework_handover for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('WRITE'))) and offered_by = (select kith_worker())
    and state = 'OFFERED' and answered_by is null and to_agency <> from_agency
    and from_agency = (select episode.agency_id from casework_episode episode where episode.id = episode_id)
);
drop policy if exists answered on casework_handover;
create policy answered on casework_handover for update to kith_web
    using (
        state = 'OFFERED' and (episode_id in (select unnest(kith_episodes('OFFERED')))
                               or episode_id in (select unnest(kith_episodes('WRITE'))))
    )
    with check (
        answered_by = (select kith_worker())
        and ((state in ('ACCEPTED', 'RETURNED') and to_agency = (select kith_agency()) and (select kith_is('MANAGER')))
             or state = 'TAKEN_BACK')
    );
create or replace trigger kept before update on casework_handover for each row execute function kith_kept_as_it_was(
    'ref', 'episode_id', 'from_agency', 'to_agency', 'to_team', 'why', 'what_comes_next', 'snapshot', 'offered_by', 'offered_at'
);

call kith_guard('casework_managementdecision');
drop policy if exists ours on casework_managementdecision;
create policy ours on casework_managementdecision for select to kith_web using (
    episode_id in (select unnest(kith_episodes('WRITE')))
    and (person_ref = '' or person_ref in (select unnest(kith_set('people')))
         or ((select kith_context() ->> 'scope') = 'DESK' and id not in (select kith_decisions_about_hidden())))
);
drop policy if exists asked on casework_managementdecision;
create policy asked on casework_managementdecision for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('WRITE'))) and asked_by = (select kith_worker())
    and (person_ref = '' or person_ref in (select unnest(kith_set('people'))))
    and (outcome = '' or (decided_by = (select kith_worker()) and episode_id in (select unnest(kith_episodes('MANAGE')))))
);
drop policy if exists decided on casework_managementdecision;
create policy decided on casework_managementdecision for update to kith_web
    using (outcome = '' and asked_by <> (select kith_worker())  -- nobody agrees to what they asked themselves
           and episode_id in (select unnest(kith_episodes('MANAGE'))))
    with check (outcome <> '' and decided_by = (select kith_worker()));
create or replace trigger kept before update on casework_managementdecision for each row
    execute function kith_kept_as_it_was(
        'ref', 'episode_id', 'kind', 'person_ref', 'to_level', 'what', 'asked_by', 'asked_at'
    );

-- What a manager and a worker talked about: theirs, and those who lead; not the team's.
call kith_guard('casework_supervision');
drop policy if exists ours on casework_supervision;
create policy ours on casework_supervision for select to kith_web
    using (episode_id in (select unnest(kith_episodes('WRITE'))));
drop policy if exists written on casework_supervision;
create policy written on casework_supervision for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('MANAGE'))) and written_by = (select kith_worker())
);

call kith_guard('casework_servicereferral');
drop policy if exists ours on casework_servicereferral;
create policy ours on casework_servicereferral for select to kith_web
    using (episode_id in (select unnest(kith_episodes('READ'))));
drop policy if exists written on casework_servicereferral;
create policy written on casework_servicereferral for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('WRITE'))) and written_by = (select kith_worker())
);
drop policy if exists came_of_it on casework_servicereferral;
create policy came_of_it on casework_servicereferral for update to kith_web
    using (episode_id in (select unnest(kith_episodes('WRITE'))));
create or replace trigger kept before update on casework_servicereferral for each row
    execute function kith_kept_as_it_was('ref', 'episode_id', 'service', 'why', 'sent_on', 'written_by');

call kith_guard('casework_engagementanswer');
drop policy if exists ours on casework_engagementanswer;
create policy ours on casework_engagementanswer for select to kith_web using (
    episode_id in (select unnest(kith_episodes('WRITE'))) and person_ref in (select unnest(kith_set('people')))
);
drop policy if exists written on casework_engagementanswer;
create policy written on casework_engagementanswer for insert to kith_web with check (
    episode_id in (select unnest(kith_episodes('WRITE'))) and written_by = (select kith_worker())
    and person_ref in (select unnest(kith_set('people')))
);

-- The ties of an episode follow its rows. When two records turn out to be one person, governance moves its own ties.
create or replace function kith_tie_of_episode() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    changed jsonb := to_jsonb(new);
    episode casework_episode;
    wanted jsonb;
begin
    select * into episode from casework_episode
    where id = case tg_table_name when 'casework_episode' then changed ->> 'id' else changed ->> 'episode_id' end::bigint;
    select coalesce(jsonb_agg(jsonb_build_object(
        'kind', who.kind, 'agency_id', who.agency_id, 'staff_id', who.staff_id,
        'person_ref', one.person_ref, 'family_ref', episode.family_ref
    )), '[]') into wanted
    from casework_episodeperson one
    cross join (
        select 'MANAGES' as kind, episode.agency_id, '' as staff_id
        union
        select 'MANAGES', to_agency, '' from casework_handover where episode_id = episode.id and state = 'OFFERED'
        union
        select 'LEAD', agency_id, staff_id from casework_leadspell where episode_id = episode.id and valid_to is null
        union
        select 'TEAM', agency_id, staff_id from casework_teammember
        where episode_id = episode.id and valid_to is null and staff_id <> ''
    ) as who
    where one.episode_id = episode.id and one.valid_to is null and episode.ended_on is null;
    perform kith_put_episode_ties(episode.ref, wanted);
    return null;
end $$;
create or replace trigger ties_follow after update of agency_id, ended_on on casework_episode
    for each row execute function kith_tie_of_episode();
create or replace trigger ties_follow after insert or update of valid_to on casework_episodeperson
    for each row execute function kith_tie_of_episode();
create or replace trigger ties_follow after insert or update of valid_to on casework_leadspell
    for each row execute function kith_tie_of_episode();
create or replace trigger ties_follow after insert or update of valid_to on casework_teammember
    for each row execute function kith_tie_of_episode();
create or replace trigger ties_follow after insert or update of state on casework_handover
    for each row execute function kith_tie_of_episode();

-- Of which category of information it is to say that an agency works with somebody: as in codes/agency_kinds.py.
create or replace function kith_telling_category(letter text) returns text
    language sql immutable
    as $$
    select case letter
        when 'A' then 'ADULT_CARE' when 'C' then 'SOCIAL_CARE' when 'H' then 'HEALTH' when 'M' then 'MENTAL_HEALTH'
        when 'P' then 'POLICE' when 'R' then 'POLICE' when 'Y' then 'YOUTH_JUSTICE' else 'INVOLVEMENT' end
$$;

-- Who leads the help in the family that is open, for whom an agreement lets know which agency works with whom: so that
-- those who help beside them know whom to ring. Never the level, and never of whom must not be found.
drop function if exists kith_who_leads();
create or replace function kith_who_leads()
    returns table (person_ref text, agency_id text, staff_id text, since date)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select one.person_ref::text, lead.agency_id::text, lead.staff_id::text, lead.valid_from
    from casework_episode episode
    join casework_leadspell lead on lead.episode_id = episode.id and lead.valid_to is null and lead.role = 'LEAD'
    join casework_episodeperson one on one.episode_id = episode.id and one.valid_to is null
    join agencies_agency agency on agency.agency_id = lead.agency_id
    where kith_context() ->> 'scope' = 'FAMILY' and episode.family_ref = kith_context() ->> 'family_ref'
      and episode.family_ref = any (kith_set('families')) and episode.ended_on is null
      and one.person_ref = any (kith_set('people_2')) and kith_number('clearance_2') is not null
      and (lead.agency_id = kith_agency() or exists (
          select from kith_agreements(kith_agency(), kith_context() ->> 'purpose', kith_day()) agreement
          where agreement.max_level >= 2 and lead.agency_id = any (agreement.givers)
            and kith_telling_category(agency.kind) = any (agreement.categories)
            and (not agreement.needs_family_agreement or exists (
                select from kith_said_yes(array[one.person_ref::text]) said where said.agreement_ref = agreement.ref
            ))
      ))
$$;
revoke all on function kith_who_leads() from public;
grant execute on function kith_who_leads() to kith_web;
