-- The log, from the database's side: who may add a line and who may read one, how a line is hashed, what a person may
-- read about themselves, and the only way in which old lines are let go.

call kith_guard('audit_accessevent');
drop policy if exists added_by_whoever_asks on audit_accessevent;
create policy added_by_whoever_asks on audit_accessevent for insert to kith_web
    with check (worker_id is null or worker_id = (select kith_worker()));
drop policy if exists added_without_a_worker on audit_accessevent;
drop policy if exists own_transaction on audit_accessevent;  -- both of before
drop policy if exists auditors on audit_accessevent;
create policy auditors on audit_accessevent for select to kith_audit using (true);

call kith_guard('audit_sampledreason');
call kith_guard('audit_withheldline');
drop policy if exists auditors on audit_sampledreason;
create policy auditors on audit_sampledreason to kith_audit using (true) with check (true);
drop policy if exists auditors on audit_sampledreasonevent;
create policy auditors on audit_sampledreasonevent to kith_audit using (true) with check (true);
drop policy if exists auditors on audit_withheldline;
create policy auditors on audit_withheldline for select to kith_audit using (true);
drop policy if exists governors on audit_sampledreason;
create policy governors on audit_sampledreason to kith_web
    using ((select kith_is('AUDITOR')) or (select kith_is('INFORMATION_GOVERNANCE')));
drop policy if exists governors on audit_withheldline;
create policy governors on audit_withheldline to kith_web using ((select kith_is('INFORMATION_GOVERNANCE')));

-- Each new line is stamped with its transaction, its epoch and the time: by defaults of columns that no role but the
-- owner may write (project/grants.py), so that nobody can choose them, and no trigger needs to run. The owner may, for
-- lines of long ago in tests of disposal.
--
-- A transaction below what is sealed can only be one of a restored database: then there is no epoch to write in, so
-- nothing is logged, and nothing shown, until two people have signed for a new one.
create or replace function kith_open_epoch() returns integer
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    newest integer := coalesce((select max(number) from audit_epoch), 1);
begin
    if pg_current_xact_id()::text::bigint < (
        select case when epoch = newest then to_tx end from audit_seal order by number desc limit 1
    ) then
        raise exception 'The access log is sealed beyond this transaction.' using errcode = 'KL001';
    end if;
    return newest;
end $$;
revoke all on function kith_open_epoch() from public;
grant execute on function kith_open_epoch() to kith_web;
alter table audit_accessevent
    alter column at set default now(),
    alter column tx set default pg_current_xact_id()::text::bigint,
    alter column epoch set default kith_open_epoch();
drop trigger if exists stamped on audit_accessevent;
drop trigger if exists not_restored on audit_accessevent;
drop function if exists kith_stamp_line(), kith_refuse_restored();

-- How a family's page adds its line: that role has no function of ours but the portal's own, and writes no table.
create or replace function kith_portal_append_line(line jsonb) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if line ->> 'worker_id' is not null then
        raise insufficient_privilege using message = 'A family is no worker.';
    end if;
    insert into audit_accessevent (
        worker_id, on_behalf_of, role, agency_id, session_ref, signed_in_by, has_second_factor, ip_hash, device_hash,
        purpose, action, family_ref, subject_refs, found_family_refs, shown, categories, rows_shown, level_asked,
        level_granted, gate, outcome, tie_kind, basis, obligations, agreement_refs, preference_refs, break_glass_ref,
        enquiry_ref, reason_given, query_fingerprint, policy_version, is_family_visible, withheld_code
    )
    select
        worker_id, on_behalf_of, role, agency_id, session_ref, signed_in_by, has_second_factor, ip_hash, device_hash,
        purpose, action, family_ref, subject_refs, found_family_refs, shown, categories, rows_shown, level_asked,
        level_granted, gate, outcome, tie_kind, basis, obligations, agreement_refs, preference_refs, break_glass_ref,
        enquiry_ref, reason_given, query_fingerprint, policy_version, is_family_visible, withheld_code
    from jsonb_populate_record(null::audit_accessevent, line);
end $$;
revoke all on function kith_portal_append_line(jsonb) from public;
grant execute on function kith_portal_append_line(jsonb) to kith_portal;

-- The hash of one line. Form 1 covers these columns in this order; columns that come later come with a form 2, and what
-- is sealed keeps the form it was sealed in. Nothing here may depend on a session's settings.
create or replace function kith_log_line(e audit_accessevent) returns bytea language sql stable
    as $$
    select sha256(convert_to(row(
        e.id, e.epoch, e.tx, extract(epoch from e.at), e.worker_id, e.on_behalf_of, e.role, e.agency_id, e.session_ref,
        e.signed_in_by, e.has_second_factor, e.ip_hash, e.device_hash, e.purpose, e.action, e.family_ref,
        e.subject_refs, e.found_family_refs, e.shown, e.categories, e.rows_shown, e.level_asked, e.level_granted,
        e.gate, e.outcome, e.tie_kind, e.basis, e.obligations, e.agreement_refs, e.preference_refs, e.break_glass_ref,
        e.enquiry_ref, e.reason_given, e.query_fingerprint, e.policy_version, e.is_family_visible, e.withheld_code
    )::text, 'utf8')) $$;

-- The hash of one seal: its own numbers, the seal before it (and through that all before), and its lines.
create or replace function kith_seal_hash(
    number bigint, epoch integer, from_tx bigint, to_tx bigint, lines integer, form smallint, sealed_at timestamptz,
    previous text, roll bytea
) returns text language sql stable
    as $$
    select encode(sha256(convert_to(
        concat_ws('|', number, epoch, from_tx, to_tx, lines, form, extract(epoch from sealed_at), previous, ''), 'utf8'
    ) || roll), 'hex') $$;

create or replace function kith_epoch_hash(
    number integer, began_at timestamptz, after_seal bigint, previous text, signatures text[], why text
) returns text language sql stable
    as $$
    select encode(sha256(convert_to(
        row(number, extract(epoch from began_at), after_seal, previous, signatures, why)::text, 'utf8'
    )), 'hex') $$;

-- Lets go of the lines of whole seals that are all older than a day and speak of nobody whose record still lives.
create or replace function kith_dispose_of_log(before_day date, under_certificate text, disposed_by text, held text[])
    returns bigint language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    chosen bigint[];
    gone bigint;
begin
    select array_agg(seal.number order by seal.number) into chosen
    from audit_seal seal
    where seal.sealed_at < before_day
      and not exists (
          select from audit_logdisposal disposal where seal.number = any (disposal.seals)
      )
      and not exists (
          select from audit_accessevent e
          where e.epoch = seal.epoch and e.tx >= seal.from_tx and e.tx < seal.to_tx
            and (e.at >= before_day or e.subject_refs::text[] && held)
      );
    if chosen is null then
        return 0;
    end if;
    perform set_config('kith.disposing', pg_current_xact_id()::text, true);
    delete from audit_accessevent e using audit_seal seal
    where seal.number = any (chosen) and e.epoch = seal.epoch and e.tx >= seal.from_tx and e.tx < seal.to_tx;
    get diagnostics gone = row_count;
    perform set_config('kith.disposing', '', true);
    insert into audit_logdisposal (certificate, seals, lines, before, at, by)
    values (under_certificate, chosen, gone, before_day, now(), disposed_by);
    return gone;
end $$;
revoke all on function kith_dispose_of_log(date, text, text, text[]) from public;

-- What the log says about one person, and of that only what is about them: the portal's account holder about
-- themselves, a worker about somebody whom the door that is open lets them see, and jobs about anybody.
create or replace function kith_log_about(about text) returns table (
    event_id bigint, at timestamptz, agency_id text, role text, purpose text, action text, categories text[],
    level integer, tie_kind text, basis text, is_enquiry boolean, is_emergency boolean, is_by_preference boolean,
    on_behalf_of_them boolean
)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    if (
        session_user in ('kith_owner', 'kith_loader', 'kith_audit')
        or (session_user = 'kith_portal' and about = kith_context() ->> 'person_ref')
        or (session_user = 'kith_web' and about = any (kith_set('people')))
    ) is not true then  -- without a context the comparison is neither true nor false
        return;
    end if;
    return query
    select e.id, e.at, e.agency_id::text, e.role::text, e.purpose::text, e.action::text,
           coalesce(own.categories, e.categories::text[]), coalesce(own.level, e.level_granted::integer),
           e.tie_kind::text, e.basis::text, e.enquiry_ref <> '', e.break_glass_ref <> '',
           cardinality(e.preference_refs) > 0, e.on_behalf_of = about
    from audit_accessevent e
    cross join lateral (
        select array_agg(distinct split_part(code, '|', 2)) as categories, max(split_part(code, '|', 3)::integer) as level
        from unnest(e.shown) as code where split_part(code, '|', 1) = about
    ) own
    where e.subject_refs @> array[about]::varchar[]
      and e.outcome = 'ALLOWED'
      and (own.level is not null or cardinality(e.shown) = 0)
      and not exists (
          select from audit_withheldline withheld where withheld.event_id = e.id and withheld.ended_at is null
      )
      and (e.is_family_visible or exists (
          select from audit_withheldline ended where ended.event_id = e.id
      ))
    order by e.at desc, e.id desc;
end $$;
revoke all on function kith_log_about(text) from public;
-- The portal has no direct way to it: its own functions ask for the account's person (portal/row_security.sql).
grant execute on function kith_log_about(text) to kith_web, kith_loader, kith_audit;
