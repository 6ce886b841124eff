from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def test_a_line_of_enquiry_is_recorded_and_resolved(desk, robbery):
    desk("desk:add-enquiry", robbery.case, description="Bus camera", points="both",
         status="not_pursued", reason="Overwritten")  # fmt: skip
    line = robbery.case.lines_of_enquiry.get(number=1)
    desk("desk:resolve-enquiry", line, status="done", result="Exit logged at 19:20")

    line.refresh_from_db()
    assert robbery.case.lines_of_enquiry.get(number=2).reason == "Overwritten"
    assert (line.status, line.result) == ("done", "Exit logged at 19:20")


def test_an_outstanding_line_needs_its_day(desk, robbery):
    response = desk("desk:add-enquiry", robbery.case, description="Bus camera", points="both",
                    status="outstanding")  # fmt: skip

    assert response.status_code == 400
    assert b"Give the day by which it will be done." in response.content
    assert b"Bus camera" in response.content


def test_unused_material_falls_in_its_class_by_where_it_came_from(desk, robbery):
    upload = SimpleUploadedFile("call.wav", b"RIFF")
    desk("desk:add-unused", robbery.case, description="Recording of the 999 call",
         location="Control room", origin="emergency_call", schedule="C", file=upload)  # fmt: skip

    item = robbery.case.unused_material.get(item_number=2)
    assert (item.presumption_class, item.content.original_name) == ("a", "call.wav")


def test_a_sensitive_item_needs_its_reason(desk, robbery):
    response = desk("desk:add-unused", robbery.case, description="Report", location="Office",
                    origin="other", schedule="D")  # fmt: skip

    assert response.status_code == 400
    assert b"Say why this is sensitive" in response.content


def test_a_presumed_item_is_examined_with_a_reason(desk, robbery):
    item = robbery.case.unused_material.get()

    without = desk("desk:examine", item, meets_test="no")
    desk("desk:examine", item, meets_test="no", reason="Fits every account")

    item.refresh_from_db()
    assert b"presumed to meet the test" in without.content
    assert (item.meets_test, item.examined_by) == (False, robbery.officer)


def test_who_else_holds_material_is_recorded(client, desk, robbery):
    desk("desk:third-party", robbery.case, position="The gym holds its entry log.")

    page = client.get(reverse("desk:disclosure", args=[robbery.case.pk])).content.decode()

    assert "The gym holds its entry log." in page
