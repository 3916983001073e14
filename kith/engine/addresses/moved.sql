-- addresses.moved: households that went from one dwelling to another: half of the people at the least, and two.

create or replace table addresses.moved as
with sized as (
    select *, count(*) over (partition by tenancy) as people from addresses.tenancy
    anti join addresses.crowded using (dwelling, tenancy)
    qualify count(*) over (partition by label) <= $most
),
pair as (
    select one.tenancy as l, other.tenancy as r, count(*) as shared,
        any_value(one.people) as l_people, any_value(other.people) as r_people,
        any_value(one.is_box) as l_is_box, any_value(other.is_box) as r_is_box
    from sized as one
    join sized as other on other.label = one.label and other.dwelling > one.dwelling
    where one.people <= $most and other.people <= $most
    group by all
)
select l, r from pair
where shared >= 2 and shared * 2 >= greatest(l_people, r_people)
    or shared = 1 and l_people = 1 and r_people = 1
    -- A post box goes with the house that most who share it live in.
    or l_is_box and not r_is_box and shared * 2 >= l_people
    or r_is_box and not l_is_box and shared * 2 >= r_people;
