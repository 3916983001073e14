-- addresses.crowded: tenancies of more people, and of more family names, than a household has: a hostel, a warden's flat, shared housing.

create or replace table addresses.crowded as
select dwelling, tenancy, count(distinct label) as people
from addresses.tenancy group by all
having count(distinct label) > $most_in_one and count(distinct surname) > $most_names;
