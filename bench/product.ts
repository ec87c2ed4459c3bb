import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createCatalogue, standardLists } from '../src/core/domain/catalogue/catalogue.ts';
import { defineAction, defineEffect } from '../src/core/domain/catalogue/action-kind.ts';
import { oneEffect } from '../src/core/domain/catalogue/actions/one-effect.ts';
import { AppError } from '../src/core/domain/model/errors.ts';
import { type RunId, VersionId, WorkflowId } from '../src/core/domain/model/ids.ts';
import type { JsonObject } from '../src/core/domain/model/json.ts';
import type { EffectPorts } from '../src/core/domain/ports/effect-ports.ts';
import type { WorkflowDataPort } from '../src/core/domain/ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../src/core/domain/ports/workflow-event-publisher.ts';
import { createWorkflowRuntime, type WorkflowRuntime } from '../src/core/domain/runtime/workflow-runtime.ts';
import { createEventBus } from '../src/core/events/event-bus.ts';
import { systemClock } from '../src/core/platform/system-clock.ts';
import { intlTimeZones } from '../src/core/platform/intl-time-zones.ts';
import { systemRandom } from '../src/core/platform/system-random.ts';
import { createUuidIds } from '../src/core/platform/uuid-ids.ts';
import { openLocalSqlite } from '../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import type { Measured, Work } from './measure.ts';

/** The product doing the work through its real runtime over its real SQLite: every step journalled before the next. */
export async function runProduct(work: Work): Promise<Measured> {
  const product = await openProduct(work);
  const definition = chain(work.steps);
  const measured = await work.measure(async (id) => {
    await product.runtime.settled(await product.start(definition, { context: work.context }, `bench-${id}`));
  });
  await product.close();
  return { ...measured, bytes: statSync(join(work.directory, 'aiwm.db')).size };
}

export interface Product {
  readonly data: WorkflowDataPort;
  readonly runtime: WorkflowRuntime;
  readonly publisher: WorkflowEventPublisher;
  start(definition: JsonObject, inputs: JsonObject, key: string): Promise<RunId>;
  close(): Promise<void>;
}

export interface ProductOptions {
  readonly directory: string;
  readonly effect: () => Promise<string>;
  /** @default 128 */
  readonly effectSlots?: number;
  /** Stands before the data, to watch what is asked of it. */
  readonly watch?: (data: WorkflowDataPort) => WorkflowDataPort;
}

/** As a host that lives long opens it. */
export async function openProduct({ directory, effect, effectSlots = 128, watch = (data) => data }: ProductOptions): Promise<Product> {
  const data = watch(await openLocalSqlite({ directory, writerThread: { from: 8, slowMs: 8 } }));
  const publisher = createEventBus({ onListenerError: (_channel, error) => raise(error) });
  const runtime = await openRuntime({ data, publisher, effect, effectSlots });
  return {
    data,
    runtime,
    publisher,
    async start(definition, inputs, key) {
      const { runId } = await runtime.start({
        workflowId, versionId: versionOf(definition), versionNumber: 1, workflow: 'bench', definition, inputs, files: [], attended: false, pins: {},
        key, actor: { kind: 'user', id: 'bench' }, correlationId: key,
      });
      return runId;
    },
    async close() {
      await runtime.close();
      await data.close();
    },
  };
}

const workflowId = WorkflowId.parse('01890000-0000-7000-8000-000000000001');
const versions = new Map<JsonObject, VersionId>();

/** The same definition is the same version, as it is when people publish it. */
function versionOf(definition: JsonObject): VersionId {
  const known = versions.get(definition) ?? VersionId.parse(`01890000-0000-7000-8000-${String(versions.size + 1).padStart(12, '0')}`);
  versions.set(definition, known);
  return known;
}

interface RuntimeParts {
  readonly data: WorkflowDataPort;
  readonly publisher: WorkflowEventPublisher;
  readonly effectSlots: number;
  readonly effect: () => Promise<string>;
}

async function openRuntime({ data, publisher, effect, effectSlots }: RuntimeParts): Promise<WorkflowRuntime> {
  const request = z.strictObject({});
  const step = defineAction<object>({
    type: 'bench.step', version: 1, title: 'Step', summary: 'Does nothing, later', config: request, output: {}, example: {},
    effects: [defineEffect({ kind: 'bench.step', repeat: 'safe', costsMoney: false, request, perform: async () => ({ output: { text: await effect() } }) })],
    next: (_config, _input, outcomes) => oneEffect(outcomes, { kind: 'bench.step', request: {} }),
  });
  const { epoch } = await data.claim({ id: 'bench', at: Date.now() });
  const runtime = createWorkflowRuntime({
    data,
    clock: systemClock,
    ids: createUuidIds(systemClock, systemRandom),
    random: systemRandom,
    zones: intlTimeZones,
    publisher,
    ports: noPorts,
    catalogue: createCatalogue({ ...standardLists, actions: [...standardLists.actions, step] }),
    epoch,
    effectSlots,
    onFault: raise,
  });
  await runtime.open();
  return runtime;
}

function raise(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error));
}

function unused(): never {
  throw new AppError('unexpected', 'the benchmark touches nothing outside');
}

const noPorts: EffectPorts = {
  files: { read: unused, write: unused, list: unused, resolve: unused, look: unused, stream: unused, writeStream: unused, copy: unused, move: unused, traceMove: unused, remove: unused, watch: unused },
  formatters: { get: unused, forFile: unused, dialect: unused, records: unused, plainText: unused },
  documents: { get: unused },
  llm: unused,
  http: { request: unused },
  secret: unused,
  readBlob: unused,
};

/** `start → s1 → … → sn → end`, one effect in each. */
export function chain(steps: number): JsonObject {
  const names = Array.from({ length: steps }, (_, index) => `s${index + 1}`);
  const order = ['begin', ...names, 'finish'];
  return {
    format: 'aiwm.workflow/1',
    name: 'Bench',
    inputs: { type: 'object', properties: { context: { type: 'string' } } },
    root: {
      id: 'root',
      nodes: [
        { id: 'begin', type: 'start' },
        ...names.map((id) => ({ id, type: 'workStep', entry: [{ id: `do_${id}`, type: 'bench.step', config: {} }] })),
        { id: 'finish', type: 'end' },
      ],
      transitions: order.slice(1).map((to, index) => ({
        id: `t${index + 1}`, from: order[index] ?? 'begin', to, triggers: [{ type: index === 0 ? 'immediate' : 'task-complete' }],
      })),
    },
  };
}

/** A loop over the input `items`, one effect in each pass. */
export function loopOverItems(): JsonObject {
  const body = {
    id: 'pass',
    nodes: [{ id: 'enter', type: 'start' }, { id: 'work', type: 'workStep', entry: [{ id: 'do_work', type: 'bench.step', config: {} }] }, { id: 'leave', type: 'end' }],
    transitions: [
      { id: 'p1', from: 'enter', to: 'work', triggers: [{ type: 'immediate' }] },
      { id: 'p2', from: 'work', to: 'leave', triggers: [{ type: 'task-complete' }] },
    ],
  };
  return {
    format: 'aiwm.workflow/1',
    name: 'Long',
    limits: { maxTransitions: 1_000_000 },
    inputs: { type: 'object', properties: { items: { type: 'array' } } },
    root: {
      id: 'root',
      nodes: [{ id: 'begin', type: 'start' }, { id: 'each', type: 'loop', config: { over: 'inputs.items' }, bodies: [body] }, { id: 'finish', type: 'end' }],
      transitions: [
        { id: 't1', from: 'begin', to: 'each', triggers: [{ type: 'immediate' }] },
        { id: 't2', from: 'each', to: 'finish', triggers: [{ type: 'condition-met' }] },
      ],
    },
  };
}
