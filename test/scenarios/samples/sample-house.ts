import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppClient } from '../../../src/core/app/app.ts';
import { createApp } from '../../../src/core/app/create-app.ts';
import { sampleFolders } from '../../../src/core/app/product-files.ts';
import { standardCatalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../src/core/domain/model/run-event.ts';
import type { RunView } from '../../../src/core/domain/operations/runs.ts';
import type { Clock } from '../../../src/core/domain/ports/clock.ts';
import { createRunLoader } from '../../../src/core/domain/runtime/executor/run-loader.ts';
import { replay, type Replay } from '../../../src/core/domain/runtime/replay.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { prepareDataDirectory } from '../../../src/core/storage/data-directory.ts';
import { storageAdapters } from '../../../src/core/storage/storage-adapters.ts';

/** The product with its samples, over a real database in a folder of its own. */
export interface SampleHouse extends AsyncDisposable {
  readonly client: AppClient;
  readonly files: string;
  /** Writes a file where workflows may read, and gives its path. */
  give(name: string, text: string | Uint8Array): Promise<string>;
  /** Starts the run and waits until it has ended or waits for a person. */
  run(workflow: string, input?: { readonly [name: string]: string | number }): Promise<RunView>;
  /** Answers the open card of the run. */
  answer(run: string, values: { readonly [field: string]: string | boolean }): Promise<RunView>;
  /** What the run made, by name. */
  artifacts(run: string): Promise<ReadonlyMap<string, Uint8Array>>;
  journal(run: string): Promise<readonly RunEvent[]>;
  replayed(run: string): Promise<Replay>;
  /** What runs are pinned to, by its address. */
  definition(hash: string): Promise<JsonObject>;
}

export async function openSampleHouse(clock: Clock = systemClock): Promise<SampleHouse> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-samples-')));
  const directory = await prepareDataDirectory(root);
  const data = await storageAdapters['local-sqlite'].open({ directory: directory.generation });
  const { epoch } = await data.claim({ id: 'samples', at: clock.now() });
  const { app, installSamples, drive } = await createApp({ data, directory, epoch, samples: sampleFolders(), clock });
  await installSamples();
  await drive();
  const client = app.client(localUser('process'));
  const loader = createRunLoader(data, standardCatalogue);
  const seen = async (id: string): Promise<RunView> => {
    await app.idle();
    return client.runs.get({ id });
  };
  const journal = (id: string): Promise<readonly RunEvent[]> => loader.events(RunId.parse(id), { after: 0, limit: 5000 });
  return {
    client,
    files: directory.files,
    async give(name, text) {
      const file = path.join(directory.files, name);
      await writeFile(file, text);
      return file;
    },
    async run(workflow, input = {}) {
      return seen((await client.runs.start({ workflow, input })).id);
    },
    async answer(run, values) {
      await client.cards.submit({ id: run, values });
      return seen(run);
    },
    async artifacts(run) {
      const { items } = await client.artifacts.list({ run });
      const made = items.map(async ({ id, name }) => [name, new Uint8Array(Buffer.from((await client.artifacts.get({ id })).content, 'base64'))] as const);
      return new Map(await Promise.all(made));
    },
    journal,
    definition: (hash) => loader.definition(hash),
    async replayed(run) {
      const { row } = (await data.runs.load(RunId.parse(run))) ?? {};
      if (row === undefined) throw new Error(`there is no run ${run}`);
      return replay(await loader.compiled(row.definitionHash), await journal(run));
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A file of the product's repository. */
export function sampleFile(...parts: readonly string[]): string {
  return path.join(import.meta.dirname, '../../../examples', ...parts);
}
