"""What the program's own files and settings make of the same data."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from django.conf import settings

PARTS = ("league/**/*.py", "league/**/*.toml", "trusts/**/*.py", "templates/**/*")
MATTER = (
    *("ALLOWED_HOSTS", "CONTACT_EMAIL", "CONTENT_SECURITY_POLICY", "CDN_SECONDS", "DEBUG"),
    *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"),
    *("SECURE_SSL_REDIRECT", "STATIC_URL"),
)
"""Settings that show in pages or in their headers."""


def version() -> str:
    """The same wherever the same program runs with the same settings, and nowhere else."""
    told = blake2b(digest_size=8)
    for path in _files(settings.BASE_DIR):
        told.update(str(path.relative_to(settings.BASE_DIR)).encode())
        told.update(path.read_bytes())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    told.update(manifest.read_bytes() if manifest.exists() else b"")
    for name in MATTER:
        told.update(repr(getattr(settings, name)).encode())
    return told.hexdigest()


def changed() -> int:
    """When the program changed last, in seconds since 1970."""
    return int(max(path.stat().st_mtime for path in _files(settings.BASE_DIR)))


def _files(root: Path) -> list[Path]:
    return sorted({path for part in PARTS for path in root.glob(part) if path.is_file()})
