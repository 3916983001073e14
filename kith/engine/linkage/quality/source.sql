-- One row per source: its records, and those in one person with a record of another source.
create or replace table measuring.source as
select source, count(*) as records, count(*) filter (several_sources) as linked
from measuring.record left join measuring.person using (label)
group by source;
