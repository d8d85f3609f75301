"""Exercise m3_votes: stubs fail, solutions pass, wrong answers draw their message, nothing leaks, nbgrader grades it."""

from __future__ import annotations

import copy
import importlib.util
import json
import re
import sys
import warnings
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest_exercises import FOLDER, ROOT, SLUG, Course, Exercise
