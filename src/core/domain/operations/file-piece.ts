import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';

export const begin = z.object({ kind: z.literal('begin'), name: z.string().describe('What the file is called'), mediaType: z.string(), bytes: z.int().describe('How many bytes come; of a bundle those of its documents before they are packed') });
export const chunk = z.object({ kind: z.literal('chunk'), content: z.base64().describe('The next bytes of the file') });
export const end = z.object({ kind: z.literal('end'), bytes: z.int(), sha256: Sha256.describe('Of the whole file') });

/** A file on its way: what it is called, its bytes in order, and at the end what must have arrived. */
export const FilePiece = z.discriminatedUnion('kind', [begin, chunk, end]);
export type FilePiece = z.infer<typeof FilePiece>;

/** As {@link FilePiece}, of one that is written while it is sent: how long it gets is known at its end. */
export const PouredPiece = z.discriminatedUnion('kind', [begin.omit({ bytes: true }), chunk, end]);
export type PouredPiece = z.infer<typeof PouredPiece>;
