-- The clusters that became one: their records' label, and what the pairs between them say from now on, so that an
-- increment which forms the cluster again joins them again.
create or replace table linking.rejoined as
select label.n, label.label as was, joined.whole as label from linking.label join linking.joined using (label)
union all
select label.n, label.label, label.label from linking.label where label in (select whole from linking.joined);

update linking.label set label = rejoined.label from linking.rejoined where rejoined.n = label.n;

update linking.edge
set strangers = $settled, kin = $settled, home = 0, counts = true, against = false, veto = false
from linking.rejoined as l, linking.rejoined as r
where l.n = n_l and r.n = n_r and l.label = r.label and l.was <> r.was;
