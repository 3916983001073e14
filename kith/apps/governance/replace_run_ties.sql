-- Ties and shields made from a run live and die with it; those that people made stay.
delete from governance_relationship where how_made in ('INVOLVEMENT', 'CONTACT');

insert into governance_relationship
    (kind, agency_id, staff_id, person_ref, family_ref, valid_from, valid_to, how_made, made_by)
select kind, agency_id, staff_id, person_ref, family_ref, valid_from, valid_to, how_made, %(by)s
from stage_tie;

delete from governance_shield where how_made = 'RUN';

insert into governance_shield (person_ref, reason, how_made, valid_from, valid_to, made_by, end_reason)
select person_ref, 'PROTECTED_ADDRESS', 'RUN', null, null, %(by)s, ''
from stage_shield;
