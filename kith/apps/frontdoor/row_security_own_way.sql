-- Somebody of a family, or who knows one, writes to the front door themselves, on pages that need no sign-in. Their role
-- (kith_portal) may call this and touches no table: it adds one contact like any other, about people nobody has looked
-- for, and reads nothing. Beyond what the council allows in an hour nothing is taken in, and the page says to ring.
create or replace function kith_portal_tell(contact jsonb, people jsonb, told text, most_an_hour integer) returns boolean
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    new_id uuid := gen_random_uuid();
    on_day date := coalesce((contact ->> 'day')::date, current_date);
begin
    if contact ->> 'ref' !~ '^CT-[A-Z0-9]{8}$' or contact ->> 'source_code' not in ('1A', '1B', '1C', '1D')
       or contact ->> 'urgency' not in ('', 'RED') or char_length(told) not between 1 and 8000
       or jsonb_array_length(people) > 12 or char_length(contact::text) + char_length(people::text) > 40000
       or (select count(*) from frontdoor_contact
           where channel = 'OWN_WAY' and written_at > now() - interval '1 hour') >= most_an_hour then
        return false;
    end if;
    insert into frontdoor_contact (
        id, ref, received_at, written_at, written_by, channel, source_code, told_by_name, told_by_agency, told_by_phone,
        reasons, urgency, due_at, due_rule, due_version, family_told, family_told_note, agreed, safe_to_contact,
        is_restricted, state, looked_before_note, partners_note, reopened_why
    )
    select new_id, ref, now(), now(), 0, 'OWN_WAY', source_code, told_by_name, '', told_by_phone, reasons, urgency,
           greatest(now(), least(due_at, now() + interval '14 days')), due_rule, due_version, family_told,
           family_told_note, agreed, safe_to_contact,
           -- Where nobody could read it, nobody would decide it.
           is_restricted and exists (
               select from agencies_workerrole held
               where held.role = 'FRONT_DOOR' and held.valid_from <= on_day
                 and (held.valid_to is null or held.valid_to > on_day) and kith_shield_cleared(held.worker_id, on_day)
           ),
           'RECEIVED', '', '', ''
    from jsonb_populate_record(null::frontdoor_contact, contact);
    insert into frontdoor_said (id, contact_id, words, written_by, at) values (gen_random_uuid(), new_id, told, 0, now());
    insert into frontdoor_contactperson (
        id, contact_id, number, role, forename, surname, born_said, relation, address, postcode, nhs_number, upn, needs,
        person_ref, family_ref, not_found_why, left_out_why
    )
    select gen_random_uuid(), new_id, row_number() over (), role, forename, surname, born_said, relation, address,
           postcode, '', '', needs, '', '', '', ''
    from jsonb_populate_recordset(null::frontdoor_contactperson, people);
    return true;
end $$;
revoke all on function kith_portal_tell(jsonb, jsonb, text, integer) from public;
grant execute on function kith_portal_tell(jsonb, jsonb, text, integer) to kith_portal;
