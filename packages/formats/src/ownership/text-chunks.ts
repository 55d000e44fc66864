/** A file as it arrives: bytes or text in pieces of any size, so that files larger than memory can be read. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** The pieces as text; UTF-8 characters that are cut by a piece's end are put together again, a byte order mark is left out. */
export async function* textChunks(chunks: Chunks): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** The whole text, for formats that are read in one piece. `null` past `limit` characters. */
export async function wholeText(chunks: Chunks, limit: number): Promise<string | null> {
  let text = '';
  for await (const part of textChunks(chunks)) {
    text += part;
    if (text.length > limit) return null;
  }
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
