-- Ties that are made here and not by a run: of a contact while it is open, of an episode while it lasts. No page's
-- connection writes them, nor asks for them: triggers on the rows of contacts and episodes do, by functions that nobody
-- but the owner's own may call. Who may write such a row goes by who asks (kith_context), never by what the row claims.
-- about  the reference of the contact or episode: all its ties are found by it, and end with it
--
--   kith_add_tie(...)                   one tie of a contact or an episode, unless it is there
--   kith_put_episode_ties(about, wanted)  exactly these ties of an episode, if whoever asks may give them
--   kith_answers_for(family)            whether whoever asks leads the help there, or manages those who do

create or replace function kith_in_force(valid_from date, valid_to date, on_day date) returns boolean
    language sql immutable
    as $$ select (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day) $$;

-- Whether whoever asks works with this family as its lead or manages those who do: by a tie that somebody else or a run
-- made, never by their own word, by broken glass or because a contact came in.
create or replace function kith_answers_for(wanted text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select exists (
        select from governance_relationship
        where family_ref = wanted and wanted <> '' and agency_id = kith_agency()
          and ((kind = 'LEAD' and staff_id = kith_staff() and staff_id <> '' and kith_context() -> 'roles' <> '[]')
               or (kind = 'MANAGES' and kith_is('MANAGER')))
          and kith_in_force(valid_from, valid_to, kith_day())
    ) and not kith_has_interest(kith_worker(), wanted)
$$;
revoke all on function kith_answers_for(text) from public;
grant execute on function kith_answers_for(text) to kith_web;

-- Whether a person is of a family: in the live run, or because a worker wrote them down.
create or replace function kith_is_member(person text, family text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return exists (
        select from people_familymember member join intake_run run on run.id = member.run_id and run.state = 'LIVE'
        where member.family_ref = family and member.person_ref = person
    ) or exists (
        select from register_registeredmember member where member.family_ref = family and member.person_ref = person
    );
end $$;
revoke all on function kith_is_member(text, text) from public;

create or replace function kith_add_tie(
    tie_kind text, agency text, staff text, person text, family text, made text, about text
) returns void
    language sql
    as $$
    insert into governance_relationship
        (kind, agency_id, staff_id, person_ref, family_ref, valid_from, valid_to, how_made, made_by, about_ref)
    select tie_kind, agency, staff, person, family, kith_day(), null, made,
           coalesce('worker ' || kith_worker(), 'owner'), about
    where not exists (
        select from governance_relationship
        where about_ref = about and kind = tie_kind and agency_id = agency and staff_id = staff and person_ref = person
          and family_ref = family and valid_to is null
    )
$$;
revoke all on function kith_add_tie(text, text, text, text, text, text, text) from public;

-- Whether whoever asks may tie others to a person of an episode. Somebody who is in it: its lead, and managers of the
-- agency that holds it. Somebody who is not: whoever has the family open, sees the person there, and answers for them.
create or replace function kith_may_tie(about text, person text, family text) returns boolean
    language sql stable
    as $$
    select kith_context() -> 'roles' <> '[]' and not kith_has_interest(kith_worker(), family) and (
        exists (
            select from governance_relationship own
            join governance_relationship other
                on other.about_ref = own.about_ref and other.person_ref = person and other.family_ref = family
            where own.about_ref = about and about <> '' and own.how_made = 'EPISODE' and other.how_made = 'EPISODE'
              and own.agency_id = kith_agency() and own.family_ref = family
              and ((own.kind = 'LEAD' and own.staff_id = kith_staff() and own.staff_id <> '')
                   or (own.kind = 'MANAGES' and kith_is('MANAGER')))
              and kith_in_force(own.valid_from, own.valid_to, kith_day())
        )
        or (kith_context() ->> 'scope' = 'FAMILY' and kith_context() ->> 'family_ref' = family
            and family = any (kith_set('families')) and person = any (kith_set('people'))
            and kith_answers_for(family))
    )
$$;
revoke all on function kith_may_tie(text, text, text) from public;

create or replace function kith_wanted_ties(wanted jsonb)
    returns table (kind text, agency_id text, staff_id text, person_ref text, family_ref text)
    language sql immutable
    as $$
    select distinct each.* from jsonb_to_recordset(wanted)
        as each (kind text, agency_id text, staff_id text, person_ref text, family_ref text)
    where each.kind in ('LEAD', 'TEAM', 'MANAGES') and each.person_ref <> '' and each.family_ref <> ''
$$;
revoke all on function kith_wanted_ties(jsonb) from public;

create or replace function kith_missing_ties(about text, wanted jsonb)
    returns table (kind text, agency_id text, staff_id text, person_ref text, family_ref text)
    language sql stable
    as $$
    select tie.* from kith_wanted_ties(wanted) tie
    where not exists (
        select from governance_relationship there
        where there.about_ref = about and there.how_made = 'EPISODE' and there.valid_to is null
          and (there.kind, there.agency_id, there.staff_id, there.person_ref, there.family_ref)
            = (tie.kind, tie.agency_id, tie.staff_id, tie.person_ref, tie.family_ref)
    )
$$;
revoke all on function kith_missing_ties(text, jsonb) from public;

-- Has exactly these ties of an episode in force ([{"kind", "agency_id", "staff_id", "person_ref", "family_ref"}]): adds
-- what is missing, then ends what is no longer wanted. The owner's and the loader's connections answer for themselves.
create or replace function kith_put_episode_ties(about text, wanted jsonb) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if coalesce(about, '') = '' then
        raise insufficient_privilege using message = 'Ties are of an episode.';
    end if;
    if session_user = 'kith_web' and exists (
        select from (select distinct person_ref, family_ref from kith_missing_ties(about, wanted)) as new
        where not coalesce(kith_may_tie(about, new.person_ref, new.family_ref), false)
    ) then
        raise insufficient_privilege using message = 'This family is not yours to give to others.';
    end if;
    insert into governance_relationship
        (kind, agency_id, staff_id, person_ref, family_ref, valid_from, valid_to, how_made, made_by, about_ref)
    select tie.kind, tie.agency_id, tie.staff_id, tie.person_ref, tie.family_ref, coalesce(kith_day(), current_date),
           null, 'EPISODE', coalesce('worker ' || kith_worker(), 'owner'), about
    from kith_missing_ties(about, wanted) tie;
    update governance_relationship there set valid_to = coalesce(kith_day(), current_date)
    where there.about_ref = about and there.how_made = 'EPISODE' and there.valid_to is null and not exists (
        select from kith_wanted_ties(wanted) tie
        where (there.kind, there.agency_id, there.staff_id, there.person_ref, there.family_ref)
            = (tie.kind, tie.agency_id, tie.staff_id, tie.person_ref, tie.family_ref)
    );
end $$;
revoke all on function kith_put_episode_ties(text, jsonb) from public;
