-- Links for an agency without an account. Whoever made one sees that it was made; the page behind it connects as the
-- public role, which reads and writes nothing itself: the functions below take the hash of the link and of the code, and
-- give and take what one link is for.

call kith_guard('partners_questionlink');
drop policy if exists made on partners_questionlink;
create policy made on partners_questionlink to kith_web
    using (asked_by = (select kith_worker())) with check (asked_by = (select kith_worker()));

create or replace function kith_link_is_good(link partners_questionlink, at timestamptz) returns boolean
    language sql immutable
    as $$ select link.answered_at is null and link.ends_at > at and link.wrong_codes < 5 $$;

-- Before the code: who asks and what. Nothing about the person.
create or replace function kith_link_greeting(link_hash_given text, at timestamptz)
    returns table (asker_words text, question text, contact_name text, agency_name text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select asker_words::text, question::text, contact_name::text, agency_name::text
        from partners_questionlink link
        where link_hash = link_hash_given and kith_link_is_good(link, at)
    $$;
revoke all on function kith_link_greeting(text, timestamptz) from public;
grant execute on function kith_link_greeting(text, timestamptz) to kith_public;

-- With the code: who is meant (sealed; the site opens it). A wrong code is counted, and the fifth closes the link.
create or replace function kith_link_open(link_hash_given text, code_hash_given text, at timestamptz) returns text
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    link partners_questionlink;
begin
    select * into link from partners_questionlink where link_hash = link_hash_given for update;
    if link.id is null or not kith_link_is_good(link, at) then
        return null;
    end if;
    if link.code_hash <> code_hash_given then
        update partners_questionlink set wrong_codes = wrong_codes + 1 where id = link.id;
        return null;
    end if;
    update partners_questionlink set opened_at = coalesce(opened_at, at) where id = link.id;
    return link.about;
end $$;
revoke all on function kith_link_open(text, text, timestamptz) from public;
grant execute on function kith_link_open(text, text, timestamptz) to kith_public;

-- The answer, once: it goes to whoever asked, and who was meant is blanked.
create or replace function kith_link_answer(link_hash_given text, code_hash_given text, said_now text, at timestamptz)
    returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    link partners_questionlink;
begin
    if said_now not in ('YES', 'NO', 'SPEAK') or kith_link_open(link_hash_given, code_hash_given, at) is null then
        return false;
    end if;
    select * into link from partners_questionlink where link_hash = link_hash_given;
    update partners_questionlink set answered_at = at, said = said_now, about = '' where id = link.id;
    insert into enquiries_answer (enquiry_id, asked_by, kind, agency_id, agency_name, worker_id, said, due_at, told_at)
    select enquiry.id, enquiry.asked_by, 'BY_LINK', '', link.agency_name, null, said_now, null, at
    from enquiries_enquiry enquiry where enquiry.ref = link.enquiry_ref;
    return true;
end $$;
revoke all on function kith_link_answer(text, text, text, timestamptz) from public;
grant execute on function kith_link_answer(text, text, text, timestamptz) to kith_public;
