"""What each database role may do with each table: applied after every migration, all that is not listed is taken away.

Letters: r select, a insert, w update, d delete. Nobody but the owner may truncate. The web role reads what pages show
and writes only through actions: what people decide, sessions, sign-in state, and the access log, which it cannot read
back. Which rows of a table a role sees is set by each room's ``row_security.sql``.
"""

from __future__ import annotations

from django.db import connections, transaction

OWNER = "owner"
PRIVILEGES = {"r": "select", "a": "insert", "w": "update", "d": "delete"}

_RUN_TABLES = (
    "people_persondetails", "people_familydetails", "people_familymember", "people_relation", "people_dwelling",
    "people_residence", "people_involvement", "people_fact", "intake_delivery", "intake_agencycurrency",
    "intake_peoplecount",
)  # fmt: skip

WEB = {
    **dict.fromkeys(_RUN_TABLES, "r"),
    "people_person": "r",
    "people_family": "r",
    "people_bondsaid": "raw",
    "people_bondsaidevent": "a",
    **dict.fromkeys(("people_homeleft", "people_doubtedrecord"), "raw"),
    **dict.fromkeys(("people_homeleftevent", "people_doubtedrecordevent"), "a"),
    "intake_run": "r",
    "intake_source": "r",
    "agencies_agency": "r",
    "agencies_worker": "r",
    "agencies_workerrole": "r",
    "governance_agreement": "raw",
    "governance_relationship": "r",
    "governance_shield": "raw",
    **dict.fromkeys(
        (
            "governance_breakglass",
            "governance_declaredinterest",
            "agencies_clearance",
            "governance_familyagreement",
            "governance_sharingpreference",
            "governance_sharingdecision",
            "governance_policyversion",
            "governance_hiddenrelation",
            "governance_outsiderequest",
            "governance_stopnotice",
        ),
        "raw",
    ),
    "governance_breakglassreview": "rw",  # a trigger adds what is owed
    "governance_safeguardingreason": "ra",
    "governance_helped": "ra",
    "governance_handedover": "r",
    **dict.fromkeys(
        (
            "governance_agreementevent",
            "governance_breakglassevent",
            "governance_breakglassreviewevent",
            "governance_declaredinterestevent",
            "governance_shieldevent",
            "agencies_clearanceevent",
            "governance_familyagreementevent",
            "governance_sharingpreferenceevent",
            "governance_sharingdecisionevent",
            "governance_policyversionevent",
            "governance_hiddenrelationevent",
            "governance_outsiderequestevent",
            "governance_stopnoticeevent",
            "governance_safeguardingreasonevent",
        ),
        "a",
    ),
    "drafts_draft": "rawd",
    "drafts_draftversion": "rad",
    "register_registeredperson": "raw",
    "register_registeredpersonevent": "a",
    "register_registeredfamily": "ra",
    "register_registeredmember": "ra",
    "rights_rightsrequest": "raw",
    "rights_requeststep": "ra",
    "rights_bundleitem": "rw",
    "rights_legalhold": "raw",
    "rights_keptclock": "r",
    "rights_clockorder": "ra",
    "rights_disposallist": "rw",
    "rights_disposalitem": "r",
    "rights_erasure": "r",
    **dict.fromkeys(("rights_rightsrequestevent", "rights_legalholdevent", "rights_disposallistevent"), "a"),
    "enquiries_enquiry": "raw",
    "enquiries_answer": "ra",
    "enquiries_cause": "a",
    "enquiries_notice": "raw",
    "enquiries_enquiryalert": "raw",
    "enquiries_viewrequest": "ra",
    **dict.fromkeys(
        (
            "enquiries_enquiryevent",
            "enquiries_noticeevent",
            "enquiries_enquiryalertevent",
            "enquiries_viewrequestevent",
        ),
        "a",
    ),
    **dict.fromkeys(("frontdoor_contact", "frontdoor_contactperson", "frontdoor_passing"), "raw"),
    **dict.fromkeys(
        (
            "frontdoor_said",
            "frontdoor_asked",
            "frontdoor_decision",
            "frontdoor_feedback",
            "frontdoor_advicenote",
        ),
        "ra",
    ),
    **dict.fromkeys(("frontdoor_contactevent", "frontdoor_contactpersonevent", "frontdoor_passingevent"), "a"),
    **dict.fromkeys(
        (
            "casework_episode",
            "casework_episodeperson",
            "casework_levelspell",
            "casework_leadspell",
            "casework_teammember",
            "casework_handover",
            "casework_managementdecision",
            "casework_servicereferral",
            "casework_casenote",
            "casework_chronologyentry",
        ),
        "raw",
    ),
    **dict.fromkeys(("casework_supervision", "casework_engagementanswer", "casework_casenoteperson"), "ra"),
    **dict.fromkeys(
        (
            "casework_episodeevent",
            "casework_episodepersonevent",
            "casework_levelspellevent",
            "casework_leadspellevent",
            "casework_teammemberevent",
            "casework_handoverevent",
            "casework_managementdecisionevent",
            "casework_servicereferralevent",
            "casework_supervisionevent",
            "casework_engagementanswerevent",
            "casework_casenoteevent",
            "casework_chronologyentryevent",
        ),
        "a",
    ),
    "matching_reviewpair": "r",
    "matching_reviewcase": "r",
    "matching_reviewdecision": "ra",
    "matching_evidenceseen": "ra",
    "matching_personrecord": "r",
    "matching_separation": "raw",
    "matching_separationevent": "a",
    "matching_separationitem": "rw",
    "matching_steppedaside": "ra",
    "partners_questionlink": "ra",
    "portal_familyaccount": "raw",
    "portal_familysecret": "a",
    "portal_portalquestion": "rw",
    **dict.fromkeys(("portal_familyaccountevent", "portal_portalquestionevent"), "a"),
    "audit_sampledreason": "rw",
    "audit_sampledreasonevent": "a",
    "audit_withheldline": "raw",
    "audit_withheldlineevent": "a",
    "agencies_user": "rw",
    "agencies_user_groups": "r",
    "agencies_user_user_permissions": "r",
    "auth_group": "r",
    "auth_group_permissions": "r",
    "auth_permission": "r",
    "django_content_type": "r",
    "django_migrations": "r",
    "agencies_sitting": "rawd",
    "agencies_usecount": "rawd",
    "django_cache": "rawd",
    "account_emailaddress": "r",
    "account_emailconfirmation": "r",
    "mfa_authenticator": "rawd",
    "socialaccount_socialaccount": "r",
    "socialaccount_socialapp": "r",
    "axes_accessattempt": "rawd",
    "axes_accessattemptexpiration": "rawd",
    "axes_accessfailurelog": "rawd",
    "axes_accesslog": "rawd",
    "pghistory_context": "raw",
    "procrastinate_jobs": "rawd",
    "procrastinate_events": "rawd",
    "procrastinate_periodic_defers": "rawd",
    "procrastinate_workers": "rawd",
}
LOADER = {
    **dict.fromkeys(_RUN_TABLES, "rad"),
    # Never listed on a page: asked of one person at a time, by the function that answers a question.
    **dict.fromkeys(("people_outofview", "people_flag"), "rad"),
    **dict.fromkeys(("matching_reviewpair", "matching_personrecord"), "rad"),
    "matching_reviewcase": "rawd",
    **dict.fromkeys(("matching_reviewdecision", "matching_evidenceseen"), "r"),
    "people_broughtintoview": "rawd",
    "people_broughtintoviewevent": "rad",
    **dict.fromkeys(("people_bondsaid", "people_bondsaidevent", "people_homeleft", "people_homeleftevent"), "rd"),
    **dict.fromkeys(("people_doubtedrecord", "people_doubtedrecordevent"), "rd"),
    "rights_erasure": "r",
    "pghistory_context": "ra",
    "intake_source": "rad",
    "people_person": "rad",  # an erasure is carried out again in every run that goes live
    "people_family": "ra",
    "intake_run": "raw",
    "agencies_agency": "raw",
    "agencies_worker": "raw",
    "governance_agreement": "r",
    "governance_relationship": "rad",
    "governance_shield": "rad",
    "django_migrations": "r",
}
# Reads the log, writes its seals and what came of proving it, draws samples; changes and deletes no line.
AUDIT = {
    "audit_accessevent": "r",
    "enquiries_cause": "r",
    "audit_seal": "ra",
    "audit_epoch": "r",
    "audit_lodging": "raw",
    "audit_verification": "ra",
    "audit_logdisposal": "r",
    "audit_sampledreason": "ra",
    "audit_sampledreasonevent": "ra",
    "audit_withheldline": "r",
    "audit_withheldlineevent": "r",
    "governance_safeguardingreason": "r",
    "pghistory_context": "raw",
    "agencies_agency": "r",
    "agencies_worker": "r",
    "intake_run": "r",
    # Who changed what, and why: pages that say so read it through audit.queries.list_changes.
    **{table: "r" for table in WEB if table.endswith("event") and not table.startswith("audit_")},
}
PORTAL: dict[str, str] = {"rights_rightsrequest": "a", "rights_keptclock": "r"}
PUBLIC: dict[str, str] = {}
GRANTS = {"kith_web": WEB, "kith_loader": LOADER, "kith_audit": AUDIT, "kith_portal": PORTAL, "kith_public": PUBLIC}
# Whoever may add a line to the log may not say its number, when it was, in which transaction or epoch: the database
# does. A column that is added to the log is added here.
LINE = (
    "worker_id", "on_behalf_of", "role", "agency_id", "session_ref", "signed_in_by", "has_second_factor", "ip_hash",
    "device_hash", "purpose", "action", "family_ref", "subject_refs", "found_family_refs", "shown", "categories",
    "rows_shown", "level_asked", "level_granted", "gate", "outcome", "tie_kind", "basis", "obligations",
    "agreement_refs", "preference_refs", "break_glass_ref", "enquiry_ref", "reason_given", "query_fingerprint",
    "policy_version", "is_family_visible", "withheld_code",
)  # fmt: skip
INSERTS = {"kith_web": {"audit_accessevent": LINE}}
COUNTERS = ("kith_questions_asked",)  # the database's own: nobody may move one on or set it back


def apply_grants() -> None:
    """Give each role exactly what is listed, as the owner, in one transaction."""
    connection = connections[OWNER]
    with transaction.atomic(using=OWNER), connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for role, tables in GRANTS.items():
            cursor.execute(f"revoke all on all tables in schema public from {role}")
            cursor.execute(f"grant usage, select on all sequences in schema public to {role}")
            for table, letters in sorted(tables.items()):
                if table in present:
                    cursor.execute(f'grant {", ".join(PRIVILEGES[each] for each in letters)} on "{table}" to {role}')
        for role, inserts in INSERTS.items():
            for table, columns in inserts.items():
                if table in present:
                    cursor.execute(f'grant insert ({", ".join(columns)}) on "{table}" to {role}')
        for counter in COUNTERS:
            cursor.execute("select to_regclass(%s) is not null", [counter])
            if cursor.fetchall()[0][0]:
                cursor.execute(f"revoke all on sequence {counter} from {', '.join(GRANTS)}")
