-- Of the earlier records that are compared now, which pairs were held apart.
create or replace table linking.known_apart as
select n_l, n_r from linking.known_edge
where (veto or against) and n_l in (select n from linking.record) and n_r in (select n from linking.record);
