"""An S3 bucket of one's own that holds evidence: how it is reached, and what it locks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casefile.store.interface import StoreError

# In governance mode, so that a disposal lifts it on any day; no other removal does (EV-79).
LOCKED_UNTIL = datetime(2100, 1, 1, tzinfo=UTC)
_NO_LOCK = {"ObjectLockConfigurationNotFoundError", "NotImplemented"}
_NO_SUCH = {"404", "NoSuchKey", "NotFound"}
_TRIAL = ".trial"


@dataclass(frozen=True)
class Bucket:
    """A bucket as this process reaches it; `client` is boto3's and may be shared by threads."""

    name: str
    client: Any
    is_locked: bool

    def lock(self, key: str, version: str | None) -> None:
        """Let nobody remove an object but who may lift a lock; nothing where there are none."""
        if self.is_locked:
            self.client.put_object_retention(
                Bucket=self.name,
                Key=key,
                Retention={"Mode": "GOVERNANCE", "RetainUntilDate": LOCKED_UNTIL},
                **({"VersionId": version} if version else {}),
            )

    def find(self, key: str) -> int | None:
        """Return the size of an object, or None; a bucket that is not there is no lost object."""
        try:
            return int(self.client.head_object(Bucket=self.name, Key=key)["ContentLength"])
        except self.client.exceptions.ClientError as problem:
            if code_of(problem) not in _NO_SUCH:
                raise
        self.client.head_bucket(Bucket=self.name)
        return None

    def try_out(self) -> None:
        """Send a part that never becomes an object, and list. Raises what the client raises."""
        target = {"Bucket": self.name, "Key": _TRIAL}
        target["UploadId"] = self.client.create_multipart_upload(**target)["UploadId"]
        try:
            self.client.upload_part(**target, PartNumber=1, Body=b"trial")
        finally:
            self.client.abort_multipart_upload(**target)
        self.client.list_objects_v2(Bucket=self.name, MaxKeys=1)


def reach(client: Any, name: str) -> Bucket:
    """Return a bucket that is there, having asked what it locks.

    Raises:
        StoreError: it locks all it gets in a mode that nobody could lift (EV-79).
    """
    try:
        found = client.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]
    except client.exceptions.ClientError as problem:
        if code_of(problem) not in _NO_LOCK:
            raise
        return Bucket(name, client, is_locked=False)
    if found.get("Rule", {}).get("DefaultRetention", {}).get("Mode") == "COMPLIANCE":
        raise StoreError(f"bucket {name} locks in compliance mode, so nothing could be disposed of")
    return Bucket(name, client, is_locked=found.get("ObjectLockEnabled") == "Enabled")


def make_client(*, endpoint: str, region: str, access_key: str, secret_key: str) -> Any:
    """Return boto3's client; without an endpoint of Amazon's, without keys by the machine's own."""
    # Half a second to import, which only an installation with a bucket should spend.
    from boto3.session import Session
    from botocore.config import Config

    return Session().client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region,
        aws_access_key_id=access_key or None,
        aws_secret_access_key=secret_key or None,
        config=Config(
            connect_timeout=5,
            retries={"mode": "standard", "total_max_attempts": 3},
            s3={"addressing_style": "path" if endpoint else "auto"},
            # Not every server answers a range with a checksum of that range: we hash all ourselves.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


def code_of(problem: Any) -> str:
    """Return the code of an error that the server answered."""
    return str(problem.response.get("Error", {}).get("Code", ""))
