-- Notes and the chronology. Read where the family is open, and nowhere else: by the agency of the writer, or by all who
-- are in the help, as the writer chose; of each person alone by whom a summary of them is let through (people_3), and
-- from another agency where an agreement opens its early help. What
-- names somebody who must not be found is for the cleared, and for whoever wrote it: looked up when it is read, so that
-- it holds for notes older than the shield, and so that no row says that somebody is hidden.

-- Whether whoever asks has a part in the open help of the family whose door is open.
create or replace function kith_is_in_help() returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select kith_context() ->> 'scope' = 'FAMILY' and exists (
        select from casework_episode episode
        where episode.id = any (kith_episodes('READ')) and episode.family_ref = kith_context() ->> 'family_ref'
          and episode.ended_on is null
    )
$$;
revoke all on function kith_is_in_help() from public;
grant execute on function kith_is_in_help() to kith_web;

-- Words as they are compared: small, with one space between them and around.
create or replace function kith_spaced(said text) returns text language sql immutable
    as $$ select ' ' || trim(regexp_replace(lower(said), '[^[:alnum:]]+', ' ', 'g')) || ' ' $$;

-- What must not stand in a note that others of this family's workers read: the names of those of the family who must not
-- be found (a surname, unless somebody else has it who need not hide), and the places where somebody is kept safe.
create or replace function kith_hidden_words(of_family text) returns text[]
    language sql stable
    as $$
    with member as (
        select person.forename, person.known_as, person.surname, person.person_ref,
               kith_is_shielded(person.person_ref, kith_day()) as is_hidden
        from people_familymember one
        join people_persondetails person on person.run_id = one.run_id and person.person_ref = one.person_ref
        where one.run_id = kith_number('run') and one.family_ref = of_family
    ),
    place as (
        select distinct dwelling.address_text, dwelling.postcode
        from member
        join people_residence home on home.run_id = kith_number('run') and home.person_ref = member.person_ref
        join people_dwelling dwelling on dwelling.run_id = home.run_id and dwelling.dwelling_id = home.dwelling_id
        where dwelling.is_protected
    )
    select coalesce(array_agg(distinct kith_spaced(word)) filter (where length(trim(word)) > 1), '{}')
    from (
        select forename from member where is_hidden
        union all
        select known_as from member where is_hidden
        union all
        select surname from member
        where is_hidden and lower(surname) not in (select lower(surname) from member where not is_hidden)
        union all
        select address_text from place
        union all
        select postcode from place
        union all
        select replace(postcode, ' ', '') from place
    ) as found (word)
$$;
revoke all on function kith_hidden_words(text) from public;

create or replace function kith_says_any(said text, words text[]) returns boolean language sql immutable
    as $$ select exists (select from unnest(words) as word where strpos(kith_spaced(said), word) > 0) $$;

-- For the form, and only for whoever may know of them: whether these words name somebody who must not be found.
create or replace function kith_names_hidden(said text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return kith_shield_cleared(kith_worker(), kith_day()) and kith_is_in_help()
        and kith_says_any(said, kith_hidden_words(kith_context() ->> 'family_ref'));
end $$;
revoke all on function kith_names_hidden(text) from public;
grant execute on function kith_names_hidden(text) to kith_web;

-- The notes that whoever asks may read of the family whose door is open.
create or replace function kith_notes() returns uuid[]
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    asks jsonb := kith_context();
    me bigint := kith_worker();
    open_family text := asks ->> 'family_ref';
    people text[] := kith_set('people_3');
    pairs text[] := kith_set('pairs_3');
    agreed text[] := kith_set('agreed_3');
    is_helping boolean;
    is_colleague boolean;
    hidden text[] := '{}';
begin
    if asks ->> 'scope' is distinct from 'FAMILY' or not open_family = any (kith_set('families'))
       or coalesce(kith_number('clearance_3'), 0) < 1 then
        return '{}';
    end if;
    is_helping := kith_is_in_help();
    is_colleague := is_helping or kith_writes_with_family(open_family);
    if not is_colleague then
        return '{}';
    end if;
    if not kith_shield_cleared(me, kith_day()) then
        hidden := kith_hidden_words(open_family);
    end if;
    return array(
        select note.id from casework_casenote note
        where note.family_ref = open_family
          and (note.written_by = me or (note.told_to = 'AGENCY' and note.agency_id = kith_agency())
               or (note.told_to in ('TEAM', 'FAMILY') and is_helping))
          and not exists (
              select from casework_casenoteperson about
              where about.note_id = note.id
                and (about.person_ref <> all (people)
                     or (note.agency_id <> kith_agency() and note.agency_id || '|EARLY_HELP' <> all (pairs)
                         and about.person_ref || '|' || note.agency_id || '|EARLY_HELP' <> all (agreed)))
          )
          and (hidden = '{}' or note.written_by = me
               or not kith_says_any(note.text || ' ' || note.taken_back_why, hidden))
    );
end $$;
revoke all on function kith_notes() from public;
grant execute on function kith_notes() to kith_web;

call kith_guard('casework_casenote');
drop policy if exists told on casework_casenote;
create policy told on casework_casenote for select to kith_web using (id in (select unnest(kith_notes())));
drop policy if exists written on casework_casenote;
create policy written on casework_casenote for insert to kith_web with check (
    (select kith_is_in_help()) and family_ref = (select kith_context() ->> 'family_ref')
    and written_by = (select kith_worker()) and agency_id = (select kith_agency()) and taken_back_at is null
    and exists (
        select from casework_episode episode
        where episode.id = episode_id and episode.family_ref = casework_casenote.family_ref and episode.ended_on is null
          and episode.id in (select unnest(kith_episodes('READ')))
    )
);
drop policy if exists taken_back on casework_casenote;
create policy taken_back on casework_casenote for update to kith_web
    using (
        taken_back_at is null and id in (select unnest(kith_notes()))
        and (written_by = (select kith_worker()) or episode_id in (select unnest(kith_episodes('MANAGE'))))
    )
    with check (taken_back_by = (select kith_worker()) and taken_back_at is not null);
create or replace trigger kept before update on casework_casenote for each row execute function kith_kept_as_it_was(
    'ref', 'episode_id', 'family_ref', 'agency_id', 'kind', 'text', 'happened_on', 'precision', 'told_to', 'written_by',
    'written_at'
);

call kith_guard('casework_casenoteperson');
drop policy if exists told on casework_casenoteperson;
create policy told on casework_casenoteperson for select to kith_web using (
    note_id in (select unnest(kith_notes()))
);
drop policy if exists named on casework_casenoteperson;
create policy named on casework_casenoteperson for insert to kith_web with check (
    person_ref = any ((select kith_set('people_3'))::text[])
    and exists (
        select from casework_casenote note where note.id = note_id and note.written_by = (select kith_worker())
    )
);

-- What is chosen: a note, where the note itself is read; a fact, where its person is (what it says is read through the
-- door). Chosen and changed by whoever has a part in the help.
create or replace function kith_chronology() returns uuid[]
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    asks jsonb := kith_context();
    me bigint := kith_worker();
    people text[] := kith_set('people_3');
    notes uuid[] := kith_notes();
    is_helping boolean := kith_is_in_help();
    hidden text[] := '{}';
begin
    if asks ->> 'scope' is distinct from 'FAMILY' or (not is_helping and notes = '{}') then
        return '{}';
    end if;
    if not kith_shield_cleared(me, kith_day()) then
        hidden := kith_hidden_words(asks ->> 'family_ref');
    end if;
    return array(
        select entry.id from casework_chronologyentry entry
        where entry.family_ref = asks ->> 'family_ref'
          and ((entry.note_id is not null and entry.note_id = any (notes))
               or (entry.note_id is null and is_helping and (entry.person_ref = '' or entry.person_ref = any (people))))
          and (is_helping or entry.told_to = 'AGENCY')
          and (hidden = '{}' or entry.changed_by = me or not kith_says_any(
              concat_ws(' ', entry.headline, entry.action_taken, entry.analysis, entry.family_view), hidden))
    );
end $$;
revoke all on function kith_chronology() from public;
grant execute on function kith_chronology() to kith_web;

call kith_guard('casework_chronologyentry');
drop policy if exists told on casework_chronologyentry;
create policy told on casework_chronologyentry for select to kith_web using (
    id in (select unnest(kith_chronology()))
);
drop policy if exists chosen on casework_chronologyentry;
create policy chosen on casework_chronologyentry for insert to kith_web with check (
    (select kith_is_in_help()) and family_ref = (select kith_context() ->> 'family_ref')
    and chosen_by = (select kith_worker()) and changed_by = (select kith_worker())
    and agency_id = (select kith_agency()) and taken_out_at is null
    and episode_id in (select unnest(kith_episodes('READ')))
    and (note_id is null or exists (
        select from casework_casenote note
        where note.id = note_id and note.told_to = casework_chronologyentry.told_to
          and note.family_ref = casework_chronologyentry.family_ref and note.taken_back_at is null
    ))
    and (person_ref = '' or person_ref = any ((select kith_set('people_3'))::text[]))
    and (note_id is not null or told_to in ('TEAM', 'FAMILY'))
);
drop policy if exists changed on casework_chronologyentry;
create policy changed on casework_chronologyentry for update to kith_web
    using (taken_out_at is null and (select kith_is_in_help()) and id in (select unnest(kith_chronology())))
    with check (changed_by = (select kith_worker()) and (taken_out_by is null or taken_out_by = (select kith_worker())));
create or replace trigger kept before update on casework_chronologyentry
    for each row execute function kith_kept_as_it_was(
        'ref', 'episode_id', 'family_ref', 'agency_id', 'note_id', 'fact_id', 'person_ref', 'told_to', 'chosen_by', 'chosen_at'
    );
