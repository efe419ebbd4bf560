"""Who may open which address. A name that is missing here, or here and nowhere else, fails.

The admin's own pages (list, add, change, delete, history of each model) are staff pages by
construction and are not named one by one.
"""

from enum import StrEnum


class Access(StrEnum):
    PUBLIC = "anybody"
    STEP = "a step of signing in: without the one before it, it leads back to the start"
    RESIDENT = "somebody signed in"
    STAFF = "an officer with a second step"
    LINK = "whoever holds a signed link or the reference in their own session"


ACCESS = {
    "home": Access.PUBLIC,
    "accessibility": Access.PUBLIC,
    "privacy": Access.PUBLIC,
    "cookies": Access.PUBLIC,
    "contact": Access.PUBLIC,
    "set_language": Access.PUBLIC,
    "health_live": Access.PUBLIC,
    "health_ready": Access.PUBLIC,
    # Signing in
    "account_login": Access.PUBLIC,
    "account_request_login_code": Access.STEP,
    "account_signup": Access.PUBLIC,
    "account_logout": Access.PUBLIC,
    "account_inactive": Access.PUBLIC,
    "account_reset_password": Access.PUBLIC,
    "account_reset_password_done": Access.PUBLIC,
    "account_reset_password_from_key": Access.LINK,
    "account_reset_password_from_key_done": Access.PUBLIC,
    "staff_sign_in": Access.PUBLIC,
    "mfa_login_webauthn": Access.STEP,
    "account_confirm_login_code": Access.STEP,
    "account_email_verification_sent": Access.STEP,
    "mfa_authenticate": Access.STEP,
    "account_email": Access.RESIDENT,
    "account_reauthenticate": Access.RESIDENT,
    "account_change_password": Access.RESIDENT,
    "account_set_password": Access.RESIDENT,
    "mfa_index": Access.RESIDENT,
    "mfa_reauthenticate": Access.RESIDENT,
    "mfa_activate_totp": Access.RESIDENT,
    "mfa_deactivate_totp": Access.RESIDENT,
    "mfa_view_recovery_codes": Access.RESIDENT,
    "mfa_generate_recovery_codes": Access.RESIDENT,
    "mfa_download_recovery_codes": Access.RESIDENT,
    "mfa_list_webauthn": Access.RESIDENT,
    "mfa_add_webauthn": Access.RESIDENT,
    "mfa_reauthenticate_webauthn": Access.RESIDENT,
    "mfa_remove_webauthn": Access.RESIDENT,
    "mfa_edit_webauthn": Access.RESIDENT,
    # A resident's own
    "my": Access.RESIDENT,
    "people:details": Access.RESIDENT,
    "people:preferences": Access.RESIDENT,
    "messaging:unsubscribe": Access.LINK,
    "questionnaires:equality": Access.RESIDENT,
    "questionnaires:equality_page": Access.RESIDENT,
    "questionnaires:equality_check": Access.RESIDENT,
    "questionnaires:equality_withdraw": Access.RESIDENT,
    # Citizen panels
    "panels:programme": Access.PUBLIC,
    "panels:calendar": Access.PUBLIC,
    "panels:rss": Access.PUBLIC,
    "panels:results": Access.PUBLIC,
    "panels:session": Access.PUBLIC,
    "panels:session_calendar": Access.PUBLIC,
    "panels:session_register": Access.PUBLIC,
    "panels:registered": Access.LINK,
    "panels:registration": Access.LINK,
    "panels:registration_calendar": Access.LINK,
    "panels:withdraw": Access.LINK,
    "panels:withdraw_link": Access.LINK,
    "panels:feedback_link": Access.LINK,
    # The public API
    "api:api-root": Access.PUBLIC,
    "api:session-list": Access.PUBLIC,
    "api:session-detail": Access.PUBLIC,
    "api:topic-list": Access.PUBLIC,
    "api:topic-detail": Access.PUBLIC,
    "api:venue-list": Access.PUBLIC,
    "api:venue-detail": Access.PUBLIC,
    "api:ward-list": Access.PUBLIC,
    "api:ward-detail": Access.PUBLIC,
    "schema": Access.PUBLIC,
    "api_docs": Access.PUBLIC,
    # The admin, beside the pages that every model has
    "admin:index": Access.STAFF,
    "admin:login": Access.STAFF,
    "admin:logout": Access.PUBLIC,
    "admin:password_change_done": Access.STAFF,
    "admin:autocomplete": Access.STAFF,
    "admin:jsi18n": Access.STAFF,
    "admin:view_on_site": Access.STAFF,
    "admin:app_list": Access.STAFF,
    "admin:panels_registration_withdraw": Access.STAFF,
    "admin:panels_session_publish": Access.STAFF,
    "admin:panels_session_hold": Access.STAFF,
    "admin:panels_session_report": Access.STAFF,
    "admin:panels_session_cancel": Access.STAFF,
    "admin:panels_session_attendance": Access.STAFF,
    "admin:panels_session_sheet": Access.STAFF,
    "admin:panels_session_export": Access.STAFF,
    "admin:questionnaires_questionset_new_version": Access.STAFF,
    "admin:questionnaires_questionset_copy": Access.STAFF,
    "admin:questionnaires_questionset_export": Access.STAFF,
    "admin:questionnaires_questionset_counts": Access.STAFF,
    "admin:questionnaires_setversion_publish": Access.STAFF,
    "admin:questionnaires_setversion_retire": Access.STAFF,
    "admin:questionnaires_setversion_preview": Access.STAFF,
    "admin:questionnaires_setversion_preview_page": Access.STAFF,
    "admin:questionnaires_setversion_preview_check": Access.STAFF,
    "admin:questionnaires_response_file": Access.STAFF,
}

# These appear in a demonstration and nowhere else.
DEMO_ONLY = {"mailbox", "mailbox_email", "mailbox_html", "mailbox_attachment"}
