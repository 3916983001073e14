-- Clearances: read by all, as the worker list is; proposed, decided and withdrawn by those who may, never for oneself.
call kith_guard('agencies_clearance');

create or replace function kith_shield_cleared(asking_worker bigint, on_day date) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return exists (select from agencies_worker where id = asking_worker and is_shield_cleared)
        or exists (
            select from agencies_clearance
            where worker_id = asking_worker and kind = 'SHIELD' and approved_at is not null and withdrawn_at is null
              and valid_from <= on_day and valid_to > on_day
        );
end $$;

-- The clearance a person was given; null where that of their role counts.
create or replace function kith_given_clearance(asking_worker bigint, on_day date) returns int
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return greatest(
        (select clearance::int from agencies_worker where id = asking_worker),
        (
            select max(level)::int from agencies_clearance
            where worker_id = asking_worker and kind = 'SENSITIVITY' and approved_at is not null
              and withdrawn_at is null and valid_from <= on_day and valid_to > on_day
        )
    );
end $$;
revoke all on function kith_shield_cleared(bigint, date), kith_given_clearance(bigint, date) from public;
grant execute on function kith_shield_cleared(bigint, date), kith_given_clearance(bigint, date) to kith_web;

drop policy if exists known_to_all on agencies_clearance;
create policy known_to_all on agencies_clearance for select to kith_web using (true);

drop policy if exists proposed_for_another on agencies_clearance;
create policy proposed_for_another on agencies_clearance for insert to kith_web with check (
    ((select kith_is('INFORMATION_GOVERNANCE')) or (select kith_is('ADMINISTRATOR')))
    and proposed_by = (select kith_worker()) and worker_id <> (select kith_worker())
    and approved_at is null and declined_at is null and withdrawn_at is null
);

drop policy if exists decided_by_another on agencies_clearance;
create policy decided_by_another on agencies_clearance for update to kith_web
    using (
        ((select kith_is('INFORMATION_GOVERNANCE')) or (select kith_is('ADMINISTRATOR')))
        and worker_id <> (select kith_worker())
    )
    with check ((select kith_worker()) in (decided_by, withdrawn_by));

drop policy if exists history_is_read on agencies_clearanceevent;
create policy history_is_read on agencies_clearanceevent for select to kith_web
    using ((select kith_is('INFORMATION_GOVERNANCE')) or (select kith_is('AUDITOR')));

create or replace trigger signed before update on agencies_clearance
    for each row execute function kith_signed_by_oneself('decided_by', 'withdrawn_by');
