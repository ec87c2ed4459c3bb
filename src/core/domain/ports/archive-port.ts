export interface ArchiveFile {
  /** Relative, forward slashes, checked: no `..`, no absolute path, no reserved name, unique after case folding. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What was packed under a path. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A file that is made while it is packed. */
export interface ArchiveSource {
  readonly path: string;
  /** Called when every file before this one is packed, with what those were. */
  readonly content: (before: readonly PackedFile[]) => AsyncIterable<Uint8Array>;
}

/** *file*: one is packed as a whole; *bytes*: the next of the archive; *end*: the archive was all of them. */
export type ArchivePiece =
  | ({ readonly kind: 'file' } & PackedFile)
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly bytes: number; readonly sha256: string };

/**
 * Packs files of ours: equal files make equal archives, whenever and wherever. Unpacks a foreign ZIP in memory under fixed
 * limits; anything odd refuses the whole archive with `input_invalid`.
 */
export interface ArchivePort {
  /** A ZIP file with these files, in their order. */
  pack(files: readonly ArchiveFile[]): Promise<Uint8Array>;
  /** The same piece by piece, with no more of it in memory than a reader lags behind. Leaving early ends the file under way. */
  pour(files: readonly ArchiveSource[]): AsyncIterable<ArchivePiece>;
  unpack(archive: Uint8Array): Promise<readonly ArchiveFile[]>;
}
