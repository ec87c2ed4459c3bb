import type { Picture } from '../tree/document-tree.ts';

/** The picture as an address that carries its own bytes. */
export function dataUri({ mediaType, bytes }: Picture): string {
  return `data:${mediaType};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`;
}
