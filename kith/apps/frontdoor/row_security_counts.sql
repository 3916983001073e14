-- What a manager counts of the front door: one row for each contact, by days and codes alone. No reference, no name, no
-- words, no moment: nothing of it says which contact a row is. For those at the front door, and for the managers of an
-- agency whose people work there. Of what is restricted the cleared alone count; of their own family nobody does.
create or replace function kith_counts_contacts() returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select kith_is('FRONT_DOOR') or kith_is('MANAGER') and exists (
            select from agencies_workerrole held join agencies_worker worker on worker.id = held.worker_id
            where worker.agency_id = kith_agency() and held.role = 'FRONT_DOOR' and held.valid_from <= kith_day()
              and (held.valid_to is null or held.valid_to > kith_day())
        )
    $$;

-- ``since`` is the first day of the period; ``at`` is the moment of reading; ``again`` how far back a referral counts.
create or replace function kith_contact_facts(since date, at timestamptz, again interval)
    returns table (
        state text, urgency text, received_on date, waits text, is_unanswered boolean, is_answer_late boolean,
        decided_on date, outcome text, is_in_time boolean, is_found boolean, is_after_nothing boolean,
        children_referred bigint, children_again bigint
    )
    language sql stable security definer set search_path = public, pg_temp
    as $$
    with asks as (
        select kith_counts_contacts() as may, kith_shield_cleared(kith_worker(), kith_day()) as is_cleared,
               kith_contacts_too_close() as close
    ),
    readable as (
        select contact.* from frontdoor_contact contact, asks
        where asks.may and (not contact.is_restricted or asks.is_cleared) and contact.id <> all (asks.close)
    ),
    first as (
        select distinct on (contact_id) contact_id, outcome, decided_at, due_at from frontdoor_decision
        order by contact_id, number
    ),
    named as (
        select distinct contact_id, person_ref, role from frontdoor_contactperson
        where person_ref <> '' and left_out_why = ''
    ),
    decided as (
        select contact.id, contact.received_at, first.outcome, first.decided_at
        from readable contact join first on first.contact_id = contact.id
    ),
    again_referred as (
        select later.id, count(*) as children,
               count(*) filter (where exists (
                   select from named before join decided earlier on earlier.id = before.contact_id
                   where before.person_ref = child.person_ref and earlier.id <> later.id
                     and earlier.outcome in ('REF_CSC', 'URGENT')
                     and earlier.decided_at < later.decided_at and earlier.decided_at >= later.decided_at - again
               )) as before
        from decided later join named child on child.contact_id = later.id and child.role = 'CHILD'
        where later.outcome in ('REF_CSC', 'URGENT')
        group by later.id
    )
    select contact.state::text, contact.urgency::text, (contact.received_at at time zone 'Europe/London')::date,
           case when contact.state not in ('RECEIVED', 'SCREENING', 'REOPENED') then ''
                when contact.due_at <= at then 'LATE'
                when contact.due_at <= at + interval '4 hours' then '4H'
                when contact.due_at <= at + interval '24 hours' then 'DAY' else 'LATER' end,
           contact.state = 'DECIDED',
           contact.state = 'DECIDED' and contact.feedback_due_at <= at,
           (first.decided_at at time zone 'Europe/London')::date, first.outcome::text, first.decided_at <= first.due_at,
           exists (select from named where named.contact_id = contact.id),
           exists (
               select from named one join named before using (person_ref) join decided earlier on earlier.id = before.contact_id
               where one.contact_id = contact.id and earlier.id <> contact.id and earlier.outcome = 'NFA'
                 and earlier.decided_at < contact.received_at and earlier.decided_at >= contact.received_at - interval '12 months'
           ),
           coalesce(again_referred.children, 0), coalesce(again_referred.before, 0)
    from readable contact
    left join first on first.contact_id = contact.id
    left join again_referred on again_referred.id = contact.id
    where contact.received_at >= since or first.decided_at >= since or contact.state <> 'CLOSED'
    $$;

-- The same of what was passed on: its state, and the day of the answer. A manager counts what was offered to their agency.
create or replace function kith_passing_facts(since date) returns table (state text, answered_on date)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select passing.state::text, (passing.answered_at at time zone 'Europe/London')::date
    from frontdoor_passing passing join frontdoor_contact contact on contact.id = passing.contact_id
    where (kith_counts_contacts() or kith_is('MANAGER') and passing.to_agency_id = kith_agency())
      and (not contact.is_restricted or kith_shield_cleared(kith_worker(), kith_day()))
      and contact.id <> all (kith_contacts_too_close())
      and (passing.state = 'OFFERED' or passing.answered_at >= since)
    $$;

do $$
declare
    one text;
begin
    foreach one in array array[
        'kith_counts_contacts()', 'kith_contact_facts(date, timestamptz, interval)', 'kith_passing_facts(date)'
    ] loop
        execute format('revoke all on function %s from public', one);
        execute format('grant execute on function %s to kith_web', one);
    end loop;
end $$;
