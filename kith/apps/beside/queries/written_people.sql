-- Who stands in files for another system: the people of episodes that its own agencies hold, with the number by which it
-- knows them. The beginning of each file's statement.
with live as (select id from intake_run where state = 'LIVE'),
shown as (
    select episode.*, people.person_ref, people.valid_from as in_since, people.valid_to as in_until
    from casework_episode episode join casework_episodeperson people on people.episode_id = episode.id
    where episode.agency_id = any (%(agencies)s::text[]) and (episode.ended_on is null or episode.ended_on >= %(since)s)
      and (people.valid_to is null or people.valid_to >= %(since)s)
      and not exists (
          select from governance_shield hidden where hidden.person_ref = people.person_ref
            and (hidden.valid_from is null or hidden.valid_from <= %(on)s)
            and (hidden.valid_to is null or hidden.valid_to > %(on)s)
      )
),
said as (
    select person_ref, record from matching_personrecord join live on live.id = run_id
    where person_ref in (select person_ref from shown)
    union
    select person_ref, unnest(string_to_array(records, chr(31))) from people_involvement join live on live.id = run_id
    where person_ref in (select person_ref from shown)
    union
    select person_ref, record from people_fact join live on live.id = run_id
    where person_ref in (select person_ref from shown)
),
numbered as (
    -- Of several numbers one, always the same: the other system knows which of its own records are one person.
    select person_ref, min(substr(record, length(%(source)s) + 1)) as number
    from said
    where %(source)s <> ':' and record like replace(%(source)s, '_', '\_') || '%%'
      and not exists (
          select from people_doubtedrecord doubt
          where doubt.person_ref = said.person_ref and doubt.record = said.record and doubt.undone_at is null
      )
      and not exists (
          select from governance_keptapart kept
          where kept.reason <> 'MISTAKEN'
            and (said.record = any (kept.one_records || kept.other_records)
                 or said.person_ref in (kept.one_ref, kept.other_ref))
      )
    group by person_ref
)
