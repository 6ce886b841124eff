"""Pages of this app."""

from django.urls import path

from casefile.manage.views import (
    audit,
    conflicts,
    emergency_access,
    integrity,
    operations,
    outbox,
    pages,
    retention,
    rules,
    sign_in,
    users,
)

app_name = "manage"
urlpatterns = [
    path("", pages.start, name="start"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="sign_in_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("rules/", rules.index, name="rules"),
    path("rules/<str:name>/", rules.table, name="rule_table"),
    path("manage/outbox/", outbox.outbox, name="outbox"),
    path("manage/outbox/<uuid:pk>/", outbox.message, name="message"),
    path("manage/audit/", audit.audit, name="audit"),
    path("manage/integrity/", integrity.integrity, name="integrity"),
    path("manage/retention/", retention.retention_list, name="retention"),
    path("manage/retention/<uuid:pk>/", retention.retention_case, name="retention_case"),
    path("manage/retention/<uuid:pk>/hold/", retention.place_hold, name="place_hold"),
    path("manage/retention/<uuid:pk>/propose/", retention.propose, name="propose_disposal"),
    path("manage/holds/<uuid:pk>/", retention.hold, name="hold"),
    path("manage/disposals/<uuid:pk>/", retention.disposal_page, name="disposal"),
    path("manage/disposals/<uuid:pk>/approve/", retention.approve, name="approve_disposal"),
    path("manage/disposals/<uuid:pk>/end/", retention.end, name="end_disposal"),
    path("manage/disposals/<uuid:pk>/certificate/", retention.certificate, name="certificate"),
    path("manage/users/", users.users, name="users"),
    path("manage/users/<uuid:pk>/", users.user, name="user"),
    path("manage/users/<uuid:pk>/roles/", users.grant, name="grant_role"),
    path("manage/users/<uuid:pk>/roles/<uuid:role_pk>/revoke/", users.revoke, name="revoke_role"),
    path("manage/roles/", users.roles, name="roles"),
    path("manage/emergency-access/", emergency_access.review_list, name="emergency_access"),
    path("manage/emergency-access/<uuid:pk>/", emergency_access.review, name="review"),
    path("manage/conflicts/", conflicts.conflict_list, name="conflicts"),
    path("manage/conflicts/<uuid:pk>/", conflicts.conflict, name="conflict"),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("metrics", operations.metrics, name="metrics"),
]
