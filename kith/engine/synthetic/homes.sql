-- truth.home and truth.home_before: where each person lives on the as-at day (else lived last), and where before that.
-- Tables rather than views, because every extract asks; they are not written out.

create or replace table truth.spell_at_home as
select residence.*, row_number() over (partition by person_id order by valid_from desc, dwelling_id) as back
from truth.residence residence;

create or replace table truth.home as
select person_id, dwelling_id, flat, building, number, street, town, postcode, uprn, kind
from truth.spell_at_home join truth.dwelling using (dwelling_id) where back = 1 order by person_id;

create or replace table truth.home_before as
select person_id, dwelling_id, flat, building, number, street, town, postcode, uprn, kind
from truth.spell_at_home join truth.dwelling using (dwelling_id) where back = 2 order by person_id;

drop table truth.spell_at_home;
