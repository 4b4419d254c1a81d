"""Files to texts: encodings, positions, folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from quantities.errors import SourceError
from quantities.model import Correction
from quantities.sources import Found, Origin, Source, decode, find, read
from quantities.sources.markup.pieces import Draft

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\rb", 3, (3, 1)),
        ("a\x0bb\x0cc\x85d\u2028e", 8, (1, 9)),  # no editor counts these as line ends
        ("😀é\u0301 5 km", 4, (1, 5)),  # one column a code point
    ],
)
def test_a_position_is_what_an_editor_shows(text: str, offset: int, position: tuple[int, int]) -> None:
    assert Source("x", text).position(offset) == position


@pytest.mark.parametrize(
    ("text", "number", "line"),
    [
        ("one\ntwo", 1, "one"),
        ("one\ntwo", 2, "two"),
        ("one\r\ntwo\r", 1, "one"),
        ("one\r\ntwo\r", 2, "two"),
        ("", 1, ""),
    ],
)
def test_a_line_has_no_line_ending(text: str, number: int, line: str) -> None:
    start, end = Source("x", text).line(number)
    assert text[start:end] == line


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"5 km", "5 km"),
        (b"", ""),
        (b"a\r\nb", "a\r\nb"),
        (b"\xef\xbb\xbf5 km", "5 km"),
        (b"\xff\xfe5\x00 \x00k\x00", "5 k"),
        (b"\xfe\xff\x005\x00 \x00k", "5 k"),
        (b"\xff\xfe\0\x005\0\0\0", "5"),
        ("½ mile".encode(), "½ mile"),
    ],
)
def test_bytes_are_decoded_without_their_mark_and_with_their_line_ends(raw: bytes, text: str) -> None:
    assert decode("x", raw).text == text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (
            b"one\ntwo \x92 three",
            "x:2: not UTF-8: byte 0x92 at offset 8; save it as UTF-8, or name its encoding with --encoding",
        ),
        (
            b"\xef\xbb\xbf\xff",
            "x:1: not UTF-8: byte 0xff at offset 3; save it as UTF-8, or name its encoding with --encoding",
        ),
        (
            b"\xff\xfe5\x00 ",
            "x:1: not UTF-16: byte 0x20 at offset 4; save it as UTF-8, or name its encoding with --encoding",
        ),
        (
            b"abc \xe2\x82",
            "x:1: not UTF-8: byte 0xe2 at offset 4; save it as UTF-8, or name its encoding with --encoding",
        ),
        (b"\x7fELF\x00\x01", "x: a binary file, not text"),
        (bytes(100), "x: a binary file, not text"),
        ("It is 5 km.".encode("utf-16-le"), "x: perhaps utf-16-le: say so with --encoding"),
        ("It is 5 km.".encode("utf-16-be"), "x: perhaps utf-16-be: say so with --encoding"),
        (b"%PDF-1.7", "x: a PDF, not text; turn it into text first, for example with pdftotext"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(raw: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode("x", raw)
    assert str(caught.value) == message


def test_a_missing_file_names_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("5 km")
    with pytest.raises(SourceError, match=r"stroy\.txt: no such file or folder \(did you mean .*story\.txt\?\)"):
        read(str(tmp_path / "stroy.txt"))
    with pytest.raises(SourceError, match=r"no such file or folder$"):
        read(str(tmp_path / "nowhere" / "x"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text("5 km")
    closed.chmod(0)
    with pytest.raises(SourceError, match=r"closed\.txt: permission denied"):
        read(str(closed))


def _tree(top: Path, *names: str) -> None:
    for name in names:
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("5 km")


def _names(found: Found, top: Path) -> list[str]:
    return [Path(path).relative_to(top).as_posix() for path in found.files]


def test_a_folder_is_walked_for_texts_that_are_not_hidden(tmp_path: Path) -> None:
    _tree(tmp_path, "b.txt", "a.md", "C.TXT", "c.py", ".d.txt", ".git.d/e.txt", "sub/f.txt", "sub/deep/g.md")
    found = find([str(tmp_path)])
    assert _names(found, tmp_path) == ["C.TXT", "a.md", "b.txt", "sub/f.txt", "sub/deep/g.md"]
    assert (found.troubles, found.notes) == ([], [])


def test_what_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    _tree(tmp_path, ".hidden.txt", "odd.rst")
    paths = [str(tmp_path / ".hidden.txt"), "-", str(tmp_path / "odd.rst"), "missing"]
    assert find([*paths, paths[0]]).files == paths


def test_a_folder_without_texts_is_trouble(tmp_path: Path) -> None:
    found = find([str(tmp_path)])
    [trouble] = found.troubles
    assert str(trouble) == f"{tmp_path}: no .txt, .md, .markdown, .html or .htm file in this folder"


def test_pipes_and_loops_in_a_folder_do_no_harm(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone")
    found = find([str(tmp_path)])
    assert _names(found, tmp_path) == ["a.txt", "broken.txt"]
    with pytest.raises(SourceError, match=r"broken\.txt: a link to what is not there: .*gone"):
        read(found.files[1])


@needs_git
def test_what_gitignore_excludes_is_left_out_of_a_folder(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "b.md", "keep.md", "out/c.txt", "sub/d.txt", "sub/é x.txt")
    (tmp_path / ".gitignore").write_text("*.md\n!keep.md\n/out/\n")
    (tmp_path / "sub" / ".gitignore").write_text("d.txt\n")
    found = find([str(tmp_path)])
    assert _names(found, tmp_path) == ["a.txt", "keep.md", "sub/é x.txt"]
    assert found.notes == []


@needs_git
def test_the_gitignore_above_a_folder_counts_within_its_repository_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tree(tmp_path, "repository/texts/a.txt", "repository/texts/draft.txt")
    (tmp_path / ".gitignore").write_text("a.txt\n")
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "repository" / ".gitignore").write_text("draft.txt\n")
    monkeypatch.chdir(tmp_path / "repository")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))  # as within a hook
    assert find(["texts"]).files == [str(Path("texts", "a.txt"))]
    assert not (tmp_path / "elsewhere").exists()


def test_without_git_it_is_said_once_that_gitignore_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tree(tmp_path, "one/a.txt", "two/b.txt")
    for folder in ("one", "two"):
        (tmp_path / folder / ".gitignore").write_text("*.txt\n")
    monkeypatch.setenv("PATH", "")
    found = find([str(tmp_path / "one"), str(tmp_path / "two")])
    assert _names(found, tmp_path) == ["one/a.txt", "two/b.txt"]
    assert found.notes == [".gitignore files are not followed: git, which reads them, is not installed"]
    assert found.troubles == []


def _bold() -> Source:
    """`so <b>50</b> miles (93&nbsp;km)` as the last but one line of a file."""
    draft = Draft("so <b>50</b> miles\n(93&nbsp;km)")
    for start, end in ((0, 3), (6, 8), (12, 22)):
        draft.keep(start, end)
    draft.put("\u00a0", 22, 28)
    draft.keep(28, 31)
    readable = draft.readable()
    return Source("a.html", readable.text, readable=readable, origin=Origin(7, 100, 100, 100), reserved="<")


def test_a_span_of_what_is_read_leads_to_what_is_written() -> None:
    source = _bold()
    assert source.text == "so 50 miles\n(93\u00a0km)"
    spans = {"50": (6, 8), "50 miles": (6, 18), "93": (20, 22), "93\u00a0km": (20, 30), "": (0, 0)}
    for text, span in spans.items():
        start = source.text.index(text)
        assert source.span(start, start + len(text)) == span
    assert source.span(3, 3) == (6, 6)
    assert source.span(18, 18) == (30, 30)
    assert source.span(len(source.text), len(source.text)) == (31, 31)


def test_lines_and_columns_are_those_of_the_file() -> None:
    source = _bold()
    assert [source.position(place) for place in (6, 20)] == [(7, 7), (8, 2)]
    assert [source.written[slice(*source.line(line))] for line in (7, 8)] == ["so <b>50</b> miles", "(93&nbsp;km)"]


@pytest.mark.parametrize(
    ("correction", "written"),
    [
        (Correction(3, 5, "58"), Correction(6, 8, "58")),
        (Correction(13, 15, "80"), Correction(20, 22, "80")),
        (Correction(3, 11, "58 miles"), None),  # there is a tag in it
        (Correction(13, 18, "80 km"), None),  # and here an entity
        (Correction(3, 5, "<58"), None),
    ],
)
def test_a_correction_never_touches_markup(correction: Correction, written: Correction | None) -> None:
    assert _bold().correction(correction) == written


def test_what_is_needed_to_write_a_file_back_is_kept() -> None:
    for raw, encoding, mark in (
        (b"5 km", "utf-8", b""),
        (b"\xef\xbb\xbf5 km", "utf-8", b"\xef\xbb\xbf"),
        (b"\xff\xfe5\x00 \x00", "utf-16-le", b"\xff\xfe"),
    ):
        source = decode("x", raw)
        assert (source.encoding, source.mark) == (encoding, mark)
        assert source.mark + source.written.encode(source.encoding) == raw
    assert decode("x", b"caf\xe9", "latin-1").encoding == "latin-1"
