"""Finds an item by a few words of its situation, typed or spoken. In memory, per version of the list. Pure.

Chinese is met by the same characters or, for less, by the same sounds (警盖 for 井盖, as an input method or a
telephone errs). Both count in neighbouring pairs and singly, rare ones more than common ones, so that a wrong or a
missing character costs its own share and no more. Latin letters are met as they stand (KTV), as pinyin (jinggai), as
initials of syllables (jgyw), or as nearly the pinyin.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice, pairwise
from math import log

from gridcall.responsibility.rules import Area, Item, Situation
from gridcall.responsibility.sounds import Range, Sounded, confused, is_han, sounded

QUERY_AT_MOST = 60  # characters; what is said beyond that finds nothing better
SOUND, SPELLING = 0.6, 0.4  # the shares of a term that is met
SINGLE = 0.25  # what a character counts beside a pair
COMMON = 0.15  # a character that stands in so many of the texts tells nothing beside others
UNSEEN = 1.5  # the weight of what stands in no text: a typing error or a filler
LITERALLY, AT_START, SHORT = 0.4, 0.1, 0.15  # what is added for it
OF_NAME = 0.3  # how much an item's name helps its situations
NAME_ALONE = 0.9
LEAST = 0.12  # below that a match is chance
TAIL = 0.3  # of the best score: whatever is so much worse is left out
TALE = 12  # characters from which on a query is a tale, of which a small part may be what matters
AS_IT_STANDS, AS_PINYIN, AS_CONFUSED, AS_INITIALS, AS_MISSPELT = 1.0, 0.9, 0.8, 0.75, 0.6
INITIALS_AT_LEAST = 2  # letters
MISSPELT_AT_LEAST, NEARLY = 2, 0.5  # triples of letters that must be met, and which share of them
HOLDERS_AT_MOST = 300  # of a letter or two; nobody reads on
IN_AREA = 0.25  # what a likely area adds

Scores = dict[int, float]  # by entry


@dataclass(frozen=True)
class Match:
    """An item, the situation that was met (None: its own name), and which characters to highlight."""

    item: Item
    situation: Situation | None
    ranges: Sequence[Range] = ()
    likely: bool = False  # no words met it, only its area


@dataclass(frozen=True)
class _Entry:
    item: int  # its position in the list
    situation: Situation | None
    sounded: Sounded


class _Terms:
    """Which entries hold a term, and how much that tells. A pair is a tuple, a single one a string."""

    def __init__(self, texts: Iterable[Iterable[object]]) -> None:
        self.holders: dict[object, list[int]] = defaultdict(list)
        self.count = 0
        for terms in texts:
            for term in set(terms):
                self.holders[term].append(self.count)
            self.count += 1

    def meet(self, terms: Sequence[object], share: float, scores: Scores) -> float:
        """Add `share` of each term's weight to the entries that hold it; answers what could be reached."""
        reachable = 0.0
        for term in terms:
            held = self.holders.get(term, ())
            single = isinstance(term, str) and len(terms) > 1
            if single and len(held) > COMMON * self.count:
                continue
            weight = share * (log(1 + self.count / len(held)) if held else UNSEEN) * (SINGLE if single else 1)
            reachable += weight
            for entry in held:
                scores[entry] += weight
        return reachable


def _terms(parts: Sequence[str]) -> list[object]:
    return [*pairwise(parts), *parts]


def _triples(letters: str) -> set[object]:
    return {letters[i : i + 3] for i in range(len(letters) - 2)}


class _Corpus:
    """Every entry's text in one, to be looked through at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = "\n".join(texts)
        self.starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))

    def holders(self, letters: str) -> Iterator[int]:
        """The entries whose text holds the letters."""
        at = self.text.find(letters)
        while at >= 0:
            entry = bisect_right(self.starts, at) - 1
            yield entry
            at = self.text.find(letters, self.starts[entry + 1]) if entry + 1 < len(self.starts) else -1


class Index:
    """One version of the list, ready to be searched."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.entries = list(_entries(items))
        self.spelt = _Terms(_terms(entry.sounded.written) for entry in self.entries)
        self.heard = _Terms(_terms(entry.sounded.heard) for entry in self.entries)
        self.triples = _Terms(_triples(entry.sounded.alike.text) for entry in self.entries)
        self.corpora = [_Corpus([text(entry.sounded) for entry in self.entries]) for text in _SPELLINGS]
        self.names = {entry.item: n for n, entry in enumerate(self.entries) if entry.situation is None}
        items_last = sorted(self.entries, key=lambda entry: entry.situation is None)
        self.numbers = {_number(items, entry): entry for entry in items_last}

    def matches(self, text: str, first: int, likely: Mapping[Area, float] | None = None) -> list[Match]:
        """The items that the words mean, best first; the `likely` areas lead where the words leave it open."""
        if numbered := self.numbers.get(text.strip()):
            return [Match(self.items[numbered.item], numbered.situation)]
        query = sounded(text[:QUERY_AT_MOST])
        favour = {n: IN_AREA * (likely or {}).get(item.area, 0) for n, item in enumerate(self.items)}
        best = self._best_of_items(self._scores(query))
        ranked = sorted(best, key=lambda n: (-best[n][0] - favour[n], n))
        found = [self._match(best[n][1], query) for n in ranked[:first]]
        others = sorted((n for n in favour if favour[n] and n not in best), key=lambda n: (-favour[n], n))
        return found + [Match(self.items[n], None, likely=True) for n in others[: first - len(found)]]

    def _scores(self, query: Sounded) -> Scores:
        han = [i for i, character in enumerate(query.written) if is_han(character)]
        latin = "".join(character for character in query.written if not is_han(character))
        by_han = self._by_han(query, han) if han else {}
        by_latin = self._by_latin(latin) if latin else {}
        of_han = len(han) / (len(han) + len(latin) / 2) if query.written else 0
        return {
            entry: of_han * by_han.get(entry, 0) + (1 - of_han) * by_latin.get(entry, 0)
            for entry in by_han.keys() | by_latin.keys()
        }

    def _by_han(self, query: Sounded, places: Sequence[int]) -> Scores:
        """How much of the Chinese of the query each entry holds, from 0 to 1, and what is added for closeness."""
        scores: Scores = defaultdict(float)
        together = [(i, j) for i, j in pairwise(places) if j == i + 1]
        spelt, heard = (
            [*((parts[i], parts[j]) for i, j in together), *(parts[i] for i in places)]
            for parts in (query.written, query.heard)
        )
        reachable = self.heard.meet(heard, SOUND, scores) + self.spelt.meet(spelt, SPELLING, scores)
        least = LEAST * reachable * min(1, TALE / len(places))
        return {
            entry: score / reachable + self._closeness(entry, query) for entry, score in scores.items() if score > least
        }

    def _closeness(self, entry: int, query: Sounded) -> float:
        text = self.entries[entry].sounded.written
        at = text.find(query.written)
        short = SHORT * min(1, len(query.written) / len(text))
        return short + (LITERALLY if at >= 0 else 0) + (AT_START if at == 0 else 0)

    def _by_latin(self, letters: str) -> Scores:
        wanted = (letters, letters, confused(letters), letters, letters)
        holders = chain.from_iterable(corpus.holders(of) for corpus, of in zip(self.corpora, wanted, strict=True))
        held = set(islice(holders, HOLDERS_AT_MOST))
        found = {n: score for n in held if (score := _spelling(self.entries[n].sounded, letters)[0])}
        return found or self._misspelt(_triples(confused(letters)))

    def _misspelt(self, triples: set[object]) -> Scores:
        shared = Counter(chain.from_iterable(self.triples.holders.get(triple, ()) for triple in triples))
        enough = max(MISSPELT_AT_LEAST, NEARLY * len(triples))
        return {n: AS_MISSPELT * count / len(triples) for n, count in shared.items() if count >= enough}

    def _best_of_items(self, scores: Scores) -> dict[int, tuple[float, int]]:
        """Each item's best entry, and its score; an item's name helps its situations."""
        best: dict[int, tuple[float, int]] = {}
        for n, score in scores.items():
            entry = self.entries[n]
            name = scores.get(self.names[entry.item], 0)
            total = score + OF_NAME * name if entry.situation else NAME_ALONE * score
            best[entry.item] = max(best.get(entry.item, (0.0, n)), (total, n), key=lambda found: found[0])
        least = TAIL * max((score for score, _ in best.values()), default=0)
        return {item: found for item, found in best.items() if found[0] >= least}

    def _match(self, number: int, query: Sounded) -> Match:
        entry = self.entries[number]
        return Match(self.items[entry.item], entry.situation, highlighted(entry.sounded, query))


def _entries(items: Sequence[Item]) -> Iterator[_Entry]:
    for n, item in enumerate(items):
        yield _Entry(n, None, sounded(item.name))
        for situation in item.situations:
            yield _Entry(n, situation, sounded(situation.words))


def _number(items: Sequence[Item], entry: _Entry) -> str:
    return entry.situation.number if entry.situation else items[entry.item].number


# In what Latin letters are looked for; the confused ones twice, since "jingai" may be jin gai and jing ai.
_SPELLINGS: Sequence[Callable[[Sounded], str]] = (
    lambda text: text.written,
    lambda text: text.letters.text,
    lambda text: text.alike.text,
    lambda text: text.alike.text,
    lambda text: text.initials,
)


def _spelling(text: Sounded, letters: str) -> tuple[float, Range | None]:
    """How Latin letters are met by a text, and by which of its characters."""
    ways = (
        (AS_IT_STANDS, _in(text.written, letters)),
        (AS_PINYIN, text.letters.find(letters)),
        (AS_CONFUSED, text.alike.find(confused(letters)) or text.alike.find(letters)),
        (AS_INITIALS, _in(text.initials, letters) if len(letters) >= INITIALS_AT_LEAST else None),
    )
    return next(((worth, met) for worth, met in ways if met), (0.0, None))


def _in(text: str, letters: str) -> Range | None:
    at = text.find(letters)
    return (at, at + len(letters)) if at >= 0 else None


def highlighted(text: Sounded, query: Sounded) -> list[Range]:
    """The characters of the text that answer to the query, as ranges of the original."""
    latin = "".join(character for character in query.written if not is_han(character))
    met = _spelling(text, latin)[1] if latin else None
    marked = set(range(*met)) if met else set()
    heard, spelt = set(pairwise(query.heard)), set(query.written)
    for i, pair in enumerate(pairwise(text.heard)):
        if pair in heard:
            marked |= {i, i + 1}
    marked = marked or {i for i, character in enumerate(text.written) if character in spelt}
    return _ranges(sorted(text.places[i] for i in marked))


def _ranges(places: Sequence[int]) -> list[Range]:
    found: list[Range] = []
    for place in places:
        if found and place <= found[-1][1]:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
