import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Host } from '../../../src/core/app/app.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { fixtureSamples } from '../../contracts/fixture/sample-host.ts';

/** A host in a folder beside which there is another that nobody may touch or read. */
export interface FencedHost extends Host {
  /** What stands in the file outside: no answer may hold it. */
  readonly guarded: string;
  /** Throws where something lies outside that did not, or what lay there is another. */
  checkOutside(): Promise<void>;
}

export async function openFencedHost(): Promise<FencedHost> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-fuzz-')));
  const outside = path.join(folder, 'outside');
  const guarded = `guarded-${path.basename(folder)}-outside`;
  await mkdir(outside);
  await writeFile(path.join(outside, 'guarded.txt'), guarded);
  const host = await openHost({ dataDirectory: path.join(folder, 'data'), samples: fixtureSamples });
  if (host === undefined) throw new Error(`"${folder}" has a host already`);
  return {
    ...host,
    guarded,
    async checkOutside() {
      const [top, inside, text] = await Promise.all([readdir(folder), readdir(outside), readFile(path.join(outside, 'guarded.txt'), 'utf8')]);
      if (top.toSorted().join() !== 'data,outside' || inside.join() !== 'guarded.txt' || text !== guarded) throw new Error(`Outside of the data directory lie ${[...top, ...inside].join(', ')}`);
    },
    async close() {
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
