"""Files that are kept: looked at before, sent by one function, gone with their rows."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, models, transaction
from django.test import RequestFactory
from django.utils import timezone

from collaboration_fund.models import SentDocument
from core.files import delete_orphans, models_of_files, random_name, scan_waiting, sent
from core.refusal import Refusal
from core.sweeps import watched
from monitoring.models import Photograph
from taskforce.models import EvidenceFile, Paper, Photo, Receipt
from tests.factories.fund import together
from tests.factories.monitoring import agreed
from tests.factories.organisations import DocumentFactory
from tests.factories.questionnaires import response_with_file
from tests.factories.taskforce import EvidenceFactory, ExpenseFactory, MemberFactory, PaperFactory
from tests.factories.uploads import REAL, WITH_PROGRAMS

pytestmark = pytest.mark.django_db


def upload(kind="pdf", content=None):
    return SimpleUploadedFile(f"Demo name.{kind}", content or REAL[kind])


def photo():
    return Photo.keep(upload("png"), field="photo", member=MemberFactory())


def answer():
    return response_with_file().files.get()


def sent_document():
    entry = together().application.entry
    return SentDocument.objects.create(entry=entry, what="governing", file=upload())


def receipt():
    return Receipt.keep(upload(), field="receipt", claim=ExpenseFactory())


def photograph():
    report = agreed().report()
    return Photograph.objects.create(report=report, shows="A demo table", file=upload("png"))


MAKE = {
    "taskforce.Paper": PaperFactory,
    "taskforce.EvidenceFile": lambda: EvidenceFactory().file,
    "taskforce.Receipt": receipt,
    "taskforce.Photo": photo,
    "questionnaires.AnswerFile": answer,
    "organisations.Document": DocumentFactory,
    "collaboration_fund.SentDocument": sent_document,
    "monitoring.Photograph": photograph,
}


@pytest.fixture(params=MAKE)
def kept(request):
    """A kept file of each model, freshly read."""
    row = MAKE[request.param]()
    return type(row).objects.get(pk=row.pk)


def is_stored(row) -> bool:
    return default_storage.exists(row.file.name)


def give_out(row, **how):
    return sent(RequestFactory().get("/"), row, **{"name": "Demo", **how})


def test_every_model_with_a_file_is_one_of_these():
    with_files = {
        model._meta.label
        for model in apps.get_models()
        if any(isinstance(field, models.FileField) for field in model._meta.concrete_fields)
    }
    assert with_files == set(MAKE) == {model._meta.label for model in models_of_files()}


def test_what_is_known_of_a_file_is_kept_and_its_name_tells_nothing(kept):
    assert is_stored(kept)
    content = kept.file.read()
    kept.file.close()
    assert (kept.size, kept.scan) == (len(content), "waiting")
    assert give_out(kept).content == content
    assert kept.file.name.startswith("kept/")
    assert "." not in kept.file.name
    assert "Demo" not in kept.file.name


def test_no_row_is_saved_with_a_file_that_was_not_looked_at(kept):
    before = kept.file.name
    kept.file = SimpleUploadedFile(*WITH_PROGRAMS["macros in Word"])
    with pytest.raises(ValidationError):
        kept.save()
    kept.refresh_from_db()
    assert kept.file.name == before
    for wrong in ({"sha256": ""}, {"kind": "exe"}, {"file": ""}, {"scan": "perhaps"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(kept).objects.update(**wrong)


def test_a_refused_upload_is_said_beside_its_field_and_what_was_there_stays():
    member = photo().member
    with pytest.raises(Refusal) as refused:
        Photo.keep(upload("png", REAL["pdf"]), field="photo", member=member)
    assert (refused.value.code, refused.value.field) == ("content", "photo")
    assert is_stored(Photo.objects.get(member=member))


def test_a_file_goes_with_its_row_after_the_commit(kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        type(kept).objects.filter(pk=kept.pk).delete()
        assert is_stored(kept)
    assert not is_stored(kept)


def test_a_replaced_file_goes_after_the_commit_and_is_scanned_anew(
    kept, django_capture_on_commit_callbacks
):
    type(kept).objects.update(scan="clean")
    before = type(kept).objects.get(pk=kept.pk)
    kept.refresh_from_db()
    kept.file = upload("png" if "png" in kept.takes.kinds and kept.kind != "pdf" else "pdf")
    with django_capture_on_commit_callbacks(execute=True):
        kept.save()
        assert is_stored(before)
    assert not is_stored(before)
    assert is_stored(kept)
    kept.refresh_from_db()
    assert (kept.scan, kept.size) == ("waiting", kept.file.size)


def test_a_row_that_goes_because_another_goes_takes_its_file_along(
    django_capture_on_commit_callbacks,
):
    paper, story = PaperFactory(), EvidenceFactory().file
    with django_capture_on_commit_callbacks(execute=True):
        paper.meeting.delete()
        story.evidence.delete()
    assert not Paper.objects.exists()
    assert not EvidenceFile.objects.exists()
    assert not is_stored(paper)
    assert not is_stored(story)


@pytest.mark.parametrize("kind", sorted(REAL))
def test_it_leaves_as_an_attachment_that_nothing_keeps(kind):
    paper = PaperFactory(file=upload(kind))
    for inline in (False, True):
        response = give_out(paper, name='a".html', inline=inline)
        shown = inline and kind in {"jpg", "png", "webp"}
        said = response["Content-Disposition"]
        assert said.startswith("inline" if shown else "attachment")
        assert said.endswith(f'html.{kind}"')
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"
        assert "html" not in response["Content-Type"]


def test_a_name_that_has_its_ending_keeps_it():
    paper = PaperFactory(file=upload("jpg"))
    assert give_out(paper, name="a.JPEG")["Content-Disposition"].endswith('"a.JPEG"')


def test_what_is_gone_or_damaged_is_said_in_words(kept):
    with open(kept.file.path, "wb") as file:
        file.write(b"something else")
    damaged = give_out(kept)
    assert damaged.status_code == 409
    assert "damaged where it is kept" in damaged.content.decode()
    default_storage.delete(kept.file.name)
    gone = give_out(kept)
    assert gone.status_code == 404
    assert "no longer there" in gone.content.decode()


def test_where_there_is_a_scanner_only_the_sender_has_it_before(kept, settings):
    assert scan_waiting() == 0
    settings.UPLOAD_SCANNER = f"{__name__}.refuses"
    assert give_out(kept).status_code == 409
    assert give_out(kept, to_sender=True).status_code == 200
    assert scan_waiting() == 1
    kept.refresh_from_db()
    assert (kept.scan, give_out(kept).status_code) == ("refused", 409)
    settings.UPLOAD_SCANNER = f"{__name__}.accepts"
    assert scan_waiting() == 0
    type(kept).objects.update(scan="waiting")
    assert scan_waiting() == 1
    kept.refresh_from_db()
    assert give_out(kept).status_code == 200


def refuses(file) -> bool:
    """A scanner that finds something in what it reads."""
    return not file.read()


def accepts(file) -> bool:
    """A scanner that finds nothing."""
    return bool(file.read())


def test_a_file_that_cannot_be_scanned_stops_no_other(settings):
    first, second = PaperFactory.create_batch(2)
    default_storage.delete(first.file.name)
    settings.UPLOAD_SCANNER = f"{__name__}.accepts"
    with watched() as failures:
        assert scan_waiting() == 1
    assert failures.number == 1
    second.refresh_from_db()
    assert second.scan == "clean"


def test_files_that_nothing_names_are_deleted_a_day_later(kept):
    assert delete_orphans() == 0
    orphan = default_storage.save(random_name(None, "x"), ContentFile(b"left over"))
    assert delete_orphans() == 0
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert delete_orphans() == 1
    assert is_stored(kept)
    assert not default_storage.exists(orphan)
