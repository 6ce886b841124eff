"""Pages of this app."""

from django.urls import path

from casefile.manage.views import (
    audit,
    emergency_access,
    operations,
    outbox,
    pages,
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
    path("manage/users/", users.users, name="users"),
    path("manage/users/<uuid:pk>/", users.user, name="user"),
    path("manage/users/<uuid:pk>/roles/", users.grant, name="grant_role"),
    path("manage/users/<uuid:pk>/roles/<uuid:role_pk>/revoke/", users.revoke, name="revoke_role"),
    path("manage/roles/", users.roles, name="roles"),
    path("manage/emergency-access/", emergency_access.review_list, name="emergency_access"),
    path("manage/emergency-access/<uuid:pk>/", emergency_access.review, name="review"),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("metrics", operations.metrics, name="metrics"),
]
