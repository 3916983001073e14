-- Macros that write a text as a person, a keyboard or a scanner would; k is the row, s says what for.
-- draw() is a hash of the row, the purpose and the seed, so nothing depends on row order or on threads.
create or replace macro draw(k, s) as (hash(k, s, {seed}) % 1000003) / 1000003.0;
create or replace macro pick(k, s, n) as (hash(k, s, {seed}, 'pick') % n)::bigint;
create or replace macro hit(k, s, p) as draw(k, s) < least(p * {noise}, 0.6);

create or replace macro neighbour(c, n) as if(n = 0,
    translate(c, 'qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM1234567890',
                 'wertyuiopisdfghjkljxcvbnmnWERTYUIOPISDFGHJKLJXCVBNMN2345678909'),
    translate(c, 'wertyuiopsdfghjklxcvbnmqazWERTYUIOPSDFGHJKLXCVBNMQAZ1234567890',
                 'qwertyuioasdfghjkzxcvbnwsxQWERTYUIOASDFGHJKZXCVBNWSX2123456789'));
create or replace macro typed(t, p, c, kind) as case kind
    when 0 then left(t, p - 1) || substr(t, p + 1)
    when 1 then left(t, p - 1) || substr(t, p + 1, 1) || substr(t, p, 1) || substr(t, p + 2)
    when 2 then left(t, p - 1) || neighbour(c, 0) || substr(t, p + 1)
    when 3 then left(t, p - 1) || neighbour(c, 1) || substr(t, p + 1)
    when 4 then left(t, p) || c || substr(t, p + 1)
    else left(t, p) || neighbour(c, 1) || substr(t, p + 1) end;
-- The first letter is mistyped less often than the rest.
create or replace macro typo(t, k, s) as if(length(t) < 2, t, typed(t,
    1 + pick(k, s || 'at', greatest(length(t), 1)),
    substr(t, 1 + pick(k, s || 'at', greatest(length(t), 1)), 1),
    pick(k, s || 'kind', 6)));
create or replace macro scanned(t, k, s) as case pick(k, s || 'scan', 12)
    when 0 then replace(t, 'rn', 'm') when 1 then replace(t, 'm', 'rn') when 2 then replace(t, 'cl', 'd')
    when 3 then regexp_replace(t, 'i', 'l') when 4 then regexp_replace(t, 'l', '1') when 5 then regexp_replace(t, 'e', 'c')
    when 6 then regexp_replace(t, 'a', 'o') when 7 then regexp_replace(t, 'u', 'v') when 8 then regexp_replace(t, 'h', 'b')
    when 9 then regexp_replace(t, 'S', '5') when 10 then regexp_replace(t, 'B', '8') else regexp_replace(t, 'o', '0') end;
create or replace macro heard(t, k, s) as case pick(k, s || 'heard', 16)
    when 0 then replace(t, 'ph', 'f') when 1 then replace(t, 'ck', 'k') when 2 then replace(t, 'ie', 'y')
    when 3 then replace(t, 'ee', 'ea') when 4 then regexp_replace(t, 'll', 'l') when 5 then regexp_replace(t, 'tt', 't')
    when 6 then regexp_replace(t, 'nn', 'n') when 7 then regexp_replace(t, 's', 'z') when 8 then regexp_replace(t, 'y', 'i')
    when 9 then replace(t, 'C', 'K') when 10 then regexp_replace(t, 'ar', 'er') when 11 then regexp_replace(t, 'er', 'ar')
    when 12 then regexp_replace(t, 'ai', 'ay') when 13 then regexp_replace(t, 'n$', 'nn')
    when 14 then regexp_replace(t, 'a', 'e') else regexp_replace(t, 'h', '') end;
create or replace macro digit(t, k, s) as if(coalesce(length(t), 0) = 0, t,
    left(t, pick(k, s || 'at', greatest(length(t), 1))) || coalesce(
        ((try_cast(substr(t, 1 + pick(k, s || 'at', greatest(length(t), 1)), 1) as int)
            + 1 + pick(k, s || 'by', 9)) % 10)::varchar,
        substr(t, 1 + pick(k, s || 'at', greatest(length(t), 1)), 1))
    || substr(t, 2 + pick(k, s || 'at', greatest(length(t), 1))));

create or replace macro soiled_name(t, k, s) as case
    when hit(k, s || 'fake', 0.002) then
        ['FEMALE', 'MALE', 'MR', 'MRS', 'UNKNOWN', 'BABY', 'CHILD', 'TENANT', 'NA', 'X', 'DAUGHTER', 'SON'][1 + pick(k, s || 'fake', 12)]
    when hit(k, s || 'typo', 0.008) then typo(t, k, s)
    when hit(k, s || 'scan', 0.005) then scanned(t, k, s)
    when hit(k, s || 'heard', 0.010) then heard(t, k, s)
    when hit(k, s || 'initial', 0.002) then left(t, 1)
    else t end;
create or replace macro soiled_text(t, k, s) as case
    when hit(k, s || 'typo', 0.010) then typo(t, k, s)
    when hit(k, s || 'scan', 0.006) then scanned(t, k, s)
    else t end;
create or replace macro soiled_digits(t, k, s) as case
    when hit(k, s || 'digit', 0.010) then digit(t, k, s)
    when hit(k, s || 'typo', 0.003) then typo(t, k, s)
    else t end;
create or replace macro soiled_choice(t, k, s, other) as if(hit(k, s || 'other', 0.004), other, t);
create or replace macro wrong_date(d, y, m, n) as coalesce(
    try_cast(format('{{:04d}}-{{:02d}}-{{:02d}}', y, m, n) as date), d);
-- Days and months change places, a part is wrong, or it is somebody else's birthday in the same home.
create or replace macro soiled_date(d, k, s, kin) as case
    when hit(k, s || 'swap', 0.006) and day(d) <= 12 then wrong_date(d, year(d), day(d), month(d))
    when hit(k, s || 'year', 0.005) then wrong_date(d, year(d) + [1, -1, 10, -10, 2, -9][1 + pick(k, s, 6)], month(d), day(d))
    when hit(k, s || 'month', 0.003) then wrong_date(d, year(d), 1 + pick(k, s, 12), day(d))
    when hit(k, s || 'day', 0.006) then wrong_date(d, year(d), month(d), 1 + pick(k, s, 28))
    when hit(k, s || 'kin', 0.005) then coalesce(kin, d)
    when hit(k, s || 'first', 0.002) then wrong_date(d, year(d), 1, 1)
    when hit(k, s || 'never', 0.0005) then date '1900-01-01'
    else d end;
