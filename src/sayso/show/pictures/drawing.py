"""From a Vega-Lite specification to an SVG or PNG file, without a browser and without a network."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import UsageError
from sayso.show.pictures.look import Spec

__all__ = ["svg", "write"]

VEGA_LITE = "5.20"
SCALE = 2.0
"""Pixels of a PNG for each unit: sharp on any screen."""


def svg(spec: Spec) -> str:
    """A specification as SVG.

    Raises:
        UsageError: vl-convert is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(
            "Pictures need vl-convert: install it with `pip install 'sayso[pictures]'`."
        ) from error
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))


def write(spec: Spec, *, svg_file: Path | None = None, png_file: Path | None = None) -> None:
    """Write a picture to each file that is named.

    Raises:
        UsageError: vl-convert is not installed, or a file cannot be written.
    """
    drawn = svg(spec)
    for path in (svg_file, png_file):
        if path is None:
            continue
        try:
            if path is svg_file:
                path.write_text(drawn, encoding="utf-8")
            else:
                import vl_convert

                path.write_bytes(vl_convert.svg_to_png(drawn, scale=SCALE))
        except OSError as error:
            raise UsageError(f"{path}: cannot write here ({error.strerror}).") from error
