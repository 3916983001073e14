-- Who asks, as the database knows it: set once in each transaction by kith_begin (governance), read by every policy.
-- What is set is sealed with a key that only the owner reads and with the number of the transaction, so that a web
-- connection can neither make it up nor keep it. Without it the functions below give nothing, and no policy lets a row
-- through. In a policy always write (select kith_agency()), = any ((select kith_set('people'))::text[]): so it is
-- worked out once in a statement and not for every row. A set that may be long (the families of a manager) is better
-- asked as: in (select unnest(kith_set('memberships'))), which PostgreSQL looks up instead of reading it through.

create table if not exists kith_context_key (key bytea not null);
insert into kith_context_key (key)
select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'utf8'))
where not exists (select from kith_context_key);
revoke all on kith_context_key from public;

-- PL/pgSQL keeps its plans; a SQL function of another's rights is planned anew at each call, and these are called often.
-- What only the owner's functions may call runs with their rights and on their path, and brings none of its own.
create or replace function kith_seal_of(body text) returns text language plpgsql stable
    as $$
declare
    secret bytea;
begin
    select key into secret from kith_context_key;
    return encode(sha256(secret || sha256(secret || convert_to(body, 'utf8'))), 'hex');
end $$;
revoke all on function kith_seal_of(text) from public;

create or replace function kith_set_context(context jsonb) returns void language plpgsql
    as $$
declare
    body text := (context || jsonb_build_object('transaction', pg_current_xact_id()::text))::text;
begin
    perform set_config('kith.context', kith_seal_of(body) || body, true);
end $$;
revoke all on function kith_set_context(jsonb) from public;

-- A set has a setting of its own, so that a policy which needs one does not read them all. Its seal holds the name, the
-- transaction and the context it was worked out for: it is good for no other.
create or replace function kith_set_seal(name text, members text) returns text language plpgsql stable
    as $$
begin
    return kith_seal_of(concat_ws(
        ' ', name, pg_current_xact_id_if_assigned()::text, left(current_setting('kith.context', true), 64), members));
end $$;
revoke all on function kith_set_seal(text, text) from public;

create or replace procedure kith_put_set(name text, members text[]) language plpgsql
    as $$
declare
    body text := coalesce(members, '{}')::text;
begin
    perform set_config('kith.set_' || name, kith_set_seal(name, body) || body, true);
end $$;
revoke all on procedure kith_put_set(text, text[]) from public;

create or replace function kith_context() returns jsonb
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    sealed text := current_setting('kith.context', true);
    body text := substr(sealed, 65);
begin
    if coalesce(sealed, '') = '' or left(sealed, 64) <> kith_seal_of(body) then
        return null;
    end if;
    if body::jsonb ->> 'transaction' is distinct from pg_current_xact_id_if_assigned()::text then
        return null;
    end if;
    return body::jsonb;
end $$;

create or replace function kith_set(name text) returns text[]
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    sealed text := current_setting('kith.set_' || name, true);
    body text := substr(sealed, 65);
begin
    if coalesce(sealed, '') = '' or left(sealed, 64) <> kith_set_seal(name, body) then
        return '{}';
    end if;
    return body::text[];
end $$;

create or replace function kith_number(name text) returns bigint language sql stable
    as $$ select (kith_context() ->> name)::bigint $$;

create or replace function kith_worker() returns bigint language sql stable
    as $$ select (kith_context() ->> 'worker_id')::bigint $$;

create or replace function kith_agency() returns text language sql stable
    as $$ select kith_context() ->> 'agency_id' $$;

create or replace function kith_staff() returns text language sql stable
    as $$ select kith_context() ->> 'staff_id' $$;

create or replace function kith_is(role text) returns boolean language sql stable
    as $$ select coalesce(kith_context() -> 'roles' ? role, false) $$;

-- For a room's own tables: forces row-level security on, and lets the owner and the loader through. Each policy that
-- pages go by is the room's own to write: drop policy if exists NAME on TABLE; create policy NAME on TABLE ...
-- The table of its history, if it has one, is guarded with it: triggers add to it, whoever writes, and it is read by
-- whom a policy names.
create or replace procedure kith_guard(table_name text) language plpgsql
    as $$
declare
    history text := table_name || 'event';
begin
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format('drop policy if exists keepers on %I', table_name);
    execute format('create policy keepers on %I to kith_owner, kith_loader using (true) with check (true)', table_name);
    if to_regclass(quote_ident(history)) is not null then
        call kith_guard(history);
        execute format('drop policy if exists history_is_added on %I', history);
        execute format(
            'create policy history_is_added on %I for insert to kith_web with check ((select kith_worker()) is not null)',
            history);
        execute format('drop policy if exists history_is_read on %I', history);
        execute format('create policy history_is_read on %I for select to kith_audit using (true)', history);
    end if;
end $$;
revoke all on procedure kith_guard(text) from public;

-- Where a decision takes two people, a page's connection writes down only its own worker as one of them, and never in
-- place of somebody else: create trigger ... execute function kith_signed_by_oneself('approved_by', 'declined_by').
create or replace function kith_signed_by_oneself() returns trigger language plpgsql set search_path = public, pg_temp
    as $$
declare
    signature text;
    before jsonb := to_jsonb(old);
    after jsonb := to_jsonb(new);
begin
    foreach signature in array tg_argv loop
        if session_user = 'kith_web' and after ->> signature is not null
           and before ->> signature is distinct from after ->> signature
           and (before ->> signature is not null or (after ->> signature)::bigint is distinct from kith_worker()) then
            raise insufficient_privilege using message = 'Everybody signs for themselves.';
        end if;
    end loop;
    return new;
end $$;

-- What a page's connection may not change once it is written.
create or replace function kith_kept_as_it_was() returns trigger language plpgsql set search_path = public, pg_temp
    as $$
declare
    kept text;
begin
    foreach kept in array tg_argv loop
        if session_user = 'kith_web' and to_jsonb(old) -> kept is distinct from to_jsonb(new) -> kept then
            raise insufficient_privilege using message = 'This stays as it was written.';
        end if;
    end loop;
    return new;
end $$;

-- pgtrigger lets any connection switch its triggers off by a setting, and with them the history and what may not be
-- changed: here, the owner's alone.
create or replace function _pgtrigger_should_ignore(trigger_name name) returns boolean language plpgsql stable
    as $$
begin
    return session_user = 'kith_owner'
        and coalesce(trigger_name::text = any (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false);
end $$;

-- Who changed what, and why: a connection writes about its own doing, and neither reads nor rewrites that of others.
alter table pghistory_context enable row level security;
drop policy if exists own_doing on pghistory_context;
create policy own_doing on pghistory_context to kith_web, kith_portal, kith_loader, kith_audit
    using (id::text = current_setting('pghistory.context_id', true))
    with check (id::text = current_setting('pghistory.context_id', true));
drop policy if exists auditors on pghistory_context;
create policy auditors on pghistory_context for select to kith_audit using (true);
