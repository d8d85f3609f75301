"""Treaties: trade, investment, defence. Each kind has a module of its own."""

from __future__ import annotations

from course_utils.catalog.pipeline.defence_agreements import BY_STATE, BY_YEAR, DCAD, DEFENCE_AGREEMENTS
from course_utils.catalog.pipeline.investment_treaties import PARTIES, TREATIES, UNCTAD
from course_utils.catalog.pipeline.trade_agreements import DESTA, TRADE_AGREEMENTS

SOURCES = (DESTA, UNCTAD, DCAD)
TABLES = (TRADE_AGREEMENTS, PARTIES, TREATIES, DEFENCE_AGREEMENTS, BY_STATE, BY_YEAR)
