"""Where each part of a bundle begins and ends, and the numbers printed on its pages."""

from collections.abc import Callable, Mapping, Sequence

Span = tuple[int, int]
_MAX_TRIES = 5


def spans(order: Sequence[str], counts: Mapping[str, int]) -> dict[str, Span]:
    """Return each part's first and last page, counted from 1, in order."""
    found, page = {}, 1
    for ref in order:
        found[ref] = (page, page + counts[ref] - 1)
        page += counts[ref]
    return found


def labels(page_count: int) -> list[str]:
    """Return the number printed on each page, which is its page label too."""
    return [str(number) for number in range(1, page_count + 1)]


def settle(
    order: Sequence[str],
    counts: Mapping[str, int],
    contents: str,
    make: Callable[[dict[str, Span]], tuple[bytes, int]],
) -> bytes:
    """Return the contents part, made again until the pages it names are where it puts them.

    `make` gets the spans and returns the PDF and its page count; `contents` is its ref.

    Raises: ValueError when its length never settles.
    """
    expected = 1
    for _ in range(_MAX_TRIES):
        pdf, count = make(spans(order, {**counts, contents: expected}))
        if count == expected:
            return pdf
        expected = count
    raise ValueError("the contents never came to rest")
