-- The school census: every pupil, from each school's own return. It has no parents in it.

-- A pupil is known by school and admission number: pupil numbers may be wrong or change, and that one does not.
insert into person by name
select row_number, laestab || '-' || admission_number as local_id, 'SCH_' || right(laestab, 4) as agency_id,
    name_case(forename) as forename, name_case(middle_names) as middle_names, name_case(surname) as surname,
    name_case(previous_surname) as previous_surname, name_case(known_as) as known_as, born_on, sex_code(sex) as sex,
    case when ethnicity not in ('REFU', 'NOBT') then ethnicity end as ethnicity, upn
from school_census;

-- A school holds no dates for an address: of a pupil who left, it is the address of the day they left.
insert into address by name
select row_number, laestab || '-' || admission_number as local_id, uprn, address_lines(address_line, town) as address_text,
    postcode, least(coalesce(left_on, getvariable('as_at')), getvariable('as_at')) as as_at, false as is_protected
from school_census
where address_line is not null or postcode is not null or uprn is not null;

insert into fact by name
select row_number, 'place-' || laestab || '-' || admission_number as local_fact_id,
    laestab || '-' || admission_number as local_id, 'SCH_' || right(laestab, 4) as agency_id, 'SCHOOL_PLACE' as kind,
    entered_on as happened_on, left_on as ended_on, true as is_spell, school_name as detail
from school_census;

-- "K" is help that the school gives, "E" a plan that the council must keep; "N" is no fact about anybody.
insert into fact by name
select row_number, 'help-' || laestab || '-' || admission_number as local_fact_id,
    laestab || '-' || admission_number as local_id, 'SCH_' || right(laestab, 4) as agency_id, 'SEN_SUPPORT' as kind,
    coalesce(sen_since, entered_on) as happened_on, left_on as ended_on, true as is_spell,
    code_label(sen, getvariable('sen_labels')) as detail
from school_census
where sen in ('K', 'E');

insert into agency by name
select min(row_number) as row_number, 'SCH_' || right(laestab, 4) as agency_id, 'S' as kind,
    coalesce(max(school_name), 'School ' || right(laestab, 4)) as name
from school_census
group by right(laestab, 4);
