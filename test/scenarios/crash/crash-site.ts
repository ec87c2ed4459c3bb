import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../src/core/domain/model/run-event.ts';
import { createRunLoader } from '../../../src/core/domain/runtime/executor/run-loader.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { Engine } from './engine.ts';
import type { EngineOptions } from './engine-process.ts';
import { startWitness, type Witness } from './witness.ts';
import { witnessCatalogue } from './witness-actions.ts';

/** A data directory whose hosts are killed, and the witness outside that outlives them. */
export class CrashSite {
  readonly directory: string;
  readonly witness: Witness;
  readonly #engines: Engine[] = [];

  private constructor(directory: string, witness: Witness) {
    this.directory = directory;
    this.witness = witness;
  }

  static async open(): Promise<CrashSite> {
    return new CrashSite(await mkdtemp(join(tmpdir(), 'aiwm-crash-')), await startWitness());
  }

  async close(): Promise<void> {
    await Promise.all(this.#engines.map((engine) => engine.kill()));
    await this.witness.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** A process that has not said yet that it is open. */
  launch(options: Omit<EngineOptions, 'directory'> = {}): Engine {
    const engine = new Engine({ directory: this.directory, ...options });
    this.#engines.push(engine);
    return engine;
  }

  /** A process that is the host, recovery behind it. */
  async host(options: Omit<EngineOptions, 'directory'> = {}): Promise<Engine> {
    const engine = this.launch(options);
    expect(await engine.hears()).toEqual({ did: 'open' });
    return engine;
  }

  async start(engine: Engine, definition: JsonObject): Promise<RunId> {
    const { runId } = await engine.ask({ do: 'start', key: 'the-run', definition, inputs: { url: this.witness.url } });
    return RunId.parse(runId);
  }

  /** The rows of the run: without a gap, and what a replay of their inputs decides. */
  async journal(runId: RunId): Promise<readonly RunEvent[]> {
    const data = await openLocalSqlite({ directory: this.directory, readonly: true });
    try {
      const loader = createRunLoader(data, witnessCatalogue);
      const events = await loader.events(runId, { after: 0, limit: 100_000 });
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      const { definitionHash = '' } = (await data.runs.get(runId)) ?? {};
      expect(replay(await loader.compiled(definitionHash), events)).toMatchObject({ equal: true });
      return events;
    } finally {
      await data.close();
    }
  }

  /** Makes somebody else the owner of the directory, as a host that ignored the lock would. */
  async claim(): Promise<void> {
    const data = await openLocalSqlite({ directory: this.directory });
    await data.claim({ id: 'another', at: 0 });
    await data.close();
  }
}

/** The id of the incident that is open by these rows, if it is one of this code. */
export function openIncident(events: readonly RunEvent[], code: string): string | undefined {
  const last = events.findLast(({ type }) => type === 'incident_opened' || type === 'incident_closed');
  const incident = last?.payload['incident'];
  return last?.type === 'incident_opened' && last.payload['code'] === code && typeof incident === 'string' ? incident : undefined;
}
