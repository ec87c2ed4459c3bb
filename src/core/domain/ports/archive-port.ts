export interface ArchiveFile {
  /** Relative, forward slashes, checked: no `..`, no absolute path, no reserved name, unique after case folding. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Packs files of ours. Unpacks a foreign ZIP in memory under fixed limits; anything odd refuses the whole archive with `input_invalid`. */
export interface ArchivePort {
  /** A ZIP file with these files, in their order. */
  pack(files: readonly ArchiveFile[]): Uint8Array;
  unpack(archive: Uint8Array): Promise<readonly ArchiveFile[]>;
}
