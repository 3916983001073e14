-- What only American files need to know of a person: the ethnicity they would tick, a post box, a number of their own.
create or replace table person as
select *, case
        when culture = 'american' then if(draw(household, 'ethnicity') < 0.24, 'Black', 'White')
        when culture in ('british', 'polish') then 'White' when culture = 'hispanic' then 'Latino'
        when culture in ('south_asian', 'chinese') then 'Asian' when culture = 'arabic' then 'Middle Eastern'
        else 'Black' end as ethnicity,
    if(draw(household, 'box') < 0.05, 'PO BOX ' || (100 + pick(household, 'box', 900)), null) as po_box,
    draw(person, 'number') < if(culture in ('american', 'british'), 0.985, 0.90) as has_number
from person;
