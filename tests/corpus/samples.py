"""Small files of every format, made on the spot."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

from assistant.corpus.reader import read
from assistant.models import Article, Skipped

BODY = (
    "The two foreign ministers met in Geneva on Monday and agreed to reopen the border crossing "
    "that had been closed since the spring.",
    "A spokesman said that lorries would be let through from next week, and that passenger trains "
    "would follow once the signals had been repaired.",
    "Traders on both sides welcomed the news. Several of them said they had lost half of their "
    "income while the crossing was shut, and that they hoped it would stay open.",
)
PAGE = """<!doctype html><html lang="en"><head><title>Border reopens | The Example Post</title>
<meta charset="utf-8"><meta property="og:site_name" content="The Example Post">
<link rel="canonical" href="https://post.example/2021/border">
<script type="application/ld+json">{ld}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Border reopens</h1>{paragraphs}</article><footer>Copyright</footer></body></html>"""
LINKED = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": '
    '"Border reopens", "datePublished": "2021-06-07T23:30:00-04:00", "author": [{"@type": "Person",'
    ' "name": "Ada Bell"}, {"@type": "Person", "name": "Cy Dunn"}]}]}'
)


def page(linked: str = LINKED, body: tuple[str, ...] = BODY) -> str:
    """Return a web page with an article."""
    return PAGE.replace("{ld}", linked).replace(
        "{paragraphs}", "".join(f"<p>{paragraph}</p>" for paragraph in body)
    )


def pdf(lines: list[str], about: str = "") -> bytes:
    """Return a PDF of one page with these lines; `about` goes into its information dictionary."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    content = f"BT /F1 10 Tf 12 TL 50 780 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {about} >>".encode("latin-1"),
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(data))
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    """Return a tar archive."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return held.getvalue()


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def articles(path: Path) -> list[Article]:
    """Return the articles at `path`; nothing may have been skipped."""
    found = list(read(path))
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, Article)]


def article(path: Path) -> Article:
    """Return the one article at `path`."""
    (found,) = articles(path)
    return found


def reason(path: Path) -> str:
    """Return why the one file or record at `path` was skipped."""
    (found,) = read(path)
    assert isinstance(found, Skipped), found
    return found.why
