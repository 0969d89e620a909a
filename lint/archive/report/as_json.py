"""The report as JSON, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lint.report.json_lines import dumped

if TYPE_CHECKING:
    from lint.archive.report.figures import Figures


def render(figures: Figures) -> str:
    """Return all figures as one object."""
    return dumped(_plain(figures), indent=2) + "\n"


def _plain(value: object) -> Any:  # noqa: ANN401 (JSON's own values)
    """Return a value with objects for named tuples; rates stand beside the numbers they are made of."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        row = {name: _plain(each) for name, each in value._asdict().items()}
        if hasattr(value, "rate"):
            row["rate"] = _rounded(value.rate)
        return row
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _rounded(rate: float) -> float:
    return round(rate, 3)
