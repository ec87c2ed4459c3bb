/** The text that is written in UTF-8, without a mark at its beginning unless that is kept; undefined where the bytes are no such text. */
export function textOfBytes(bytes: Uint8Array, { keepsMark = false }: { readonly keepsMark?: boolean } = {}): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepsMark }).decode(bytes);
  } catch {
    return undefined;
  }
}
