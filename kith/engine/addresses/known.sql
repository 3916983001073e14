-- addresses.form again, beside earlier forms: those met again keep their dwelling, and those that a new one might mean join in.

create or replace temp table met as
select form.form, known.dwelling from addresses.form join linking.known_home as known using (form);

update addresses.form set dwelling = met.dwelling from met where form.form = met.form;

insert into addresses.form
with new as (select postcode, door, stem from addresses.form where dwelling is null)
select known.* from linking.known_home as known
where (exists (from new where new.postcode = known.postcode and new.door = known.door)
        or exists (from new where new.door = known.door and new.stem = known.stem))
    and known.form not in (select form from met);

drop table met;
