-- What is typed and not sent yet. One's own is one's own; what is kept for the front door is read and written by the front
-- door of that agency, and what is kept for a family by those who work with it today. Whoever holds a section holds it
-- against a taken-over connection too.

-- Whether the worker works with this family: as lead, in the team, or as a manager of those who do. Ties through somebody
-- who must not be found count for the cleared alone.
create or replace function kith_writes_with_family(of_family text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    asks jsonb := kith_context();
    on_day date := (asks ->> 'day')::date;
begin
    return of_family <> '' and exists (
        select from kith_own_ties(
            (asks ->> 'worker_id')::bigint, asks ->> 'agency_id', asks ->> 'staff_id',
            array(select jsonb_array_elements_text(asks -> 'roles')), on_day, ''
        ) as tie
        where tie.family_ref = of_family and tie.level >= 4
          and (not kith_is_shielded(tie.person_ref, on_day)
               or kith_shield_cleared((asks ->> 'worker_id')::bigint, on_day))
    );
end $$;
revoke all on function kith_writes_with_family(text) from public;
grant execute on function kith_writes_with_family(text) to kith_web;

call kith_guard('drafts_draft');
drop policy if exists written on drafts_draft;
create policy written on drafts_draft to kith_web
    using (
        (kept_for = 'OWN' and worker_id = (select kith_worker()))
        or (kept_for = 'FRONT_DOOR' and agency_id = (select kith_agency()) and (select kith_is('FRONT_DOOR')))
        or (kept_for = 'FAMILY' and kith_writes_with_family(family_ref))
    )
    with check (
        worker_id = (select kith_worker())
        and (kept_for = 'OWN'
             or (kept_for = 'FRONT_DOOR' and agency_id = (select kith_agency()) and (select kith_is('FRONT_DOOR')))
             or (kept_for = 'FAMILY' and kith_writes_with_family(family_ref)))
    );

call kith_guard('drafts_draftversion');
drop policy if exists written on drafts_draftversion;
create policy written on drafts_draftversion to kith_web
    using (draft_id in (select id from drafts_draft)) with check (draft_id in (select id from drafts_draft));

-- Nobody writes in a section that somebody else holds.
create or replace function kith_one_writes_at_a_time() returns trigger language plpgsql set search_path = public, pg_temp
    as $$
begin
    if session_user = 'kith_web' and old.worker_id is distinct from new.worker_id and old.held_until > clock_timestamp() then
        raise insufficient_privilege using message = 'Somebody else is writing here.';
    end if;
    return new;
end $$;
create or replace trigger held before update on drafts_draft for each row execute function kith_one_writes_at_a_time();
create or replace trigger kept before update on drafts_draft for each row
    execute function kith_kept_as_it_was('form', 'about', 'section', 'kept_for', 'agency_id', 'family_ref', 'begun_at');
