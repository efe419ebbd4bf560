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
    # The Fairness Taskforce
    "taskforce:landing": Access.PUBLIC,
    "taskforce:members": Access.PUBLIC,
    "taskforce:member": Access.PUBLIC,
    "taskforce:photo": Access.PUBLIC,
    "taskforce:meetings": Access.PUBLIC,
    "taskforce:meeting": Access.PUBLIC,
    "taskforce:paper": Access.PUBLIC,
    # A member's own
    "my_taskforce:home": Access.RESIDENT,
    "my_taskforce:profile": Access.RESIDENT,
    "my_taskforce:withdraw": Access.RESIDENT,
    "my_taskforce:interests": Access.RESIDENT,
    "my_taskforce:interest_add": Access.RESIDENT,
    "my_taskforce:interest_end": Access.RESIDENT,
    "my_taskforce:expenses": Access.RESIDENT,
    "my_taskforce:apologies": Access.RESIDENT,
    "my_taskforce:action": Access.RESIDENT,
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
    "admin:taskforce_member_leave": Access.STAFF,
    "admin:taskforce_member_give_role": Access.STAFF,
    "admin:taskforce_member_end_role": Access.STAFF,
    "admin:taskforce_member_export": Access.STAFF,
    "admin:taskforce_meeting_announce": Access.STAFF,
    "admin:taskforce_meeting_hold": Access.STAFF,
    "admin:taskforce_meeting_cancel": Access.STAFF,
    "admin:taskforce_meeting_attendance": Access.STAFF,
    "admin:taskforce_meeting_decide": Access.STAFF,
    "admin:taskforce_meeting_add_action": Access.STAFF,
    "admin:taskforce_meeting_write_minutes": Access.STAFF,
    "admin:taskforce_meeting_approve_minutes": Access.STAFF,
    "admin:taskforce_meeting_publish_minutes": Access.STAFF,
    "admin:taskforce_meeting_take_back_minutes": Access.STAFF,
    "admin:taskforce_meeting_paper": Access.STAFF,
    "admin:taskforce_meeting_export": Access.STAFF,
    "admin:taskforce_action_move": Access.STAFF,
    "admin:taskforce_expenseclaim_approve": Access.STAFF,
    "admin:taskforce_expenseclaim_refuse": Access.STAFF,
    "admin:taskforce_expenseclaim_pay": Access.STAFF,
    "admin:taskforce_expenseclaim_export": Access.STAFF,
}

# These appear in a demonstration and nowhere else.
DEMO_ONLY = {"mailbox", "mailbox_email", "mailbox_html", "mailbox_attachment"}
