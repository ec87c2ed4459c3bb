import { z } from 'zod';
import { Sha256 } from './ids.ts';

/** Bytes kept by address. In a scope it is plain data; only `transform`, `document.generate` and `file.write` read what it names. */
export const BlobRef = z.object({
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  mediaType: z.string(),
});
export type BlobRef = z.infer<typeof BlobRef>;

/** A file pinned to a run: the path is kept for people and is not canonical. */
export const FileRef = BlobRef.extend({ name: z.string() });
export type FileRef = z.infer<typeof FileRef>;
