"""Reads HTML from standard input and writes a PDF to standard output; run by `printing` as a process."""

from __future__ import annotations

import sys


def main() -> int:
    """Lay the document out for the archive (PDF/A-2b); nothing is fetched but what it carries itself."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    html = sys.stdin.buffer.read().decode("utf-8")
    fetcher = URLFetcher(allowed_protocols={"data"})
    made = HTML(string=html, url_fetcher=fetcher, base_url="data:,").write_pdf(pdf_variant="pdf/a-2b")
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
