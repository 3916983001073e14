-- Pairs for review: a page must not become the way to find somebody. A reviewer is cleared for it by two people, for a
-- time; sees a pair only where agreements give their agency both records' names and addresses; never one whose two sides
-- people keep apart or whose bond is not told, or of a family of their own; and, without a shield clearance, nobody who
-- must not be found, nor anybody of their family; and never more at a time than what is most worth asking. What another
-- reviewer answered nobody reads, or the second opinion would not be one.

create table if not exists kith_review_secret (secret text not null);
insert into kith_review_secret (secret)
select gen_random_uuid()::text || gen_random_uuid()::text where not exists (select from kith_review_secret);
revoke all on kith_review_secret from public;

-- A number for a text that nobody can work out beforehand, the same whenever it is asked.
create or replace function kith_review_draw(said text) returns text
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return (select encode(sha256(convert_to(secret || '|' || said, 'utf8')), 'hex') from kith_review_secret);
end $$;
revoke all on function kith_review_draw(text) from public;

-- One pair in ten is asked of two people: drawn by lot, and by nothing that is known of the people, so that nobody reads
-- from it whose family has a plan.
create or replace function kith_asks_twice(pair text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return mod(('x' || left(kith_review_draw('twice:' || pair), 7))::bit(28)::int, 10) = 0;
end $$;
revoke all on function kith_asks_twice(text) from public;
grant execute on function kith_asks_twice(text) to kith_loader;

-- A reviewer's own order of the pairs that are open: again by lot, since what comes first would tell for whom most hangs
-- on it.
create or replace function kith_turn_of(pair text) returns text
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return kith_review_draw('turn:' || kith_worker() || ':' || pair);
end $$;
revoke all on function kith_turn_of(text) from public;
grant execute on function kith_turn_of(text) to kith_web;

-- The pairs of a run that are open now: of those most worth asking, one for every forty people in view, and of those
-- drawn at random a quarter as many again; what a worker doubts always. The others wait until these are settled: a
-- reviewer has no need to read of half the people in view at once.
create or replace function kith_open_pairs(of_run bigint) returns setof text
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    in_view int := coalesce((select (counts ->> 'person')::int from intake_run where id = of_run), 0);
    most int := greatest(40, in_view / 40);
begin
    return query
    with waiting as (
        select pair.pair_ref, pair.why,
               row_number() over (partition by pair.why = 'SAMPLE', pair.why = 'DOUBT' order by pair.place) as turn
        from matching_reviewpair pair join matching_reviewcase asked using (pair_ref)
        where pair.run_id = of_run and asked.state <> 'SETTLED'
    )
    select pair_ref::text from waiting
    where why = 'DOUBT' or turn <= case when why = 'SAMPLE' then most / 4 else most end;
end $$;
revoke all on function kith_open_pairs(bigint) from public;

-- How many pairs of the live run wait until those that are open are settled: a number, and nothing of anybody.
create or replace function kith_pairs_in_waiting() returns bigint
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    live bigint := kith_number('run');
begin
    if not kith_is_reviewer() then
        return 0;
    end if;
    return (
        select count(*) from matching_reviewpair pair join matching_reviewcase asked using (pair_ref)
        where pair.run_id = live and asked.state <> 'SETTLED'
          and pair.pair_ref not in (select kith_open_pairs(live))
    );
end $$;
revoke all on function kith_pairs_in_waiting() from public;
grant execute on function kith_pairs_in_waiting() to kith_web;

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
    -- Families of one's own; and whomever one said to know, with their families.
    own as materialized (
        select member.person_ref::text as person_ref from people_familymember member
        join governance_declaredinterest interest using (family_ref)
        where member.run_id = live and interest.worker_id = kith_worker() and interest.ended_at is null
        union
        select person_ref::text from matching_steppedaside where worker_id = kith_worker()
        union
        select near.person_ref::text from matching_steppedaside aside
        join people_familymember known on known.run_id = live and known.person_ref = aside.person_ref
        join people_familymember near on near.run_id = live and near.family_ref = known.family_ref
        where aside.worker_id = kith_worker()
    )
    select pair.pair_ref::text
    from matching_reviewpair pair join matching_reviewcase asked using (pair_ref)
    where pair.run_id = live and pair.pair_ref in (select kith_open_pairs(live))
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
      )
      -- Who cleared somebody for this is no second opinion to them, nor they to whoever cleared them.
      and not exists (
          select from matching_reviewdecision said join agencies_clearance given on given.kind = 'REVIEW'
          where said.case_id = asked.id and given.approved_at is not null
            and (given.worker_id = said.said_by and kith_worker() in (given.proposed_by, given.decided_by)
                 or given.worker_id = kith_worker() and said.said_by in (given.proposed_by, given.decided_by))
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

call kith_guard('matching_steppedaside');
drop policy if exists own on matching_steppedaside;
create policy own on matching_steppedaside for select to kith_web using (worker_id = (select kith_worker()));
drop policy if exists said on matching_steppedaside;
create policy said on matching_steppedaside for insert to kith_web with check (
    worker_id = (select kith_worker())
    and person_ref in (select person_ref_l from matching_reviewpair union select person_ref_r from matching_reviewpair)
);

-- Numbers each answer, says whether the evidence had been seen, and moves the case on: one answer settles it, unless it
-- was drawn to be asked twice or is a "cannot tell" (nobody can put a pair away alone); two that differ go to a third;
-- three that all differ are a "cannot tell". Where a record was doubted and is theirs, the doubt is over.
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
        if asked.asks_twice or new.answer = 'CANNOT_TELL' then
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
    if settled = 'SAME' and asked.person_ref_l = asked.person_ref_r then
        update people_doubtedrecord doubt set undone_at = new.at
        where doubt.undone_at is null and doubt.person_ref = asked.person_ref_l
          and (doubt.record = asked.record_l and not kith_is_doubted(doubt.person_ref, asked.record_r)
               or doubt.record = asked.record_r and not kith_is_doubted(doubt.person_ref, asked.record_l));
    end if;
    return new;
end $$;
create or replace trigger takes_opinion before insert on matching_reviewdecision
    for each row execute function kith_take_opinion();

create or replace function kith_is_doubted(person text, of_record text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return exists (
        select from people_doubtedrecord where person_ref = person and record = of_record and undone_at is null
    );
end $$;
revoke all on function kith_is_doubted(text, text) from public;

-- The question for reviewers that each doubted record makes: is it of one person with another record that the run takes
-- for theirs? Of what a page knows of records there is not much; a run that finds the pair itself tells more.
create or replace function kith_doubt_questions(of_run bigint) returns table (
    pair_ref text, person_ref text, record_l text, record_r text, agency_l text, agency_r text, shown_l jsonb, shown_r jsonb
)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
#variable_conflict use_column
begin
    return query
    select 'RV-' || upper(left(kith_review_draw('doubt:' || theirs.record || '|' || doubted.record), 12)),
           doubted.person_ref::text, theirs.record::text, doubted.record::text, theirs.agency_id::text, doubted.agency_id::text,
           jsonb_build_object('forename', theirs.forename, 'surname', theirs.surname, 'born_on', theirs.born_on),
           jsonb_build_object('forename', doubted.forename, 'surname', doubted.surname, 'born_on', doubted.born_on)
    from people_doubtedrecord doubt
    join matching_personrecord doubted
        on doubted.run_id = of_run and doubted.person_ref = doubt.person_ref and doubted.record = doubt.record
    cross join lateral (
        select other.* from matching_personrecord other
        where other.run_id = of_run and other.person_ref = doubt.person_ref
          and not kith_is_doubted(doubt.person_ref, other.record)
        order by other.born_on is null, other.forename = '', other.record limit 1
    ) as theirs
    where doubt.undone_at is null;
end $$;
revoke all on function kith_doubt_questions(bigint) from public;

create or replace function kith_ask_of_doubts(of_run bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into matching_reviewcase
        (pair_ref, record_l, record_r, person_ref_l, person_ref_r, is_sample, has_plan, asks_twice, state, answer)
    select pair_ref, record_l, record_r, person_ref, person_ref, false, false, kith_asks_twice(pair_ref), 'OPEN', ''
    from kith_doubt_questions(of_run) on conflict (pair_ref) do nothing;
    insert into matching_reviewpair
        (run_id, pair_ref, why, veto, place, weight, person_ref_l, person_ref_r, agency_id_l, agency_id_r, shown_l, shown_r,
         evidence, records, has_child, has_plan, is_open, is_shielded)
    select of_run, pair_ref, 'DOUBT', '', 0, 0, person_ref, person_ref, agency_l, agency_r, shown_l, shown_r,
           '{"prior": 0, "weight": 0, "comparisons": []}',
           (select count(*) from matching_personrecord held where held.run_id = of_run and held.person_ref = made.person_ref),
           false, false, true,
           coalesce((select is_shielded from people_persondetails person
                     where person.run_id = of_run and person.person_ref = made.person_ref), false)
    from kith_doubt_questions(of_run) made on conflict (run_id, pair_ref) do nothing;
    -- What nobody doubts any more, nobody is asked.
    delete from matching_reviewpair pair using matching_reviewcase asked
    where pair.run_id = of_run and pair.why = 'DOUBT' and asked.pair_ref = pair.pair_ref and asked.state = 'OPEN'
      and pair.pair_ref not in (select pair_ref from kith_doubt_questions(of_run));
end $$;
revoke all on function kith_ask_of_doubts(bigint) from public;
grant execute on function kith_ask_of_doubts(bigint) to kith_loader;

create or replace function kith_ask_of_doubts_now() returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform kith_ask_of_doubts(kith_number('run'));
end $$;
revoke all on function kith_ask_of_doubts_now() from public;
grant execute on function kith_ask_of_doubts_now() to kith_web;

-- A record can be doubted by whoever is told of it, and by nobody else.
drop policy if exists of_told_record on people_doubtedrecord;
create policy of_told_record on people_doubtedrecord as restrictive for insert to kith_web with check (
    exists (
        select from matching_personrecord told
        where told.person_ref = people_doubtedrecord.person_ref and told.record = people_doubtedrecord.record
    )
);

-- Records of one person, for whoever has the family open and must say that one is somebody else's: names and birth dates;
-- a page names only agencies that it shows anyway. Where a run had joined somebody's two identities, the other one's are not told.
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

-- Who is being taken apart: those who have the family open; asked by oneself, agreed by another.
call kith_guard('matching_separation');
drop policy if exists of_family on matching_separation;
create policy of_family on matching_separation for select to kith_web using (
    family_ref in (select unnest(kith_set('families'))) or asked_by = (select kith_worker())
);
drop policy if exists asked on matching_separation;
create policy asked on matching_separation for insert to kith_web with check (
    family_ref = any ((select kith_set('families'))::text[])
    -- It always takes two: where only some did, it would tell whose family has a plan.
    and needs_second and state = 'ASKED'
    and asked_by = (select kith_worker()) and person_ref = any ((select kith_set('people_2'))::text[])
    and other_ref = '' and made_at is null
);
drop function if exists kith_family_has_plan(text);
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
