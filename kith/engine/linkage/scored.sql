-- What scoring fills: every pair compared; and for the likelier ones the weight, and the level reached in each comparison.
create or replace table linking.compared (n_l BIGINT, n_r BIGINT);

create or replace table linking.scored (
    n_l BIGINT, n_r BIGINT, weight DOUBLE, probability DOUBLE, same_lister BOOLEAN, forename TINYINT, surname TINYINT,
    birth TINYINT, home TINYINT, sex TINYINT, nhs_number TINYINT, upn TINYINT, own_id TINYINT);
