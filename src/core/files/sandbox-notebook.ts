import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';

import type { SandboxNotes } from '../domain/ports/sandbox-notes.ts';

const Verified = z.record(z.string(), z.number());

/** Keeps the notes in a small file of their own: nothing is lost with it, so one that cannot be read counts as empty. */
export function createSandboxNotebook(file: string): SandboxNotes {
  let last: Promise<unknown> = Promise.resolve();
  const verified = async (): Promise<{ readonly [path: string]: number }> => parsed(await readFile(file, 'utf8').catch(() => '{}'));
  return {
    verified,
    // One after another; a reader sees the file before or after one, never half of it.
    note(found) {
      const done = last.then(async () => replace(file, { ...(await verified()), ...found }));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

function parsed(text: string): { readonly [path: string]: number } {
  try {
    return Verified.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

async function replace(file: string, notes: { readonly [path: string]: number }): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await writeFile(beside, `${JSON.stringify(notes, undefined, 2)}\n`, { mode: 0o600 });
    await rename(beside, file);
  } finally {
    await rm(beside, { force: true });
  }
}
