import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunId, WorkflowId } from '../../../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../../../src/core/domain/model/run-event.ts';
import type { Clock } from '../../../../../src/core/domain/ports/clock.ts';
import type { RunCommand, StartRun } from '../../../../../src/core/domain/ports/run-executor.ts';
import type { RunRow } from '../../../../../src/core/domain/ports/workflow-run-repository.ts';
import type { WorkflowDataPort } from '../../../../../src/core/domain/ports/workflow-data-port.ts';
import { replay } from '../../../../../src/core/domain/runtime/replay.ts';
import { createWorkflowRuntime, type RuntimeDeps, type WorkflowRuntime } from '../../../../../src/core/domain/runtime/workflow-runtime.ts';
import { createEventBus } from '../../../../../src/core/events/event-bus.ts';
import { intlTimeZones } from '../../../../../src/core/platform/intl-time-zones.ts';
import { systemRandom } from '../../../../../src/core/platform/system-random.ts';
import { createUuidIds } from '../../../../../src/core/platform/uuid-ids.ts';
import { openLocalSqlite } from '../../../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { openMemory } from '../../../../../src/core/storage/memory/memory-adapter.ts';
import { noPorts } from '../../../../scenarios/crash/no-ports.ts';
import { eventually } from './eventually.ts';
import { type Faults, withFaults } from './faulty-data.ts';
import { Gates } from './gates.ts';
import { TestClock } from './test-clock.ts';

export type StorageName = 'memory' | 'sqlite';
export const storages: readonly StorageName[] = ['memory', 'sqlite'];

/** A data directory with a host, which the test can crash, fence and open again. Its time and its effects are the test's. */
export class RuntimeHouse {
  readonly clock = new TestClock();
  readonly gates = new Gates();
  /** What the host reported to nobody in particular. */
  readonly reported: unknown[] = [];
  faults: Faults = { dead: false };
  runtime!: WorkflowRuntime; // set by `open`, the only way to a house
  readonly data: WorkflowDataPort;
  readonly publisher = createEventBus({ onListenerError: (_channel, error) => void this.reported.push(error) });
  readonly #directory: string | undefined;
  #keys = 0;

  private constructor(data: WorkflowDataPort, directory: string | undefined) {
    this.data = data;
    this.#directory = directory;
  }

  static async open(storage: StorageName, options: Partial<RuntimeDeps> = {}): Promise<RuntimeHouse> {
    const directory = storage === 'sqlite' ? await mkdtemp(join(tmpdir(), 'aiwm-runtime-')) : undefined;
    const house = new RuntimeHouse(directory === undefined ? openMemory() : await openLocalSqlite({ directory }), directory);
    await house.nextHost(options);
    return house;
  }

  /** Another host on the same data; the one before is fenced by it if it still lives. */
  async nextHost(options: Partial<RuntimeDeps> = {}): Promise<void> {
    await this.prepareHost(options);
    await this.runtime.open();
  }

  /** As {@link nextHost}, without opening it. */
  async prepareHost(options: Partial<RuntimeDeps> = {}): Promise<void> {
    this.faults = { dead: false };
    const { epoch, afterCrash } = await this.data.claim({ id: 'test', at: this.clock.now() });
    this.runtime = createWorkflowRuntime({
      data: withFaults(this.data, this.faults),
      clock: mortal(this.clock, this.faults),
      ids: createUuidIds(this.clock, systemRandom),
      random: systemRandom,
      zones: intlTimeZones,
      publisher: this.publisher,
      ports: noPorts,
      catalogue: this.gates.catalogue,
      epoch,
      afterCrash,
      onFault: (error) => void this.reported.push(error),
      ...options,
    });
  }

  /** The process dies where it stands, and another one starts. */
  async crash(options: Partial<RuntimeDeps> = {}): Promise<void> {
    this.faults.dead = true;
    await this.nextHost(options);
  }

  async close(): Promise<void> {
    if (!this.faults.dead) await this.runtime.close();
    await this.data.close();
    if (this.#directory !== undefined) await rm(this.#directory, { recursive: true, force: true });
  }

  /** What stands in the files of the data directory, byte by byte as text. */
  async kept(): Promise<string> {
    if (this.#directory === undefined) return '';
    const files = await readdir(this.#directory, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
    return texts.join('\n');
  }

  command(definition: JsonObject, more: Partial<StartRun> = {}): StartRun {
    this.#keys += 1;
    return {
      workflowId: WorkflowId.parse('01890000-0000-7000-8000-000000000001'), workflow: 'test', definition, inputs: {}, files: [], attended: true, pins: {},
      key: `start-${this.#keys}`, actor: { kind: 'user', id: 'test' }, correlationId: 'test', ...more,
    };
  }

  async start(definition: JsonObject, more: Partial<StartRun> = {}): Promise<RunId> {
    return (await this.runtime.start(this.command(definition, more))).runId;
  }

  async say(runId: RunId, command: RunCommand, key = `say-${(this.#keys += 1)}`): Promise<{ readonly kind: 'accepted' | 'duplicate'; readonly seq: number }> {
    return await this.runtime.deliver(runId, { command, key, actor: { kind: 'user', id: 'test' }, correlationId: 'test' });
  }

  async row(runId: RunId): Promise<RunRow> {
    const row = await this.data.runs.get(runId);
    if (row === undefined) throw new Error(`there is no run ${runId}`);
    return row;
  }

  async events(runId: RunId): Promise<readonly RunEvent[]> {
    return await this.data.runs.events(runId, { after: 0, limit: 100_000 });
  }

  async types(runId: RunId): Promise<readonly string[]> {
    return (await this.events(runId)).map((event) => event.type);
  }

  /** Resolves when the run's row says so. */
  async status(runId: RunId, status: RunRow['status']): Promise<RunRow> {
    await eventually(async () => (await this.row(runId)).status === status);
    return await this.row(runId);
  }

  /** The incidents that are open, by the journal. */
  async incidents(runId: RunId): Promise<readonly { readonly id: string; readonly code: string }[]> {
    const open = new Map<string, string>();
    for (const { type, payload } of await this.events(runId)) {
      const { incident, code } = payload;
      if (typeof incident !== 'string') continue;
      if (type === 'incident_opened' && typeof code === 'string') open.set(incident, code);
      if (type === 'incident_closed') open.delete(incident);
    }
    return [...open].map(([id, code]) => ({ id, code }));
  }

  /** The state a replay of the journal gives; fails if it is not the journal as it stands. */
  async replayed(runId: RunId): Promise<ReturnType<typeof replay>> {
    const { definitionHash } = await this.row(runId);
    return replay(await this.runtime.loader.compiled(definitionHash), await this.runtime.loader.events(runId, { after: 0, limit: 100_000 }));
  }
}

/** The clock of a process: one that is dead does not wake. */
function mortal(clock: TestClock, faults: Faults): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    async sleepUntil(at, signal) {
      await clock.sleepUntil(at, signal);
      if (faults.dead) await new Promise(() => undefined);
    },
  };
}
