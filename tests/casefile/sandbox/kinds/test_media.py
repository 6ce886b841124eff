import io
import subprocess

import pytest
from PIL import Image

from casefile import sandbox
from casefile.sandbox import JobFailed


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    """Two seconds of moving colours with a tone, marked with a place in its metadata."""
    path = tmp_path_factory.mktemp("media") / "video.mp4"
    sources = ["-f", "lavfi", "-i", "testsrc=size=161x91:rate=10:duration=2"]
    sources += ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
    place = ["-metadata", "location=+53.8000-001.5500/"]
    command = ["ffmpeg", "-v", "error", *sources, *place, "-pix_fmt", "yuv444p", str(path)]
    subprocess.run(command, check=True)
    path.chmod(0o440)
    return path


def probe(media):
    with sandbox.run("media", params={"do": "probe"}, files={"media": media}) as result:
        return result.value["probe"]


def clip(media, start_ms=500, end_ms=1500):
    params = {"do": "clip", "start_ms": start_ms, "end_ms": end_ms}
    with sandbox.run("media", params=params, files={"media": media}) as result:
        return result.read("clip")


def codecs(found):
    return [stream["codec_name"] for stream in found["streams"]]


def test_a_probe_tells_streams_and_length_and_no_path(video):
    found = probe(video)

    assert [stream["codec_type"] for stream in found["streams"]] == ["video", "audio"]
    assert round(float(found["format"]["duration"])) == 2
    assert "filename" not in found["format"]


def test_a_clip_runs_from_its_in_to_its_out_point_without_metadata(video):
    found = probe(clip(video))

    assert 0.9 <= float(found["format"]["duration"]) <= 1.1
    assert codecs(found) == ["h264", "aac"]
    assert "location" not in found["format"]["tags"]
    assert found["streams"][0]["width"] == 162


def test_the_same_clip_is_the_same_bytes(video):
    assert clip(video) == clip(video)


def test_sound_alone_can_be_clipped(tmp_path):
    sound = tmp_path / "call.wav"
    tone = ["-f", "lavfi", "-i", "sine=duration=2"]
    subprocess.run(["ffmpeg", "-v", "error", *tone, str(sound)], check=True)

    assert codecs(probe(clip(sound))) == ["aac"]


def test_a_still_is_a_picture_of_the_full_size(video):
    params = {"do": "still", "at_ms": 1000}
    with sandbox.run("media", params=params, files={"media": video}) as result:
        picture = Image.open(io.BytesIO(result.read("still")))

    assert (picture.format, picture.size) == ("PNG", (161, 91))


@pytest.mark.parametrize(
    "params",
    [{"do": "still", "at_ms": 60_000}, {"do": "clip", "start_ms": 900, "end_ms": 900}],
)
def test_a_moment_outside_the_recording_is_refused(video, params):
    with pytest.raises(JobFailed) as failed:
        sandbox.run("media", params=params, files={"media": video})

    assert failed.value.code == "bad_range"


PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        b"\x89PNG\r\n\x1a\n",
        PLAYLIST.format("file:///proc/self/environ").encode(),
        PLAYLIST.format("http://127.0.0.1:9/x.ts").encode(),
        b"ffconcat version 1.0\nfile /etc/passwd\n",
    ],
)
def test_what_is_no_recording_or_names_other_files_is_refused(data):
    with pytest.raises(JobFailed) as failed:
        probe(data)

    assert failed.value.code == "unreadable"


def made(media, **params):
    with sandbox.run("media", params=params, files={"media": media}) as result:
        return result.read(params["do"])


def test_a_copy_to_play_is_small_plain_and_the_same_each_time(video):
    params = {"do": "proxy", "max_height": 60, "max_seconds": 1, "crf": 30}

    first = made(video, **params)

    found = probe(first)
    assert codecs(found) == ["h264", "aac"]
    assert found["streams"][0]["height"] == 60
    assert float(found["format"]["duration"]) <= 1.1
    assert "location" not in found["format"]["tags"]
    assert made(video, **params) == first


def test_a_poster_is_a_small_picture_and_the_same_each_time(video):
    params = {"do": "poster", "at_ms": 1000, "max_height": 60}

    first = made(video, **params)

    assert Image.open(io.BytesIO(first)).height == 60
    assert made(video, **params) == first
