-- linking.twice: how seldom a source lists one person twice, in bits against its two records being one person's. A tax
-- office never does, an employer does each year. A few records teach little.
create or replace table linking.twice as
with listed as (
    select label, source, count(*) as records from linking.label join linking.record using (n) group by all
)
select source, log2(((sum(records - 1) + 3) / (sum(records) + 10)) / 0.3)::float as bits
from listed group by source having bits < -1;
