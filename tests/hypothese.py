"""How far Hypothesis looks for what breaks a rule: the same few examples at each run, or many new ones.

`make essais` runs the light profile: always the same examples, so that what fails comes from the change that is
tried. `make abuse` runs every test of Hypothesis again under the deep one (--hypothesis-profile=abus).
"""

from hypothesis import HealthCheck, settings

LEGER, PROFOND = "essais", "abus"
# No limit of time: a slow machine is no fault.
_COMMUNS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


def enregistrer_les_profils() -> None:
    settings.register_profile(LEGER, max_examples=25, derandomize=True, **_COMMUNS)
    settings.register_profile(PROFOND, max_examples=1_000, **_COMMUNS)
    settings.load_profile(LEGER)
