"""Settings for every test."""

from hypothesis import settings

# A slow example on a busy machine is not a wrong one; speed is measured by `make bench`.
settings.register_profile("course", deadline=None)
settings.load_profile("course")
