-- The family's own pages. Their role (kith_portal) reads and writes nothing by itself: all it may do is run the
-- functions below, and each of them gives what is about the one person whose sitting is open, and nothing of anybody
-- else. kith_begin_portal opens a sitting for one transaction; a sign-in that must no longer be there opens nothing.

-- The families whose help the asking worker leads today.
create or replace function kith_led_families() returns text[]
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select coalesce(array_agg(distinct family_ref), '{}')
    from governance_relationship, coalesce((kith_context() ->> 'day')::date, current_date) day
    where kind = 'LEAD' and family_ref <> '' and staff_id <> ''
      and agency_id = kith_agency() and staff_id = kith_staff()
      and (valid_from is null or valid_from <= day) and (valid_to is null or valid_to > day)
$$;

-- Whether somebody may have a sign-in of their own. It answers no wherever abuse is flagged or suspected, whoever may
-- know of that, and for reasons that have nothing to do with it; it never says which. A worker may ask only about a
-- family whose help they lead.
create or replace function kith_may_have_sign_in(
    for_person text, in_family text, on_day date default current_date, youngest integer default 0,
    quiet_days integer default 0
) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    with live as (select id as run_id from intake_run where state = 'LIVE'),
    member as (
        select distinct other.person_ref, other.role
        from live
        join people_familymember own on own.run_id = live.run_id and own.person_ref = for_person
        join people_familymember other on other.run_id = live.run_id and other.family_ref = own.family_ref
    ),
    bond as (
        select relation.to_person_ref as person_ref, relation.kind not in ('PARTNER', 'BENEFIT_UNIT', 'CONTACT') as is_of_blood
        from live join people_relation relation using (run_id)
        join member on member.person_ref = relation.from_person_ref
        union
        select relation.from_person_ref, relation.kind in ('SIBLING', 'HALF_SIBLING')
        from live join people_relation relation using (run_id)
        join member on member.person_ref = relation.to_person_ref
    ),
    -- With those who are bound to them elsewhere; of children and siblings, also whoever they live with in a family: a
    -- child may hide with the other parent.
    kin as (
        select person_ref from member
        union
        select person_ref from bond
        union
        select other.person_ref
        from live join people_familymember own using (run_id)
        join bond on bond.person_ref = own.person_ref and bond.is_of_blood
        join people_familymember other on other.run_id = own.run_id and other.family_ref = own.family_ref
    ),
    stay as (
        select residence.* from live join people_residence residence using (run_id) join kin using (person_ref)
    )
    select (session_user <> 'kith_web' or in_family = any (kith_led_families()))
    and exists (
        select from live join people_familymember own using (run_id)
        join people_persondetails details using (run_id, person_ref)
        where own.person_ref = for_person and own.family_ref = in_family and details.died_on is null
          and details.born_on <= on_day - make_interval(years => youngest)
    )
    and not exists (
        select from governance_shield shield join kin using (person_ref)
        where (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day)
    )
    and not exists (
        select from live join people_persondetails details using (run_id) join kin using (person_ref)
        where details.is_shielded
    )
    and not exists (
        select from live join people_dwelling dwelling using (run_id) join stay using (run_id, dwelling_id)
        where dwelling.is_protected
    )
    and not exists (
        select from governance_hiddenrelation hidden
        where ended_at is null
          and (one_ref in (select person_ref from kin) or other_ref in (select person_ref from kin))
    )
    and not exists (
        select from live join people_fact fact using (run_id) join kin on kin.person_ref = fact.person_ref
        where fact.category in ('DOMESTIC_ABUSE', 'PROTECTED_ADDRESS') or fact.kind = 'CP_PLAN'
    )
    and not exists (
        select from live join people_fact fact using (run_id) join stay using (run_id, dwelling_id)
        where fact.person_ref = '' and fact.dwelling_id <> '' and fact.category = 'DOMESTIC_ABUSE'
    )
    and not exists (
        select from live join people_involvement work using (run_id) join kin using (person_ref)
        where work.service || ' ' || work.role ~* 'abuse|refuge|violence|idva|marac|stalking'
    )
    and not exists (
        select from stay join member using (person_ref)
        where member.role <> 'CHILD' and greatest(stay.valid_from, stay.valid_to) > on_day - quiet_days
    )
$$;
revoke all on function kith_may_have_sign_in(text, text, date, integer, integer) from public;
grant execute on function kith_may_have_sign_in(text, text, date, integer, integer) to kith_web;

call kith_guard('portal_familyaccount');
call kith_guard('portal_familyaccountevent');
call kith_guard('portal_familysecret');
call kith_guard('portal_portalsession');
call kith_guard('portal_portalquestion');
call kith_guard('portal_portalquestionevent');

drop policy if exists lead_reads on portal_familyaccount;
create policy lead_reads on portal_familyaccount for select to kith_web
    using (family_ref = any ((select kith_led_families())::text[]));
drop policy if exists lead_opens on portal_familyaccount;
create policy lead_opens on portal_familyaccount for insert to kith_web
    with check (opened_by = (select kith_worker()) and kith_may_have_sign_in(person_ref, family_ref));
drop policy if exists lead_closes on portal_familyaccount;
create policy lead_closes on portal_familyaccount for update to kith_web
    using (family_ref = any ((select kith_led_families())::text[])) with check (state = 'CLOSED');
drop policy if exists history on portal_familyaccountevent;
create policy history on portal_familyaccountevent for insert to kith_web
    with check ((select kith_worker()) is not null);
drop policy if exists lead_sets on portal_familysecret;
create policy lead_sets on portal_familysecret for insert to kith_web
    with check (account_id in (select id from portal_familyaccount where opened_by = (select kith_worker())));
drop policy if exists lead_reads on portal_portalquestion;
create policy lead_reads on portal_portalquestion for select to kith_web
    using (family_ref = any ((select kith_led_families())::text[]));
drop policy if exists lead_answers on portal_portalquestion;
create policy lead_answers on portal_portalquestion for update to kith_web
    using (family_ref = any ((select kith_led_families())::text[])) with check (answered_by = (select kith_worker()));
drop policy if exists history on portal_portalquestionevent;
create policy history on portal_portalquestionevent for insert to kith_web
    with check ((select kith_worker()) is not null);

-- The salt that goes with a card; a card that nobody has, has one too.
create or replace function kith_portal_salt(card text) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select coalesce(
        (select salt from portal_familysecret secret join portal_familyaccount account on account.id = secret.account_id
         where account.card_number = card),
        left(kith_seal_of('card ' || card), 32)
    )
$$;

-- Signs in with a card and the scrambled passphrase, or the scrambled code of a card not yet used. Every try is counted
-- before it is looked at, so that many at once count as many; what was wrong is never said.
create or replace function kith_portal_enter(
    card text, tried text, token text, on_day date, youngest integer, quiet_days integer
) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    found record;
begin
    update portal_familysecret secret set failures = least(failures + 1, 100)
    from portal_familyaccount account
    where account.id = secret.account_id and account.card_number = card
    returning secret.scrambled, secret.failures, account.* into found;
    if found.id is null or found.failures > 5 or found.state = 'CLOSED' or found.scrambled <> tried
       or (found.state = 'INVITED' and found.card_until <= on_day)
       or not kith_may_have_sign_in(found.person_ref, found.family_ref, on_day, youngest, quiet_days) then
        return false;
    end if;
    update portal_familysecret set failures = 0 where account_id = found.id;
    delete from portal_portalsession
    where account_id = found.id or seen_at < clock_timestamp() - interval '1 hour';
    insert into portal_portalsession (account_id, token_hash, began_at, seen_at)
    values (found.id, token, clock_timestamp(), clock_timestamp());
    return true;
end $$;

-- Opens a sitting for one transaction, or gives nothing: ended, closed, or no longer to be there. Until a passphrase is
-- chosen it opens nothing but that choice.
create or replace function kith_begin_portal(token text, on_day date, youngest integer, quiet_days integer)
returns table (ref text, kind text, person_ref text, family_ref text, state text, shows text[])
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    who portal_familyaccount;
begin
    update portal_portalsession sitting set seen_at = clock_timestamp()
    where sitting.token_hash = token and sitting.seen_at > clock_timestamp() - interval '10 minutes'
      and sitting.began_at > clock_timestamp() - interval '1 hour'
      and exists (select from portal_familyaccount account where account.id = sitting.account_id
                  and account.state <> 'CLOSED');
    if not found then
        return;
    end if;
    select account.* into who from portal_familyaccount account
    join portal_portalsession sitting on sitting.account_id = account.id where sitting.token_hash = token;
    if not kith_may_have_sign_in(who.person_ref, who.family_ref, on_day, youngest, quiet_days) then
        return;
    end if;
    perform kith_set_context(jsonb_build_object(
        'family_account', who.id, 'account_kind', who.kind, 'day', on_day, 'shows', to_jsonb(who.shows)
    ) || case when who.state <> 'OPEN' then '{}' else jsonb_build_object(
        'own_person', who.person_ref, 'own_family', who.family_ref,
        -- What kith_log_about goes by: an advocate to whom the log is not shown has none.
        'person_ref', case when who.kind = 'FAMILY' or 'WHO_LOOKED' = any (who.shows) then who.person_ref end
    ) end);
    perform set_config('pghistory.context_id', gen_random_uuid()::text, true);
    perform set_config('pghistory.context_metadata', jsonb_build_object('family_account', who.ref)::text, true);
    return query select who.ref::text, who.kind::text, who.person_ref::text, who.family_ref::text, who.state::text,
                        who.shows::text[];
end $$;

create or replace function kith_portal_leave(token text) returns void
    language sql security definer set search_path = public, pg_temp
    as $$ delete from portal_portalsession where token_hash = token $$;

create or replace function kith_own_account() returns bigint language sql stable
    as $$ select (kith_context() ->> 'family_account')::bigint $$;

-- The person themselves, not their advocate.
create or replace function kith_own_person() returns text language sql stable
    as $$ select kith_context() ->> 'own_person' where kith_context() ->> 'account_kind' = 'FAMILY' $$;

-- Whom a part of the page is about: the person signed in, or who chose to show this part to their advocate.
create or replace function kith_shown_person(part text) returns text language sql stable
    as $$ select kith_context() ->> 'own_person'
          where kith_context() ->> 'account_kind' = 'FAMILY' or kith_context() -> 'shows' ? part $$;

-- The first passphrase takes the place of the card's code, which is then good for nothing.
create or replace function kith_portal_choose(new_salt text, new_scrambled text) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_familyaccount set state = 'OPEN' where id = kith_own_account() and state = 'INVITED';
    if not found then
        return false;
    end if;
    update portal_familysecret set salt = new_salt, scrambled = new_scrambled, failures = 0
    where account_id = kith_own_account();
    return true;
end $$;

-- The lines of the log about the person, newest first; kith_log_about (audit) gives what is about them alone.
create or replace function kith_portal_lines(newest integer)
returns table (
    event_id bigint, at timestamptz, agency text, role text, purpose text, action text, categories text[],
    level integer, tie_kind text, is_enquiry boolean, is_emergency boolean, is_by_preference boolean
)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select line.event_id, line.at, coalesce(agency.name, '')::text, line.role, line.purpose, line.action,
           line.categories, line.level, line.tie_kind, line.is_enquiry, line.is_emergency, line.is_by_preference
    from kith_log_about(kith_shown_person('WHO_LOOKED')) line
    left join agencies_agency agency on agency.agency_id = line.agency_id
    where line.action <> 'SIGN_IN'
    order by line.at desc, line.event_id desc
    limit newest
$$;

-- The same lines for a lead worker to print and talk through, of a member of a family they lead.
create or replace function kith_lines_to_talk_through(about_person text, newest integer)
returns table (
    event_id bigint, at timestamptz, agency text, role text, purpose text, action text, categories text[],
    level integer, tie_kind text, is_enquiry boolean, is_emergency boolean, is_by_preference boolean
)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select line.event_id, line.at, coalesce(agency.name, '')::text, line.role, line.purpose, line.action,
           line.categories, line.level, line.tie_kind, line.is_enquiry, line.is_emergency, line.is_by_preference
    from kith_log_about(about_person) line
    left join agencies_agency agency on agency.agency_id = line.agency_id
    where line.action <> 'SIGN_IN' and exists (
        select from people_familymember member join intake_run run on run.id = member.run_id and run.state = 'LIVE'
        where member.person_ref = about_person and member.family_ref = any (kith_led_families())
    )
    order by line.at desc, line.event_id desc
    limit newest
$$;

-- What was shared about the person without their agreement, where they have been told of it.
create or replace function kith_portal_decisions()
returns table (decided_at timestamptz, asked_by text, held_by text, what text, reason text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select decision.decided_at, decision.asked_by::text, coalesce(agency.name, decision.held_by)::text, decision.what,
           decision.reason
    from governance_sharingdecision decision
    left join agencies_agency agency on agency.agency_id = decision.held_by
    where decision.person_ref = kith_shown_person('WHO_LOOKED') and decision.outcome = 'SHARED'
      and decision.family_told_on <= (kith_context() ->> 'day')::date
    order by decision.decided_at desc
$$;

-- Agreements between agencies that were used to show something of the person, or that an agency which works with them
-- now receives by. Which agencies those are is not told here.
create or replace function kith_portal_agreements()
returns table (ref text, title text, receivers text[], categories text[], level integer, valid_to date, asks boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select agreement.ref::text, agreement.title::text,
           array(select distinct agency.kind::text from agencies_agency agency
                 where agency.agency_id = any (agreement.receivers)),
           agreement.categories::text[], agreement.max_level::integer, agreement.valid_to,
           agreement.needs_family_agreement
    from governance_agreement agreement, coalesce((kith_context() ->> 'day')::date, current_date) day
    where agreement.valid_from <= day and (agreement.valid_to is null or agreement.valid_to > day)
      and coalesce(to_jsonb(agreement) ->> 'state', 'SIGNED') = 'SIGNED'
      and (agreement.receivers && array(
               select work.agency_id from people_involvement work
               join intake_run run on run.id = work.run_id and run.state = 'LIVE'
               where work.person_ref = kith_shown_person('AGREED') and (work.valid_to is null or work.valid_to > day)
           )
           or exists (
               select from audit_accessevent seen
               where seen.subject_refs @> array[kith_shown_person('AGREED')]::varchar[] and seen.outcome = 'ALLOWED'
                 and seen.is_family_visible and agreement.ref = any (seen.agreement_refs)
                 and not exists (select from audit_withheldline kept where kept.event_id = seen.id and kept.ended_at is null)
           ))
    order by agreement.title
$$;

-- What the person said about sharing, in their own voice or for a child of theirs.
create or replace function kith_portal_said()
returns table (ref text, title text, answer text, said_at timestamptz, is_for_a_child boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select said.ref::text, coalesce(agreement.title, '')::text, said.answer::text, said.said_at, said.voice = 'PARENT'
    from governance_sharingpreference said
    left join governance_agreement agreement on agreement.ref = said.agreement_ref
    where said.ended_at is null
      and ((said.voice = 'SELF' and said.person_ref = kith_shown_person('AGREED'))
           or (said.voice = 'PARENT' and said.said_by_ref = kith_shown_person('AGREED')))
    order by said.said_at desc
$$;

-- Takes back a yes, as governance.actions.take_back does for a worker: the rows are kept, a decision between voices
-- falls with it, and each agency that was shown something about the person is told to stop (and none that was not).
create or replace function kith_portal_withdraw(said_ref text, new_ref text, notice_refs text[], within_days integer)
returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    old governance_sharingpreference;
begin
    update governance_sharingpreference said set ended_at = now()
    where said.ref = said_ref and said.ended_at is null and said.answer = 'GIVEN'
      and ((said.voice = 'SELF' and said.person_ref = kith_own_person())
           or (said.voice = 'PARENT' and said.said_by_ref = kith_own_person()))
    returning said.* into old;
    if not found then
        return false;
    end if;
    old.id := nextval(pg_get_serial_sequence('governance_sharingpreference', 'id'));
    old.ref := new_ref;
    old.answer := 'WITHDRAWN';
    old.said_at := now();
    old.ended_at := null;
    old.recorded_by := null;
    insert into governance_sharingpreference select old.*;
    update governance_sharingpreference said set ended_at = now()
    where said.person_ref = old.person_ref and said.agreement_ref = old.agreement_ref and said.voice = 'DECISION'
      and said.ended_at is null;
    insert into governance_stopnotice
        (ref, preference_ref, person_ref, family_ref, agreement_ref, to_agency, sent_at, due_on, what_was_done)
    select notice_refs[row_number() over (order by agency_id)], new_ref, old.person_ref,
           kith_context() ->> 'own_family', old.agreement_ref, agency_id, now(),
           (kith_context() ->> 'day')::date + within_days, ''
    from (
        select distinct seen.agency_id
        from audit_accessevent seen join governance_agreement agreement on agreement.ref = old.agreement_ref
        where seen.subject_refs @> array[old.person_ref]::varchar[] and seen.outcome = 'ALLOWED'
          and seen.agency_id = any (agreement.receivers)
        order by seen.agency_id limit cardinality(notice_refs)
    ) recipient;
    return true;
end $$;

-- Who works with the person now: their own agencies, and nobody else's.
create or replace function kith_portal_workers()
returns table (agency text, service text, worker text, is_lead boolean, since date)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select agency.name::text, work.service, coalesce(worker.name, '')::text, work.is_lead, work.valid_from
    from people_involvement work
    join intake_run run on run.id = work.run_id and run.state = 'LIVE'
    join agencies_agency agency on agency.agency_id = work.agency_id
    left join agencies_worker worker on worker.agency_id = work.agency_id and worker.staff_id = work.staff_id
    where work.person_ref = kith_shown_person('WHO_WORKS')
      and (work.valid_to is null or work.valid_to > (kith_context() ->> 'day')::date)
    order by work.is_lead desc, agency.name
$$;

-- Asks the lead worker; about a line of the log only where the line is about the person.
create or replace function kith_portal_ask(new_ref text, asked text, event_id bigint) returns boolean
    language sql security definer set search_path = public, pg_temp
    as $$
    with added as (
        insert into portal_portalquestion
            (ref, person_ref, family_ref, about_event, words, asked_at, asked_by, answer)
        select new_ref, kith_context() ->> 'own_person', kith_context() ->> 'own_family', event_id, asked, now(),
               kith_context() ->> 'account_kind', ''
        where kith_own_account() is not null
          and (event_id is null
               or event_id in (select line.event_id from kith_log_about(kith_shown_person('WHO_LOOKED')) line))
          and (select count(*) from portal_portalquestion
               where person_ref = kith_context() ->> 'own_person' and asked_at > now() - interval '1 day') < 10
        returning 1
    )
    select exists (select from added)
$$;

create or replace function kith_portal_chase(question text) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_portalquestion asked set chased_at = now()
    where asked.ref = question and asked.person_ref = kith_context() ->> 'own_person' and asked.answered_at is null
      and (kith_own_person() is not null or asked.asked_by = 'ADVOCATE' or asked.about_event is null
           or kith_shown_person('WHO_LOOKED') is not null);
    return found;
end $$;

create or replace function kith_portal_questions()
returns table (ref text, words text, asked_at timestamptz, asked_by text, chased_at timestamptz, answer text,
               answered_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select asked.ref::text, asked.words, asked.asked_at, asked.asked_by::text, asked.chased_at, asked.answer,
           asked.answered_at
    from portal_portalquestion asked
    where asked.person_ref = kith_context() ->> 'own_person'
      and (kith_shown_person('WHO_LOOKED') is not null or asked.asked_by = 'ADVOCATE')
    order by asked.asked_at desc
$$;

-- The person's advocate: who they are, and what they are shown.
create or replace function kith_portal_advocate()
returns table (ref text, called text, shows text[], state text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select account.ref::text, account.called::text, account.shows::text[], account.state::text
    from portal_familyaccount account
    where account.person_ref = kith_own_person() and account.kind = 'ADVOCATE' and account.state <> 'CLOSED'
$$;

-- Invites an advocate in place of the one before, or of none.
create or replace function kith_portal_invite(
    new_ref text, new_called text, new_shows text[], new_card text, until date, new_salt text, new_scrambled text
) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    made bigint;
begin
    if kith_own_person() is null then
        return false;
    end if;
    perform kith_portal_end_advocate();
    insert into portal_familyaccount
        (ref, kind, person_ref, family_ref, state, card_number, card_until, answers, competence_note, called, shows,
         opened_at, closed_because)
    values (new_ref, 'ADVOCATE', kith_own_person(), kith_context() ->> 'own_family', 'INVITED', new_card, until, '{}',
            '', new_called, new_shows, now(), '')
    returning id into made;
    insert into portal_familysecret (account_id, salt, scrambled, failures) values (made, new_salt, new_scrambled, 0);
    return true;
end $$;

create or replace function kith_portal_reshow(new_shows text[]) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_familyaccount account set shows = new_shows
    where account.person_ref = kith_own_person() and account.kind = 'ADVOCATE' and account.state <> 'CLOSED';
    return found;
end $$;

create or replace function kith_portal_end_advocate() returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update portal_familyaccount account set state = 'CLOSED', closed_at = now(), closed_because = 'BY_PERSON'
    where account.person_ref = kith_own_person() and account.kind = 'ADVOCATE' and account.state <> 'CLOSED';
    return found;
end $$;

do $$
declare
    one record;
begin
    for one in select oid::regprocedure as name from pg_proc
               where proname like 'kith\_portal\_%' or proname in ('kith_begin_portal', 'kith_lines_to_talk_through') loop
        execute format('revoke all on function %s from public', one.name);
        execute format('grant execute on function %s to %s', one.name,
                       case one.name::text when 'kith_lines_to_talk_through(text,integer)' then 'kith_web'
                       else 'kith_portal' end);
    end loop;
end $$;

-- The family's role names nobody to the log: it reaches it through kith_portal_lines alone, which asks for no name.
revoke all on function kith_log_about(text) from kith_portal;
