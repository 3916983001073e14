-- One row: families that are new, gone, or whose members are others than before.
create or replace table difference.families as
with came as (
    from now_family_member anti join before_family_member using (family_ref, person_ref) semi join before_family using (family_ref)
),
went as (
    from before_family_member anti join now_family_member using (family_ref, person_ref) semi join now_family using (family_ref)
)
select
    (select count(*) from before_family) as before,
    (select count(*) from now_family) as now,
    (select count(*) from now_family anti join before_family using (family_ref)) as new,
    (select count(*) from before_family anti join now_family using (family_ref)) as gone,
    (select count(*) from (select family_ref from came union select family_ref from went)) as changed,
    (select count(*) from came) as members_in,
    (select count(*) from went) as members_out;
