import { expect, test } from 'vitest';
import { primitives, newSigner } from '../test/primitives.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { checkpointText, readCheckpoint } from './checkpoint.ts';
import { noteKeyHash, readNote, signNote } from './note.ts';

const checkpoint = {
  ledger: 'underpin/review-1',
  size: 3,
  root: new Uint8Array(primitives.sha256(new Uint8Array([7]))),
  time: '2026-01-31T09:00:00.000Z',
};

test('a note of the C2SP signed-note specification is read and its key found', () => {
  // Example of the specification: key PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW.
  const note =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
    '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
  const key = fromBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')?.slice(1) ?? new Uint8Array(0);
  const read = readNote(note);
  const [line] = read?.signatures ?? [];
  expect(line?.name).toBe('PeterNeumann');
  expect(line?.keyHash).toEqual(new Uint8Array(noteKeyHash('PeterNeumann', key, primitives)));
  expect(primitives.verify(key, primitives.encode(read?.text ?? ''), line?.signature ?? new Uint8Array(64))).toBe(true);
});

test('checkpointText() is read back, and any other spelling is refused', () => {
  const text = checkpointText(checkpoint);
  expect(readCheckpoint(text)).toEqual(checkpoint);
  for (const other of [
    text.replace('\n3\n', '\n03\n'),
    text.replace('\n3\n', '\n3e0\n'),
    text.replace('\n3\n', '\n-3\n'),
    text.replace('time ', ''),
    text.replace('.000Z', 'Z'),
    `${text}more\n`,
    text.slice(0, -1),
    text.replace('underpin/', 'under pin/'),
  ]) {
    expect(readCheckpoint(other)).toBeNull();
  }
});

test('signNote() makes a note that readNote() takes apart; a note without signatures is none', () => {
  const signer = newSigner('keeper');
  const text = checkpointText(checkpoint);
  const note = signNote(text, [signer], primitives);
  const read = readNote(note);
  expect(read?.text).toBe(text);
  const key = fromBase64(signer.record.publicKey) ?? new Uint8Array(0);
  const signature = read?.signatures[0]?.signature ?? new Uint8Array(64);
  expect(primitives.verify(key, primitives.encode(text), signature)).toBe(true);
  expect(primitives.verify(key, primitives.encode(text.replace('3', '4')), signature)).toBe(false);
  expect(readNote(`${text}\n`)).toBeNull();
  expect(readNote(note.slice(0, -1))).toBeNull();
});

test('fromBase64() reads what toBase64() writes, and no other spelling of the same bytes', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) % 256);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  }
  for (const text of ['AB', 'AB==', 'AA=A', 'A===', 'AA-_', 'AAA\n', '====']) expect(fromBase64(text)).toBeNull();
});
