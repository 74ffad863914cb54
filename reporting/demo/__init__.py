"""Demo data made from published figures: a folder of the import format whose bilan gives those figures back."""
