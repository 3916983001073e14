-- Who may see what, worked out by the database itself: kith_begin runs once in a transaction and leaves the sets that
-- every policy compares its rows with. It is a second writing of rules/access.py and of the door, on purpose by another
-- way: whole sets instead of one item at a time. What they say is compared on random worlds
-- (tests/integration/test_row_security_agrees.py); where they differ, a page gets what both let through.
--
-- The sets, by name:
--   families     families that are open, with somebody in them who may be known of; named: those of them in which
--                everyone is, so that the name is nobody's who must not be found; memberships "FAMILY|PERSON" who may be known of in which of them
--   people       who may be known of (level 2 or more of who they are); members: everyone of the open families, and
--                those the worker is tied to, for the cleared, who ask who of them is shielded; for others people and
--                those of their ties who are not
--   people_2, _3 of people, in the one family that is open, those of whom a contact, a summary is let through;
--                relatives, housed: of whom relations and homes may be shown; dwellings: the places of the housed that
--                are not withheld; homes: those of them that are the family's own, so that what happened there is told
--   findable     in a search, of whom homes may be shown: by their address a family can be found, through a function alone
--   owned        "FAMILY|PERSON|AGENCY" of those members whom no run has, but an agency wrote down: what is known of them is
--                that agency's own, and not compiled
--   hidden       "ONE|OTHER" and "OTHER|ONE": relations that are not told to this worker
--   pairs_L      "AGENCY|CATEGORY" that an agreement opens to level L (1, 2, 3); agreed_L "PERSON|AGENCY|CATEGORY" that
--                this person's own agreement opens; what the worker's own agency holds needs neither
-- and the numbers: run (the live one), clearance_1, _2, _3: the highest clearance among the worker's roles whose cap
-- for the purpose reaches the level; empty where no role's does.

-- The ties of a worker that hold on the day and serve the purpose, with how far each reaches.
create or replace function kith_own_ties(
    worker bigint, agency text, staff text, roles text[], on_day date, for_purpose text
) returns table (person_ref text, family_ref text, level integer, is_close boolean)
    language sql stable
    as $$
    select tie.person_ref, tie.family_ref, reach.level, reach.is_close
    from (
        select kind, person_ref, family_ref
        from governance_relationship
        where (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day)
          and ((agency_id = agency and staff_id = staff and staff_id <> '')
               or ('MANAGER' = any (roles) and kind = 'MANAGES' and agency_id = agency)
               or ('FRONT_DOOR' = any (roles) and kind = 'DUTY' and staff_id = ''))
        union all
        select 'SELF_CLAIMED', '', family_ref
        from governance_breakglass
        where kind = 'SELF_CLAIM' and worker_id = worker
          and began_at <= now() and now() < least(ends_at, stopped_at)
    ) as tie
    join (
        values ('LEAD', 4, true, null), ('TEAM', 4, true, null), ('MANAGES', 4, false, null),
               ('DUTY', 3, false, array['TRIAGE', 'SAFEGUARDING']),
               ('SELF_CLAIMED', 3, false, array['EARLY_HELP_SUPPORT', 'SAFEGUARDING']),
               ('ENQUIRY', 2, false, array['EARLY_HELP_SUPPORT', 'TRIAGE', 'SAFEGUARDING']),
               ('RIGHTS_REQUEST', 4, false, array['RIGHTS'])
    ) as reach (kind, level, is_close, purposes)
        on reach.kind = tie.kind and (reach.purposes is null or for_purpose = any (reach.purposes))
    where not exists (
        select from governance_declaredinterest own
        where own.worker_id = worker and own.family_ref = tie.family_ref and own.ended_at is null
    ) $$;

create or replace function kith_is_shielded(person text, on_day date) returns boolean language plpgsql stable
    as $$
begin
    return exists (
        select from governance_shield
        where person_ref = person and (valid_from is null or valid_from <= on_day)
          and (valid_to is null or valid_to > on_day)
    );
end $$;

-- The agreements by which an agency receives for a purpose on a day.
create or replace function kith_agreements(agency text, for_purpose text, on_day date)
    returns setof governance_agreement language sql stable
    as $$
    select * from governance_agreement
    where state = 'SIGNED' and receivers @> array[agency]::varchar[] and for_purpose = any (purposes)
      and valid_from <= on_day and (valid_to is null or valid_to > on_day) $$;

-- What the voices in force about one person under one agreement come to.
create or replace function kith_said_yes(for_people text[])
    returns table (person_ref text, agreement_ref text) language plpgsql stable
    as $$
#variable_conflict use_column
begin
    return query
    select person_ref::text, agreement_ref::text from governance_sharingpreference
    where ended_at is null and person_ref = any (for_people)
    group by person_ref, agreement_ref
    having coalesce(bool_and(answer = 'GIVEN') filter (where voice = 'DECISION'), bool_and(answer = 'GIVEN'));
end $$;

-- A reason that the worker typed for this family in this sitting, to lift the family's own agreement for safety's sake.
create or replace function kith_has_reason(worker bigint, in_session text, for_family text) returns boolean
    language sql stable
    as $$
    select in_session <> '' and exists (
        select from governance_safeguardingreason
        where worker_id = worker and session_ref = in_session and family_ref = for_family
          and at <= now() and now() < ends_at
    ) $$;

-- Whether a page may say that it is another day: only where the database was set up for demonstrations or tests. On any
-- other, a day of one's choice would be one before somebody was hidden, or one when an agreement was still in force.
create table if not exists kith_day_shipped (is_made_up boolean not null);
revoke all on kith_day_shipped from public;

-- SEARCH: all the worker's families; FAMILY: the one that is asked for; DESK: none.
create or replace function kith_begin(
    asking_worker bigint, for_purpose text, on_day date, has_second_factor boolean, in_session text,
    scope text, for_family text
) returns void
    language plpgsql security definer set search_path = public, pg_temp
    -- One plan kept for each connection: to plan anew takes several times as long as to run.
    set plan_cache_mode = force_generic_plan
    as $$
declare
    who record;
    roles text[] := '{}';
    clearances integer[] := array[null, null, null]::integer[];
    live bigint := (select id from intake_run where state = 'LIVE');
    is_glass_broken boolean := false;
    is_lifted boolean := false;
    wanted text[] := '{}';
    ties jsonb;
    said text[];
    found record;
    opened record;
    held record;
begin
    -- A day more or less, for those whose midnight is not the server's.
    if on_day not between current_date - 1 and current_date + 1
       and not coalesce((select bool_or(is_made_up) from kith_day_shipped), false) then
        raise insufficient_privilege using message = 'It is another day.';
    end if;
    select worker.id, worker.agency_id, worker.staff_id, kith_given_clearance(worker.id, on_day) as clearance,
           kith_shield_cleared(worker.id, on_day) as is_shield_cleared,
           account.is_active and has_second_factor
               and (worker.trained_until is null or on_day < worker.trained_until) as is_complete
    into who
    from agencies_worker worker join agencies_user account on account.id = worker.user_id
    where worker.id = asking_worker;
    if who.is_complete then
        roles := array(
            select distinct role::text from agencies_workerrole
            where worker_id = who.id and valid_from <= on_day and (valid_to is null or valid_to > on_day)
        );
        select array[max(own.clearance) filter (where cap >= 1), max(own.clearance) filter (where cap >= 2),
                     max(own.clearance) filter (where cap >= 3)]
        into clearances
        from unnest(roles) as role
        cross join kith_policy() as policy
        cross join lateral (
            select coalesce((policy.caps ->> (role || ' ' || for_purpose))::integer, 0) as cap,
                   coalesce(who.clearance, (policy.clearances ->> role)::integer, 0) as clearance
        ) as own;
    end if;
    if scope = 'FAMILY' and for_purpose = 'SAFEGUARDING' then
        is_glass_broken := in_session <> '' and exists (
            select from governance_breakglass
            where kind = 'GLASS' and worker_id = who.id and session_ref = in_session and family_ref = for_family
              and began_at <= now() and now() < least(ends_at, stopped_at)
        ) and not exists (
            select from governance_declaredinterest
            where worker_id = who.id and family_ref = for_family and ended_at is null
        );
        is_lifted := is_glass_broken or kith_has_reason(who.id, in_session, for_family);
    end if;

    perform kith_set_context(jsonb_build_object(
        'worker_id', who.id, 'agency_id', who.agency_id, 'staff_id', who.staff_id, 'purpose', for_purpose,
        'day', on_day, 'session', in_session, 'scope', scope, 'family_ref', for_family, 'roles', to_jsonb(roles),
        'run', live, 'clearance_1', clearances[1], 'clearance_2', clearances[2], 'clearance_3', clearances[3]
    ));

    if scope not in ('FAMILY', 'SEARCH') or clearances[2] is null then
        return;  -- sets of an earlier context in this transaction are sealed with that context, and are void
    end if;

    if scope = 'FAMILY' then
        select jsonb_agg(tie) into ties
        from kith_own_ties(who.id, who.agency_id, who.staff_id, roles, on_day, for_purpose) as tie
        where tie.family_ref = for_family;
    else
        select jsonb_agg(tie) into ties
        from kith_own_ties(who.id, who.agency_id, who.staff_id, roles, on_day, for_purpose) as tie;
    end if;

    with agreement as materialized (
        select ref, max_level, givers, categories, not needs_family_agreement or is_lifted as is_open
        from kith_agreements(who.agency_id, for_purpose, on_day)
        where categories && array['IDENTITY', 'RELATIONS', 'ADDRESS', 'PROTECTED_ADDRESS']::varchar[]
    ),
    tie as materialized (
        select tie.person_ref, tie.family_ref, tie.level, tie.is_close,
               kith_is_shielded(tie.person_ref, on_day) as is_shielded
        from jsonb_to_recordset(coalesce(ties, '[]'))
            as tie (person_ref text, family_ref text, level integer, is_close boolean)
    ),
    wanted_family as materialized (
        select family_ref from tie where family_ref <> '' group by family_ref
        union
        select for_family where is_glass_broken
    ),
    member as materialized (
        select member.family_ref, member.person_ref, member.role, member.owner,
               kith_is_shielded(member.person_ref, on_day) as is_shielded
        from kith_members(live, array(select family_ref from wanted_family)) as member
    ),
    -- Who is asked about, and whose record of them it is: '' what Kith compiled of several agencies.
    owned_tie as materialized (
        select tie.*, coalesce(owned.owner, '') as owner
        from tie
        left join (select family_ref, person_ref, owner from member where owner <> '') as owned
            using (family_ref, person_ref)
    ),
    subject as materialized (
        select person_ref, owner from member union select person_ref, owner from owned_tie
    ),
    -- How much of each category is let through: for anybody, or by somebody's own agreement. What Kith compiled goes by
    -- any agreement; what an agency wrote down, by one in which it gives, and to its own workers by none.
    general as materialized (
        select owner.owner,
               case when owner.owner = who.agency_id then 4
                    else max(max_level) filter (where 'IDENTITY' = any (categories)) end as identity,
               case when owner.owner = who.agency_id then 4
                    else max(max_level) filter (where 'RELATIONS' = any (categories)) end as relations,
               case when owner.owner = who.agency_id then 4
                    else max(max_level) filter (where 'ADDRESS' = any (categories)) end as address,
               case when owner.owner = who.agency_id then 4
                    else max(max_level) filter (where 'PROTECTED_ADDRESS' = any (categories)) end as place
        from (select '' as owner union select owner from member where owner <> '') as owner
        left join agreement on agreement.is_open and (owner.owner = '' or owner.owner = any (agreement.givers))
        group by owner.owner
    ),
    own_yes as materialized (
        select said.person_ref, subject.owner, category, max(max_level) as level
        from agreement
        join kith_said_yes(array(select person_ref from subject)) as said on said.agreement_ref = agreement.ref
        join subject
            on subject.person_ref = said.person_ref
            and (subject.owner = '' or subject.owner = any (agreement.givers))
        cross join unnest(categories) as category
        where not is_open group by said.person_ref, subject.owner, category
    ),
    judged_tie as materialized (
        select owned_tie.*, greatest(
                   general.identity,
                   (select level from own_yes
                    where own_yes.person_ref = owned_tie.person_ref and own_yes.owner = owned_tie.owner
                      and category = 'IDENTITY'),
                   0) >= 2 as is_known
        from owned_tie join general on general.owner = owned_tie.owner
    ),
    usable as materialized (
        select * from judged_tie
        where not is_shielded
           or (who.is_shield_cleared and is_known and (is_glass_broken or (is_close and level >= 2)))
    ),
    family as materialized (
        select wanted_family.family_ref,
               case when is_glass_broken then 4 else coalesce(max(usable.level), 1) end as level,
               case when is_glass_broken then 4
                    else coalesce(max(usable.level) filter (where usable.is_shielded), 1) end as hidden_level,
               is_glass_broken or coalesce(bool_or(usable.is_close) filter (where usable.is_shielded), false)
                   as is_hidden_close,
               coalesce(bool_or(usable.is_close), false) as is_close,
               coalesce(bool_or(usable.is_known), false)
                   or coalesce((select identity from general where owner = ''), 0) >= 2 as is_known
        from wanted_family left join usable using (family_ref)
        group by wanted_family.family_ref
    ),
    open_family as materialized (select * from family where is_known and level >= 2),
    -- Whose only bond with the family is one that is not told is not there either.
    untold as materialized (
        select one_ref as one, other_ref as other from governance_hiddenrelation
        where ended_at is null and one_ref = any (array(select person_ref from member))
        union
        select other_ref, one_ref from governance_hiddenrelation
        where ended_at is null and other_ref = any (array(select person_ref from member))
    ),
    bond as materialized (  -- read only where something is hidden at all
        select from_person_ref as one, to_person_ref as other from people_relation
        where run_id = live
          and from_person_ref = any (array(select person_ref from member where exists (select from untold)))
    ),
    -- First those of whom something is untold, nearly always nobody: the question after this one, asked of every member
    -- of a manager's thousands of families, would take minutes.
    quiet as materialized (
        select distinct member.family_ref, member.person_ref
        from untold
        join member on member.person_ref = untold.one
        join member other on other.person_ref = untold.other and other.family_ref = member.family_ref
        join open_family on open_family.family_ref = member.family_ref
        where member.role <> 'CHILD' and not (who.is_shield_cleared and open_family.is_close)
    ),
    unseen as materialized (
        select quiet.family_ref, quiet.person_ref
        from quiet
        where not exists (
            select from bond
            join member other
                on other.family_ref = quiet.family_ref
                and other.person_ref in (bond.one, bond.other) and other.person_ref <> quiet.person_ref
            where quiet.person_ref in (bond.one, bond.other)
              and not exists (
                  select from untold where untold.one = quiet.person_ref and untold.other = other.person_ref
              )
        )
    ),
    seen as materialized (
        select member.family_ref, member.person_ref, member.owner, member.is_shielded,
               case when member.is_shielded then open_family.hidden_level else open_family.level end as level,
               who.is_shield_cleared and open_family.is_hidden_close and open_family.hidden_level >= 3
                   and coalesce(clearances[3] >= 3, false) as is_place_open,
               open_family.is_close
        from member
        join open_family using (family_ref)
        where (not member.is_shielded
               or (who.is_shield_cleared and open_family.is_hidden_close and open_family.hidden_level >= 2))
          and not exists (
              select from unseen
              where unseen.person_ref = member.person_ref and unseen.family_ref = member.family_ref
          )
    ),
    levelled as materialized (
        select seen.*, coalesce(identity.level, 0) as identity, coalesce(relations.level, 0) as relations,
               coalesce(address.level, 0) as address, coalesce(place.level, 0) as place
        from seen
        join general on general.owner = seen.owner
        cross join lateral (
            select greatest(general.identity,
                            (select level from own_yes
                             where own_yes.person_ref = seen.person_ref and own_yes.owner = seen.owner
                               and category = 'IDENTITY')) as level
        ) as identity
        cross join lateral (
            select greatest(general.relations,
                            (select level from own_yes
                             where own_yes.person_ref = seen.person_ref and own_yes.owner = seen.owner
                               and category = 'RELATIONS')) as level
        ) as relations
        cross join lateral (
            select greatest(general.address,
                            (select level from own_yes
                             where own_yes.person_ref = seen.person_ref and own_yes.owner = seen.owner
                               and category = 'ADDRESS')) as level
        ) as address
        cross join lateral (
            select greatest(general.place,
                            (select level from own_yes
                             where own_yes.person_ref = seen.person_ref and own_yes.owner = seen.owner
                               and category = 'PROTECTED_ADDRESS')) as level
        ) as place
    ),
    known as materialized (select * from levelled where identity >= 2),
    alone as materialized (
        select distinct person_ref from judged_tie
        where scope = 'SEARCH' and family_ref = '' and person_ref <> '' and not is_shielded and is_known and level >= 2
    )
    select array(select distinct family_ref from known) as families,
           array(select family_ref from (select family_ref, count(*) as people from member group by family_ref) as whole
                 join (select family_ref, count(*) as people from known group by family_ref) as told
                     using (family_ref, people)) as named,
           array(select family_ref || '|' || person_ref from known) as memberships,
           array(select person_ref from known union select person_ref from alone) as people,
           array(select member.person_ref from member join open_family using (family_ref) where who.is_shield_cleared
                 union select person_ref from tie where who.is_shield_cleared or not is_shielded
                 union select person_ref from known) as members,
           array(select owned.family_ref || '|' || owned.person_ref || '|' || owned.owner from member owned
                 where owned.owner <> '' and (
                     owned.person_ref in (select person_ref from known)
                     or who.is_shield_cleared or owned.person_ref in (select person_ref from tie where not is_shielded)
                 )) as owned,
           array(select person_ref from known where level >= 3 and clearances[3] is not null) as people_3,
           array(select person_ref from known where level >= 3 and clearances[3] >= 1 and relations >= 3) as relatives,
           array(select person_ref from known where level >= 3 and clearances[3] is not null and address >= 3) as housed,
           array(select person_ref from known where is_place_open and place >= 3) as told_place,
           array(select person_ref from known where is_shielded) as shielded,
           array(select untold.one || '|' || untold.other from untold
                 where not (who.is_shield_cleared and coalesce((select bool_or(is_close) from open_family), false))
                   and untold.one = any (array(select person_ref from known))) as hidden
    into found;

    if scope = 'FAMILY' then
        select array(
                   select distinct residence.dwelling_id from people_residence residence
                   join people_dwelling dwelling using (run_id, dwelling_id)
                   where run_id = live and residence.person_ref = any (found.housed)
                     and (residence.person_ref = any (found.told_place)
                          or not (dwelling.is_protected or residence.person_ref = any (found.shielded)))
               ) as dwellings,
               array(
                   select distinct residence.dwelling_id from people_residence residence
                   join people_dwelling dwelling using (run_id, dwelling_id)
                   where run_id = live and residence.person_ref = any (found.housed) and not dwelling.is_communal
                     and (residence.person_ref = any (found.told_place)
                          or not (dwelling.is_protected or residence.person_ref = any (found.shielded)))
               ) as homes
        into opened;
        with agreement as materialized (
            select ref, max_level, givers, categories, not needs_family_agreement or is_lifted as is_open
            from kith_agreements(who.agency_id, for_purpose, on_day)
        ),
        holding as materialized (
            select person_ref, agency_id, category from people_fact
            where run_id = live and person_ref = any (found.people) and person_ref <> ''
            union
            select '', agency_id, category from people_fact
            where run_id = live and dwelling_id = any (opened.homes) and dwelling_id <> '' and person_ref = ''
            union
            select person_ref, agency_id, category from people_involvement
            where run_id = live and person_ref = any (found.people)
        ),
        pair as materialized (
            select agency_id || '|' || category as pair, max(max_level) as level
            from (select distinct agency_id, category from holding) as each
            join agreement
                on is_open and each.agency_id = any (agreement.givers) and each.category = any (agreement.categories)
            group by agency_id, category
        ),
        agreed as materialized (
            select holding.person_ref || '|' || agency_id || '|' || category as pair, max(max_level) as level
            from agreement
            join kith_said_yes(found.people) as yes on yes.agreement_ref = agreement.ref
            join holding
                on holding.person_ref = yes.person_ref and holding.agency_id = any (agreement.givers)
                and holding.category = any (agreement.categories)
            where not is_open
            group by holding.person_ref, agency_id, category
        )
        select array(select pair from pair where level >= 1) as pairs_1,
               array(select pair from pair where level >= 2) as pairs_2,
               array(select pair from pair where level >= 3) as pairs_3,
               array(select pair from agreed where level >= 1) as agreed_1,
               array(select pair from agreed where level >= 2) as agreed_2,
               array(select pair from agreed where level >= 3) as agreed_3
        into held;
        call kith_put_set('dwellings', opened.dwellings);
        call kith_put_set('homes', opened.homes);
        call kith_put_set('pairs_1', held.pairs_1);
        call kith_put_set('pairs_2', held.pairs_2);
        call kith_put_set('pairs_3', held.pairs_3);
        call kith_put_set('agreed_1', held.agreed_1);
        call kith_put_set('agreed_2', held.agreed_2);
        call kith_put_set('agreed_3', held.agreed_3);
        call kith_put_set('people_2', found.people);
        call kith_put_set('people_3', found.people_3);
        call kith_put_set('relatives', found.relatives);
        call kith_put_set('housed', found.housed);
        call kith_put_set('hidden', found.hidden);
    else
        call kith_put_set('findable', found.housed);
    end if;
    call kith_put_set('families', found.families);
    call kith_put_set('named', found.named);
    call kith_put_set('memberships', found.memberships);
    call kith_put_set('people', found.people);
    call kith_put_set('members', found.members);
    call kith_put_set('owned', found.owned);
end $$;
