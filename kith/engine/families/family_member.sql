insert into families.family_member
select given.ref, member.person_ref, member.role
from kin.member join giving.given on given.thing = member.hub
order by all;
