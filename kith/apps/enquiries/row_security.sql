-- Questions between agencies. Whoever asks sees their own questions and the answers; whoever holds something sees the
-- notice; a privacy officer sees alerts about others of their agency; why an answer was no, and about whom, no page sees.

-- The key by which people out of view are hidden, as two halves ready for use (RFC 2104). The loader puts it in with
-- each run; nobody but the owner reads it, so a page can ask about one person whose identifiers it has, and the web role
-- can neither make hashes nor try them.
create table if not exists kith_hiding_key (inner_half bytea not null, outer_half bytea not null);
revoke all on kith_hiding_key from public;

create or replace function kith_keep_hiding_key(new_inner bytea, new_outer bytea) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    delete from kith_hiding_key;
    insert into kith_hiding_key (inner_half, outer_half) values (new_inner, new_outer);
end $$;
revoke all on function kith_keep_hiding_key(bytea, bytea) from public;
grant execute on function kith_keep_hiding_key(bytea, bytea) to kith_loader;

-- The twin of vocabulary/hashes.py; null where no key was put in, and so equal to nothing.
create or replace function kith_hidden(scheme text, value text) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select encode(sha256(outer_half || sha256(inner_half || convert_to(scheme || ':' || value, 'utf8'))), 'hex')
        from kith_hiding_key
    $$;
revoke all on function kith_hidden(text, text) from public;

create or replace function kith_plain_name(name text) returns text
    language sql immutable
    as $$ select regexp_replace(upper(normalize(name, nfd)) collate "C", '[^A-Z]', '', 'g') $$;

-- Who carries exactly this name (the one they go by and former surnames count), birth date and identifier.
create or replace function kith_match(
    in_run bigint, on_day date, forename_asked text, surname_asked text, born date, plain_asked text, scheme_asked text,
    value_asked text
) returns setof text
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select person.person_ref
        from people_persondetails person
        where person.run_id = in_run and person.born_on = born
          and kith_plain_name(forename_asked) <> '' and kith_plain_name(surname_asked) <> ''
          and kith_plain_name(forename_asked) in (kith_plain_name(person.forename), kith_plain_name(person.known_as))
          and kith_plain_name(surname_asked) in (
              select kith_plain_name(surname)
              from regexp_split_to_table(person.surname || ',' || person.previous_surnames, '[,;]') as surname
          )
          and value_asked <> '' and case scheme_asked
              when 'NHS_NUMBER' then person.nhs_number = value_asked
              when 'UPN' then person.upn = value_asked
              when 'POSTCODE' then exists (
                  select from people_residence residence
                  join people_dwelling dwelling
                      on dwelling.run_id = residence.run_id and dwelling.dwelling_id = residence.dwelling_id
                  where residence.run_id = in_run and residence.person_ref = person.person_ref
                    and dwelling.postcode = value_asked and not dwelling.is_protected
                    and (residence.valid_to is null or residence.valid_to > on_day - 365)
              )
              else false
          end
        union
        select named.person_ref
        from people_outofview named
        join people_outofview numbered on numbered.run_id = named.run_id and numbered.person_ref = named.person_ref
        where named.run_id = in_run
          and named.hash = kith_hidden('NAME_AND_BIRTH', plain_asked) and named.scheme = 'NAME_AND_BIRTH'
          and numbered.hash = kith_hidden(scheme_asked, value_asked) and numbered.scheme = scheme_asked
          and scheme_asked <> 'NAME_AND_BIRTH'
    $$;
revoke all on function kith_match(bigint, date, text, text, date, text, text, text) from public;

-- Whose answer counts: the person asked about and, for a question about the family, its other members; not an adult
-- whose place in the family must not be told, and not whoever is hidden from the very person asked about.
create or replace function kith_asked_about(in_run bigint, matched text, is_of_family boolean)
    returns table (person_ref text, family_ref text, is_matched boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select matched, coalesce((
            select min(own.family_ref) from people_familymember own where own.run_id = in_run and own.person_ref = matched
        ), ''), true
        union all
        select distinct member.person_ref, own.family_ref, false
        from people_familymember own
        join people_familymember member on member.run_id = own.run_id and member.family_ref = own.family_ref
        where is_of_family and own.run_id = in_run and own.person_ref = matched and member.person_ref <> matched
          and not exists (
              select from governance_hiddenrelation hidden
              join people_familymember other
                  on other.run_id = in_run and other.family_ref = own.family_ref
                 and (hidden.one_ref, hidden.other_ref) in (
                     (member.person_ref, other.person_ref), (other.person_ref, member.person_ref)
                 )
              where hidden.ended_at is null and (member.role <> 'CHILD' or other.person_ref = matched)
          )
    $$;
revoke all on function kith_asked_about(bigint, text, boolean) from public;

-- How often a connection may ask, whatever the pages count: a taken-over one counts nothing and takes back what it wrote.
-- A sequence is never taken back, so the hour and the number of questions in it stand in one. The owner may set others.
create table if not exists kith_question_limits (each_worker_an_hour integer not null, all_an_hour integer not null);
insert into kith_question_limits select 60, 5000 where not exists (select from kith_question_limits);
revoke all on kith_question_limits from public;
create sequence if not exists kith_questions_asked;
revoke all on sequence kith_questions_asked from public, kith_web, kith_loader, kith_audit, kith_portal, kith_public;

create or replace function kith_count_question() returns void
    language plpgsql volatile security definer set search_path = public, pg_temp
    as $$
declare
    in_an_hour constant bigint := 1000000;
    this_hour bigint := floor(extract(epoch from clock_timestamp()) / 3600);
    asked bigint := nextval('kith_questions_asked');
    limits kith_question_limits;
begin
    select * into limits from kith_question_limits;
    if asked / in_an_hour < this_hour then
        asked := setval('kith_questions_asked', this_hour * in_an_hour + 1);
    end if;
    if asked - this_hour * in_an_hour > limits.all_an_hour or limits.each_worker_an_hour <= (
        select count(*) from audit_accessevent
        where worker_id = kith_worker() and at > now() - interval '1 hour' and action = 'QUESTION'
    ) then
        raise exception 'So many questions are not asked in an hour.' using errcode = 'KL003';
    end if;
end $$;
revoke all on function kith_count_question() from public;

-- What agencies would say to one question, before any rule decides: a row for each "yes" that is held, with whom to ring
-- there and which agreements the person said yes to. Of whoever must not be found there is no row, as of nobody: that
-- they were asked about is written here, with the causes, which the web role cannot read. Where the one asked about
-- hides, their whole family does: a yes about others would say that they are known.
drop function if exists kith_answers_held(text, boolean, text, text, date, text, text, text);
create or replace function kith_answers_held(
    enquiry_asked text, question_asked text, is_of_family boolean, forename_asked text, surname_asked text, born date,
    plain_asked text, scheme_asked text, value_asked text
) returns table (
    person_ref text, family_ref text, is_matched boolean, agreed text[], agency_id text, category text, sensitivity smallint,
    as_at date, staff_id text
)
    language plpgsql volatile security definer set search_path = public, pg_temp
    as $$
declare
    live bigint;
    on_day date := (kith_context() ->> 'day')::date;
begin
    if kith_worker() is null then
        raise insufficient_privilege using message = 'Nobody asks.';
    end if;
    if enquiry_asked = '' or exists (select from enquiries_enquiry where ref = enquiry_asked)
       or exists (select from enquiries_cause where enquiry_ref = enquiry_asked) then
        raise insufficient_privilege using message = 'Each question is asked once.';
    end if;
    perform kith_count_question();
    select id into live from intake_run where state = 'LIVE';
    return query
    with about as materialized (
        select about.*, bool_or(about.is_matched and kith_is_shielded(about.person_ref, on_day)) over ()
                   or kith_is_shielded(about.person_ref, on_day) as is_hidden
        from kith_match(
            live, on_day, forename_asked, surname_asked, born, plain_asked, scheme_asked, value_asked
        ) as matched
        cross join lateral kith_asked_about(live, matched, is_of_family) as about
    ),
    held as materialized (
        select about.*, flag.agency_id, flag.category, flag.sensitivity, flag.as_at
        from about
        left join people_flag flag
            on flag.run_id = live and flag.person_ref = about.person_ref and flag.question = question_asked
    ),
    noted as (
        insert into enquiries_cause (id, enquiry_ref, person_ref, is_matched, agency_id, cause, at)
        select gen_random_uuid(), enquiry_asked, held.person_ref, held.is_matched, coalesce(held.agency_id, ''),
               case when held.is_hidden then 'SHIELD' else 'NOTHING_HELD' end, now()
        from held
        where (held.is_hidden and held.agency_id is not null) or (held.is_matched and held.agency_id is null)
        union all
        select gen_random_uuid(), enquiry_asked, '', false, '', 'NO_MATCH', now() where not exists (select from about)
    )
    select held.person_ref, held.family_ref, held.is_matched,
           array(
               select said.agreement_ref::text from governance_sharingpreference said
               where said.person_ref = held.person_ref and said.ended_at is null
               group by said.agreement_ref
               having coalesce(
                   bool_and(said.answer = 'GIVEN') filter (where said.voice = 'DECISION'), bool_and(said.answer = 'GIVEN')
               )
           ),
           held.agency_id::text, held.category::text, held.sensitivity, held.as_at, worker.staff_id::text
    from held
    left join lateral (
        select work.staff_id from people_involvement work
        where work.run_id = live and work.person_ref = held.person_ref and work.agency_id = held.agency_id
          and work.staff_id <> '' and (work.valid_to is null or work.valid_to > on_day)
        order by work.is_lead desc, work.last_contact_on desc nulls last, work.staff_id
        limit 1
    ) worker on true
    where held.agency_id is not null and not held.is_hidden;
end $$;
revoke all on function kith_answers_held(text, text, boolean, text, text, date, text, text, text) from public;
grant execute on function kith_answers_held(text, text, boolean, text, text, date, text, text, text) to kith_web;

-- Whom a question was about stands in its line of the log, which the web role cannot read back: it is put in here.
create or replace function kith_fill_question_line() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if not exists (select from enquiries_enquiry where ref = new.enquiry_ref and asked_by = new.worker_id) then
        return new;
    end if;
    new.subject_refs := array(
        select distinct person_ref from enquiries_cause
        where enquiry_ref = new.enquiry_ref and is_matched and person_ref <> '' order by person_ref
    );
    if new.action = 'QUESTION' then
        new.family_ref := coalesce((
            select min(member.family_ref) from people_familymember member
            join intake_run run on run.id = member.run_id and run.state = 'LIVE'
            where member.person_ref = any (new.subject_refs)
        ), '');
        if exists (select from enquiries_cause where enquiry_ref = new.enquiry_ref and cause = 'SHIELD') then
            new.gate := 'SHIELD';
        end if;
    end if;
    return new;
end $$;
create or replace trigger about_whom before insert on audit_accessevent for each row
    when (new.enquiry_ref <> '') execute function kith_fill_question_line();

-- How many questions this worker, and their agency, asked since a moment: for the day's limits.
create or replace function kith_asked_since(moment timestamptz) returns table (by_worker bigint, by_agency bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select count(*) filter (where asked_by = kith_worker()), count(*)
        from enquiries_enquiry where agency_id = kith_agency() and asked_at >= moment
    $$;
revoke all on function kith_asked_since(timestamptz) from public;
grant execute on function kith_asked_since(timestamptz) to kith_web;

-- The family of whoever an own question was about, where it was answered with more than "no record".
create or replace function kith_family_of_enquiry(ref_asked text) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select max(member.family_ref)
        from enquiries_enquiry enquiry
        join enquiries_cause cause on cause.enquiry_ref = enquiry.ref and cause.is_matched and cause.person_ref <> ''
        join people_familymember member on member.person_ref = cause.person_ref
        join intake_run run on run.id = member.run_id and run.state = 'LIVE'
        where enquiry.ref = ref_asked and enquiry.asked_by = kith_worker() and enquiry.answer <> 'NO_RECORD'
          and not exists (
              select from governance_shield shield
              where shield.person_ref = cause.person_ref and (shield.valid_to is null or shield.valid_to > kith_day())
          )
    $$;
revoke all on function kith_family_of_enquiry(text) from public;
grant execute on function kith_family_of_enquiry(text) to kith_web;

-- Lets whoever asked know what a holder did, once the holder has said so; it is named where the answer had named it.
create or replace function kith_tell_outcome(notice_key uuid) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
        insert into enquiries_answer
            (enquiry_id, asked_by, kind, agency_id, agency_name, worker_id, said, due_at, told_at)
        select enquiry.id, enquiry.asked_by, 'OUTCOME', '', coalesce(named.agency_name, ''), null, notice.outcome, null,
               notice.done_at
        from enquiries_notice notice
        join enquiries_enquiry enquiry on enquiry.ref = notice.enquiry_ref
        left join enquiries_answer named
            on named.enquiry_id = enquiry.id and named.agency_id = notice.agency_id
           and named.kind = case notice.kind when 'USED' then 'CONTACT' else 'SPEAK' end
        where notice.id = notice_key and notice.done_by = kith_worker() and notice.outcome <> ''
    $$;
revoke all on function kith_tell_outcome(uuid) from public;
grant execute on function kith_tell_outcome(uuid) to kith_web;

drop function if exists kith_people_of_enquiry(text);  -- it told the web role who hides

call kith_guard('enquiries_enquiry');
drop policy if exists own on enquiries_enquiry;
create policy own on enquiries_enquiry to kith_web
    using (asked_by = (select kith_worker())) with check (asked_by = (select kith_worker()));
drop policy if exists privacy_officers on enquiries_enquiry;
create policy privacy_officers on enquiries_enquiry for select to kith_web
    using (agency_id = (select kith_agency()) and (select kith_is('INFORMATION_GOVERNANCE')));

call kith_guard('enquiries_answer');
drop policy if exists own on enquiries_answer;
create policy own on enquiries_answer to kith_web
    using (asked_by = (select kith_worker())) with check (asked_by = (select kith_worker()));

call kith_guard('enquiries_cause');
drop policy if exists written on enquiries_cause;
create policy written on enquiries_cause for insert to kith_web with check ((select kith_worker()) is not null);
drop policy if exists audited on enquiries_cause;
create policy audited on enquiries_cause for select to kith_audit using (true);

call kith_guard('enquiries_notice');
drop policy if exists told on enquiries_notice;
create policy told on enquiries_notice for insert to kith_web with check (asker_id = (select kith_worker()));
drop policy if exists holder_reads on enquiries_notice;
create policy holder_reads on enquiries_notice for select to kith_web using (
    worker_id = (select kith_worker())
    or agency_id = (select kith_agency()) and (
        (select kith_is('MANAGER')) or (select kith_is('FRONT_DOOR')) or (select kith_is('INFORMATION_GOVERNANCE'))
    )
);
drop policy if exists holder_follows_up on enquiries_notice;
create policy holder_follows_up on enquiries_notice for update to kith_web using (
    worker_id = (select kith_worker())
    or agency_id = (select kith_agency()) and (
        (select kith_is('MANAGER')) or (select kith_is('FRONT_DOOR')) or (select kith_is('INFORMATION_GOVERNANCE'))
    )
);

call kith_guard('enquiries_enquiryalert');
drop policy if exists raised on enquiries_enquiryalert;
create policy raised on enquiries_enquiryalert for insert to kith_web with check (worker_id = (select kith_worker()));
drop policy if exists officers_read on enquiries_enquiryalert;
create policy officers_read on enquiries_enquiryalert for select to kith_web using (
    agency_id = (select kith_agency()) and (select kith_is('INFORMATION_GOVERNANCE'))
    and worker_id <> (select kith_worker())
);
drop policy if exists officers_look_into on enquiries_enquiryalert;
create policy officers_look_into on enquiries_enquiryalert for update to kith_web using (
    agency_id = (select kith_agency()) and (select kith_is('INFORMATION_GOVERNANCE'))
    and worker_id <> (select kith_worker())
);

call kith_guard('enquiries_viewrequest');
drop policy if exists own on enquiries_viewrequest;
create policy own on enquiries_viewrequest to kith_web
    using (asked_by = (select kith_worker())) with check (asked_by = (select kith_worker()));

-- Histories are written by triggers and read by nobody on the web side.
call kith_guard('enquiries_enquiryevent');
call kith_guard('enquiries_noticeevent');
call kith_guard('enquiries_enquiryalertevent');
call kith_guard('enquiries_viewrequestevent');
drop policy if exists written on enquiries_enquiryevent;
create policy written on enquiries_enquiryevent for insert to kith_web with check ((select kith_worker()) is not null);
drop policy if exists written on enquiries_noticeevent;
create policy written on enquiries_noticeevent for insert to kith_web with check ((select kith_worker()) is not null);
drop policy if exists written on enquiries_enquiryalertevent;
create policy written on enquiries_enquiryalertevent for insert to kith_web
    with check ((select kith_worker()) is not null);
drop policy if exists written on enquiries_viewrequestevent;
create policy written on enquiries_viewrequestevent for insert to kith_web
    with check ((select kith_worker()) is not null);
