"""The tables that people edit, and their schemas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.catalog.corrections import CORRECTIONS
from course_utils.catalog.csv_table import read_csv
from course_utils.catalog.schema import Field, HandKept

if TYPE_CHECKING:
    import pandas as pd

STATE_CODES = HandKept(
    name="state_codes",
    path="state_codes.csv",
    title="State codes",
    description="ISO 3166-1 alpha-3 codes with the codes and names that other data sets use for the same state.",
    terms="CC BY 4.0",
    derivation="Kept by hand; codes are facts taken from the code lists named in the columns.",
    key=("iso3",),
    fields=(
        Field("iso3", "string", "ISO 3166-1 alpha-3 code; DDR, CSK, YMD, VDR and EAZ for states that have ended"),
        Field("name", "string", "short English name"),
        Field("cow", "string", "Correlates of War number; several joined by ;", missing=True),
        Field("gw", "string", "Gleditsch and Ward number; several joined by ;", missing=True),
        Field("iso_numeric", "string", "ISO 3166-1 numeric code, three digits", missing=True),
        Field("gec", "string", "US government code used by the Factbook", missing=True),
        Field("successor", "string", "code of the successor, for a state that has ended", missing=True),
        Field("aliases", "string", "other names in the sources, joined by ;", missing=True),
    ),
)

MODULES = (
    "m0_claims",
    "m1_bilateralism",
    "m2_brotherhood",
    "m3_votes",
    "m4_legacies",
    "m5_threat",
    "m6_reciprocity",
    "m7_balance",
    "m8_institutions",
)

CLAIMS = HandKept(
    name="claims",
    path="claims.csv",
    title="Claims of the article",
    description="A row is one claim of the article, in the course's own words, with what would test it and what else "
    "could explain it.",
    terms="CC BY 4.0",
    derivation="Read out of the article paragraph by paragraph and put into our own words; no sentence is copied.",
    key=("id",),
    fields=(
        Field("id", "string", "number of the claim, C01 to C37, in the order of the article"),
        Field("section", "string", "part of the article in which the claim stands"),
        Field("paragraph", "integer", "paragraph of the article, 0 for the editor's note", minimum=0),
        Field("claim", "string", "the claim in the course's own words"),
        Field(
            "kind",
            "string",
            "what sort of statement it is",
            values=("descriptive", "causal", "interpretive", "normative", "predictive"),
        ),
        Field("contested", "string", "whether anybody contests it", values=("yes", "no")),
        Field("contested_by", "string", "who contests it, or which part, or why nobody does", missing=True),
        Field("testable", "string", "whether data could count against it", values=("yes", "partly", "no")),
        Field("evidence", "string", "what would count as evidence"),
        Field("rival_explanations", "string", "other accounts of the same facts"),
        Field("module", "string", "module that reaches the verdict", values=MODULES),
        Field("also_in", "string", "other modules that treat it, joined by ;", missing=True),
        Field("events", "string", "numbers of events that bear on it, joined by ;"),
    ),
    defects=("Whether a claim is contested was judged from the chronology's sources, not from a survey of opinion.",),
)

_QUALITY = ("primary", "press", "secondary", "mirror")

EVENTS = HandKept(
    name="events",
    path="events.csv",
    title="Chronology",
    description="A row is one dated event of 1918 to 2026 that bears on a claim: who was concerned, what it did to "
    "each pair of states, who acted towards whom where that is clear, and where it is reported.",
    terms="CC BY 4.0",
    derivation="Kept by hand from the sources named in each row; signs were coded by one reader from the event's text.",
    key=("id",),
    fields=(
        Field("id", "string", "number of the event; numbers do not follow the order of time"),
        Field("date", "date", "day; the first day of the month or year where no more is known"),
        Field("precision", "string", "how exact the date is", values=("day", "month", "year")),
        Field("event", "string", "what happened, in neutral words"),
        Field(
            "actors",
            "string",
            "states that acted or were concerned, ISO 3166-1 alpha-3 joined by ;. SUN is the Soviet Union, which the "
            "voting tables carry under RUS",
        ),
        Field(
            "kind",
            "string",
            "statement: statement or decision of a government or parliament. agreement: treaty, declaration or "
            "contract made, changed or suspended. vote: in a UN body or of a population. visit: visit, meeting, "
            "exercise or air link. conflict: violence. membership: in an organisation or its bodies. mediation: by "
            "a third party. recognition: of a state, with diplomatic relations and embassies. ruling: of a court",
            values=(
                "statement",
                "agreement",
                "vote",
                "visit",
                "conflict",
                "membership",
                "mediation",
                "recognition",
                "ruling",
            ),
        ),
        Field("sign", "integer", "1 friendly, 0 neutral or open, -1 hostile, as a whole", minimum=-1, maximum=1),
        Field(
            "dyad_signs",
            "string",
            "sign for each pair concerned, as AZE-PAK:+1, joined by ;. No direction. A vote on a text that one state "
            "moved is coded between that state and each voter only",
            missing=True,
        ),
        Field(
            "directed_acts",
            "string",
            "who acted towards whom, as PAK>AZE:+1, joined by ;. Only where the event's text makes it clear: joint "
            "acts (agreements, meetings), rulings, texts of whole bodies and acts of unclear command are left empty",
            missing=True,
        ),
        Field("claims", "string", "claims on which the event bears, joined by ;"),
        Field("source_title", "string", "where it is reported"),
        Field("source_url", "string", "address of that source", missing=True),
        Field(
            "source_quality",
            "string",
            "primary: text or record of the body itself. press: news report. secondary: history, reference work, "
            "commentary. mirror: a copy on another host, whose wording was not compared with the original",
            values=_QUALITY,
        ),
        Field("source2_title", "string", "a second source", missing=True),
        Field("source2_url", "string", "address of the second source", missing=True),
        Field("source2_quality", "string", "as source_quality", values=_QUALITY, missing=True),
        Field("disputed", "string", "whether fact, date or meaning is disputed", values=("yes", "no")),
        Field("dispute_note", "string", "what is disputed", missing=True),
        Field("to_verify", "string", "whether something in the row is still to be checked", values=("yes", "no")),
        Field("verify_note", "string", "what is still to be checked", missing=True),
    ),
    defects=(
        "The events were chosen because they bear on claims of the article. They are not a sample: counts of friendly "
        "and hostile events cannot be compared between pairs as if they were.",
        "One reader coded the signs; there is no second coding to compare them with.",
        "What happened after February 2026 is not covered; the election of June 2026 stands as an announced date.",
    ),
)

KINSHIP_CODING = HandKept(
    name="kinship_coding",
    path="kinship_coding.csv",
    title="Kinship words, read one by one",
    description="A row is one hit of the term kinship in a General Debate speech since 1992: whom the speaker calls kin "
    "there, if anybody. It covers the five states of speech_terms, and every hit that this table counts.",
    terms="CC BY 4.0",
    derivation="One reader read each hit in its sentence; the sentences stay with the United Nations.",
    key=("state", "year", "hit"),
    fields=(
        Field("state", "string", "speaker, ISO 3166-1 alpha-3 code", state=True),
        Field("year", "integer", "year of the speech", minimum=1992),
        Field("hit", "integer", "running number among the hits of the speech", minimum=1),
        Field("kin", "string", "whether another people or state is called kin", values=("yes", "no")),
        Field("courtesy", "string", "whether it greets or thanks a president of the Assembly", values=("yes", "no")),
        Field(
            "whom",
            "string",
            "who is called kin, several joined by ;. Where nobody is: what is spoken of. Kashmiris have an entry of "
            "their own, which says nothing about whose citizens they are",
        ),
    ),
    defects=(
        "One reader coded the hits; there is no second coding to compare them with.",
        "The official English texts were read, many of them translations: a word may be the translator's.",
        "Only hits of the dictionary were read, so that what it misses cannot be counted from here.",
    ),
)

GLOSSARY = HandKept(
    name="glossary",
    path="glossary.csv",
    title="Glossary",
    description="A row is one term of the course with its meaning and, where there is one, its name in Azerbaijani, "
    "Urdu, Armenian and Hindi.",
    terms="CC BY 4.0",
    derivation="Written for the course.",
    key=("term",),
    fields=(
        Field("term", "string", "the term"),
        Field("definition", "string", "its meaning in this course"),
        Field("azerbaijani", "string", "Azerbaijani", missing=True),
        Field("urdu", "string", "Urdu", missing=True),
        Field("armenian", "string", "Armenian", missing=True),
        Field("hindi", "string", "Hindi", missing=True),
        Field(
            "translations_reviewed",
            "string",
            "whether a speaker of the languages has checked the translations",
            values=("yes", "no"),
        ),
        Field("claims", "string", "claims in which the term matters, joined by ;"),
    ),
    defects=("No translation has been checked by a speaker of the language.",),
)

QUIZ = HandKept(
    name="quiz",
    path="quiz.json",
    title="Self-check questions",
    description="An item is one question of a module with feedback on every answer: multiple choice, a number, or "
    "matching.",
    terms="CC BY 4.0",
    derivation="Written for the course.",
    key=("id",),
    fields=(
        Field("id", "string", "number of the question"),
        Field("type", "string", "form of the question", values=("multiple_choice", "numeric", "matching")),
        Field("module", "string", "module it belongs to", values=MODULES),
        Field("objective", "string", "objective of the module's reading that it asks about, word for word"),
        Field("claims", "string", "claims it is about; a list in the file"),
        Field("prompt", "string", "the question"),
        Field("options", "string", "multiple choice: answers, each with correct and explanation", missing=True),
        Field("answer", "number", "numeric: the answer", missing=True),
        Field("tolerance", "number", "numeric: how far from the answer still counts", missing=True, minimum=0),
        Field("unit", "string", "numeric: unit, empty for a pure number", missing=True),
        Field("pairs", "string", "matching: left and right sides", missing=True),
        Field("explanation", "string", "numeric and matching: why", missing=True),
    ),
)

HAND_KEPT: tuple[HandKept, ...] = (STATE_CODES, CORRECTIONS, CLAIMS, EVENTS, KINSHIP_CODING, GLOSSARY, QUIZ)


def read(table: HandKept, folder: Path) -> pd.DataFrame | list:
    """A hand-kept table as a DataFrame, or a JSON document's list of items."""
    path = folder / table.path
    if path.suffix == ".json":
        import json

        return json.loads(path.read_text("utf-8"))["questions"]
    from course_utils.catalog.pipeline.descriptor import hand_kept

    return read_csv(path, hand_kept(table, 0, path)["schema"])
