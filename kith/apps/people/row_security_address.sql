-- Finding a family by where it lives. No row of a home is read in a search: this function says which families have a
-- child living at the place that was typed (or anybody, where there is no child), and nothing of any place.
--
-- Never by a place that must not be found or is shared with strangers, never by somebody who must not be found, and not
-- by an adult who lives apart: of where they live the family's own page says nothing either. Each word typed begins, or is
-- spelt nearly like, a word of the address; a number is that number.
create or replace function kith_find_at_address(words text[], at_postcode text)
    returns table (family_ref text, person_ref text)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    live bigint := kith_number('run');
    findable text[] := kith_set('findable');
    families text[] := kith_set('families');
    doubted text[] := kith_doubted();
begin
    if kith_context() ->> 'scope' is distinct from 'SEARCH' or (cardinality(words) = 0 and at_postcode = '') then
        return;
    end if;
    return query
    with asked as (select left(unaccent(lower(word)), 100) as word from unnest(words) as word),
    own as (
        select member.family_ref, member.person_ref
        from people_familymember member
        where member.run_id = live and member.family_ref = any (families) and member.person_ref = any (findable)
          and (member.role = 'CHILD' or not exists (
              select from people_familymember other
              where other.run_id = live and other.family_ref = member.family_ref and other.role = 'CHILD'))
    )
    select distinct own.family_ref::text, own.person_ref::text
    from own
    join people_residence home on home.run_id = live and home.person_ref = own.person_ref and home.valid_to is null
    join people_dwelling place on place.run_id = live and place.dwelling_id = home.dwelling_id
    where not place.is_protected and not place.is_communal
      and not kith_is_shielded(own.person_ref, (kith_context() ->> 'day')::date)
      and not kith_all_doubted(doubted, home.person_ref, home.records)
      and not exists (select from people_homeleft gone where gone.person_ref = home.person_ref
                        and gone.dwelling_id = home.dwelling_id and gone.undone_at is null)
      and (at_postcode = '' or place.postcode = at_postcode)
      and not exists (
          select from asked where not exists (
              select from regexp_split_to_table(unaccent(lower(place.address_text)), '[^a-z0-9]+') as said
              where said = asked.word
                 or (asked.word !~ '[0-9]' and said <> '' and (
                     said like asked.word || '%'
                     or (length(asked.word) > 3
                         and levenshtein_less_equal(left(said, 100), asked.word, 2) <= least(length(asked.word) / 4, 2))))
          ));
end $$;
