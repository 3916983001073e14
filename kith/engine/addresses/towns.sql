-- addresses.town: each town and region as it was typed, in plain words.

create or replace table addresses.town as
select typed, nullif(plain_town(typed), '') as name
from (select town as typed from addresses.written union select region from addresses.written)
where typed is not null;
