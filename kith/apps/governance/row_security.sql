-- kith_begin: works out, once in a transaction, who asks and what they may see of what, for every policy to read.
-- Scope DESK: the worker alone, no family. (FAMILY and SEARCH are to come.)
create or replace function kith_begin(
    asking_worker bigint, for_purpose text, on_day date, has_second_factor boolean, in_session text,
    scope text, for_family text
) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    who record;
begin
    select worker.id, worker.agency_id, worker.staff_id, account.is_active into who
    from agencies_worker worker join agencies_user account on account.id = worker.user_id
    where worker.id = asking_worker;
    perform kith_set_context(jsonb_build_object(
        'worker_id', who.id, 'agency_id', who.agency_id, 'staff_id', who.staff_id, 'purpose', for_purpose,
        'day', on_day, 'session', in_session, 'scope', scope, 'family_ref', for_family,
        'roles', coalesce((
            select jsonb_agg(role) from agencies_workerrole
            where worker_id = who.id and valid_from <= on_day and (valid_to is null or valid_to > on_day)
              and who.is_active and has_second_factor
        ), '[]')
    ));
end $$;
revoke all on function kith_begin(bigint, text, date, boolean, text, text, text) from public;
grant execute on function kith_begin(bigint, text, date, boolean, text, text, text) to kith_web;
