-- One generation: children take names from parents, then wives from husbands.

create or replace macro joined_names(first, second) as
    case when first = second or contains(first, '-') or contains(second, '-') then second else first || '-' || second end;

create or replace table work.surname as
with born as (
    select surname.* exclude (birth_surname), case naming.style
            when 'FATHER' then father.birth_surname
            when 'MOTHER' then case when naming.father_id is null then mother.surname else mother.birth_surname end
            when 'BOTH' then joined_names(mother.birth_surname, father.birth_surname)
            else surname.own
        end as birth_surname
    from work.surname surname left join work.child_naming naming on naming.child_id = person_id
        left join work.surname father on father.person_id = naming.father_id
        left join work.surname mother on mother.person_id = naming.mother_id
)
select born.person_id, born.names, born.sex, born.own, born.birth_surname,
    case when took.woman_id is null then born.birth_surname
        when took.both_names then joined_names(born.birth_surname, husband.birth_surname)
        else husband.birth_surname end as surname,
    took.married_on as changed_on
from born left join work.took_name took on took.woman_id = born.person_id
    left join born husband on husband.person_id = took.man_id;
