-- What each compared pair says when clusters form: bits against strangers without the home, against relatives, and of the
-- home; whether it objects, or forbids, or must be obeyed. A pair too unlike to be scored says that much.
create or replace table linking.edge as
select compared.n_l, compared.n_r,
    (case when must then $certain else coalesce(strangers - bits_home, $unlikely) end)::float as strangers,
    (case when must then $certain else coalesce(relative, $unlikely) end)::float as kin,
    coalesce(bits_home, 0)::float as home,
    coalesce(veto in $objections, false) as against,
    coalesce(veto not in $objections, false) as veto,
    coalesce(must, false) as must
from linking.compared left join linking.guarded using (n_l, n_r);
