-- Everybody is linked at once: there are no earlier records beside those at hand.
create or replace table linking.earlier_at (dwelling BIGINT, n BIGINT, household_ref VARCHAR);
