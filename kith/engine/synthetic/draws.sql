-- Draws that only the world needs, on top of chance() of noise.sql.

create schema if not exists work;

create or replace macro between_numbers(low, high, id, salt) as
    low + (high - low) * chance(id, salt);

create or replace macro whole_between(low, high, id, salt) as
    low + cast(floor((high - low + 1) * chance(id, salt)) as integer);

-- A draw from the normal curve, mean 0, deviation 1, cut at three deviations so that no age is absurd.
create or replace macro normal(id, salt) as
    greatest(-3, least(3, sqrt(-2 * ln(1 - chance(id, salt || ':n1'))) * cos(2 * pi() * chance(id, salt || ':n2'))));

create or replace macro day_between(first, last, id, salt) as
    cast(first as date) + cast(floor(greatest(cast(last as date) - cast(first as date), 0) * chance(id, salt)) as integer);

create or replace macro years_before(day, years) as
    cast(day as date) - cast(round(years * 365.25) as integer);

-- The year in which the school year of a day began.
create or replace macro school_year_of(day) as
    year(cast(day as date) - interval 8 month);

-- How a Polish surname ends for a woman.
create or replace macro surname_for(surname, sex, names) as
    case when sex = 'F' and names = 'POLISH' then regexp_replace(surname, '(sk|ck|dzk)i$', '\1a') else surname end;

-- A day that no spell reaches, for those that have not ended.
create or replace macro never() as cast('9999-01-01' as date);
