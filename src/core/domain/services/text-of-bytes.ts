/** The text that is written in UTF-8, without a mark at its beginning; undefined where the bytes are no such text. */
export function textOfBytes(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
