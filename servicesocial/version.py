"""Shown at the foot of the pages and written in the bilans."""

VERSION = "0.1.0"
