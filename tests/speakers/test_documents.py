"""What becomes of photos and slides; judged by Pillow and by the bytes."""

import io

import pytest
from PIL import Image

from summitapp.speakers import documents
from summitapp.speakers.documents import FileRefused, clean_file, clean_photo
from tests.factories.speakers import GPS, open_document, photo, slides


def test_a_photo_is_written_anew_upright_and_without_place_or_camera() -> None:
    sent = photo(1200, 900)
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(GPS)
    kept = clean_photo(sent)
    for content, size in ((kept.large, (675, 900)), (kept.small, (160, 160))):
        picture = Image.open(io.BytesIO(content))
        assert (picture.format, picture.size, picture.mode) == ("JPEG", size, "RGB")
        assert not picture.getexif()
        assert b"Exif" not in content
        assert b"Kamera" not in content
    assert len(kept.mark) == 16


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg_and_what_is_see_through_white(form: str) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(out, form)
    picture = Image.open(io.BytesIO(clean_photo(out.getvalue()).large))
    assert picture.format == "JPEG"
    assert min(picture.getpixel((200, 200))) > 250


@pytest.mark.parametrize(("content", "why"), [
    (b"", documents.EMPTY),
    (b"GIF89a" + b"0" * 99, documents.NO_PHOTO),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", documents.NO_PHOTO),
    (b"%PDF-1.7 hello", documents.NO_PHOTO),
    (photo()[:500], documents.PHOTO_UNREADABLE),
    (photo(150, 400), documents.PHOTO_TOO_SMALL),
    (b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), documents.PHOTO_TOO_HEAVY),
])  # fmt: skip
def test_what_is_no_photo_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(FileRefused) as refused:
        clean_photo(content)
    assert str(refused.value) == why


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(FileRefused, match="too large"):
        clean_photo(out.getvalue())


@pytest.mark.parametrize(("content", "ending", "kind"), [
    (b"%PDF-1.7\n", ".pdf", "application/pdf"),
    (slides(), ".pptx", "presentationml.presentation"),
    (open_document("presentation"), ".odp", "opendocument.presentation"),
    (open_document("text"), ".odt", "opendocument.text"),
    (photo(), ".jpg", "image/jpeg"),
])  # fmt: skip
def test_a_file_is_what_its_bytes_say_whatever_it_is_called(content: bytes, ending: str, kind: str) -> None:
    kept = clean_file('C:\\Ödev\\Şehir "serin"\r\n.exe', content)
    assert kept.name == f"Şehir serin{ending}"
    assert kept.media_type.endswith(kind)
    assert kept.content == content


@pytest.mark.parametrize(("content", "why"), [
    (b"", documents.EMPTY),
    (b"MZ\x90\x00", documents.WRONG_FILE),
    (b"<html><script>alert(1)</script>", documents.WRONG_FILE),
    (b"PK\x03\x04broken", documents.FILE_BROKEN),
    (slides("ppt/vbaProject.bin"), documents.WITH_MACROS),
    (open_document("graphics"), documents.WRONG_FILE),
    (b"%PDF-" + b"0" * (20 * 1024 * 1024), documents.FILE_TOO_HEAVY),
])  # fmt: skip
def test_other_files_are_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(FileRefused) as refused:
        clean_file("talk.pptx", content)
    assert str(refused.value) == why
