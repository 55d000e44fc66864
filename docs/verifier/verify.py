#!/usr/bin/env python3
"""Verifies an Underpin report bundle, version 1, as docs/reference/bundle-format.md describes it.
Usage: verify.py BUNDLE [KEEPER.pub.json]. Prints a verdict as JSON; exit code 0 good, 1 tampered, 2 wrong use."""
import base64, json, re, sys, zipfile
from decimal import Decimal
from hashlib import sha256
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
MANIFEST, ENTRIES, CHECKPOINT = OWN = "manifest.json", "ledger/entries.jsonl", "ledger/checkpoint.txt"
KEYS, OBJECTS, SIGNATURES, OPINION = "keys.json", "objects.jsonl", "signatures.jsonl", "opinion given"
class Broken(Exception): """The first link that does not hold: link, check, expected, found."""
def need(truth, *broken):
    if not truth: raise Broken(*broken)
def same(link, check, expected, found): need(expected == found, link, check, expected, found)
def form(link, truth): need(truth, link, "form", "the documented form", "another")
def number(value):  # as ECMAScript writes it: the fewest digits that read back as the same double
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text, point = "".join(map(str, digits)), len(digits) + exponent  # the value is 0.text * 10^point
    if value == 0: return "0"
    if 0 < point <= 21: text = text[:point] + "." + text[point:] if point < len(text) else text.ljust(point, "0")
    elif -6 < point <= 0: text = "0." + "0" * -point + text
    else: text = text[0] + ("." + text[1:] if text[1:] else "") + "e%+d" % (point - 1)
    return ("-" if sign else "") + text
def canonical(value, depth=1):  # RFC 8785, at most 64 levels
    if isinstance(value, (dict, list)) and depth > 64: raise ValueError("too deep")
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(n) + ":" + canonical(value[n], depth + 1) for n in names) + "}"
    if isinstance(value, list): return "[" + ",".join(canonical(item, depth + 1) for item in value) + "]"
    return number(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
def parse(link, data):  # all numbers are read as doubles, so that any other spelling shows
    try:
        value = json.loads(data.decode(), parse_int=float)
        exact = canonical(value).encode() == data
    except (ValueError, TypeError, ArithmeticError, RecursionError): exact = False
    need(exact, link, "canonical", "canonical JSON", "other bytes")
    return value
def like(pattern, longest=2 ** 32):
    return lambda v: isinstance(v, str) and len(v) <= longest and re.fullmatch(pattern, v) is not None
def fits(value, shape):  # a record has exactly these members
    return isinstance(value, dict) and value.keys() == shape.keys() and all(shape[n](value[n]) for n in shape)
HASH, TEXT, ANY, PART = like("[0-9a-f]{64}"), like("(?s).+"), lambda v: True, "[A-Za-z0-9_][A-Za-z0-9._-]*"
TIME = like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
NAME, PATH = like("[A-Za-z0-9][A-Za-z0-9._/-]*", 200), like(f"{PART}(/{PART})*", 200)
COUNT = lambda v: isinstance(v, float) and v.is_integer() and 0 <= v < 2 ** 53
FILES = lambda v: isinstance(v, list) and all(fits(file, dict(path=PATH, sha256=HASH)) for file in v)
HEAD = dict(files=FILES, format=like("underpin-bundle"), ledger=NAME, version=lambda v: isinstance(v, float) and v == 1)
ENTRY = dict(act=TEXT, actor=TEXT, object=TEXT, objectSha256=HASH, previous=HASH, sequence=COUNT, time=TIME)
SIZES, POINT, BASE64 = dict(Ed25519=32, ES256=65), like("([A-Za-z0-9+/]{43}|[A-Za-z0-9+/]{87})="), like("[A-Za-z0-9+/]+={0,2}", 16384)
KEY = dict(algorithm=like("Ed25519|ES256"), id=HASH, owner=NAME, publicKey=POINT, validFrom=TIME, validTo=TIME)
SIGNED = dict(key=HASH, sequence=COUNT, signature=like("[A-Za-z0-9+/]{86}=="))
ASSERTED = dict(SIGNED, assertion=lambda v: fits(v, dict(authenticatorData=BASE64, clientDataJson=BASE64)))
SAID = dict(on=lambda v: fits(v, dict(object=TEXT, sha256=HASH)), opinion=ANY)
NOTE = "((.+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\ntime (.+)\n)\n((?:— [^ +\n]+ [A-Za-z0-9+/]{91}=\n)+)"
def read(path):
    with open(path, "rb") as file: data = file.read()
    try:
        archive = zipfile.ZipFile(path)
        names = [entry.filename for entry in archive.infolist() if entry.file_size <= 2 ** 28]
        assert data[:4] + data[-22:-18] + data[-2:] == b"PK\3\4PK\5\6\0\0" and all(map(PATH, names))
        assert len(set(names)) == int.from_bytes(data[-12:-10], "little") == len(archive.infolist())
        return {name: archive.read(name) for name in names}
    except Exception as error: raise Broken("container", "readable", "a whole bundle", "another") from error
def unbase64(text):  # nothing, when the text is not spelt as an encoder spells it
    return data if base64.b64encode(data := base64.b64decode(text + "===")).decode() == text else b""
def hold(key, signature, text, assertion):  # raises when it is no signature of the text; an assertion: WebAuthn, section 7.2
    if not assertion: return ed25519.Ed25519PublicKey.from_public_bytes(unbase64(key["publicKey"])).verify(signature, text)
    seen, said = unbase64(assertion["authenticatorData"]), unbase64(assertion["clientDataJson"])
    start = b'{"type":"webauthn.get","challenge":"%s"' % base64.urlsafe_b64encode(sha256(text).digest()).rstrip(b"=")
    if len(seen) < 37 or not seen[32] & 1 or not said.startswith(start): raise InvalidSignature
    parts = utils.encode_dss_signature(*(int.from_bytes(half, "big") for half in (signature[:32], signature[32:])))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unbase64(key["publicKey"]))
    point.verify(parts, seen + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
def check(files, trusted):
    take = lambda path: need(path in files, path, "present", "present", "missing") or files[path]
    def lines(path):
        need(take(path)[-1:] in (b"", b"\n"), path, "line end", "a line end", "none")
        return enumerate(files[path].split(b"\n")[:-1])
    def records(path, *shapes):
        found = [parse(f"{path} line {at + 1}", data) for at, data in lines(path)]
        form(path, all(any(fits(record, shape) for shape in shapes) for record in found))
        form(path, [record["sequence"] for record in found] == sorted({record["sequence"] for record in found}))
        return [(int(record["sequence"]), record) for record in found]
    def verify(link, owner, time, fit, shown, message, signature, assertion=None):  # a key of the owner fits, and it signed
        fits_too = lambda k: fit(k) and (k["algorithm"] == "ES256") == bool(assertion) and k["owner"] == owner
        key = next((k for k in keys if fits_too(k) and k["validFrom"] <= time <= k["validTo"]), None)
        need(key, link, "key", f"a key of {owner}, valid at {time}", shown)
        try: hold(key, signature, message.encode(), assertion)
        except (InvalidSignature, ValueError): raise Broken(link, "signature", f"a signature by {key['id']}", signature.hex())
        return key
    manifest, paths, signers = parse(MANIFEST, take(MANIFEST)), [], []
    form(MANIFEST, fits(manifest, HEAD) and (paths := [file["path"] for file in manifest["files"]]) == sorted(set(paths))
         and not set(OWN) & set(paths) and {KEYS, OBJECTS, SIGNATURES} <= set(paths))
    chain, tree, previous, time = [], [], "0" * 64, ""
    for at, data in lines(ENTRIES):
        entry, link = parse(f"entry {at}", data), f"entry {at}"
        form(link, fits(entry, ENTRY))
        same(link, "sequence", str(at), "%d" % entry["sequence"])
        same(link, "previous", entry["previous"], previous)
        need(entry["time"] >= time, link, "time", f"{time} or later", entry["time"])
        previous, time = sha256(data).hexdigest(), entry["time"]
        chain.append(entry)
        tree.append(sha256(b"\0" + data).digest())
    while len(tree) > 1:  # RFC 6962: pairs level by level, an odd last node goes up as it is
        tree = [sha256(b"\1" + l + r).digest() for l, r in zip(tree[::2], tree[1::2])] + tree[len(tree) // 2 * 2:]
    note = re.fullmatch(NOTE, take(CHECKPOINT).decode(errors="replace"))
    marks = [(line.split(" ")[1], unbase64(line.split(" ")[2])) for line in note[6].split("\n")[:-1]] if note else []
    form(CHECKPOINT, note and NAME(note[2]) and int(note[3]) < 2 ** 53 and unbase64(note[4]) and TIME(note[5])
         and all(NAME(name) and mark for name, mark in marks))
    same(CHECKPOINT, "ledger", manifest["ledger"], note[2])
    same(CHECKPOINT, "size", note[3], str(len(chain)))
    same(CHECKPOINT, "root", unbase64(note[4]).hex(), (tree or [sha256(b"").digest()])[0].hex())
    need(note[5] >= time, CHECKPOINT, "time", f"{time} or later", note[5])
    same(MANIFEST, "seal", "manifest", chain[-1]["object"] if chain else "")
    same(MANIFEST, "sha256", chain[-1]["objectSha256"], sha256(files[MANIFEST]).hexdigest())
    for file in manifest["files"]: same(file["path"], "sha256", file["sha256"], sha256(take(file["path"])).hexdigest())
    for path in sorted(set(files) - set(paths) - set(OWN)): raise Broken(path, "listed", "listed", "not listed")
    keys = parse(KEYS, files[KEYS])
    form(KEYS, isinstance(keys, list) and all(fits(k, KEY) and len(unbase64(k["publicKey"])) == SIZES[k["algorithm"]] for k in keys))
    form(KEYS, [key["id"] for key in keys] == sorted({key["id"] for key in keys}))
    for key in keys: same(f"key {key['id']}", "id", key["id"], sha256(unbase64(key["publicKey"])).hexdigest())
    for name, mark in marks:
        fit = lambda key: sha256(name.encode() + b"\n\1" + unbase64(key["publicKey"])).digest()[:4] == mark[:4]
        signers.append(verify(CHECKPOINT, name, note[5], fit, mark[:4].hex(), note[1], mark[4:]))
    need(trusted is None or trusted in signers, CHECKPOINT, "signer", (trusted or {}).get("id"), signers[0]["id"])
    latest, objects = {entry["object"]: entry["objectSha256"] for entry in chain}, records(OBJECTS, dict(object=ANY, sequence=COUNT))
    for at, record in objects:
        link, content = f"object of entry {at}", record["object"]
        need(at < len(chain), link, "entry", "an entry", "none")
        same(link, "sha256", chain[at]["objectSha256"], sha256(canonical(content).encode()).hexdigest())
        if chain[at]["act"] != OPINION: continue
        form(link, fits(content, SAID))
        same(link, "on", content["on"]["sha256"], latest.get(content["on"]["object"], "none"))
    opinions, acts = records(SIGNATURES, SIGNED, ASSERTED), [entry["act"] for entry in chain]
    for at, record in opinions:
        same(f"signature of entry {at}", "entry", OPINION, acts[at] if at < len(chain) else "none")
        text = f"underpin opinion v1\n{note[2]}\n{canonical(chain[at]['object'])}\n{chain[at]['objectSha256']}\n"
        verify(f"signature of entry {at}", chain[at]["actor"], chain[at]["time"], lambda key: key["id"] == record["key"],
               record["key"], text, unbase64(record["signature"]), record.get("assertion"))
    return dict(ledger=note[2], entries=len(chain), time=note[5], signers=signers, trusted=trusted is not None, files=len(files),
                objects=len(objects), evidence=acts.count("evidence added"), opinions=dict(given=acts.count(OPINION), signed=len(opinions)))
if __name__ == "__main__":
    if len(sys.argv) not in (2, 3): sys.exit(print(__doc__) or 2)
    try: verdict = dict(verdict="good", proof=check(read(sys.argv[1]), json.load(open(sys.argv[2])) if sys.argv[2:] else None))
    except Broken as broken: verdict = dict(verdict="tampered", broken=dict(zip(("link", "check", "expected", "found"), broken.args)))
    except OSError as error: sys.exit(print(error, file=sys.stderr) or 2)
    print(json.dumps(verdict, indent=2))
    sys.exit(verdict["verdict"] != "good")
