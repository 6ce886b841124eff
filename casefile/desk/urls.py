"""Pages of this app."""

from django.urls import path

from casefile.desk.views import (
    access,
    cases,
    charges,
    custody,
    exhibits,
    files,
    investigation,
    people,
    statements,
    suspects,
)

app_name = "desk"
urlpatterns = [
    path("", cases.home, name="home"),
    path("emergency/", access.emergency, name="emergency"),
    path("objects/<uuid:pk>/", access.download, name="object"),
    path("custody/", custody.custody_list, name="custody"),
    path("custody/suspects/<uuid:pk>/charge/", custody.charge, name="charge-suspect"),
    path("custody/suspects/<uuid:pk>/bail/", custody.bail, name="bail-suspect"),
    # a case and its lists
    path("cases/<uuid:pk>/", cases.case, name="case"),
    path("cases/<uuid:pk>/timeline/", cases.case_timeline, name="timeline"),
    path("cases/<uuid:pk>/allocate/", people.allocate, name="allocate"),
    path("cases/<uuid:pk>/people/", people.people_list, name="people"),
    path("cases/<uuid:pk>/people/add/", people.add_person, name="add-person"),
    path("cases/<uuid:pk>/exhibits/", exhibits.exhibit_list, name="exhibits"),
    path("cases/<uuid:pk>/exhibits/add/", exhibits.add_exhibit, name="add-exhibit"),
    path("cases/<uuid:pk>/statements/", statements.statement_list, name="statements"),
    path("cases/<uuid:pk>/statements/start/", statements.start, name="start-statement"),
    path("cases/<uuid:pk>/interviews/", suspects.interview_list, name="interviews"),
    path("cases/<uuid:pk>/charges/", charges.charge_list, name="charges"),
    path("cases/<uuid:pk>/enquiries/", investigation.enquiries, name="enquiries"),
    path("cases/<uuid:pk>/enquiries/add/", investigation.add_enquiry, name="add-enquiry"),
    path("cases/<uuid:pk>/unused/", investigation.disclosure, name="disclosure"),
    path("cases/<uuid:pk>/unused/add/", investigation.add_unused, name="add-unused"),
    path("cases/<uuid:pk>/third-party/", investigation.third_party, name="third-party"),
    path("cases/<uuid:pk>/file/", files.case_file, name="file"),
    path("cases/<uuid:pk>/file/start/", files.start_file, name="start-file"),
    # people
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/contact/", people.add_contact, name="add-contact"),
    path("people/<uuid:pk>/bar-contact/", people.bar_contact, name="bar-contact"),
    path("people/<uuid:pk>/contact-plan/", people.contact_plan, name="contact-plan"),
    path("people/<uuid:pk>/print/", people.record_print, name="record-print"),
    path("victims/<uuid:pk>/statement/", people.personal_statement, name="personal-statement"),
    path("witnesses/<uuid:pk>/availability/", people.availability, name="availability"),
    path("witnesses/<uuid:pk>/needs/", people.needs, name="needs"),
    # suspects
    path("suspects/<uuid:pk>/arrest/", suspects.arrest, name="arrest"),
    path("suspects/<uuid:pk>/interview/", suspects.add_interview, name="add-interview"),
    path("suspects/<uuid:pk>/no-interview/", suspects.no_interview, name="no-interview"),
    path("suspects/<uuid:pk>/plea/", suspects.plea, name="plea"),
    path("suspects/<uuid:pk>/charge/", charges.add_charge, name="add-charge"),
    path("arrests/<uuid:pk>/release/", suspects.release, name="release"),
    # exhibits
    path("exhibits/<uuid:pk>/", exhibits.exhibit, name="exhibit"),
    path("exhibits/<uuid:pk>/continuity/", exhibits.continuity, name="continuity"),
    path("exhibits/<uuid:pk>/picture/", exhibits.picture, name="exhibit-picture"),
    path("exhibits/<uuid:pk>/clip/", exhibits.clip, name="clip"),
    path("exhibits/<uuid:pk>/clock/", exhibits.clock_error, name="clock-error"),
    path("exhibits/<uuid:pk>/transfer/", exhibits.transfer, name="transfer"),
    path("exhibits/<uuid:pk>/void/", exhibits.void, name="void"),
    # statements
    path("statements/<uuid:pk>/", statements.statement, name="statement"),
    path("statements/<uuid:pk>/write/", statements.write, name="write-statement"),
    path("statements/<uuid:pk>/finalise/", statements.finalise, name="finalise-statement"),
    path("statements/<uuid:pk>/sign/", statements.sign, name="sign-statement"),
    path("statements/<uuid:pk>/new-version/", statements.new_version, name="new-statement-version"),
    path("statements/<uuid:pk>/pages/<int:number>/", statements.page_image, name="statement-page"),
    # lines of enquiry and unused material
    path("enquiries/<uuid:pk>/resolve/", investigation.resolve_enquiry, name="resolve-enquiry"),
    path("unused/<uuid:pk>/examine/", investigation.examine, name="examine"),
    # the file and what comes back
    path("submissions/<uuid:pk>/", files.submission, name="submission"),
    path("submissions/<uuid:pk>/ask/", files.request_approval, name="request-approval"),
    path("submissions/<uuid:pk>/return/", files.return_file, name="return-file"),
    path("submissions/<uuid:pk>/approve/", files.approve_file, name="approve-file"),
    path("action-plan-items/<uuid:pk>/reply/", files.reply, name="reply"),
]
