/** What a foreign archive may be. All of it is checked on the archive's own directory, before a byte is inflated. */
export const archiveLimits = {
  archiveBytes: 64 * 1024 * 1024,
  entries: 2_000,
  totalBytes: 256 * 1024 * 1024,
  /** Uncompressed to compressed, per file. */
  ratio: 100,
  /** Files up to this size may compress better: a short file of equal lines does so honestly. */
  ratioFreeBytes: 64 * 1024,
  nameBytes: 200,
  levels: 16,
} as const;
