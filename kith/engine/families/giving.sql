-- Children say most about which family this is, then the adult it is built around.
insert into giving.member
select hub, person_ref, case when role = 'CHILD' then 3 when person_ref = hub then 2 else 1 end from kin.member;
