-- What each compared pair says when clusters form: bits against strangers without the home, against relatives, and of the
-- home; whether it counts at all, objects, or forbids, or must be obeyed. A pair too unlike to be scored says that much.
create or replace table linking.edge as
select compared.n_l, compared.n_r,
    (case when must then $certain when is_silent then 0 else coalesce(strangers - bits_home, $unlikely) end)::float as strangers,
    (case when must then $certain when is_silent then 0 else coalesce(relative, $unlikely) end)::float as kin,
    case when is_silent then 0 else coalesce(bits_home, 0) end::float as home,
    must or not coalesce(is_silent, false) as counts,
    coalesce(veto in $objections, false) as against,
    coalesce(veto not in $objections, false) as veto,
    coalesce(must, false) as must
from linking.compared left join linking.guarded using (n_l, n_r);
