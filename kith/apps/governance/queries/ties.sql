-- What a worker has to do with families, in one reading: a search begins with it. TIE: their own rows and those of the
-- roles they hold; CLAIM: families that they say now that they work with; CLOSED: families that are their own. For one
-- family the same stands in at_the_door.sql.
select 'TIE', kind, person_ref, family_ref, valid_from, valid_to
from governance_relationship
where (valid_from is null or valid_from <= %(on)s) and (valid_to is null or valid_to > %(on)s)
  and ((agency_id = %(agency_id)s and staff_id = %(staff_id)s and staff_id <> '')
       or (%(is_manager)s and kind = 'MANAGES' and agency_id = %(agency_id)s)
       or (%(is_front_door)s and kind = 'DUTY' and staff_id = ''))
union all
select 'CLAIM', '', '', family_ref, null, null
from governance_breakglass
where worker_id = %(worker_id)s and kind = 'SELF_CLAIM' and began_at <= %(now)s and ends_at > %(now)s
  and stopped_at is null
union all
select 'CLOSED', '', '', family_ref, null, null
from governance_declaredinterest
where worker_id = %(worker_id)s and ended_at is null
