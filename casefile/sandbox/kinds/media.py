"""Video and audio: what is in it, a clip, a still. Runs ffmpeg under the job's own limits.

params: `do`: "probe", "clip" (`start_ms`, `end_ms`) or "still" (`at_ms`). files: `media`.
value: {"probe": as ffprobe's JSON, with `format` and `streams`}. outputs: `clip` (MP4, H.264 and
AAC, no metadata) or `still` (PNG). The same clip is the same bytes with the same ffmpeg.
"""

import json
import shutil
import subprocess
from typing import Any

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
    match job.params["do"]:
        case "clip":
            _clip(job, job.params["start_ms"], job.params["end_ms"])
        case "still":
            _still(job, job.params["at_ms"])
    return {"probe": probe}


def _probe(job: Job) -> dict[str, Any]:
    shown = ("-show_format", "-show_streams", "-of", "json")
    found: dict[str, Any] = json.loads(_tool(job, "ffprobe", [*shown, *_source(job)]) or b"{}")
    if not found.get("streams"):
        raise JobRefused("unreadable", "no video or sound that can be read")
    found["format"].pop("filename", None)
    return found


def _clip(job: Job, start_ms: int, end_ms: int) -> None:
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


def _still(job: Job, at_ms: int) -> None:
    end = ["-map", "0:v:0", "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", "pipe:1"]
    picture = _tool(job, "ffmpeg", ["-ss", _seconds(at_ms), *_source(job), *_PLAIN, *end])
    if not picture:
        raise JobRefused("bad_range", "there is no picture at that moment")
    with job.output("still") as target:
        target.write(picture)


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
