-- Which rows about people each role sees: those of the live run that kith_begin (governance/row_security_begin.sql)
-- found the worker may have for the purpose, at the level that each table is worth. Nothing is said twice: a policy
-- only compares columns with the sets.

call kith_guard('people_person');
call kith_guard('people_family');
call kith_guard('people_outofview');        -- found by exact identifiers alone, through a function
call kith_guard('people_flag');             -- answered one question at a time, through a function
call kith_guard('people_broughtintoview');

-- Who they are: whom to contact (2). These are read by searches too, of all a worker's families.
call kith_guard('people_persondetails');
drop policy if exists known on people_persondetails;
create policy known on people_persondetails for select to kith_web using (
    run_id = (select kith_number('run')) and person_ref in (select unnest(kith_set('people')))
);

-- A family's name may be that of somebody who must not be found: it is told where everyone in it is known.
call kith_guard('people_familydetails');
drop policy if exists named on people_familydetails;
create policy named on people_familydetails for select to kith_web using (
    run_id = (select kith_number('run')) and family_ref in (select unnest(kith_set('named')))
);

call kith_guard('people_familymember');
drop policy if exists known on people_familymember;
create policy known on people_familymember for select to kith_web using (
    run_id = (select kith_number('run'))
    and family_ref || '|' || person_ref in (select unnest(kith_set('memberships')))
);

-- Who is related to whom: a summary (3) at both ends, and not what must stay hidden.
call kith_guard('people_relation');
drop policy if exists told on people_relation;
create policy told on people_relation for select to kith_web using (
    run_id = (select kith_number('run'))
    and from_person_ref = any ((select kith_set('relatives'))::text[])
    and to_person_ref = any ((select kith_set('relatives'))::text[])
    and from_person_ref || '|' || to_person_ref <> all ((select kith_set('hidden'))::text[])
);

-- What workers said of who is whose: as the bonds themselves; of what must stay hidden everybody reads their own words
-- alone. Said of people whose bonds are read in the family that is open, and signed by oneself.
call kith_guard('people_bondsaid');
drop policy if exists told on people_bondsaid;
create policy told on people_bondsaid for select to kith_web using (
    from_person_ref = any ((select kith_set('relatives'))::text[])
    and to_person_ref = any ((select kith_set('relatives'))::text[])
    and (said_by = (select kith_worker())
         or from_person_ref || '|' || to_person_ref <> all ((select kith_set('hidden'))::text[]))
);
drop policy if exists said on people_bondsaid;
create policy said on people_bondsaid for insert to kith_web with check (
    family_ref = any ((select kith_set('families'))::text[]) and said_by = (select kith_worker()) and undone_at is null
    and agreed_at is null and agreed_by is null
    and from_person_ref = any ((select kith_set('relatives'))::text[])
    and to_person_ref = any ((select kith_set('relatives'))::text[])
);
drop policy if exists undone on people_bondsaid;
create policy undone on people_bondsaid for update to kith_web
    using (undone_at is null and from_person_ref = any ((select kith_set('relatives'))::text[]))
    with check (undone_by = (select kith_worker()) and undone_at is not null);
create or replace trigger signed before update on people_bondsaid
    for each row execute function kith_signed_by_oneself('undone_by', 'agreed_by');
create or replace trigger kept before update on people_bondsaid
    for each row execute function kith_kept_as_it_was(
        'ref', 'family_ref', 'from_person_ref', 'kind', 'to_person_ref', 'decision', 'said_on', 'reason', 'said_by', 'said_at',
        'needs_second');
-- The second word, where it takes two: of another who works with the family.
drop policy if exists agreed on people_bondsaid;
create policy agreed on people_bondsaid for update to kith_web
    using (undone_at is null and needs_second and agreed_at is null and said_by <> (select kith_worker())
           and family_ref = any ((select kith_set('families'))::text[])
           and from_person_ref = any ((select kith_set('relatives'))::text[]))
    with check (agreed_by = (select kith_worker()) and agreed_at is not null and undone_at is null);

-- Records that somebody doubts are of whom the run takes them for: what they say of that person nobody reads, whoever
-- they are, until the doubt is settled. "PERSON|RECORD", for the policies of what records say.
call kith_guard('people_doubtedrecord');
create or replace function kith_doubted() returns text[]
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return array(select person_ref || '|' || record from people_doubtedrecord where undone_at is null);
end $$;
-- Whether of all records that say something none is left that nobody doubts.
create or replace function kith_all_doubted(doubted text[], person text, records text) returns boolean
    language sql immutable
    as $$
    select records <> '' and array(select person || '|' || unnest(string_to_array(records, chr(31)))) <@ doubted $$;
revoke all on function kith_doubted(), kith_all_doubted(text[], text, text) from public;
grant execute on function kith_doubted(), kith_all_doubted(text[], text, text) to kith_web;
drop policy if exists told on people_doubtedrecord;
create policy told on people_doubtedrecord for select to kith_web using (
    person_ref = any ((select kith_set('people_2'))::text[])
);
drop policy if exists said on people_doubtedrecord;
create policy said on people_doubtedrecord for insert to kith_web with check (
    family_ref = any ((select kith_set('families'))::text[]) and said_by = (select kith_worker()) and undone_at is null
    and person_ref = any ((select kith_set('people_2'))::text[])
);
drop policy if exists undone on people_doubtedrecord;
create policy undone on people_doubtedrecord for update to kith_web
    using (undone_at is null and person_ref = any ((select kith_set('people_2'))::text[]))
    with check (undone_by = (select kith_worker()) and undone_at is not null);
create or replace trigger signed before update on people_doubtedrecord
    for each row execute function kith_signed_by_oneself('undone_by');
create or replace trigger kept before update on people_doubtedrecord
    for each row execute function kith_kept_as_it_was('ref', 'family_ref', 'person_ref', 'record', 'reason', 'said_by', 'said_at');

-- Where they live: a summary (3); the place itself only where it is not withheld.
call kith_guard('people_residence');
drop policy if exists told on people_residence;
create policy told on people_residence for select to kith_web using (
    run_id = (select kith_number('run')) and person_ref = any ((select kith_set('housed'))::text[])
    and not kith_all_doubted((select kith_doubted())::text[], person_ref, records)
);

call kith_guard('people_dwelling');
drop policy if exists told on people_dwelling;
create policy told on people_dwelling for select to kith_web using (
    run_id = (select kith_number('run')) and dwelling_id = any ((select kith_set('dwellings'))::text[])
);

-- What workers said of where they live: as the homes themselves. Never of a place that must not be found, nor of who
-- must not: that is for those who keep them hidden.
call kith_guard('people_homeleft');
drop policy if exists told on people_homeleft;
create policy told on people_homeleft for select to kith_web using (
    person_ref = any ((select kith_set('housed'))::text[]) and dwelling_id = any ((select kith_set('dwellings'))::text[])
);
drop policy if exists said on people_homeleft;
create policy said on people_homeleft for insert to kith_web with check (
    family_ref = any ((select kith_set('families'))::text[]) and said_by = (select kith_worker()) and undone_at is null
    and person_ref = any ((select kith_set('housed'))::text[])
    and exists (
        select from people_residence home join people_dwelling place using (run_id, dwelling_id)
        where home.run_id = (select kith_number('run')) and home.person_ref = people_homeleft.person_ref
          and home.dwelling_id = people_homeleft.dwelling_id and home.valid_to is null and not place.is_protected
    )
    and not kith_is_shielded(person_ref, (select (kith_context() ->> 'day')::date))
);
drop policy if exists undone on people_homeleft;
create policy undone on people_homeleft for update to kith_web
    using (undone_at is null and person_ref = any ((select kith_set('housed'))::text[]))
    with check (undone_by = (select kith_worker()) and undone_at is not null);
create or replace trigger signed before update on people_homeleft
    for each row execute function kith_signed_by_oneself('undone_by');
create or replace trigger kept before update on people_homeleft
    for each row execute function kith_kept_as_it_was(
        'ref', 'family_ref', 'person_ref', 'dwelling_id', 'left_on', 'said_on', 'reason', 'said_by', 'said_at');

-- Who works with them: whom to contact (2). What is above the clearance is brokered, but never the restricted.
call kith_guard('people_involvement');
drop policy if exists brokered on people_involvement;
create policy brokered on people_involvement for select to kith_web using (
    run_id = (select kith_number('run')) and person_ref = any ((select kith_set('people_2'))::text[])
    and (agency_id = (select kith_agency())
         or agency_id || '|' || category = any ((select kith_set('pairs_2'))::text[])
         or person_ref || '|' || agency_id || '|' || category = any ((select kith_set('agreed_2'))::text[]))
    and (sensitivity <= (select kith_number('clearance_2'))
         or (sensitivity < 3 and (select kith_number('clearance_2')) is not null))
    and not kith_all_doubted((select kith_doubted())::text[], person_ref, records)
);

-- What happened: a summary (3). What happened at a place is of nobody by name, and told with the family's own homes.
call kith_guard('people_fact');
drop policy if exists told on people_fact;
create policy told on people_fact for select to kith_web using (
    run_id = (select kith_number('run')) and sensitivity <= (select kith_number('clearance_3'))
    and (person_ref = any ((select kith_set('people_3'))::text[])
         or (person_ref = '' and dwelling_id = any ((select kith_set('homes'))::text[])))
    and (agency_id = (select kith_agency())
         or agency_id || '|' || category = any ((select kith_set('pairs_3'))::text[])
         or person_ref || '|' || agency_id || '|' || category = any ((select kith_set('agreed_3'))::text[]))
    and person_ref || '|' || record <> all ((select kith_doubted())::text[])
);

-- Which agency holds what kind of thing about whom, at level 1 or above, in the family that is open: by this a page
-- says "health knows something" without any row of theirs. Of a place, what happened there while somebody lived there.
create or replace function kith_held() returns table (person_ref text, agency_id text, category text, sensitivity integer)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    live bigint := kith_number('run');
    cleared bigint := kith_number('clearance_1');
    own text := kith_agency();
    people text[] := kith_set('people_2');
    homes text[] := kith_set('homes');
    housed text[] := kith_set('housed');
    pairs text[] := kith_set('pairs_1');
    agreed text[] := kith_set('agreed_1');
    doubted text[] := kith_doubted();
begin
    if kith_context() ->> 'scope' is distinct from 'FAMILY' or cleared is null then
        return;
    end if;
    return query
    select distinct holding.person_ref, holding.agency_id, holding.category, holding.sensitivity
    from (
        select fact.person_ref::text, fact.agency_id::text, fact.category::text, fact.sensitivity::integer
        from people_fact fact where fact.run_id = live and fact.person_ref = any (people) and fact.person_ref <> ''
          and fact.person_ref || '|' || fact.record <> all (doubted)
        union
        select '', fact.agency_id, fact.category, fact.sensitivity
        from people_fact fact
        where fact.run_id = live and fact.person_ref = '' and fact.dwelling_id = any (homes) and fact.dwelling_id <> ''
          and exists (
              select from people_residence home
              where home.run_id = live and home.dwelling_id = fact.dwelling_id and home.person_ref = any (housed)
                and (home.valid_from is null or home.valid_from <= coalesce(fact.ended_on, fact.happened_on))
                and (home.valid_to is null or fact.happened_on < home.valid_to)
          )
        union
        select work.person_ref, work.agency_id, work.category, work.sensitivity
        from people_involvement work where work.run_id = live and work.person_ref = any (people)
          and not kith_all_doubted(doubted, work.person_ref, work.records)
    ) as holding
    where (holding.sensitivity <= cleared or holding.sensitivity < 3)
      and (holding.agency_id = own
           or holding.agency_id || '|' || holding.category = any (pairs)
           or holding.person_ref || '|' || holding.agency_id || '|' || holding.category = any (agreed));
end $$;
revoke all on function kith_held() from public;
grant execute on function kith_held() to kith_web;
