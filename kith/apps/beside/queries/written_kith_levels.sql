-- One row for each level of each person: their own, or where they have none that day the family's.
select shown.person_ref, coalesce(number, ''), spell.level,
       shown.ref || '-V' || spell.id || '-' || shown.person_ref, number, spell.level,
       to_char(spell.valid_from, 'YYYY-MM-DD"T00:00:00"'),
       to_char(least(spell.valid_to, shown.ended_on), 'YYYY-MM-DD"T00:00:00"')
from shown
join casework_levelspell spell on spell.episode_id = shown.id
left join numbered on numbered.person_ref = shown.person_ref
where (spell.valid_to is null or spell.valid_to >= %(since)s)
  and (spell.person_ref = shown.person_ref
       or (spell.person_ref = '' and not exists (
           select from casework_levelspell own
           where own.episode_id = shown.id and own.person_ref = shown.person_ref
             and daterange(own.valid_from, own.valid_to) && daterange(spell.valid_from, spell.valid_to)
       )))
order by shown.ref, spell.valid_from, spell.id, shown.person_ref
