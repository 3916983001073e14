-- What is typed about a contact is for those who read the contact; and nobody reads in their own log that somebody told of
-- them before it was said that they know.

-- A contact may be restricted, or turn out to be about a colleague's own family, after somebody began to type: the words
-- stay with those who read it.
drop policy if exists of_contacts_one_reads on drafts_draft;
create policy of_contacts_one_reads on drafts_draft as restrictive to kith_web using (
    kept_for <> 'FRONT_DOOR' or about not like 'CT-%' or exists (select from frontdoor_contact where ref = about)
);

-- While a contact is open of which it was not said that the family knows, their log does not show at once that the front
-- door opened their family: that too tells that somebody told of them.
create or replace function kith_hide_untold_line() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    new.is_family_visible := not exists (
        select from frontdoor_contactperson named join frontdoor_contact contact on contact.id = named.contact_id
        where named.family_ref = new.family_ref and named.left_out_why = '' and contact.closed_at is null
          and (contact.family_told <> 'YES' or contact.is_restricted)
    );
    return new;
end $$;
revoke all on function kith_hide_untold_line() from public;
create or replace trigger before_they_know before insert on audit_accessevent for each row
    when (new.purpose = 'TRIAGE' and new.family_ref <> '' and new.enquiry_ref = '' and new.is_family_visible)
    execute function kith_hide_untold_line();
