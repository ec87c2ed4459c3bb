import { hash, randomUUID } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Connection } from './connection.ts';

interface InstanceRow {
  readonly id: string;
  readonly machine: string;
  readonly path: string;
}

/** Whose data this is: made with the database, so that a copied or restored directory is known for one. */
export interface Instance {
  readonly id: string;
  /** The database was made on another machine or in another place. */
  readonly changed: boolean;
}

/** The instance of a database; written when it has none and `connection` may write. */
export function readInstance(connection: Connection, directory: string): Instance {
  const row = connection.prepare<InstanceRow>(`select id, machine, path from instance`).get();
  // Looked at when somebody asks, which no query does.
  if (row !== undefined) return { id: row.id, get changed() { return row.machine !== machineFingerprint() || row.path !== realpathSync(directory); } };

  const here = { machine: machineFingerprint(), path: realpathSync(directory) };
  const id = randomUUID();
  if (!connection.readonly) {
    connection.transaction(() =>
      connection
        .prepare(`insert into instance (id, machine, path, created_at) values (@id, @machine, @path, @createdAt)`)
        .run({ id, ...here, createdAt: Date.now() }),
    );
  }
  return { id, changed: false };
}

/** Makes the data this place's own, under a new id: the one it was copied from keeps its own. */
export function adoptInstance(connection: Connection, directory: string): Instance {
  const adopted = { id: randomUUID(), machine: machineFingerprint(), path: realpathSync(directory) };
  connection.prepare(`update instance set id = @id, machine = @machine, path = @path`).run(adopted);
  return { id: adopted.id, changed: false };
}

/** Stable on one machine and telling nothing about it. */
function machineFingerprint(): string {
  let name = hostname();
  try {
    name = readFileSync('/etc/machine-id', 'utf8').trim() || name;
  } catch {
    // Only Linux keeps this file; elsewhere the host's name is the best there is without asking other programs.
  }
  return hash('sha256', `aiwm-machine-1\0${name}`, 'hex').slice(0, 32);
}
