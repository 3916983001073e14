-- Pairs for review: a page must not become the way to find somebody. A reviewer is cleared for it by two people, for a
-- time; sees a pair only where agreements give their agency both records' names and addresses; never one whose two sides
-- people keep apart or whose bond is not told, or of a family of their own; and, without a shield clearance, nobody who
-- must not be found, nor anybody of their family. What another reviewer answered nobody reads, or the second opinion
-- would not be one.

create or replace function kith_is_reviewer() returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := (kith_context() ->> 'day')::date;
begin
    return coalesce(jsonb_array_length(kith_context() -> 'roles'), 0) > 0 and exists (
        select from agencies_clearance
        where worker_id = kith_worker() and kind = 'REVIEW' and approved_at is not null and withdrawn_at is null
          and valid_from <= on_day and valid_to > on_day
    );
end $$;

-- The agencies whose records the worker's own agency may compare: its own, and those that give it names and addresses.
create or replace function kith_comparable_agencies() returns text[]
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    on_day date := (kith_context() ->> 'day')::date;
    own text := kith_agency();
begin
    return array(
        select own union
        select unnest(givers) from governance_agreement
        where state = 'SIGNED' and receivers @> array[own]::varchar[] and not needs_family_agreement and max_level >= 3
          and categories @> array['IDENTITY', 'ADDRESS']::varchar[]
          and valid_from <= on_day and (valid_to is null or valid_to > on_day)
    );
end $$;

create or replace function kith_reviewable() returns setof text
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    live bigint := kith_number('run');
    on_day date := (kith_context() ->> 'day')::date;
    is_cleared boolean := kith_shield_cleared(kith_worker(), on_day);
    open_agencies text[];
begin
    if not kith_is_reviewer() then
        return;
    end if;
    open_agencies := kith_comparable_agencies();
    return query
    with shielded as materialized (
        select distinct person_ref::text as person_ref from governance_shield
        where (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day)
    ),
    -- A child's address is where their mother hides.
    near_shielded as materialized (
        select person_ref from shielded
        union
        select kin.person_ref::text from people_familymember kin
        where kin.run_id = live and kin.family_ref in (
            select member.family_ref from people_familymember member
            where member.run_id = live and member.person_ref in (select person_ref from shielded)
        )
    ),
    own as materialized (
        select person_ref from people_familymember member
        join governance_declaredinterest interest using (family_ref)
        where member.run_id = live and interest.worker_id = kith_worker() and interest.ended_at is null
    )
    select pair.pair_ref::text
    from matching_reviewpair pair join matching_reviewcase asked using (pair_ref)
    where pair.run_id = live
      and pair.agency_id_l = any (open_agencies) and pair.agency_id_r = any (open_agencies)
      and (is_cleared or not (
          pair.is_shielded or pair.person_ref_l in (select person_ref from near_shielded)
          or pair.person_ref_r in (select person_ref from near_shielded)))
      -- Shielded since the run: it still has their homes in it, and those are nobody's to read here.
      and (pair.is_shielded or not (
          pair.person_ref_l in (select person_ref from shielded)
          or pair.person_ref_r in (select person_ref from shielded)))
      and pair.person_ref_l not in (select person_ref from own) and pair.person_ref_r not in (select person_ref from own)
      and not exists (
          select from governance_hiddenrelation untold
          where untold.ended_at is null
            and (untold.one_ref, untold.other_ref)
                in ((pair.person_ref_l, pair.person_ref_r), (pair.person_ref_r, pair.person_ref_l))
      )
      -- Of somebody with two identities no pair at all: a third record might lead from the one to the other.
      and not exists (
          select from governance_keptapart kept
          where kept.reason <> 'MISTAKEN'
            and (kept.one_ref in (pair.person_ref_l, pair.person_ref_r)
                 or kept.other_ref in (pair.person_ref_l, pair.person_ref_r)
                 or asked.record_l = any (kept.one_records || kept.other_records)
                 or asked.record_r = any (kept.one_records || kept.other_records))
      );
end $$;

call kith_guard('matching_reviewpair');
drop policy if exists compared on matching_reviewpair;
create policy compared on matching_reviewpair for select to kith_web using (
    run_id = (select kith_number('run')) and pair_ref in (select kith_reviewable())
);

call kith_guard('matching_reviewcase');
drop policy if exists asked on matching_reviewcase;
create policy asked on matching_reviewcase for select to kith_web using (pair_ref in (select kith_reviewable()));

call kith_guard('matching_reviewdecision');
drop policy if exists own on matching_reviewdecision;
create policy own on matching_reviewdecision for select to kith_web using (said_by = (select kith_worker()));
drop policy if exists given on matching_reviewdecision;
create policy given on matching_reviewdecision for insert to kith_web
    with check (said_by = (select kith_worker()) and case_id in (select id from matching_reviewcase));

call kith_guard('matching_evidenceseen');
drop policy if exists own on matching_evidenceseen;
create policy own on matching_evidenceseen to kith_web
    using (seen_by = (select kith_worker()))
    with check (seen_by = (select kith_worker()) and case_id in (select id from matching_reviewcase));

-- Numbers each answer, says whether the evidence had been seen, and moves the case on: one answer settles it, unless it
-- was drawn to be asked twice, a child protection plan hangs on it, or it is a "cannot tell" (who knows one of the two
-- says that, and nobody can put a pair away alone); two that differ go to a third; three that all differ are a "cannot
-- tell".
create or replace function kith_take_opinion() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    asked matching_reviewcase;
    before text[];
    settled text;
    on_to text;
begin
    select * into asked from matching_reviewcase where id = new.case_id for update;
    if asked.state = 'SETTLED' then
        raise check_violation using message = 'This pair is settled.', constraint = 'review_is_settled';
    end if;
    select coalesce(array_agg(answer::text), '{}') into before from matching_reviewdecision where case_id = new.case_id;
    new.opinion := cardinality(before) + 1;
    new.saw_evidence := exists (select from matching_evidenceseen where case_id = new.case_id and seen_by = new.said_by);
    if new.opinion = 1 then
        if asked.asks_twice or asked.has_plan or new.answer = 'CANNOT_TELL' then
            on_to := 'SECOND';
        else
            settled := new.answer;
        end if;
    elsif new.answer = any (before) then
        settled := new.answer;
    elsif new.opinion = 2 then
        on_to := 'THIRD';
    else
        settled := 'CANNOT_TELL';
    end if;
    update matching_reviewcase
    set state = coalesce(on_to, 'SETTLED'), answer = coalesce(settled, ''),
        settled_at = case when settled is not null then new.at end
    where id = new.case_id;
    return new;
end $$;
create or replace trigger takes_opinion before insert on matching_reviewdecision
    for each row execute function kith_take_opinion();

-- Records of one person, for whoever has the family open and must say that one is somebody else's: names and birth dates,
-- and not which agency holds them. Where a run had joined somebody's two identities, the other one's are not told.
create or replace function kith_is_of_other_identity(person text, record_id text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    live bigint := kith_number('run');
begin
    return person = any (kith_set('people_2')) and exists (
        select from governance_keptapart kept
        where kept.reason <> 'MISTAKEN' and record_id = any (kept.one_records || kept.other_records)
          and (kept.one_ref = person and record_id = any (kept.other_records)
               or kept.other_ref = person and record_id = any (kept.one_records)
               -- Joined still: of neither is it told, since nobody knows whose page this is.
               or (select bool_or(held.record = any (kept.one_records)) and bool_or(held.record = any (kept.other_records))
                   from matching_personrecord held where held.run_id = live and held.person_ref = person))
    );
end $$;
call kith_guard('matching_personrecord');
drop policy if exists told on matching_personrecord;
create policy told on matching_personrecord for select to kith_web using (
    run_id = (select kith_number('run')) and person_ref = any ((select kith_set('people_2'))::text[])
    and agency_id = any ((select kith_comparable_agencies())::text[])
    and not kith_is_of_other_identity(person_ref, record)
);

-- Who is being taken apart: those who have the family open; asked by oneself, agreed by another where it takes two.
call kith_guard('matching_separation');
drop policy if exists of_family on matching_separation;
create policy of_family on matching_separation for select to kith_web using (
    family_ref in (select unnest(kith_set('families'))) or asked_by = (select kith_worker())
);
create or replace function kith_family_has_plan(of_family text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    live bigint := kith_number('run');
    on_day date := (kith_context() ->> 'day')::date;
begin
    return exists (
        select from people_familymember member
        join people_fact fact on fact.run_id = live and fact.person_ref = member.person_ref
        where member.run_id = live and member.family_ref = of_family and of_family = any (kith_set('families'))
          and fact.kind = 'CP_PLAN' and fact.happened_on <= on_day and (fact.ended_on is null or fact.ended_on > on_day)
    );
end $$;
drop policy if exists asked on matching_separation;
create policy asked on matching_separation for insert to kith_web with check (
    family_ref = any ((select kith_set('families'))::text[])
    and (needs_second and state = 'ASKED' or not kith_family_has_plan(family_ref)) and
    asked_by = (select kith_worker()) and person_ref = any ((select kith_set('people_2'))::text[])
    and other_ref = '' and made_at is null and state in ('ASKED', 'AGREED')
);
drop policy if exists decided on matching_separation;
create policy decided on matching_separation for update to kith_web
    using (family_ref in (select unnest(kith_set('families'))) and state = 'ASKED')
    with check (decided_by = (select kith_worker()) and state in ('AGREED', 'DECLINED'));
create or replace trigger signed before update on matching_separation
    for each row execute function kith_signed_by_oneself('decided_by');

call kith_guard('matching_separationitem');
drop policy if exists of_family on matching_separationitem;
create policy of_family on matching_separationitem for select to kith_web
    using (separation_id in (select id from matching_separation));
drop policy if exists chosen on matching_separationitem;
create policy chosen on matching_separationitem for update to kith_web
    using (separation_id in (select id from matching_separation) and moved_at is null)
    with check (chosen_by = (select kith_worker()) and moved_at is null);
create or replace trigger kept before update on matching_separationitem
    for each row execute function kith_kept_as_it_was('model', 'row', 'field', 'words', 'separation_id', 'moved_at');

call kith_guard('matching_followedmerge');
call kith_guard('matching_followedrun');
