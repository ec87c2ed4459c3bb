import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Connection } from '../connection.ts';

/**
 * Which run uses which blob, so that a blob can go with the last run that has it. An address is kept by its first 52 bits:
 * two that share them keep each other, and nothing else.
 */
export function blobUse(address: string): number {
  return Number.parseInt(address.slice(0, 13), 16);
}

export function addUse(connection: Connection, run: number, address: string): void {
  connection.prepare(`insert into blob_uses (address, used_by) values (?, ?) on conflict do nothing`).run(blobUse(address), run);
}

/** A fork begins with another run's rows: it uses what they name, whether or not its commit brings the bytes along. */
export function addUsesOfFork(connection: Connection, run: number, events: string): void {
  for (const address of namedBlobs(connection, [events])) addUse(connection, run, address);
}

const anAddress = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu;

/** Every blob that the texts name, and those that are named inside them. */
export function namedBlobs(connection: Connection, texts: readonly string[]): readonly string[] {
  const found = new Set<string>();
  let open = texts.flatMap((text) => text.match(anAddress) ?? []);
  while (open.length > 0) {
    const inside: string[] = [];
    for (const address of open) {
      if (found.has(address)) continue;
      const blob = connection.prepare<BlobRecord>(`select media_type as mediaType, content from blobs where sha256 = ?`).get(address);
      // Hashes of other things look alike, and nothing is kept under them.
      if (blob === undefined) continue;
      found.add(address);
      if (blob.mediaType === 'application/json') inside.push(...(textOf(connection, address, blob.content).match(anAddress) ?? []));
    }
    open = inside;
  }
  return [...found];
}

interface BlobRecord {
  readonly mediaType: string;
  readonly content: Uint8Array | null;
}

function textOf(connection: Connection, address: string, content: Uint8Array | null): string {
  if (content !== null) return Buffer.from(content).toString('latin1');
  try {
    return readFileSync(join(dirname(connection.file), 'blobs', address.slice(0, 2), address), 'latin1');
  } catch {
    // A file that is gone names nothing; whoever reads it hears of it.
    return '';
  }
}
