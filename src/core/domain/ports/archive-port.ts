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

/** *bytes*: the next of a file; *file*: that file was all of them. */
export type ReadPiece = { readonly kind: 'bytes'; readonly path: string; readonly bytes: Uint8Array } | ({ readonly kind: 'file' } & PackedFile);

export interface ReadThroughUse {
  /** Bytes of all files together; more is refused when it comes. */
  readonly atMost: number;
  /** Only an archive that every program reads alike, with the names that {@link ArchivePort.unpack} allows. */
  readonly isPlain: boolean;
}

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
  /** The files of any ZIP, piece by piece; a path is what it is called there, and leads nowhere. What is damaged or encrypted is `input_invalid`. */
  readThrough(archive: Uint8Array, use: ReadThroughUse): AsyncIterable<ReadPiece>;
}
