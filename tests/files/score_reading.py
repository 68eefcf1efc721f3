#!/usr/bin/env python3
"""Score what was read out of a document against its transcription.

    score_reading.py READ.json TRUTH.json [--strict] [--show] [--min-exact 0.98] [--max-spurious 0]

READ.json is the output of `riskbild read FILE --format json`; TRUTH.json is a transcription in the same format.
Prints one line a field and a total; exits 1 when a floor is missed.

exact      cells equal after white space is folded, of all cells that the truth fills
spurious   cells that the reading fills and the truth leaves empty, and rows that are not in the truth
similar    mean character similarity of the cells that the truth fills (1.0 = equal)
rows       truth rows that were found, and rows read
--strict   paragraphs ("\\n") count, and rows must come in the truth's order (a row out of order counts as spurious)
Standard library only.
"""
import argparse
import difflib
import json
import re
import sys

FIELDS = ["reference", "process", "step", "analysis_date", "heading", "category", "risk", "description", "causes",
          "consequence", "likelihood", "impact", "score", "existing_controls", "measures", "responsible", "deadline",
          "in_plan", "follows_plan", "comment"]
STRICT = False
CONTROL_FIELDS = ["control", "method", "responsible", "frequency"]


def fold(value):
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return str(int(value)) if float(value).is_integer() else str(value)
    if STRICT:
        text = re.sub(r"[ \t]+", " ", re.sub(r"\s*\n\s*", "\n", str(value))).strip()
    else:
        text = re.sub(r"\s+", " ", str(value)).strip()
    return text or None


def cells(row):
    """One row as {name: folded value}, its controls flattened."""
    out = {f: fold(row.get(f)) for f in FIELDS}
    for i, control in enumerate(row.get("controls") or []):
        for f in CONTROL_FIELDS:
            out[f"controls[{i}].{f}"] = fold(control.get(f))
        for period, text in (control.get("status") or {}).items():
            out[f"controls[{i}].status.{period}"] = fold(text)
    return {k: v for k, v in out.items() if v is not None}


def text_of(row):
    return " ".join(str(v) for k, v in sorted(cells(row).items()) if not isinstance(v, bool) and len(str(v)) > 3)


def similarity(a, b):
    if a == b:
        return 1.0
    return difflib.SequenceMatcher(None, str(a), str(b), autojunk=False).ratio()


def pair_rows(read, truth):
    """Pairs of (truth index, read index), best first, each used once."""
    words_read = [set(re.findall(r"\w{4,}", text_of(r).lower())) for r in read]
    words_truth = [set(re.findall(r"\w{4,}", text_of(t).lower())) for t in truth]
    scored = []
    for i, a in enumerate(words_truth):
        for j, b in enumerate(words_read):
            if a and b:
                overlap = 2 * len(a & b) / (len(a) + len(b))
                scored.append((overlap - abs(i - j) * 1e-4, i, j))
    pairs, used_i, used_j = {}, set(), set()
    for value, i, j in sorted(scored, reverse=True):
        if value < 0.25 or i in used_i or j in used_j:
            continue
        pairs[i] = j
        used_i.add(i)
        used_j.add(j)
    return pairs


def score(read_doc, truth_doc, show=False):
    per, totals = {}, dict(filled=0, exact=0, spurious=0, similar=0.0, rows=0, found=0, read=0)
    for section in ("rows", "plan"):
        read, truth = read_doc.get(section) or [], truth_doc.get(section) or []
        pairs = pair_rows(read, truth)
        totals["rows"] += len(truth)
        totals["read"] += len(read)
        totals["found"] += len(pairs)
        if STRICT:
            order = [pairs[i] for i in sorted(pairs)]
            totals["spurious"] += sum(1 for a, b in zip(order, order[1:]) if b < a)
        for j, row in enumerate(read):
            if j not in pairs.values():
                totals["spurious"] += len(cells(row))
                if show:
                    print(f"  extra {section}[{j}]: {text_of(row)[:110]}")
        for i, t in enumerate(truth):
            want, also = cells(t), t.get("also_accept") or {}
            got = cells(read[pairs[i]]) if i in pairs else {}
            if i not in pairs and show:
                print(f"  missing {section}[{i}]: {text_of(t)[:110]}")
            for name, value in want.items():
                accepted = [value] + [fold(v) for v in also.get(name, [])]
                key = re.sub(r"\[\d+\]|\.status\..*", "", name)
                p = per.setdefault(key, [0, 0, 0])
                p[0] += 1
                totals["filled"] += 1
                mine = got.get(name)
                if mine in accepted or (None in accepted and mine is None):
                    p[1] += 1
                    totals["exact"] += 1
                    totals["similar"] += 1
                else:
                    totals["similar"] += similarity(value, mine) if mine is not None else 0.0
                    if show:
                        print(f"  {section}[{i}].{name}\n     truth {value!r}\n     read  {mine!r}")
            for name, value in got.items():
                if name not in want and value not in [fold(v) for v in also.get(name, [])]:
                    key = re.sub(r"\[\d+\]|\.status\..*", "", name)
                    per.setdefault(key, [0, 0, 0])[2] += 1
                    totals["spurious"] += 1
                    if show:
                        print(f"  {section}[{i}].{name} should be empty, read {value!r}")
    return per, totals


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("read")
    ap.add_argument("truth")
    ap.add_argument("--show", action="store_true", help="print every cell that differs")
    ap.add_argument("--min-exact", type=float, default=0.0)
    ap.add_argument("--max-spurious", type=float, default=float("inf"), help="as a share of filled cells")
    ap.add_argument("--strict", action="store_true", help="paragraphs and row order count")
    args = ap.parse_args()
    global STRICT
    STRICT = args.strict
    with open(args.read, encoding="utf-8") as f:
        read_doc = json.load(f)
    with open(args.truth, encoding="utf-8") as f:
        truth_doc = json.load(f)
    per, t = score(read_doc, truth_doc, args.show)
    for name, (filled, exact, spurious) in sorted(per.items()):
        print(f"{name:24} exact {exact:4}/{filled:<4} spurious {spurious}")
    filled = max(t["filled"], 1)
    exact, spurious, similar = t["exact"] / filled, t["spurious"] / filled, t["similar"] / filled
    print(f"exact {exact:.4f} spurious {spurious:.4f} similar {similar:.4f} rows {t['found']}/{t['rows']} read {t['read']}")
    return 0 if exact >= args.min_exact and spurious <= args.max_spurious else 1


if __name__ == "__main__":
    sys.exit(main())
