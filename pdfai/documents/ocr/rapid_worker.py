"""Reads a picture with rapidocr; never imported, started by path with `python -I -S`.

In, on stdin: one line of JSON (the task), then a PNG. Out, on stdout: a line of JSON for each line of text,

    `{"corners": [[x, y], ...], "columns": ..., "words": [[text, first, last, confidence], ...]}`

where the first corner is the upper one of its beginning, the second the upper one of its end, and so on
around, and words have their first and last letter in one of the columns that the line is divided into; or

    `{"error": "setup" or "picture", "detail": ...}`

Which way lines run is told by reading some: rapidocr's own model for that puts whole pages on their head.
"""

import itertools
import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

WORKER = Path(__file__).parents[1] / "worker.py"
TALL = 1.5
"""Times its width: a box as high as that may hold a line that stands upright, or a single letter."""
TRIED = 3
"""Lines that are read both ways, the longest."""


class RefusedError(Exception):
    """Nothing can be read: a code for the parent, and details."""


def main() -> None:
    """Read one picture."""
    task = json.loads(sys.stdin.buffer.readline())
    try:
        for line in serve(task):
            print(json.dumps(line))  # noqa: T201  # that is how it answers
    except RefusedError as refused:
        print(json.dumps({"error": refused.args[0], "detail": refused.args[1]}))  # noqa: T201  # as above


def serve(task: dict[str, Any]) -> list[dict[str, Any]]:
    """Load libraries and models, give up the means to do harm, and only then look at the picture."""
    sys.addaudithook(stay_offline)
    sys.path += task["packages"]
    limit_resources = runpy.run_path(str(WORKER))["limit_resources"]
    try:
        libraries = Libraries(task["models"], threads=task["threads"], longest_side=task["longest_side"])
    except Exception as error:  # whatever libraries and models that do not fit together may raise
        raise RefusedError("setup", f"{type(error).__name__}: {error}") from error
    limit_resources(memory=task["memory"], cpu_seconds=task["cpu_seconds"])
    picture = libraries.picture(sys.stdin.buffer.read())
    if picture is None:
        raise RefusedError("picture", "")
    return read(libraries, picture)


def stay_offline(event: str, _arguments: tuple[Any, ...]) -> None:
    """Whatever rapidocr would fetch is not fetched; its models are those that came with it."""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise ConnectionRefusedError("reading pictures needs no network")


class Libraries:
    """rapidocr, with models that are loaded."""

    def __init__(self, models: dict[str, str], *, threads: int, longest_side: int) -> None:
        """Import it, and let it look at white, which has it load its models."""
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        import cv2  # noqa: PLC0415  # found through the path the task brings
        import numpy as np  # noqa: PLC0415
        from rapidocr import RapidOCR  # noqa: PLC0415

        cv2.setNumThreads(threads)
        self.cv2, self.np = cv2, np
        self.engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": 2**15,  # what finds lines shrinks pictures, what reads them does not
                "Global.return_word_box": True,
                "Det.limit_type": "max",
                "Det.limit_side_len": longest_side,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                **{f"{part}.model_path": path for part, path in models.items()},
            }
        )
        white = np.full((48, 96, 3), 255, dtype=np.uint8)
        self.lines(white)
        self.engine(white, use_det=False, use_cls=False, use_rec=True)

    def picture(self, data: bytes) -> Any:
        """The picture as an array; None when it is none."""
        return self.cv2.imdecode(self.np.frombuffer(data, dtype=self.np.uint8), self.cv2.IMREAD_COLOR)

    def lines(self, picture: Any) -> list[Any]:
        """The corners of all lines, each from its upper left as the picture lies."""
        found = self.engine(picture, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else [corners.astype(self.np.float32) for corners in found.boxes]

    def words(self, line: Any) -> tuple[list[list[Any]], float]:
        """The words of a line with their columns, and how many of these there are."""
        told = self.engine(line, use_det=False, use_cls=False, use_rec=True)
        (text,), (places,) = told.txts, told.word_results
        columns = iter([column for word in places.word_cols for column in word])
        letters = zip(text, places.confs, strict=bool(text))  # where no letter is, it is sure of nothing
        words = []
        for is_space, group in itertools.groupby(letters, lambda each: each[0].isspace()):
            if not is_space:
                word, sure = zip(*group, strict=True)
                at = [next(columns) for _ in word]
                words.append(["".join(word), at[0], at[-1], round(sum(sure) / len(sure), 4)])
        return words, float(places.line_txt_len)

    def cut(self, picture: Any, corners: Any) -> Any:
        """A line as if it lay flat, from its first corner on."""
        width, height = size(self.np, corners)
        flat = self.np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=self.np.float32)
        return self.cv2.warpPerspective(
            picture,
            self.cv2.getPerspectiveTransform(corners, flat),
            (max(1, round(width)), max(1, round(height))),
            borderMode=self.cv2.BORDER_REPLICATE,
            flags=self.cv2.INTER_CUBIC,
        )


def read(libraries: Libraries, picture: Any) -> list[dict[str, Any]]:
    """All lines, in the order in which they were found."""
    flat, upright = [], []
    for corners in libraries.lines(picture):
        width, height = size(libraries.np, corners)
        if height < TALL * width:
            flat.append([corners])
        else:  # downwards, unless it turns out that they are flipped
            upright.append([libraries.np.roll(corners, -1, axis=0), corners])
    best = [
        max((reading(libraries, picture, corners) for corners in ways), key=sureness)
        for lines in (flat, upright)
        for ways in from_their_beginning(libraries, picture, lines)
    ]
    return [line for line in best if line["words"]]


def from_their_beginning(libraries: Libraries, picture: Any, lines: list[list[Any]]) -> list[list[Any]]:
    """The lines, from the other end where they stand on their head; paper lies one way for all of them."""
    flipped = [[libraries.np.roll(first, -2, axis=0), *others] for first, *others in lines]
    longest = sorted(range(len(lines)), key=lambda index: -size(libraries.np, lines[index][0])[0])[:TRIED]
    here, there = (
        [sureness(reading(libraries, picture, ways[index][0])) for index in longest]
        for ways in (lines, flipped)
    )
    return lines if sum(here) >= sum(there) else flipped


def reading(libraries: Libraries, picture: Any, corners: Any) -> dict[str, Any]:
    """What is read of a line that begins at the first of these corners."""
    words, columns = libraries.words(libraries.cut(picture, corners))
    return {"corners": corners.tolist(), "columns": columns, "words": words}


def sureness(line: dict[str, Any]) -> float:
    """Of a line: that of its words, by their length."""
    letters = [confidence for text, _, _, confidence in line["words"] for _ in text]
    return sum(letters) / len(letters) if letters else 0.0


def size(np: Any, corners: Any) -> tuple[float, float]:
    """How long a line is, and how high."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))


if __name__ == "__main__":
    main()
