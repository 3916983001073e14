-- What the early help register would send: the people each family named, as written by its first worker that day.

create or replace macro caf_person(person_id) as cast(10000000 + (person_id * 30269 + 5) % 89999999 as varchar);

create or replace macro caf_day(day) as strftime(day, '%d/%m/%Y');

create or replace macro caf_agency(agency_id) as regexp_replace(agency_id, '^(SCH|NUR)_', '');

create or replace macro caf_type(kind) as
    map {'S': 'School', 'N': 'Nursery', 'E': 'Council early help', 'C': 'Council social care', 'H': 'Health',
        'M': 'Mental health', 'Y': 'Youth justice', 'V': 'Voluntary', 'L': 'Housing', 'P': 'Police'}[kind];

-- A case begins with one child: the first the agency wrote down.
create or replace temp table caf as
select 'CAF' || lpad(cast(dense_rank() over (order by min(happened_on), episode_id) as varchar), 6, '0') as number, episode_id,
    min_by(event.person_id, event_id) as child_id, min_by(family_id, event_id) as family_id, min(happened_on) as opened_on,
    arg_max_null(ended_on, event_id) as closed_on, min_by(agency_id, event_id) as agency_id,
    max_by(event.code, event_id) as closure, min_by(event.detail, event_id) as reason
from truth.event join truth.person on person.person_id = event.person_id
where kind = 'EARLY_HELP_EPISODE' and (born_on is null or born_on > happened_on - interval 19 year)
group by episode_id;

create or replace temp table caf_parent as
select from_person_id as parent_id, to_person_id as child_id from truth.relation where kind in ('PARENT', 'ADOPTIVE_PARENT');

-- How everybody in the family is related to that child, in the register's own words.
create or replace temp table caf_tie as
with tie as (
    select caf.number, child_id as person_id, 'Self' as relationship, 1 as order_of from caf
    union all
    select number, parent_id, case sex when 'F' then 'Mother' else 'Father' end, 2
    from caf join caf_parent using (child_id) join truth.person on person.person_id = parent_id
    union all
    select number, from_person_id, case kind when 'STEP_PARENT' then 'Step-parent' when 'GRANDPARENT' then 'Grandparent' else 'Carer' end, 3
    from caf join truth.relation on to_person_id = child_id
    where kind in ('STEP_PARENT', 'CARER', 'GRANDPARENT') and (relation.valid_to is null or relation.valid_to > opened_on)
    union all
    select number, older.parent_id, case sex when 'F' then 'Mother' else 'Father' end || '''s parent', 2
    from caf join caf_parent using (child_id) join truth.person on person.person_id = caf_parent.parent_id
    join caf_parent as older on older.child_id = caf_parent.parent_id
    union all
    select number, other.child_id, case when count(*) > 1 then 'Sibling' else 'Half-sibling' end, 4
    from caf join caf_parent as mine using (child_id) join caf_parent as other using (parent_id)
    where other.child_id <> caf.child_id
    group by number, other.child_id
)
select number, person_id, min_by(relationship, order_of) as relationship from tie group by number, person_id;

-- Whoever lives with the child is written down; half of the parents and few of the grandparents who live elsewhere. The
-- families that the documents speak of are written down whole, with those they remember.
create or replace temp table caf_member as
with lived as (
    select caf.*, caf_tie.person_id, relationship,
        exists (
            select 1 from truth.residence as theirs join truth.residence as childs using (dwelling_id)
            where theirs.person_id = caf_tie.person_id and childs.person_id = child_id and theirs.valid_from <= opened_on
                and coalesce(theirs.valid_to, date '9999-12-31') > opened_on and childs.valid_from <= opened_on
                and coalesce(childs.valid_to, date '9999-12-31') > opened_on) as lives_there
    from caf join caf_tie using (number)
)
select lived.*, person.* exclude (person_id)
from lived join truth.person using (person_id)
where (died_on is null or died_on > opened_on or relationship like '%''s parent' and is_planted(person_id))
    and (born_on is null or born_on <= coalesce(closed_on, getvariable('as_at')))
    and (relationship = 'Self' or lives_there or born_on is null or is_planted(person_id)
        or chance(person_id, 'caf elsewhere') <
            case when relationship in ('Mother', 'Father') then 0.5 when relationship = 'Grandparent' or relationship like '%''s parent' then 0.2 else 0.35 end);

insert into truth.record select distinct 'early_help', caf_person(person_id), person_id from caf_member;

create or replace table extract.caf_register as
select number as "CAF No", caf_person(caf_member.person_id) as "Person No", relationship as "Relationship to child",
    written_forename(forename, known_as, caf_member.person_id, 'caf' || number, 0.09) as "Forename",
    written_surname(surname, birth_surname, caf_member.person_id, 'caf' || number, 0.07) as "Surname",
    maybe(known_as, caf_member.person_id, 'caf known as', 0.4) as "Known as",
    caf_day(maybe(written_birth(born_on, caf_member.person_id, 'caf' || number, 0.03), caf_member.person_id, 'caf birth',
        case when born_on > opened_on - interval 18 year then 0.02 else 0.25 end)) as "DOB",
    case when born_on is null then caf_day(due_on) end as "Due date",
    case when died_on <= opened_on then caf_day(died_on) end as "Date of death",
    case sex when 'F' then 'Female' when 'M' then 'Male' else 'Not known' end as "Gender",
    case when born_on < opened_on - interval 4 year then maybe(upn, caf_member.person_id, 'caf upn', 0.35) end as "UPN",
    -- A refuge is never written down: the box stays empty.
    case when dwelling.kind <> 'REFUGE' then
        written_address(flat, building, dwelling.number_in_street, street, caf_member.person_id, 'caf' || number, 0.15)
            || ', ' || town end as "Address",
    case when dwelling.kind <> 'REFUGE' then written_postcode(postcode, caf_member.person_id, 'caf' || number, 0.05) end as "Postcode",
    caf_day(opened_on) as "Date opened", caf_day(assessed_on) as "Date assessed", caf_agency(agency_id) as "Holding agency",
    caf_type(agency.kind) as "Holding agency type", agency.name as "Holding agency name",
    coalesce(map {'Attendance': 'SF01', 'Behaviour at school': 'SF01', 'Special needs': 'SF01', 'Parenting': 'SF05', 'Young carer': 'SF05',
        'Separation': 'SF05', 'Parent''s mental health': 'SF03', 'Child''s mental health': 'SF03', 'Domestic abuse': 'SF08', 'Debt': 'SF10',
        'Housing': 'SF09'}[reason], 'SF05') as "Main reason",
    caf_day(closed_on) as "Date closed",
    case when closed_on is not null then coalesce(closure, 'MET') end as "Closure reason"
from caf_member
left join truth.agency using (agency_id)
left join (select episode_id, min(happened_on) as assessed_on from truth.event where kind = 'EARLY_HELP_ASSESSMENT' group by episode_id)
    using (episode_id)
left join (
    select residence.person_id, caf_member.number as case_number, max_by(residence.dwelling_id, residence.valid_from) as dwelling_id
    from caf_member join truth.residence using (person_id)
    where residence.valid_from <= greatest(opened_on, born_on) and coalesce(residence.valid_to, date '9999-12-31') > opened_on
    group by all) as stay on stay.person_id = caf_member.person_id and stay.case_number = caf_member.number
left join (select * exclude (number), number as number_in_street from truth.dwelling) as dwelling using (dwelling_id);

create or replace table extract.caf_team as
select (select max(number) from caf_member where caf_member.person_id = involvement.person_id and opened_on <= involvement.valid_from + 60
        and coalesce(closed_on, date '9999-12-31') >= involvement.valid_from) as "CAF No",
    caf_person(involvement.person_id) as "Person No", caf_agency(involvement.agency_id) as "Agency",
    caf_type(agency.kind) as "Agency type", agency.name as "Agency name", service as "Service",
    staff_id as "Staff ID", role as "Role",
    case when is_lead then 'Yes' else 'No' end as "Lead worker?", caf_day(involvement.valid_from) as "From",
    caf_day(involvement.valid_to) as "To", caf_day(last_contact_on) as "Last contact"
from truth.involvement join truth.agency using (agency_id)
where (agency.kind = 'E' or service = 'Early help') and involvement.person_id in (select person_id from caf_member);

create or replace table extract.caf_workers as
select caf_agency(agency_id) as "Agency", caf_type(agency.kind) as "Agency type", agency.name as "Agency name", staff_id as "Staff ID",
    worker.name as "Name", job_title as "Job title", team as "Team", email as "E-mail", phone as "Telephone"
from truth.worker join truth.agency using (agency_id)
where agency.kind in ('E', 'S')
    or (agency_id, staff_id) in (select (agency_id, staff_id) from truth.involvement where service = 'Early help');

drop table caf;
drop table caf_parent;
drop table caf_tie;
drop table caf_member;
