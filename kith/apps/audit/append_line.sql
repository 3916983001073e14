-- Adds one line to the log, given as one JSON object. When it was, in which transaction and in which epoch, the
-- database says itself.
insert into audit_accessevent (
    worker_id, on_behalf_of, role, agency_id, session_ref, signed_in_by, has_second_factor, ip_hash, device_hash,
    purpose, action, family_ref, subject_refs, found_family_refs, shown, categories, rows_shown, level_asked,
    level_granted, gate, outcome, tie_kind, basis, obligations, agreement_refs, preference_refs, break_glass_ref,
    enquiry_ref, reason_given, query_fingerprint, policy_version, is_family_visible, withheld_code
)
select
    worker_id, on_behalf_of, role, agency_id, session_ref, signed_in_by, has_second_factor, ip_hash, device_hash,
    purpose, action, family_ref, subject_refs, found_family_refs, shown, categories, rows_shown, level_asked,
    level_granted, gate, outcome, tie_kind, basis, obligations, agreement_refs, preference_refs, break_glass_ref,
    enquiry_ref, reason_given, query_fingerprint, policy_version, is_family_visible, withheld_code
from jsonb_populate_record(null::audit_accessevent, %(line)s)
