"""Video and audio: what is in it, a clip, a still. Runs ffmpeg under the job's own limits.

params: `do`: "probe", "clip" (`start_ms`, `end_ms`), "still" (`at_ms`), "poster" (`at_ms`,
`max_height`), "proxy" (`max_height`, `max_seconds`, `crf`) or "plain". files: `media`.
value: {"probe": as ffprobe's JSON, with `format` and `streams`, "about": as `container.describe`
gives it, "made_by": ffmpeg's version, "made_seconds": how long a clip or proxy is}.
outputs: `clip` and `proxy` (MP4, H.264 and AAC, no metadata), `still` (PNG), `poster` (JPEG) or
`plain` (Matroska, nothing encoded again, no metadata).
The same clip, poster or proxy is the same bytes with the same ffmpeg.
"""

import json
import shutil
import subprocess
from functools import cache
from typing import Any, BinaryIO

from casefile.sandbox.container import describe
from casefile.sandbox.job import Job, JobRefused, path_of

# Play lists and the like are not among them: they make ffmpeg open what they name.
_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,asf,flv,ogg,wav,mp3,flac,aac,amr,caf,"
    "aiff,h264,hevc,mjpeg,mpegvideo"
)
_INPUT = ("-protocol_whitelist", "file,pipe,fd", "-format_whitelist", _FORMATS)
# A damaged track is decoded as far as it goes; the rest of the recording is evidence too.
_PLAIN = (
    "-max_error_rate",
    "1",
    "-map_metadata",
    "-1",
    "-map_chapters",
    "-1",
    "-fflags",
    "+bitexact",
)
# A fixed number of threads: the encoder's bytes depend on it.
_VIDEO = (
    *("-map", "0:v:0?", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-threads", "2"),
    *("-pix_fmt", "yuv420p", "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-flags:v", "+bitexact"),
)
_AUDIO = ("-map", "0:a:0?", "-c:a", "aac", "-b:a", "128k", "-flags:a", "+bitexact")


def run(job: Job) -> dict[str, Any]:
    """Probe, and make what is asked for."""
    probe = _probe(job)
    seconds = None
    match job.params["do"]:
        case "clip":
            seconds = _clip(job, job.params["start_ms"], job.params["end_ms"])
        case "still":
            _still(job, job.params["at_ms"])
        case "poster":
            _poster(job, job.params["at_ms"], job.params["max_height"])
        case "proxy":
            seconds = _proxy(job, job.params)
        case "plain":
            _plain(job)
    about = {"about": describe(probe), "made_by": _version(), "made_seconds": seconds}
    return {"probe": probe} | about


def warm_up() -> None:
    """Ask the tool once what version it is."""
    _version()


@cache
def _version() -> str:
    """Return the version as ffmpeg says it, such as "5.1.6-0+deb12u1"; empty without it."""
    if shutil.which("ffmpeg") is None:
        return ""
    done = subprocess.run(["ffmpeg", "-version"], capture_output=True, text=True, check=False)
    words = done.stdout.split()
    return words[2] if len(words) > 2 else ""


def _probe(job: Job) -> dict[str, Any]:
    shown = ("-show_format", "-show_streams", "-of", "json")
    found: dict[str, Any] = json.loads(_tool(job, "ffprobe", [*shown, *_source(job)]) or b"{}")
    if not found.get("streams"):
        raise JobRefused("unreadable", "no video or sound that can be read")
    found["format"].pop("filename", None)
    return found


def _clip(job: Job, start_ms: int, end_ms: int) -> float:
    """Cut a part, encoded again so that any browser plays it; return its length in seconds."""
    if end_ms <= start_ms:
        raise JobRefused("bad_range", "the clip ends before it starts")
    span = ["-ss", _seconds(start_ms), "-t", _seconds(end_ms - start_ms)]
    target = job.output("clip")
    end = ["-movflags", "+faststart", "-f", "mp4", "-y", path_of(target)]
    _tool(
        job,
        "ffmpeg",
        [*span, *_source(job), *_VIDEO, *_AUDIO, *_PLAIN, *end],
        target.fileno(),
    )
    seconds = _length(job, target)
    if not seconds:
        raise JobRefused("bad_range", "there is nothing in that part")
    return seconds


def _still(job: Job, at_ms: int) -> None:
    end = ["-map", "0:v:0", "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", "pipe:1"]
    picture = _tool(job, "ffmpeg", ["-ss", _seconds(at_ms), *_source(job), *_PLAIN, *end])
    if not picture:
        raise JobRefused("bad_range", "there is no picture at that moment")
    with job.output("still") as target:
        target.write(picture)


def _poster(job: Job, at_ms: int, max_height: int) -> None:
    # -2 keeps the shape and gives an even width, as the encoder wants it.
    scale = ["-vf", f"scale=-2:'min({max_height},ih)'", "-pix_fmt", "yuvj420p", "-q:v", "4"]
    one = ["-map", "0:V:0", "-frames:v", "1", "-c:v", "mjpeg", "-flags:v", "+bitexact"]
    end = [*one, *scale, "-threads", "1", "-f", "image2pipe", "pipe:1"]
    picture = _tool(job, "ffmpeg", ["-ss", _seconds(at_ms), *_source(job), *_PLAIN, *end])
    if not picture:
        raise JobRefused("bad_range", "there is no picture at that moment")
    with job.output("poster") as target:
        target.write(picture)


def _proxy(job: Job, params: dict[str, Any]) -> float:
    """Make a copy that browsers play; return its length in seconds, whatever the source says."""
    height = f"trunc(min({params['max_height']},ih)/2)*2"
    video = [
        *("-map", "0:V:0?", "-c:v", "libx264", "-preset", "veryfast", "-crf", str(params["crf"])),
        *("-threads", "2", "-pix_fmt", "yuv420p", "-flags:v", "+bitexact", "-fpsmax", "30"),
        *("-vf", f"scale=-2:'{height}'"),
    ]
    target = job.output("proxy")
    end = ["-t", str(params["max_seconds"]), "-movflags", "+faststart", "-f", "mp4", "-y"]
    _tool(
        job,
        "ffmpeg",
        [*_source(job), *video, *_AUDIO, *_PLAIN, *end, path_of(target)],
        target.fileno(),
    )
    return _length(job, target)


def _length(job: Job, made: BinaryIO) -> float:
    shown = ("-show_entries", "format=duration", "-of", "csv=p=0", "-i", path_of(made))
    return float(_tool(job, "ffprobe", [*shown], made.fileno()) or 0)


def _plain(job: Job) -> None:
    """Copy picture and sound as they are into a container that says nothing else."""
    streams = ["-map", "0:V?", "-map", "0:a?", "-c", "copy", "-flags", "+bitexact"]
    target = job.output("plain")
    end = [*_PLAIN, "-map_metadata:s", "-1", "-f", "matroska", "-y", path_of(target)]
    _tool(job, "ffmpeg", [*_source(job), *streams, *end], target.fileno())


def _source(job: Job) -> list[str]:
    return [*_INPUT, "-i", f"file:{path_of(job.files['media'])}"]


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"


def _tool(job: Job, tool: str, arguments: list[str], *descriptors: int) -> bytes:
    if shutil.which(tool) is None:
        raise JobRefused("no_tool", f"{tool} is not installed")
    quiet = ["-v", "error", "-hide_banner", *(["-nostdin"] if tool == "ffmpeg" else [])]
    done = subprocess.run(
        [tool, *quiet, *arguments],
        pass_fds=[job.files["media"], *descriptors],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()[-300:]
        raise JobRefused("unreadable", words or f"{tool} was ended ({done.returncode})")
    return done.stdout
