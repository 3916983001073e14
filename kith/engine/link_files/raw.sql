-- Every record of every file in one shape; what the files said stays as they said it, trimmed.

create or replace table linking.raw (
    n BIGINT, source VARCHAR, row BIGINT, record_id VARCHAR, first_name VARCHAR, middle_name VARCHAR, last_name VARCHAR,
    known_as VARCHAR, previous_last_name VARCHAR, born DATE, born_year SMALLINT, sex VARCHAR, address VARCHAR,
    town VARCHAR, region VARCHAR, postcode VARCHAR, identifiers MAP(VARCHAR, VARCHAR), other MAP(VARCHAR, VARCHAR),
    groups MAP(VARCHAR, VARCHAR)
);
