"""Take the vendored assets anew from their npm packages, which vendor_packages.py pins.

Run it where npm is present: `python -m scripts.vendor_assets`. It writes static/vendor/ and static/fonts.css
and nothing else; the product itself never needs npm.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.vendor_packages import (
    BOOTSTRAP,
    EVENT_CALENDAR,
    HTMX,
    ICONS_PACKAGE,
    IDB,
    PACKAGES,
    PLEX,
    PLEX_ARABIC,
    Package,
)

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
FONTS_CSS = ROOT / "static" / "fonts.css"
# The licences of packages whose archive has none in it.
LICENCES = Path(__file__).resolve().parent / "licences"
WEIGHTS = (400, 500, 600)


# Families of @font-face: (CSS family, package, prefix of its files, subsets).
FAMILIES = (
    ("IBM Plex Sans", PLEX, "ibm-plex-sans", ("latin", "latin-ext", "cyrillic", "cyrillic-ext")),
    ("IBM Plex Sans Arabic", PLEX_ARABIC, "ibm-plex-sans-arabic", ("arabic",)),
)

ICONS = """
    arrow-counterclockwise arrow-left arrow-right bandaid bell bicycle book box-arrow-right bucket
    calendar-event calendar-plus calendar-week calendar-x calendar3 capsule card-checklist chat-heart
    chat-left-text chat-square-heart chat-square-quote check check-circle check-lg check2-all chevron-down
    chevron-left chevron-right clipboard clipboard2-check clock clock-history cloud-check cloud-slash copy
    cup-hot dash-lg door-closed door-open download easel envelope exclamation-circle eye eye-slash
    file-earmark-text flag fork-knife funnel gear geo-alt globe2 google grid hammer heart-pulse
    hourglass-split house house-door info-circle intersect journal-text key lamp link-45deg list-check
    lock megaphone microsoft moon moon-stars mortarboard palette pencil people people-fill person
    person-check person-hearts person-plus person-walking person-x phone plus-lg printer qr-code search
    shield-check shield-x slash-circle stars stop-circle sun sunrise tablet telephone translate trash3
    tree volume-up wifi-off x-circle x-lg
""".split()


def main() -> None:
    """Write static/vendor/ and static/fonts.css; raises SystemExit when an archive is not the pinned one."""
    if VENDOR.exists():
        shutil.rmtree(VENDOR)
    with tempfile.TemporaryDirectory() as scratch:
        sources = {package: unpacked(package, Path(scratch)) for package in PACKAGES}
        for package, source in sources.items():
            copy_licence(package, source / "LICENSE")
        copy_into(BOOTSTRAP, sources[BOOTSTRAP] / "dist" / "css" / "bootstrap.min.css")
        copy_into(BOOTSTRAP, sources[BOOTSTRAP] / "dist" / "css" / "bootstrap.rtl.min.css")
        copy_into(HTMX, sources[HTMX] / "dist" / "htmx.min.js")
        copy_into(IDB, sources[IDB] / "build" / "index.js")
        for ending in ("js", "css"):
            copy_into(EVENT_CALENDAR, sources[EVENT_CALENDAR] / "dist" / f"event-calendar.min.{ending}")
        write_sprite(sources[ICONS_PACKAGE] / "icons")
        FONTS_CSS.write_text("\n".join(font_faces(sources)) + "\n", encoding="utf-8")
    write_sources()
    write_checksums()


def unpacked(package: Package, scratch: Path) -> Path:
    """The folder of a fetched package, after its archive has been compared with the pinned sha512."""
    wanted = f"{package.name}@{package.version}"
    answer = subprocess.run(
        ["npm", "pack", wanted, "--json", "--silent"],
        cwd=scratch,
        check=True,
        capture_output=True,
        timeout=300,
    )
    packed = json.loads(answer.stdout)
    entry = next(iter(packed.values())) if isinstance(packed, dict) else packed[0]
    archive = scratch / entry["filename"].replace("@", "").replace("/", "-")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package.sha512:
        raise SystemExit(f"{wanted} is not the archive pinned here: {digest}")
    target = scratch / package.folder
    with tarfile.open(archive) as bundle:
        bundle.extractall(target, filter="data")
    return target / "package"


def copy_into(package: Package, source: Path) -> None:
    """Copy one file of a package beside its licence."""
    folder = VENDOR / package.folder
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / source.name)


def copy_licence(package: Package, source: Path) -> None:
    """Put a package's licence beside it: the one in its archive, else the one kept here."""
    (VENDOR / package.folder).mkdir(parents=True, exist_ok=True)
    kept = LICENCES / f"{package.folder}.txt"
    shutil.copyfile(source if source.exists() else kept, VENDOR / package.folder / "LICENSE")


def write_sprite(folder: Path) -> None:
    """Join the icons in use into one file of <symbol>s, drawn in the colour of the text around them."""
    symbols = []
    for name in sorted(ICONS):
        drawing = (folder / f"{name}.svg").read_text(encoding="utf-8")
        found = re.fullmatch(r'<svg[^>]* viewBox="([^"]+)"[^>]*>(.*)</svg>\s*', drawing, flags=re.DOTALL)
        if found is None:
            raise SystemExit(f"The drawing of {name} is not as expected.")
        inner = " ".join(found.group(2).split())
        symbols.append(f'<symbol id="{name}" viewBox="{found.group(1)}">{inner}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (VENDOR / ICONS_PACKAGE.folder / "icons.svg").write_text(sprite, encoding="utf-8")


def font_faces(sources: dict[Package, Path]) -> Iterator[str]:
    """Copy the fonts and say one @font-face for each, with the characters its package gives."""
    yield "/* Written by scripts/vendor_assets.py. A subset is fetched when a page has a letter of it. */"
    for family, package, prefix, subsets in FAMILIES:
        ranges = json.loads((sources[package] / "unicode.json").read_text(encoding="utf-8"))
        for subset in subsets:
            for weight in WEIGHTS:
                file = f"{prefix}-{subset}-{weight}-normal.woff2"
                copy_into(package, sources[package] / "files" / file)
                yield (
                    f'@font-face {{ font-family: "{family}"; font-style: normal; font-weight: {weight}; '
                    f'font-display: swap; src: url("vendor/{package.folder}/{file}") format("woff2"); '
                    f"unicode-range: {ranges[subset]}; }}"
                )


def write_sources() -> None:
    """Say what was taken from which package, at which version, under which licence."""
    lines = [
        "# Vendored assets",
        "",
        "Written by `scripts/vendor_assets.py`; CHECKSUMS beside this file is in `sha256sum` format.",
        "",
        "| Folder | Package | Version | Licence | Taken |",
        "|---|---|---|---|---|",
        *(f"| {p.folder} | {p.name} | {p.version} | {p.licence} | {p.taken} |" for p in PACKAGES),
    ]
    (VENDOR / "SOURCES.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_checksums() -> None:
    """Write the sha256 of every vendored file, paths relative to static/vendor/."""
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path.name != "CHECKSUMS")
    lines = (f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(VENDOR).as_posix()}" for f in files)
    (VENDOR / "CHECKSUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
