-- What no agency should be believed about: defaults, impossible identifiers, rows about nobody. Each gets a note.

-- A default date of birth says "not known".
insert into standard.note
select source, record_id, 'DEFAULT_BIRTH_DATE', 'born_on' from standard.person
where born_on in (date '1900-01-01', date '1901-01-01') or born_on < date '1905-01-01';

update standard.person set born_on = null
where born_on in (date '1900-01-01', date '1901-01-01') or born_on < date '1905-01-01';

-- A source in which one in fifty people is born on 1 January writes that day when it knows the year alone (by chance it
-- is one in 365). Below that share 1 January is believed: for many refugees it is the birthday on every paper they hold.
create temp table january_writer as
select source from standard.person where born_on is not null
group by source
having count(*) >= 50 and count(*) filter (day(born_on) = 1 and month(born_on) = 1) > 0.02 * count(*);

insert into standard.note
select source, record_id, 'FIRST_OF_JANUARY', 'born_on' from standard.person
where source in (from january_writer) and day(born_on) = 1 and month(born_on) = 1;

update standard.person set born_on = null
where source in (from january_writer) and day(born_on) = 1 and month(born_on) = 1;

drop table january_writer;

insert into standard.note
select source, record_id, 'NOT_AN_NHS_NUMBER', 'nhs_number' from standard.person where nhs_number is not null and nhs_number_of(nhs_number) is null;

update standard.person set nhs_number = nhs_number_of(nhs_number) where nhs_number is not null;

insert into standard.note
select source, record_id, 'NOT_A_UPN', 'upn' from standard.person where upn is not null and upn_of(upn) is null;

update standard.person set upn = upn_of(upn) where upn is not null;

insert into standard.note
select source, record_id, 'NOT_A_POSTCODE', 'postcode' from standard.address where postcode is not null and postcode_of(postcode) is null;

update standard.address set postcode = postcode_of(postcode) where postcode is not null;

-- An identifier that one source gives to several of its people identifies none of them.
create temp table shared_number as
select source, nhs_number from standard.person where nhs_number is not null
group by all having count(*) > 4;

insert into standard.note
select source, record_id, 'SHARED_NHS_NUMBER', 'nhs_number' from standard.person semi join shared_number using (source, nhs_number);

update standard.person set nhs_number = null from shared_number
where person.source = shared_number.source and person.nhs_number = shared_number.nhs_number;

drop table shared_number;
