-- Draws a ref for each thing without one, from a keyed hash of its first member; keeps those that are new and drawn once.
-- The seven characters are the hash's digits to base 29, least first; the eighth is the check of identifiers.py.
insert into giving.given
with wanting as (
    select thing, min(member) as first_member from giving.member
    where thing not in (select thing from giving.given) group by thing
),
hashed as materialized (
    select thing, keyed_hash($kind || ':' || first_member || ':' || $attempt) as hash from wanting
),
numbered as materialized (select thing, cast('0x' || hash[1:15] as bigint) as number from hashed),
digits as materialized (
    select thing, number % 29 as a, number // 29 % 29 as b, number // 841 % 29 as c, number // 24389 % 29 as d,
        number // 707281 % 29 as e, number // 20511149 % 29 as f, number // 594823321 % 29 as g
    from numbered
),
signs as (select '123456789BCDFGHJKMNPQRSTVWXYZ' as sign),
drawn as (
    select thing, sign[a + 1] || sign[b + 1] || sign[c + 1] || sign[d + 1] || sign[e + 1] || sign[f + 1] || sign[g + 1]
        || sign[(29 - (2 * a + 3 * b + 4 * c + 5 * d + 6 * e + 7 * f + 8 * g) % 29) % 29 + 1] as ref
    from digits, signs
)
select thing, ref from drawn where ref not in (select ref from giving.used)
qualify row_number() over (partition by ref order by thing) = 1;
