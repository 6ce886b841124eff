import pytest

from casefile import sandbox


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "image/jpeg"),
        (b"plain words\n", "text/plain"),
        (b"<html><script>alert(1)</script></html>", "text/html"),
        (b"", "application/x-empty"),
    ],
)
def test_the_type_is_told_by_the_content(data, media_type):
    with sandbox.run("sniff", params={}, files={"file": data}) as result:
        assert result.value == {"media_type": media_type, "also": []}


@pytest.mark.parametrize(
    ("data", "also"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01%PDF-1.7", ["a PDF document"]),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"PK\x05\x06" + bytes(18), ["a ZIP archive"]),
        (b"GIF89a/*<SCRIPT>alert(1)</SCRIPT>", ["a web page or script"]),
        (b"PK\x03\x04" + bytes(60) + b"PK\x05\x06" + bytes(18), []),
    ],
)
def test_what_else_the_bytes_could_be_read_as_is_told(data, also):
    with sandbox.run("sniff", params={}, files={"file": data}) as result:
        assert result.value["also"] == also
