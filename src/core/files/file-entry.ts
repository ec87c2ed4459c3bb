import type { Stats } from 'node:fs';
import path from 'node:path';

import type { FileEntry } from '../domain/ports/file-connector.ts';

export function fileEntry(realPath: string, stats: Stats): FileEntry {
  const kind = stats.isDirectory() ? 'directory' : 'file';
  return { path: realPath, name: path.basename(realPath), kind, bytes: kind === 'file' ? stats.size : 0, modifiedAt: stats.mtime.toISOString() };
}
