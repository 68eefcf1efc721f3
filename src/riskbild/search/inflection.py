"""Brings an inflected Swedish word back to the word in the list, by endings believed only where the list agrees."""

from collections.abc import Container, Iterator, Mapping

# Ending in the text -> endings of the word in the list, most likely first. What Snowball's stemmer does well is here
# too: a compound's last part is known by its base ("-incidenter" by "incident"). A genitive's -s is no ending here.
_NOUNS = """
    arna:are,,e,a  orna:a  erna:,e,a,um  rna:  ena:  na:e,,en  marna:m  larna:el  rarna:er,ar  narna:en,on  lerna:el
    mlarna:mmel  mrarna:mmer,mmar  mmarna:m
    ar:,e,a  or:a  er:,e,a,um  r:  lar:el  rar:er,ar  nar:en,on  ler:el  mmar:m  mlar:mmel  mrar:mmer,mmar
    en:,e  n:  an:a  et:,e,um  t:  len:el  ren:er  nen:en,n  men:m  let:el  ret:er  net:en,n  met:m
    mmen:m  mmet:m  mlet:mmel  mlen:mmel  mret:mmer  mren:mmer  ern:er  eln:el
    änder:and  änderna:and  ötter:ot  ötterna:ot  öter:ot  öterna:ot  ter:t  terna:t  e:um
"""
_ADJECTIVES = """
    a:,e  t:,d,n  e:  tt:,d,dd  are:  ast:  aste:  ma:m  mma:m  na:en  ne:en  ra:er  re:er  la:el  le:el
    rare:er  rast:er  raste:er  nare:en  nast:en  naste:en  lare:el  last:el  laste:el  mmare:m  mmast:m  mmaste:m
    d:de  t:de
"""
_VERBS = """
    ar:a  er:a  r:a,  ade:a  at:a  ad:a  ats:as  de:a,ma,na  t:a,da,ma,na  te:a  s:a  d:a,ma,na  da:d,a,ma,na
    dde:  dd:  dda:
    tt:,da  it:a  ande:a  ende:a  nde:  ta:a  ades:as,a  ats:a  des:s,a  ts:s,a  tes:a  es:a  rts:ra
    öll:ålla,alla  öt:juta,yta,uta  ev:iva  ed:ida  öd:uda  ick:å  utit:yta,juta,uta  ivit:iva  idit:ida
    agit:å  og:å  od:å  av:e  åg:e  ät:åta
"""


def _table(*texts: str) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for entry in " ".join(texts).split():
        ending, _, bases = entry.partition(":")
        table.setdefault(ending, []).extend(base for base in bases.split(",") if base not in table.get(ending, ()))
    return {ending: tuple(bases) for ending, bases in table.items()}


_ENDINGS = _table(_NOUNS, _ADJECTIVES, _VERBS)
_LONGEST = max(map(len, _ENDINGS))


def _candidates(word: str) -> Iterator[str]:
    yield word
    for length in range(min(_LONGEST, len(word) - 2), 0, -1):
        for base_ending in _ENDINGS.get(word[-length:], ()):
            yield word[:-length] + base_ending


def base_form(word: str, *, words: Container[str], irregular: Mapping[str, str]) -> str | None:
    """The word of the list that `word` (lower case) is a form of, or None. "kostnaderna" gives "kostnad"."""
    for form in (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,):
        if form in irregular:
            return irregular[form]
        found = next((base for base in _candidates(form) if base in words), None)
        if found:
            return found
    return None
