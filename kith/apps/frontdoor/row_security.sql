-- Contacts are for the front door, whichever agency its people come from; those that are restricted for its cleared
-- workers alone, and none for whom the family is too close. Whoever told us reads their own words, how far it is and what
-- they were answered, and nothing else. The managers of an agency read a contact while it is offered to them.

-- The contacts about families that a worker said are their own.
create or replace function kith_contacts_too_close() returns uuid[]
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select coalesce(array_agg(distinct person.contact_id), '{}')
        from governance_declaredinterest own
        join frontdoor_contactperson person on person.family_ref = own.family_ref
        where own.worker_id = kith_worker() and own.ended_at is null and own.family_ref <> ''
    $$;

-- Those that this worker has just written, to which they still add people and words; and those that they told us of.
create or replace function kith_contacts_just_written() returns uuid[]
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select coalesce(array_agg(id), '{}') from frontdoor_contact
        where written_by = kith_worker() and written_at > now() - interval '5 minutes' and state in ('RECEIVED', 'SCREENING')
    $$;

create or replace function kith_contacts_passed_here() returns uuid[]
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select coalesce(array_agg(contact.id), '{}')
        from frontdoor_passing passing join frontdoor_contact contact on contact.id = passing.contact_id
        where passing.to_agency_id = kith_agency() and passing.state in ('OFFERED', 'ACCEPTED') and kith_is('MANAGER')
          and (not contact.is_restricted or kith_shield_cleared(kith_worker(), kith_day()))
          and contact.id <> all (kith_contacts_too_close())
    $$;

create or replace function kith_works_on_contacts() returns boolean language sql stable
    as $$ select kith_is('FRONT_DOOR') $$;

call kith_guard('frontdoor_contact');
drop policy if exists front_door on frontdoor_contact;
create policy front_door on frontdoor_contact for select to kith_web using (
    (select kith_works_on_contacts())
    and (not is_restricted or (select kith_shield_cleared(kith_worker(), kith_day())))
    and id <> all ((select kith_contacts_too_close())::uuid[])
);
drop policy if exists offered_here on frontdoor_contact;
create policy offered_here on frontdoor_contact for select to kith_web using (
    id = any ((select kith_contacts_passed_here())::uuid[])
);
drop policy if exists written_down on frontdoor_contact;
create policy written_down on frontdoor_contact for insert to kith_web with check (
    written_by = (select kith_worker()) and state = 'RECEIVED' and taken_by is null and closed_at is null
    and ((select kith_works_on_contacts()) and told_by_worker is null
         or told_by_worker = (select kith_worker()) and channel = 'WEB_FORM')
);
drop policy if exists worked_on on frontdoor_contact;
create policy worked_on on frontdoor_contact for update to kith_web using (
    (select kith_works_on_contacts())
    and (not is_restricted or (select kith_shield_cleared(kith_worker(), kith_day())))
    and id <> all ((select kith_contacts_too_close())::uuid[])
);

-- What may follow what, whatever a page says: the twin of rules/contact_states.py. Nothing is decided without a decision,
-- nothing closed without an answer to whoever told us, and nothing made due so late that nobody would see it.
create or replace function kith_contact_moves() returns trigger language plpgsql set search_path = public, pg_temp
    as $$
begin
    if current_user <> 'kith_web' then
        return new;
    end if;
    if new.due_at > now() + interval '14 days' then
        raise insufficient_privilege using message = 'Nothing is due so late.';
    end if;
    if tg_op = 'INSERT' then
        return new;
    end if;
    if (new.id, new.ref, new.received_at, new.written_at, new.written_by, new.channel, new.told_by_worker)
       is distinct from (old.id, old.ref, old.received_at, old.written_at, old.written_by, old.channel, old.told_by_worker)
    then
        raise insufficient_privilege using message = 'This stays as it was written.';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
        ('RECEIVED', 'SCREENING'), ('SCREENING', 'DECIDED'), ('REOPENED', 'DECIDED'), ('DECIDED', 'CLOSED'),
        ('DECIDED', 'REOPENED'), ('CLOSED', 'REOPENED')
    ) then
        raise insufficient_privilege using message = 'A contact does not go this way.';
    end if;
    if new.state = 'DECIDED' and old.state <> 'DECIDED' and not exists (
        select from frontdoor_decision
        where contact_id = new.id and decided_by = kith_worker() and decided_at > now() - interval '1 minute'
    ) then
        raise insufficient_privilege using message = 'Nobody has decided.';
    end if;
    if new.state = 'CLOSED' and old.state <> 'CLOSED' and not exists (
        select from frontdoor_feedback feedback join frontdoor_decision decision on decision.id = feedback.decision_id
        where feedback.contact_id = new.id
          and decision.number = (select max(number) from frontdoor_decision where contact_id = new.id)
    ) then
        raise insufficient_privilege using message = 'Whoever told us was not answered.';
    end if;
    if new.taken_by is distinct from old.taken_by and new.taken_by is distinct from kith_worker() then
        raise insufficient_privilege using message = 'Everybody takes on for themselves.';
    end if;
    return new;
end $$;
create or replace trigger moves before insert or update on frontdoor_contact
    for each row execute function kith_contact_moves();

call kith_guard('frontdoor_contactperson');
drop policy if exists read_with_it on frontdoor_contactperson;
create policy read_with_it on frontdoor_contactperson for select to kith_web using (
    exists (select from frontdoor_contact contact where contact.id = contact_id)
);
drop policy if exists named on frontdoor_contactperson;
create policy named on frontdoor_contactperson for insert to kith_web with check (
    person_ref = '' and family_ref = '' and found_at is null
    and (contact_id = any ((select kith_contacts_just_written())::uuid[])
         or (select kith_works_on_contacts()) and exists (select from frontdoor_contact contact where contact.id = contact_id))
);
drop policy if exists written_again on frontdoor_contactperson;
create policy written_again on frontdoor_contactperson for update to kith_web using (
    (select kith_works_on_contacts()) and exists (select from frontdoor_contact contact where contact.id = contact_id)
);

-- Who somebody is in Kith is found by kith_recognise alone; and who was found is not written over with another's name.
create or replace function kith_found_stays_found() returns trigger language plpgsql set search_path = public, pg_temp
    as $$
begin
    if current_user = 'kith_web' and (
        (new.contact_id, new.number, new.person_ref, new.family_ref, new.found_at, new.found_by)
            is distinct from (old.contact_id, old.number, old.person_ref, old.family_ref, old.found_at, old.found_by)
        or old.person_ref <> '' and (new.forename, new.surname, new.born_on, new.nhs_number, new.upn)
            is distinct from (old.forename, old.surname, old.born_on, old.nhs_number, old.upn)
    ) then
        raise insufficient_privilege using message = 'Who was found stays found.';
    end if;
    return new;
end $$;
create or replace trigger found before update on frontdoor_contactperson
    for each row execute function kith_found_stays_found();

call kith_guard('frontdoor_said');
drop policy if exists read_with_it on frontdoor_said;
create policy read_with_it on frontdoor_said for select to kith_web using (
    told_by_worker = (select kith_worker())
    or exists (select from frontdoor_contact contact where contact.id = contact_id)
);
drop policy if exists written_down on frontdoor_said;
create policy written_down on frontdoor_said for insert to kith_web with check (
    written_by = (select kith_worker())
    and (told_by_worker is null or told_by_worker = (select kith_worker()))
    and (contact_id = any ((select kith_contacts_just_written())::uuid[])
         or (select kith_works_on_contacts()) and exists (select from frontdoor_contact contact where contact.id = contact_id))
);

call kith_guard('frontdoor_asked');
drop policy if exists read_with_it on frontdoor_asked;
create policy read_with_it on frontdoor_asked for select to kith_web using (
    exists (select from frontdoor_contact contact where contact.id = contact_id)
);
drop policy if exists asked_by_oneself on frontdoor_asked;
create policy asked_by_oneself on frontdoor_asked for insert to kith_web with check (
    asked_by = (select kith_worker()) and (select kith_works_on_contacts())
    and exists (select from frontdoor_contact contact where contact.id = contact_id)
);

call kith_guard('frontdoor_decision');
drop policy if exists read_with_it on frontdoor_decision;
create policy read_with_it on frontdoor_decision for select to kith_web using (
    exists (select from frontdoor_contact contact where contact.id = contact_id)
);
drop policy if exists decided_by_oneself on frontdoor_decision;
create policy decided_by_oneself on frontdoor_decision for insert to kith_web with check (
    decided_by = (select kith_worker()) and (select kith_works_on_contacts()) and exists (
        select from frontdoor_contact contact where contact.id = contact_id and contact.state in ('SCREENING', 'REOPENED')
    )
);

call kith_guard('frontdoor_feedback');
drop policy if exists read_with_it on frontdoor_feedback;
create policy read_with_it on frontdoor_feedback for select to kith_web using (
    to_worker = (select kith_worker())
    or exists (select from frontdoor_contact contact where contact.id = contact_id)
);
drop policy if exists answered_by_oneself on frontdoor_feedback;
create policy answered_by_oneself on frontdoor_feedback for insert to kith_web with check (
    told_by = (select kith_worker()) and (select kith_works_on_contacts()) and exists (
        select from frontdoor_contact contact
        where contact.id = contact_id and contact.state = 'DECIDED'
          and (to_worker is null or to_worker = contact.told_by_worker)
    )
);

call kith_guard('frontdoor_passing');
drop policy if exists read_with_it on frontdoor_passing;
create policy read_with_it on frontdoor_passing for select to kith_web using (
    exists (select from frontdoor_contact contact where contact.id = contact_id)
);
drop policy if exists offered on frontdoor_passing;
create policy offered on frontdoor_passing for insert to kith_web with check (
    offered_by = (select kith_worker()) and state = 'OFFERED' and (select kith_works_on_contacts())
    and exists (select from frontdoor_decision decision
                where decision.id = decision_id and decision.contact_id = frontdoor_passing.contact_id
                  and decision.to_agency_id = frontdoor_passing.to_agency_id)
);
drop policy if exists answered on frontdoor_passing;
create policy answered on frontdoor_passing for update to kith_web
    using (state = 'OFFERED' and to_agency_id = (select kith_agency()) and (select kith_is('MANAGER'))
           and offered_by <> (select kith_worker())  -- nobody takes on what they offered themselves
           and contact_id = any ((select kith_contacts_passed_here())::uuid[]))
    with check (state in ('ACCEPTED', 'RETURNED') and answered_by = (select kith_worker())
                and to_agency_id = (select kith_agency()) and (select kith_is('MANAGER'))
                and offered_by <> (select kith_worker()));
-- What nobody has answered the front door takes back; the page that does opens the contact again with it.
drop policy if exists taken_back on frontdoor_passing;
create policy taken_back on frontdoor_passing for update to kith_web
    using (state = 'OFFERED' and (select kith_works_on_contacts())
           and exists (select from frontdoor_contact contact where contact.id = contact_id))
    with check (state = 'TAKEN' and answered_by = (select kith_worker()) and (select kith_works_on_contacts()));
create or replace trigger kept before update on frontdoor_passing for each row
    execute function kith_kept_as_it_was(
        'ref', 'contact_id', 'decision_id', 'to_agency_id', 'to_team', 'level', 'offered_by', 'offered_at');

-- What is given back is decided once more. Whoever gives it back reads the contact no longer: so the database opens it.
create or replace function kith_passing_returned() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update frontdoor_contact
    set state = 'REOPENED', closed_at = null, feedback_due_at = null,
        due_at = least(coalesce(new.again_due_at, now() + interval '1 day'), now() + interval '14 days'),
        reopened_why = 'Given back: ' || new.returned_why
    where id = new.contact_id and state in ('DECIDED', 'CLOSED');
    return null;
end $$;
create or replace trigger returned after update on frontdoor_passing for each row
    when (new.state = 'RETURNED' and old.state <> 'RETURNED') execute function kith_passing_returned();

-- Whoever told us from their own sign-in: what it is, how far it is, and nothing of what was found or decided.
create or replace function kith_my_referrals(of_ref text)
    returns table (contact_id uuid, ref text, received_at timestamptz, how_far text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select id, contact.ref::text, contact.received_at,
               case state when 'RECEIVED' then 'RECEIVED' when 'DECIDED' then 'DECIDED' when 'CLOSED' then 'ANSWERED'
                   else 'LOOKED_AT' end
        from frontdoor_contact contact
        where told_by_worker = kith_worker() and (of_ref = '' or contact.ref = of_ref)
        order by contact.received_at desc
        limit 200
    $$;

-- Whoever told us comes back with more. What was decided by then is looked at again.
create or replace function kith_tell_more(of_ref text, said uuid, words_told text, due timestamptz) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    contact frontdoor_contact;
begin
    select * into contact from frontdoor_contact where ref = of_ref and told_by_worker = kith_worker() for update;
    if contact.id is null then
        return false;
    end if;
    insert into frontdoor_said (id, contact_id, words, told_by_worker, written_by, at)
    values (said, contact.id, words_told, kith_worker(), kith_worker(), clock_timestamp());
    if contact.state in ('DECIDED', 'CLOSED') then
        update frontdoor_contact
        set state = 'REOPENED', closed_at = null, feedback_due_at = null, due_at = least(due, now() + interval '14 days'),
            reopened_why = 'Whoever told us came back with more.'
        where id = contact.id;
    end if;
    return true;
end $$;

-- Anybody at the front door may have a contact restricted, though they do not read it afterwards.
create or replace function kith_restrict_contact(of_ref text) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if kith_is('FRONT_DOOR') and kith_front_door_is_cleared() then
        update frontdoor_contact set is_restricted = true
        where ref = of_ref and id <> all (kith_contacts_too_close());
    end if;
end $$;

-- Whether anybody at the front door may read what is restricted. Where nobody may, nothing is.
create or replace function kith_front_door_is_cleared() returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select exists (
            select from agencies_workerrole held
            where held.role = 'FRONT_DOOR' and held.valid_from <= kith_day()
              and (held.valid_to is null or held.valid_to > kith_day())
              and kith_shield_cleared(held.worker_id, kith_day())
        )
    $$;

-- How many contacts wait for cleared colleagues, and since when the first of them is due: so that none is hidden. Those
-- about the worker's own family are not counted apart: the number alone would tell them that somebody told of it.
create or replace function kith_contacts_for_others() returns table (how_many bigint, first_due timestamptz)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select count(*), min(coalesce(feedback_due_at, due_at)) from frontdoor_contact
        where kith_is('FRONT_DOOR') and state <> 'CLOSED'
          and is_restricted and not kith_shield_cleared(kith_worker(), kith_day())
    $$;

-- Who the people of a contact are in Kith: by exact name, birth date and one number or postcode. Who fits more than one
-- person, and who must not be found, is not found, and nothing tells which; that somebody hidden was looked for, the
-- auditor reads with the causes of questions.
create or replace function kith_recognise(of_contact uuid) returns integer
    language plpgsql volatile security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := kith_day();
    live bigint := (select id from intake_run where state = 'LIVE');
    contact frontdoor_contact;
    person frontdoor_contactperson;
    fits text[];
    families text[];
    how_many integer := 0;
begin
    select * into contact from frontdoor_contact
    where id = of_contact and state in ('SCREENING', 'REOPENED') and kith_is('FRONT_DOOR')
      and (not is_restricted or kith_shield_cleared(kith_worker(), on_day)) and id <> all (kith_contacts_too_close());
    if contact.id is null then
        raise insufficient_privilege using message = 'This contact is not being looked at by you.';
    end if;
    perform kith_count_question();
    for person in
        select * from frontdoor_contactperson
        where contact_id = contact.id and person_ref = '' and left_out_why = '' order by number limit 40
    loop
        update frontdoor_contactperson set tried_at = now() where id = person.id;
        continue when person.born_on is null;
        -- Of one name and birth date two are tried in a contact: with many postcodes it would find out where they live.
        continue when 2 <= (
            select count(*) from frontdoor_contactperson earlier
            where earlier.contact_id = contact.id and earlier.number < person.number and earlier.born_on = person.born_on
              and kith_plain_name(earlier.forename) = kith_plain_name(person.forename)
              and kith_plain_name(earlier.surname) = kith_plain_name(person.surname)
        );
        fits := array(
            select distinct matched
            from (values ('NHS_NUMBER', person.nhs_number), ('UPN', person.upn), ('POSTCODE', person.postcode))
                as given (scheme, value)
            cross join lateral kith_match(
                live, on_day, person.forename, person.surname, person.born_on,
                kith_plain_name(person.forename) || '|' || kith_plain_name(person.surname) || '|' || person.born_on::text,
                given.scheme, given.value
            ) as matched
            where given.value <> ''
        );
        if exists (select from unnest(fits) as one where kith_is_shielded(one, on_day)) then
            insert into enquiries_cause (id, enquiry_ref, person_ref, is_matched, agency_id, cause, at)
            select gen_random_uuid(), contact.ref, one, true, '', 'SHIELD', now()
            from unnest(fits) as one where kith_is_shielded(one, on_day);
            continue;
        end if;
        continue when cardinality(fits) <> 1;
        families := array(
            select member.family_ref from people_familymember member
            where member.run_id = live and member.person_ref = fits[1] order by member.family_ref
        );
        continue when exists (
            select from unnest(families) as one where kith_has_interest(kith_worker(), one)
        );
        update frontdoor_contactperson
        set person_ref = fits[1], family_ref = coalesce(families[1], ''), found_at = now(), found_by = kith_worker(),
            not_found_why = ''
        where id = person.id;
        how_many := how_many + 1;
    end loop;
    return how_many;
end $$;

-- Somebody of a contact who was not found has just been written down by whoever looks at it, into a family that is new or
-- that this very contact found: never into another, which would open it.
create or replace function kith_note_registered(of_person uuid, new_ref text, of_family text) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp
    as $$
declare
    just_now timestamptz := now() - interval '5 minutes';
    person frontdoor_contactperson;
begin
    select named.* into person from frontdoor_contactperson named
    join frontdoor_contact contact on contact.id = named.contact_id
    where named.id = of_person and named.person_ref = '' and contact.state in ('SCREENING', 'REOPENED')
      and kith_is('FRONT_DOOR') and contact.id <> all (kith_contacts_too_close())
      and (not contact.is_restricted or kith_shield_cleared(kith_worker(), kith_day()));
    if person.id is null
       or not exists (
           select from register_registeredperson written
           join register_registeredmember member
               on member.person_ref = written.person_ref and member.family_ref = of_family
           where written.person_ref = new_ref and written.registered_by = kith_worker() and written.registered_at > just_now
       )
       or not exists (
           select from frontdoor_contactperson other
           where other.contact_id = person.contact_id and other.family_ref = of_family
           union all
           select from register_registeredfamily family
           where family.family_ref = of_family and family.registered_by = kith_worker() and family.registered_at > just_now
       ) then
        raise insufficient_privilege using message = 'This is nobody of this contact.';
    end if;
    update frontdoor_contactperson
    set person_ref = new_ref, family_ref = of_family, found_at = now(), found_by = kith_worker()
    where id = person.id;
    return true;
end $$;

-- The ties of a contact are what its state says: the front door's while it is open or offered to somebody, and those of
-- the managers whom it is offered to. Put right at the end of each transaction that touched it, so that whoever accepts
-- it opens the episode in the same one. Nobody who must not be found is tied to anybody; and the family of a contact that
-- is restricted is open to none of the front door but whoever, cleared, has taken it on.
create or replace function kith_put_contact_ties() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := coalesce(kith_day(), current_date);
    contact frontdoor_contact;
    offered_to text;
    door_agency text := '';
    door_staff text := '';
    person frontdoor_contactperson;
begin
    select * into contact from frontdoor_contact
    where id = (case tg_table_name when 'frontdoor_contact' then to_jsonb(new) ->> 'id'
                else to_jsonb(new) ->> 'contact_id' end)::uuid;
    if contact.id is null then
        return null;
    end if;
    select to_agency_id into offered_to from frontdoor_passing where contact_id = contact.id and state = 'OFFERED';
    if contact.is_restricted then
        door_staff := null;
        select worker.agency_id, nullif(worker.staff_id, '') into door_agency, door_staff from agencies_worker worker
        where worker.id = contact.taken_by and kith_shield_cleared(worker.id, on_day);
    end if;
    update governance_relationship tie set valid_to = on_day
    where tie.about_ref = contact.ref and tie.how_made = 'CONTACT_HERE' and tie.valid_to is null
      and (tie.kind = 'DUTY' and contact.state = 'CLOSED' and offered_to is null
           or tie.kind = 'DUTY' and (tie.agency_id, tie.staff_id) is distinct from (door_agency, door_staff)
           or tie.kind = 'MANAGES' and tie.agency_id is distinct from offered_to
           or not exists (
               select from frontdoor_contactperson named
               where named.contact_id = contact.id and named.person_ref = tie.person_ref
                 and named.family_ref = tie.family_ref and named.left_out_why = ''
           ));
    if contact.state = 'CLOSED' and offered_to is null then
        return null;
    end if;
    for person in
        select * from frontdoor_contactperson named
        where named.contact_id = contact.id and named.person_ref <> '' and named.left_out_why = ''
          and not kith_is_shielded(named.person_ref, on_day) and kith_is_member(named.person_ref, named.family_ref)
    loop
        if door_staff is not null then
            perform kith_add_tie(
                'DUTY', door_agency, door_staff, person.person_ref, person.family_ref, 'CONTACT_HERE', contact.ref);
        end if;
        if offered_to is not null then
            perform kith_add_tie(
                'MANAGES', offered_to, '', person.person_ref, person.family_ref, 'CONTACT_HERE', contact.ref);
        end if;
    end loop;
    return null;
end $$;
drop trigger if exists ties on frontdoor_contact;
create constraint trigger ties after update on frontdoor_contact deferrable initially deferred
    for each row when (
        (old.state, old.is_restricted, old.taken_by) is distinct from (new.state, new.is_restricted, new.taken_by)
    ) execute function kith_put_contact_ties();
drop trigger if exists ties on frontdoor_contactperson;
create constraint trigger ties after update on frontdoor_contactperson deferrable initially deferred
    for each row when (
        (old.person_ref, old.family_ref, old.left_out_why) is distinct from (new.person_ref, new.family_ref, new.left_out_why)
    ) execute function kith_put_contact_ties();
drop trigger if exists ties on frontdoor_passing;
create constraint trigger ties after insert or update on frontdoor_passing deferrable initially deferred
    for each row execute function kith_put_contact_ties();

-- Whom a contact is about stands in each line of the log about it, as far as they were found. The family reads such a line
-- at once where it was said that they know of the contact: whom somebody fears may be one of them.
create or replace function kith_fill_contact_line() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    contact frontdoor_contact;
begin
    select * into contact from frontdoor_contact where ref = new.enquiry_ref;
    if contact.id is null then
        return new;
    end if;
    new.subject_refs := array(
        select distinct person_ref from (
            select unnest(new.subject_refs) as person_ref
            union select person_ref from frontdoor_contactperson where contact_id = contact.id
            union select person_ref from enquiries_cause where enquiry_ref = contact.ref and at = now()
        ) as named where person_ref <> '' order by person_ref
    );
    if new.family_ref = '' then
        new.family_ref := coalesce(
            (select min(family_ref) from frontdoor_contactperson where contact_id = contact.id and family_ref <> ''), '');
    end if;
    if exists (select from enquiries_cause where enquiry_ref = contact.ref and cause = 'SHIELD' and at = now()) then
        new.gate := 'SHIELD';
    end if;
    new.is_family_visible := new.is_family_visible and not contact.is_restricted and contact.family_told = 'YES'
        and new.purpose <> 'SAFEGUARDING';
    return new;
end $$;
create or replace trigger about_which_contact before insert on audit_accessevent for each row
    when (new.enquiry_ref like 'CT-%') execute function kith_fill_contact_line();

call kith_guard('frontdoor_advicenote');
drop policy if exists front_door on frontdoor_advicenote;
create policy front_door on frontdoor_advicenote for select to kith_web using ((select kith_works_on_contacts()));
drop policy if exists given_by_oneself on frontdoor_advicenote;
create policy given_by_oneself on frontdoor_advicenote for insert to kith_web with check (
    given_by = (select kith_worker()) and (select kith_works_on_contacts())
);

do $$
declare
    one text;
begin
    foreach one in array array[
        'kith_contacts_too_close()', 'kith_contacts_just_written()', 'kith_contacts_passed_here()',
        'kith_works_on_contacts()', 'kith_my_referrals(text)', 'kith_tell_more(text, uuid, text, timestamptz)',
        'kith_restrict_contact(text)', 'kith_contacts_for_others()', 'kith_front_door_is_cleared()', 'kith_recognise(uuid)', 'kith_note_registered(uuid, text, text)'
    ] loop
        execute format('revoke all on function %s from public', one);
        execute format('grant execute on function %s to kith_web', one);
    end loop;
end $$;
