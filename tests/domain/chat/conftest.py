import pytest
from django.core.files.storage import FileSystemStorage

from jobfair.chat.models import Attachment


@pytest.fixture
def kept_files(monkeypatch, tmp_path):
    """The folder in which this test's sent files lie."""
    field = Attachment._meta.get_field("file")
    monkeypatch.setattr(field, "storage", FileSystemStorage(tmp_path))
    return tmp_path
