const magic: readonly (readonly [string, string])[] = [
  ['25504446', 'application/pdf'],
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
  ['504b0304', 'application/zip'],
  ['d0cf11e0a1b11ae1', 'application/x-ole-storage'],
  ['1f8b', 'application/gzip'],
  ['50415231', 'application/vnd.apache.parquet'],
];
const programs = ['4d5a', '7f454c46', 'cafebabe', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', '2321'];

/** The type of a file as its first bytes tell, whatever its name says; null for programs, which are not evidence. */
export function mediaTypeOf(head: Uint8Array): string | null {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  if (programs.some((start) => hex.startsWith(start))) return null;
  const known = magic.find(([start]) => hex.startsWith(start));
  if (known !== undefined) return known[1];
  // The last character may be cut off, so a broken one at the very end does not count.
  const text = new TextDecoder('utf-8').decode(head, { stream: true });
  if (/(?![\t\n\v\f\r\u0085])\p{Cc}|\ufffd/u.test(text)) return 'application/octet-stream';
  const start = text.trimStart();
  if (/^[{[]/.test(start)) return 'application/json';
  if (/^<(\?xml|!doctype|\w)/i.test(start)) return 'text/xml';
  return 'text/plain';
}
