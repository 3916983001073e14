-- Requests about rights, holds, clocks and disposal: information governance of the agency that answers, and nobody else.
-- What has to do with somebody who must not be found is for shield-cleared workers alone.
create or replace function kith_is_shield_cleared() returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := coalesce((kith_context() ->> 'day')::date, current_date);
begin
    return exists (select from agencies_worker where id = kith_worker() and is_shield_cleared)
        or exists (
            select from agencies_clearance
            where worker_id = kith_worker() and kind = 'SHIELD' and approved_at is not null and withdrawn_at is null
              and valid_from <= on_day and valid_to > on_day
        );
end $$;

-- Whose reference a request is to be written down under: by their exact name (the one they go by and former surnames
-- count) and birth date, for information governance and for this purpose alone. Whoever must not be found is nobody to
-- whoever is not cleared. People out of view have no name here: theirs is the one that was typed.
create or replace function kith_find_for_rights(forename_asked text, surname_asked text, born date, plain_asked text)
    returns table (person_ref text, forename text, surname text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select found.person_ref, found.forename, found.surname
    from (
        select person.person_ref::text, person.forename::text, person.surname::text
        from people_persondetails person
        where person.run_id = kith_number('run') and person.born_on = born
          and kith_plain_name(forename_asked) <> '' and kith_plain_name(surname_asked) <> ''
          and kith_plain_name(forename_asked) in (kith_plain_name(person.forename), kith_plain_name(person.known_as))
          and kith_plain_name(surname_asked) in (
              select kith_plain_name(surname)
              from regexp_split_to_table(person.surname || ',' || person.previous_surnames, '[,;]') as surname
          )
        union
        select named.person_ref::text, forename_asked, surname_asked
        from people_outofview named
        where named.run_id = kith_number('run') and named.scheme = 'NAME_AND_BIRTH'
          and named.hash = kith_hidden('NAME_AND_BIRTH', plain_asked)
    ) as found
    where kith_is('INFORMATION_GOVERNANCE') and kith_context() ->> 'purpose' = 'RIGHTS'
      and kith_context() ->> 'scope' = 'SEARCH' and kith_number('clearance_2') is not null
      and (kith_is_shield_cleared() or not kith_is_shielded(found.person_ref, (kith_context() ->> 'day')::date))
    order by 1
    limit 5 $$;
revoke all on function kith_find_for_rights(text, text, date, text) from public;
grant execute on function kith_find_for_rights(text, text, date, text) to kith_web;

call kith_guard('base_movedref');

call kith_guard('rights_rightsrequest');
drop policy if exists handled on rights_rightsrequest;
create policy handled on rights_rightsrequest for select to kith_web using (
    (select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency())
    and (not needs_clearance or (select kith_is_shield_cleared()))
);
drop policy if exists written on rights_rightsrequest;
create policy written on rights_rightsrequest for update to kith_web using (
    (select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency())
    and (not needs_clearance or (select kith_is_shield_cleared()))
);
drop policy if exists entered on rights_rightsrequest;
create policy entered on rights_rightsrequest for insert to kith_web
    with check (entered_by = (select kith_worker()) and state = 'RECEIVED' and channel <> 'PORTAL');
drop policy if exists asked on rights_rightsrequest;
create policy asked on rights_rightsrequest for insert to kith_portal with check (
    person_ref = (select kith_context() ->> 'person_ref') and state = 'RECEIVED' and channel = 'PORTAL'
    and entered_by is null
);

call kith_guard('rights_requeststep');
drop policy if exists handled on rights_requeststep;
create policy handled on rights_requeststep for select to kith_web
    using (request_id in (select ref from rights_rightsrequest));
drop policy if exists taken on rights_requeststep;
create policy taken on rights_requeststep for insert to kith_web
    with check (by = (select kith_worker()) and request_id in (select ref from rights_rightsrequest));

call kith_guard('rights_bundleitem');
drop policy if exists handled on rights_bundleitem;
create policy handled on rights_bundleitem for select to kith_web
    using (request_id in (select ref from rights_rightsrequest));
drop policy if exists reviewed on rights_bundleitem;
create policy reviewed on rights_bundleitem for update to kith_web
    using (request_id in (select ref from rights_rightsrequest) and not is_locked)
    with check (reviewed_by = (select kith_worker()) and not is_locked);

call kith_guard('rights_legalhold');
drop policy if exists kept on rights_legalhold;
create policy kept on rights_legalhold for select to kith_web
    using ((select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency()));
drop policy if exists set on rights_legalhold;
create policy set on rights_legalhold for insert to kith_web with check (
    (select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency())
    and set_by = (select kith_worker()) and ended_by is null
);
drop policy if exists ended on rights_legalhold;
create policy ended on rights_legalhold for update to kith_web
    using ((select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency()));

call kith_guard('rights_clockorder');
drop policy if exists ordered on rights_clockorder;
create policy ordered on rights_clockorder for select to kith_web using (
    (select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency())
);
drop policy if exists wanted on rights_clockorder;
create policy wanted on rights_clockorder for insert to kith_web
    with check ((select kith_is('INFORMATION_GOVERNANCE')) and worked_out_on is null);

call kith_guard('rights_keptclock');
drop policy if exists ordered on rights_keptclock;
-- Where it is not for them, it looks as it does of a reference under which nothing is held.
create policy ordered on rights_keptclock for select to kith_web using (person_ref in (
    select person_ref from rights_clockorder where not needs_clearance or (select kith_is_shield_cleared())
));
drop policy if exists own on rights_keptclock;
create policy own on rights_keptclock for select to kith_portal
    using (person_ref = (select kith_context() ->> 'person_ref'));

call kith_guard('rights_disposallist');
drop policy if exists kept on rights_disposallist;
create policy kept on rights_disposallist for select to kith_web
    using ((select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency()));
drop policy if exists approved on rights_disposallist;
create policy approved on rights_disposallist for update to kith_web
    using ((select kith_is('INFORMATION_GOVERNANCE')) and agency_id = (select kith_agency()) and done_at is null)
    with check (
        done_at is null
        and (approved_by is null or approved_by = (select kith_worker()) or second_by = (select kith_worker())
             or declined_by = (select kith_worker()))
    );

call kith_guard('rights_disposalitem');
drop policy if exists kept on rights_disposalitem;
create policy kept on rights_disposalitem for select to kith_web using (
    list_id in (select ref from rights_disposallist)
    and (not needs_clearance or (select kith_is_shield_cleared()))
);

call kith_guard('rights_erasure');
drop policy if exists kept on rights_erasure;
create policy kept on rights_erasure for select to kith_web using ((select kith_is('INFORMATION_GOVERNANCE')));

call kith_guard('rights_rightsrequestevent');
drop policy if exists written on rights_rightsrequestevent;
create policy written on rights_rightsrequestevent for insert to kith_web with check ((select kith_worker()) is not null);
call kith_guard('rights_legalholdevent');
drop policy if exists written on rights_legalholdevent;
create policy written on rights_legalholdevent for insert to kith_web with check ((select kith_worker()) is not null);
call kith_guard('rights_disposallistevent');
drop policy if exists written on rights_disposallistevent;
create policy written on rights_disposallistevent for insert to kith_web with check ((select kith_worker()) is not null);

-- Nobody checks who asks of a request that they wrote down themselves: a request opens the families of whom it is about
-- to whoever answers it, once it is checked.
create or replace function kith_checked_by_another() returns trigger language plpgsql set search_path = public, pg_temp
    as $$
begin
    if session_user = 'kith_web' and old.state = 'RECEIVED' and new.state not in ('RECEIVED', 'REFUSED')
       and old.entered_by = kith_worker() then
        raise insufficient_privilege using message = 'Another checks who asks.';
    end if;
    return new;
end $$;
create or replace trigger checked before update on rights_rightsrequest
    for each row execute function kith_checked_by_another();

-- Whose record a request is about is not changed afterwards: what is collected goes by it.
create or replace trigger kept before update on rights_rightsrequest for each row
    execute function kith_kept_as_it_was('person_ref', 'agency_id', 'needs_clearance', 'entered_by');
create or replace trigger kept before update on rights_disposallist for each row
    execute function kith_kept_as_it_was('agency_id', 'as_at', 'made_at', 'done_at', 'sha256');
create or replace trigger signed before update on rights_disposallist for each row
    execute function kith_signed_by_oneself('approved_by', 'second_by', 'declined_by');
create or replace trigger signed before update on rights_legalhold for each row
    execute function kith_signed_by_oneself('end_asked_by', 'ended_by');
