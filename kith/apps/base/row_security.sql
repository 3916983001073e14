-- Who asks, as the database knows it: set once in each transaction by kith_begin (governance), read by every policy.
-- What is set is sealed with a key that only the owner reads and with the number of the transaction, so that a web
-- connection can neither make it up nor keep it. Without it the functions below give nothing, and no policy lets a row
-- through. In a policy always write (select kith_agency()), = any ((select kith_set('families'))::text[]): so it is
-- worked out once in a statement and not for every row.

create table if not exists kith_context_key (key bytea not null);
insert into kith_context_key (key)
select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'utf8'))
where not exists (select from kith_context_key);
revoke all on kith_context_key from public;

create or replace function kith_seal_of(body text) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$ select encode(sha256(key || sha256(key || convert_to(body, 'utf8'))), 'hex') from kith_context_key $$;
revoke all on function kith_seal_of(text) from public;

create or replace function kith_set_context(context jsonb) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    body text := (context || jsonb_build_object('transaction', pg_current_xact_id()::text))::text;
begin
    perform set_config('kith.context', kith_seal_of(body) || body, true);
end $$;
revoke all on function kith_set_context(jsonb) from public;

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

create or replace function kith_set(name text) returns text[] language sql stable
    as $$ select array(select jsonb_array_elements_text(kith_context() -> name)) $$;

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
create or replace procedure kith_guard(table_name text) language plpgsql
    as $$
begin
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format('drop policy if exists keepers on %I', table_name);
    execute format('create policy keepers on %I to kith_owner, kith_loader using (true) with check (true)', table_name);
end $$;
revoke all on procedure kith_guard(text) from public;
