-- All that decides how far one family opens to one worker, in one row: every page of a family asks for it. The rule is
-- not here: what it needs is only brought, and what the database gives of it is what row-level security lets through.
--   policy       the version in force, caps and clearances
--   agreements   those in force by which the agency receives for this purpose, as texts are compared: in their order
--   ties         TIE: to this family, their own and those of the roles they hold; CLAIM: they say now that they work with
--                it; CLOSED: it is their own
--   shielded     those whom the ties are through who must not be found
--   owned        who of the family was written down by an agency and is in no run, with that agency, as FAMILY|PERSON|AGENCY
--   said         what they answered to the agreements that rest on it
with agreement as materialized (
    select ref, title, givers, receivers, categories, purposes, max_level, needs_family_agreement, basis,
           valid_from, valid_to
    from governance_agreement
    where state = 'SIGNED' and receivers @> array[%(agency_id)s]::varchar[] and %(purpose)s = any (purposes)
      and valid_from <= %(on)s and (valid_to is null or valid_to > %(on)s)
),
tie as materialized (
    select 'TIE' as what, kind, person_ref, valid_from, valid_to
    from governance_relationship
    where family_ref = %(family_ref)s
      and (valid_from is null or valid_from <= %(on)s) and (valid_to is null or valid_to > %(on)s)
      and ((agency_id = %(agency_id)s and staff_id = %(staff_id)s and staff_id <> '')
           or (%(is_manager)s and kind = 'MANAGES' and agency_id = %(agency_id)s)
           or (%(is_front_door)s and kind = 'DUTY' and staff_id = ''))
    union all
    select 'CLAIM', '', '', null, null
    from governance_breakglass
    where worker_id = %(worker_id)s and family_ref = %(family_ref)s and kind = 'SELF_CLAIM'
      and began_at <= %(now)s and ends_at > %(now)s and stopped_at is null
    union all
    select 'CLOSED', '', '', null, null
    from governance_declaredinterest
    where worker_id = %(worker_id)s and family_ref = %(family_ref)s and ended_at is null
)
select
    policy.version, policy.caps::text, policy.clearances::text,
    (select coalesce(json_agg(agreement), '[]')::text from (
        select json_build_array(
            ref, title, givers, receivers, categories, purposes, max_level, needs_family_agreement, basis,
            valid_from, valid_to
        ) as agreement from agreement order by ref
    ) as each),
    (select coalesce(json_agg(json_build_array(what, kind, person_ref, valid_from, valid_to)), '[]')::text from tie),
    array(
        select person_ref::text from governance_shield
        where person_ref = any (array(select person_ref from tie))
          and (valid_from is null or valid_from <= %(on)s) and (valid_to is null or valid_to > %(on)s)
    ),
    (select coalesce(json_agg(json_build_array(said.person_ref, agreement_ref, voice, answer)), '[]')::text
     from kith_said(array(
         select person_ref::text from tie where exists (select from agreement where needs_family_agreement)
     )) as said
     where agreement_ref in (select ref from agreement where needs_family_agreement)),
    kith_set('owned')
from kith_policy() as policy
