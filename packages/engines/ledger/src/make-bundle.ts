import { bundlePathSchema, ledgerActs, type PublicKeyRecord } from '@underpin/model';
import { toBase64 } from './base64.ts';
import { type BundleManifest, bundleManifestSchema, bundlePaths, manifestObject } from './bundle-manifest.ts';
import { canonicalJson } from './canonical.ts';
import { append, type ChainedEntry, objectHash } from './chain.ts';
import { checkpointText } from './checkpoint.ts';
import { toHex } from './hex.ts';
import { rootHash } from './merkle.ts';
import { signNote } from './note.ts';
import { opinionText } from './opinion-text.ts';
import type { Primitives } from './primitives.ts';
import type { Signer } from './signer.ts';

export interface BundleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** An act that goes into the ledger with its object. */
export interface Deed {
  readonly act: string;
  readonly actor: string;
  /** Id of the object. */
  readonly object: string;
  readonly content: unknown;
  /** Whether the bundle holds the object itself, or its hash alone. */
  readonly disclosed: boolean;
  /** Signs it, when it is an opinion and another than the authority's signer of the bundle signs. */
  readonly signer?: Signer;
  /** When it was entered, where that was before sealing. */
  readonly time?: string;
}

export interface BundleParts {
  readonly ledger: string;
  /** In the order in which they are entered. */
  readonly deeds: readonly Deed[];
  /** Files of the report, below `report/`. */
  readonly report: readonly BundleFile[];
  /** Signs the checkpoint. */
  readonly keeper: Signer;
  /** Sign the opinions of which they are the actors. */
  readonly authorities: readonly Signer[];
  /** Time of the checkpoint, of the last entry and of every deed without a time of its own, UTC with milliseconds. */
  readonly time: string;
}

/**
 * Enters deeds into a new ledger, seals the report with a last entry and signs the checkpoint: the files of a bundle, in
 * the order of its format. Throws a RangeError when time runs backwards, a TypeError for a part that breaks the format (an object that is no JSON, a bad path).
 *
 * @example makeBundle({ ledger: 'underpin/review-1', deeds, report, keeper, authorities: [], time }, primitives)
 */
export function makeBundle(parts: BundleParts, primitives: Primitives): BundleFile[] {
  const chain: ChainedEntry[] = [];
  const objects: string[] = [];
  const signatures: string[] = [];
  for (const deed of parts.deeds) {
    const { act, actor, object } = deed;
    const objectSha256 = objectHash(deed.content, primitives);
    const last = append(
      chain.at(-1) ?? null,
      { act, actor, object, objectSha256, time: deed.time ?? parts.time },
      primitives,
    );
    const { sequence } = last.entry;
    chain.push(last);
    if (deed.disclosed) objects.push(canonicalJson({ object: deed.content, sequence }));
    const signer =
      act === ledgerActs.opinion && (deed.signer ?? parts.authorities.find(({ record }) => record.owner === actor));
    if (signer) {
      const signature = signer.sign(primitives.encode(opinionText(parts.ledger, object, objectSha256)));
      const { assertion } = signer;
      const line = { key: signer.record.id, sequence, signature: toBase64(signature) };
      signatures.push(canonicalJson(assertion === undefined ? line : { ...line, assertion }));
    }
  }
  const lines = (list: readonly string[]): Uint8Array => primitives.encode(list.map((line) => `${line}\n`).join(''));
  const listed: BundleFile[] = [
    {
      path: bundlePaths.keys,
      bytes: primitives.encode(
        canonicalJson(
          keysOf([parts.keeper, ...parts.authorities, ...parts.deeds.flatMap(({ signer }) => signer ?? [])]),
        ),
      ),
    },
    { path: bundlePaths.objects, bytes: lines(objects) },
    { path: bundlePaths.signatures, bytes: lines(signatures) },
    ...parts.report,
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = manifestOf(parts.ledger, listed, primitives);
  const sealing = {
    act: ledgerActs.sealed,
    actor: parts.keeper.record.owner,
    object: manifestObject,
    objectSha256: objectHash(manifest, primitives),
    time: parts.time,
  };
  chain.push(append(chain.at(-1) ?? null, sealing, primitives));
  const root = rootHash(
    chain.map(({ leaf }) => leaf),
    primitives,
  );
  const head = checkpointText({ ledger: parts.ledger, size: chain.length, root, time: parts.time });
  return [
    { path: bundlePaths.manifest, bytes: primitives.encode(canonicalJson(manifest)) },
    { path: bundlePaths.entries, bytes: lines(chain.map(({ entry }) => canonicalJson(entry))) },
    { path: bundlePaths.checkpoint, bytes: primitives.encode(signNote(head, [parts.keeper], primitives)) },
    ...listed,
  ];
}

function manifestOf(ledger: string, files: readonly BundleFile[], { sha256 }: Primitives): BundleManifest {
  for (const { path } of files) bundlePathSchema.parse(path);
  return bundleManifestSchema.parse({
    files: files.map(({ path, bytes }) => ({ path, sha256: toHex(sha256(bytes)) })),
    format: 'underpin-bundle',
    ledger,
    version: 1,
  });
}

function keysOf(signers: readonly Signer[]): PublicKeyRecord[] {
  const byId = new Map(signers.map(({ record }) => [record.id, record]));
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
