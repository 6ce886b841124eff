import pytest
from django.core.management import CommandError, call_command


def test_a_demonstration_is_not_built_anew_over_evidence_in_a_bucket(settings):
    settings.DEMO, settings.EVIDENCE_STORE = True, "s3"

    with pytest.raises(CommandError, match="bucket"):
        call_command("demo", "--keep")


def test_a_demonstration_is_not_built_over_a_real_installation(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("demo", "--keep")
