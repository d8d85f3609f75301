"""The tables that people edit: each fits its schema, and all of them agree with each other."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from course_utils import states
from course_utils.catalog import load, package, verify
from course_utils.catalog.pipeline.hand_kept import HAND_KEPT, MODULES
from course_utils.catalog.pipeline.validate import breaches

ROOT = Path(__file__).parents[1]
BIBLIOGRAPHY = ROOT / "book" / "references.bib"
NOT_YET_VERIFIED = "not yet verified"
DYAD = re.compile(r"([A-Z]{3})-([A-Z]{3}):(\+1|0|-1)")
ACT = re.compile(r"([A-Z]{3})>([A-Z]{3}):(\+1|0|-1)")
# Hosts that stand in for somebody else's site, and parameters that tell a site who sent the reader.
STAND_INS = ("pages.dev", "cloudfront.net", "workers.dev", "github.com", "web.archive.org")
TRACKERS = re.compile(r"[?&](utm_\w+|fbclid|gclid|mc_\w+)=")


def split(cell: object) -> list[str]:
    return cell.split(";") if isinstance(cell, str) else []


@pytest.fixture(scope="module")
def claims():
    return load("claims")


@pytest.fixture(scope="module")
def events():
    return load("events")


@pytest.fixture(scope="module")
def glossary():
    return load("glossary")


@pytest.fixture(scope="module")
def quiz():
    return json.loads(verify("quiz").read_text("utf-8"))["questions"]


@pytest.mark.parametrize("name", [table.name for table in HAND_KEPT if table.path.endswith(".csv")])
def test_table_fits_its_schema(name):
    assert breaches(load(name), package().resource(name)) == []


def test_the_claims_are_numbered_without_gaps(claims):
    assert claims["id"].tolist() == [f"C{number:02}" for number in range(1, 38)]


def test_claims_stand_in_the_order_of_the_article(claims):
    assert claims["paragraph"].is_monotonic_increasing


def test_a_contested_claim_says_by_whom(claims):
    contested = claims[(claims["contested"] == "yes") & claims["contested_by"].isna()]
    assert contested["id"].tolist() == []


def test_every_module_decides_a_claim_and_no_claim_is_treated_twice_in_one(claims):
    assert set(claims["module"]) == set(MODULES)
    for row in claims.itertuples():
        also = split(row.also_in)
        assert set(also) <= set(MODULES) - {row.module}, row.id
        assert len(set(also)) == len(also), row.id


def test_claims_and_events_name_each_other(claims, events):
    forth = {(row.id, event) for row in claims.itertuples() for event in split(row.events)}
    back = {(claim, row.id) for row in events.itertuples() for claim in split(row.claims)}
    assert forth == back


@pytest.mark.parametrize("table", ["glossary", "quiz"])
def test_every_claim_is_known_and_met(table, claims, glossary, quiz):
    lists = glossary["claims"].map(split) if table == "glossary" else [question["claims"] for question in quiz]
    used = {claim for some in lists for claim in some}
    assert used == set(claims["id"])


def test_events_stand_in_order_of_time_under_their_own_number(events):
    order = list(zip(events["date"], events["id"], strict=True))
    assert order == sorted(order)
    assert events["id"].str.fullmatch(r"E\d{3}").all()


def test_a_date_is_no_more_exact_than_its_precision(events):
    months, years = events[events["precision"] == "month"], events[events["precision"] == "year"]
    assert (months["date"].dt.day == 1).all()
    assert ((years["date"].dt.day == 1) & (years["date"].dt.month == 1)).all()


def test_actors_are_states(events):
    known = {*states.codes(historical=True), "SUN"}
    for row in events.itertuples():
        actors = split(row.actors)
        assert set(actors) <= known, row.id
        assert len(set(actors)) == len(actors), row.id


def test_the_soviet_union_ends_in_1991(events):
    soviet = events[events["actors"].map(lambda cell: "SUN" in split(cell))]
    russian = events[events["actors"].map(lambda cell: "RUS" in split(cell))]
    assert soviet["date"].max().year <= 1991 < russian["date"].min().year


def test_signs_of_pairs_parse_and_name_actors(events):
    for row in events.itertuples():
        pairs = [DYAD.fullmatch(part) for part in split(row.dyad_signs)]
        assert all(pairs), f"{row.id}: {row.dyad_signs}"
        named = [frozenset(match.group(1, 2)) for match in pairs]
        assert all(pair <= set(split(row.actors)) and len(pair) == 2 for pair in named), row.id
        assert len(set(named)) == len(named), row.id
        if pairs:
            assert row.sign in {int(match[3]) for match in pairs}, row.id


def test_directed_acts_agree_with_the_signs_of_their_pair(events):
    for row in events.itertuples():
        signs = {frozenset(m.group(1, 2)): m[3] for m in map(DYAD.fullmatch, split(row.dyad_signs))}
        acts = [ACT.fullmatch(part) for part in split(row.directed_acts)]
        assert all(acts), f"{row.id}: {row.directed_acts}"
        assert len({match.group(1, 2) for match in acts}) == len(acts), row.id
        for match in acts:
            assert signs.get(frozenset(match.group(1, 2))) == match[3], f"{row.id}: {match[0]}"


def test_rulings_and_mediation_have_no_sender_among_the_parties(events):
    of_others = events[events["kind"].isin(["ruling", "mediation"])]
    assert of_others["directed_acts"].isna().all()


@pytest.mark.parametrize(("flag", "note"), [("disputed", "dispute_note"), ("to_verify", "verify_note")])
def test_a_flag_and_its_note_go_together(events, flag, note):
    assert ((events[flag] == "yes") == events[note].notna()).all()


def test_what_lies_after_the_last_known_event_is_marked(events):
    late = events[events["date"] > "2026-02-28"]
    assert (late["to_verify"] == "yes").all()


@pytest.mark.parametrize("source", ["source", "source2"])
def test_sources_have_clean_addresses_and_a_quality(events, source):
    title, address, quality = (events[f"{source}_{part}"] for part in ("title", "url", "quality"))
    assert (title.notna() == quality.notna()).all()
    assert not (address.notna() & title.isna()).any()
    for url in address.dropna():
        assert re.fullmatch(r"https?://[^\s@]+", url), url
        assert not TRACKERS.search(url), url
        host = url.split("/")[2]
        assert not host.endswith((*STAND_INS, ".")), url


VOTES = {"+1": "yes", "0": "abstain", "-1": "no"}
ROLL_CALLS = {"E130": 6014, "E131": 6046, "E132": 5653, "E133": 5673, "E134": 5691, "E135": 5721, "E056": 4828}


@pytest.mark.parametrize(("event", "roll_call"), ROLL_CALLS.items())
def test_the_chronology_tells_the_karabakh_votes_as_the_roll_calls_have_them(events, event, roll_call):
    votes = load("votes")
    votes = votes[votes["roll_call"] == roll_call].set_index("state")["vote"]
    acts, date = events.set_index("id").loc[event, ["directed_acts", "date"]]
    assert load("roll_calls").set_index("roll_call").loc[roll_call, "date"] == date
    assert votes["AZE"] == "yes"
    for match in map(ACT.fullmatch, split(acts)):
        assert votes[match[1]] == VOTES[match[3]], f"{match[1]} in {event}"


@pytest.mark.parametrize(("event", "symbol"), [("E039", "822"), ("E040", "853"), ("E041", "874"), ("E042", "884")])
def test_pakistan_voted_for_the_council_texts_of_1993(events, event, symbol):
    texts = load("council_resolutions")
    number = texts.loc[texts["symbol"] == f"S/RES/{symbol}(1993)", "resolution"].item()
    text = load("council_votes").loc[lambda votes: votes["resolution"] == number]
    assert set(text["vote"].astype("str")) == {"yes"}
    assert "PAK" in set(text["state"].astype("str"))
    assert "PAK>AZE:+1" in split(events.set_index("id").loc[event, "directed_acts"])


def test_terms_are_unique_and_in_alphabetical_order(glossary):
    folded = glossary["term"].str.casefold()
    assert folded.is_unique
    assert folded.tolist() == sorted(folded)


@pytest.mark.parametrize(
    ("column", "script"),
    [
        ("azerbaijani", r"[a-zA-ZəƏıİğĞşŞçÇöÖüÜ ()-]+"),
        ("urdu", r"[\u0600-\u06ff\d ،()-]+"),
        ("armenian", r"[\u0530-\u058f ()-]+"),
        ("hindi", r"[\u0900-\u097f\d ()-]+"),
    ],
)
def test_a_translation_is_written_in_the_script_of_its_language(glossary, column, script):
    strange = [word for word in glossary[column].dropna() if not re.fullmatch(script, word)]
    assert strange == []


def test_every_kinship_hit_has_one_note():
    notes = load("kinship_coding")
    counted = load("speech_terms").query("term == 'kinship' and year >= 1992 and count > 0")
    counted = counted.astype({"state": "str"}).set_index(["state", "year"])["count"]
    assert notes.groupby(["state", "year"]).size().to_dict() == counted.to_dict()
    assert notes.groupby(["state", "year"])["hit"].agg(lambda hits: list(hits) == list(range(1, len(hits) + 1))).all()


def test_definitions_are_sentences(glossary):
    assert all(text[0].isupper() and text.endswith(".") for text in glossary["definition"])


@pytest.fixture(scope="module")
def bibliography():
    pybtex = pytest.importorskip("pybtex.database")
    return pybtex.parse_file(str(BIBLIOGRAPHY)).entries


def test_every_reference_has_what_a_reader_needs_to_find_it(bibliography):
    for key, entry in bibliography.items():
        assert entry.persons, key
        assert {"title", "year"} <= set(entry.fields), key
        assert {"journal", "publisher", "booktitle", "institution", "howpublished"} & set(entry.fields), key
        if "doi" in entry.fields:
            assert re.fullmatch(r"10\.\d{4,}/\S+", entry.fields["doi"]), key
        if "url" in entry.fields:
            assert re.fullmatch(r"https://\S+", entry.fields["url"]), key


def test_no_two_references_share_a_doi(bibliography):
    repeated = [doi for doi, n in Counter(e.fields.get("doi", key) for key, e in bibliography.items()).items() if n > 1]
    assert repeated == []


def test_what_is_unverified_says_so_in_the_note_that_the_book_prints(bibliography):
    notes = [entry.fields.get("note", "") for entry in bibliography.values()]
    assert any(NOT_YET_VERIFIED in note for note in notes)
    assert all("unverified" not in note and "memory" not in note for note in notes)
