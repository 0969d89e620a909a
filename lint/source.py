"""Bytes to text: encoding, byte order mark, line starts; and back, byte for byte."""

from __future__ import annotations

from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import NamedTuple


class NotText(ValueError):  # noqa: N818 (it says what the bytes are)
    """The bytes are not text: a binary file, or bytes no supported encoding explains."""


class Source:
    """Decoded text with what is needed to write it back and to name a place in it.

    ``text`` keeps the line ends of the file. ``encoding`` is a codec name and ``bom`` the
    byte order mark that stood before the text. ``note`` is a sentence for the user when the
    encoding is not UTF-8, else empty.
    """

    __slots__ = ("_line_starts", "bom", "encoding", "note", "path", "text")

    def __init__(self, text: str, path: str, encoding: str = "utf-8", bom: bytes = b"", note: str = "") -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.bom = bom
        self.note = note
        self._line_starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """Return the offset of each line's first character; a line ends at LF, CRLF or CR."""
        if self._line_starts is None:
            self._line_starts = find_line_starts(self.text)
        return self._line_starts

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and the 1-based column, in code points, of an offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, number: int) -> tuple[int, int]:
        """Return where a 1-based line begins and where its text ends, before its line end."""
        start = self.line_starts[number - 1]
        if number == len(self.line_starts):
            return start, len(self.text)
        end = self.line_starts[number] - 1
        if self.text[end] == "\n" and end > start and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def line_end(self, offset: int) -> str:
        """Return the characters that end the line of an offset, or the line before it; LF where there is none."""
        line = bisect_right(self.line_starts, offset)
        for number in (line, line - 1):
            if 0 < number < len(self.line_starts):
                return self.text[self.line_span(number)[1] : self.line_starts[number]]
        return "\n"

    def encode(self, text: str) -> bytes:
        """Return the bytes of a changed text in this source's encoding and with its mark.

        Raises UnicodeEncodeError when the encoding cannot hold the text.
        """
        return self.bom + text.encode(self.encoding)


class _Mark(NamedTuple):
    bom: bytes
    encoding: str
    name: str


_MARKS = (
    _Mark(BOM_UTF8, "utf-8", ""),
    _Mark(BOM_UTF32_LE, "", ""),
    _Mark(BOM_UTF32_BE, "", ""),
    _Mark(BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    _Mark(BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def find_line_starts(text: str) -> list[int]:
    """Return the offsets at which lines begin; form feeds and Unicode separators end none."""
    starts = [0]
    add = starts.append
    find = text.find
    if "\r" not in text:
        place = find("\n")
        while place != -1:
            add(place + 1)
            place = find("\n", place + 1)
        return starts
    # Each is looked for anew only when it is behind, or a text without line feeds would be scanned for each line.
    feed, back = find("\n"), find("\r")
    while feed != -1 or back != -1:
        if back == -1 or (feed != -1 and feed < back):
            place = feed + 1
        else:
            place = back + (2 if feed == back + 1 else 1)
        add(place)
        if feed != -1 and feed < place:
            feed = find("\n", place)
        if back != -1 and back < place:
            back = find("\r", place)
    return starts


def reason_of(error: OSError) -> str:
    """Return why a file could not be read or written, in lower case, as the end of a message."""
    return (error.strerror or str(error)).lower()


def read(data: bytes, path: str) -> Source:
    """Decode bytes: UTF-8 (with or without mark), UTF-16 with mark, then Windows-1252.

    Raises NotText, with a sentence that says why, for anything else.
    """
    for mark in _MARKS:
        if data.startswith(mark.bom):
            if not mark.encoding:
                message = "it is UTF-32; save it as UTF-8"
                raise NotText(message)
            try:
                text = data[len(mark.bom) :].decode(mark.encoding)
            except UnicodeDecodeError as error:
                message = f"it begins with a byte order mark but is not {mark.name or 'UTF-8'} at byte {error.start}"
                raise NotText(message) from None
            note = f"read as {mark.name}" if mark.name else ""
            return Source(text, path, mark.encoding, mark.bom, note)
    if b"\0" in data:
        message = "it is a binary file"
        raise NotText(message)
    try:
        return Source(data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        place = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    controls = sum(1 for char in text[:4096] if char < " " and char not in "\t\n\r\f")
    if not text or controls > len(text[:4096]) // 20:
        message = f"it is neither UTF-8 (byte {place}) nor Windows-1252 text"
        raise NotText(message)
    return Source(text, path, "cp1252", b"", f"not UTF-8 at byte {place}; read as Windows-1252")
