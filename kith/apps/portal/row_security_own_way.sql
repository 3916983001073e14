-- The family's own way in: pages for anybody, without a sign-in. Nobody reads the table; the functions below are all that
-- its pages may call, and each is for whoever holds what the browser was given, or the number and code on paper.

call kith_guard('portal_helpasked');

-- What one browser holds is good for two hours of quiet.
create or replace function kith_portal_help_is_open(asked portal_helpasked) returns boolean
    language sql volatile security definer set search_path = public, pg_temp
    as $$ select asked.until > clock_timestamp() and asked.seen_at > clock_timestamp() - interval '2 hours' $$;

create or replace function kith_portal_help_begin(new_ref text, token text, wrapped text, typed text, keep_until timestamptz)
    returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if char_length(typed) > 100000 or char_length(wrapped) > 1000 or char_length(token) <> 64
       or new_ref !~ '^CT-[A-Z0-9]{8}$' or exists (select from frontdoor_contact where ref = new_ref)
       or (select count(*) from portal_helpasked where begun_at > clock_timestamp() - interval '1 hour') >= 5000 then
        return false;
    end if;
    insert into portal_helpasked (ref, token_hash, salt, scrambled, failures, key_by_token, key_by_code, sealed,
                                  begun_at, seen_at, until)
    values (new_ref, token, '', '', 0, wrapped, '', typed, clock_timestamp(), clock_timestamp(),
            least(keep_until, now() + interval '60 days'));
    return true;
end $$;

create or replace function kith_portal_help_read(token text)
    returns table (ref text, key_by_token text, sealed text, is_sent boolean, has_code boolean)
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    return query
    update portal_helpasked asked set seen_at = clock_timestamp()
    where asked.token_hash = token and token <> '' and kith_portal_help_is_open(asked)
    returning asked.ref::text, asked.key_by_token, asked.sealed, asked.sent_at is not null, asked.scrambled <> '';
end $$;

create or replace function kith_portal_help_keep(token text, typed text) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_helpasked asked set sealed = typed, seen_at = clock_timestamp()
    where asked.token_hash = token and token <> '' and asked.sent_at is null and kith_portal_help_is_open(asked)
      and char_length(typed) <= 100000;
    return found;
end $$;

-- A new code takes the place of the one before. What was sent has no words left for it to open.
create or replace function kith_portal_help_code(
    token text, new_salt text, new_scrambled text, wrapped text, keep_until timestamptz
) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_helpasked asked
    set salt = new_salt, scrambled = new_scrambled, failures = 0, failed_at = null,
        key_by_code = case when asked.sent_at is null then wrapped else '' end,
        until = case when asked.sent_at is null then least(keep_until, now() + interval '60 days') else asked.until end
    where asked.token_hash = token and token <> '' and kith_portal_help_is_open(asked) and char_length(wrapped) <= 1000;
    return found;
end $$;

-- The salt that goes with a number; a number that nobody has, has one too.
create or replace function kith_portal_help_salt(number text) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select coalesce(
        (select salt from portal_helpasked where ref = number and salt <> '' and until > now()),
        left(kith_seal_of('help ' || number), 32)
    )
$$;

-- Comes back with number and code. Every try is counted before it is looked at; after five wrong ones nothing opens for an
-- hour. What is not sent yet goes on in this browser and in no other; of what was sent, how far it is, and nothing else.
create or replace function kith_portal_help_return(number text, tried text, token text)
    returns table (ref text, key_by_code text, sealed text, is_sent boolean, how_far text, due_at timestamptz)
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    found_it portal_helpasked;
begin
    update portal_helpasked asked
    set failures = case when asked.failed_at > clock_timestamp() - interval '1 hour' then asked.failures + 1 else 1 end,
        failed_at = case when asked.failures >= 5 and asked.failed_at > clock_timestamp() - interval '1 hour'
                    then asked.failed_at else clock_timestamp() end
    where asked.ref = number and asked.scrambled <> '' and asked.until > clock_timestamp()
    returning asked.* into found_it;
    if found_it.id is null or found_it.failures > 5 or found_it.scrambled <> tried then
        update portal_helpasked asked set failures = least(asked.failures, 6) where asked.ref = number;
        return;
    end if;
    update portal_helpasked asked
    set failures = 0, failed_at = null, seen_at = clock_timestamp(),
        token_hash = case when asked.sent_at is null then token else '' end
    where asked.id = found_it.id;
    return query
    select found_it.ref::text, found_it.key_by_code, found_it.sealed, found_it.sent_at is not null,
           case when contact.id is null then '' when contact.state = 'RECEIVED' then 'RECEIVED'
               when contact.state = 'DECIDED' then 'DECIDED' when contact.state = 'CLOSED' then 'ANSWERED'
               else 'LOOKED_AT' end,
           -- A clock of hours runs at night too, when nobody reads: no hour is promised by it.
           case when contact.urgency <> 'RED' then contact.due_at end
    from (select 1) as one left join frontdoor_contact contact
        on contact.ref = found_it.ref and contact.channel = 'OWN_WAY' and found_it.sent_at is not null;
end $$;

create or replace function kith_portal_help_rewrap(token text, wrapped text) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_helpasked asked set key_by_token = wrapped
    where asked.token_hash = token and token <> '' and asked.sent_at is null and kith_portal_help_is_open(asked)
      and char_length(wrapped) <= 1000;
    return found;
end $$;

-- Sent: the words are in the contact now, and nowhere else. Once.
create or replace function kith_portal_help_sent(token text, keep_until timestamptz) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_helpasked asked
    set sent_at = clock_timestamp(), sealed = '', key_by_token = '', key_by_code = '',
        until = least(keep_until, now() + interval '400 days')
    where asked.token_hash = token and token <> '' and asked.sent_at is null and kith_portal_help_is_open(asked);
    return found;
end $$;

-- Leaving: what has no code on paper is gone at once, for nobody could come back to it.
create or replace function kith_portal_help_leave(token text) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    delete from portal_helpasked asked where asked.token_hash = token and token <> '' and asked.scrambled = '';
    update portal_helpasked asked set token_hash = '', key_by_token = '' where asked.token_hash = token and token <> '';
end $$;

do $$
declare
    one record;
begin
    for one in select oid::regprocedure as name from pg_proc
               where proname like 'kith\_portal\_help\_%' and pronamespace = 'public'::regnamespace loop
        execute format('revoke all on function %s from public', one.name);
        execute format('grant execute on function %s to kith_portal', one.name);
    end loop;
end $$;
