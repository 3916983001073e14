-- linking.most: for each cluster and column the first record that has the value which most of the cluster's records have.
create or replace table linking.most as
with told as (
    unpivot (select label, n, {said} from linking.hinted join linking.record using (n)) on {names} into name what value value
),
counted as (select label, what, value, count(*) as records, min(n) as n from told group by all)
select label, what, arg_max(n, (records, -n)) as n from counted group by label, what;
