import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createCatalogue, standardLists } from '../src/core/domain/catalogue/catalogue.ts';
import { defineAction, defineEffect } from '../src/core/domain/catalogue/action-kind.ts';
import { oneEffect } from '../src/core/domain/catalogue/actions/one-effect.ts';
import { AppError } from '../src/core/domain/model/errors.ts';
import { VersionId, WorkflowId } from '../src/core/domain/model/ids.ts';
import type { JsonObject } from '../src/core/domain/model/json.ts';
import type { EffectPorts } from '../src/core/domain/ports/effect-ports.ts';
import type { WorkflowDataPort } from '../src/core/domain/ports/workflow-data-port.ts';
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
  const data = await openLocalSqlite({ directory: work.directory });
  const runtime = await openRuntime(data, work);
  const inputs = { context: work.context };
  const definition = chain(work.steps);
  const measured = await work.measure(async (id) => {
    const { runId } = await runtime.start({
      workflowId, versionId, versionNumber: 1, workflow: 'bench', definition, inputs, files: [], attended: false, pins: {},
      key: `bench-${id}`, actor: { kind: 'user', id: 'bench' }, correlationId: `bench-${id}`,
    });
    await runtime.settled(runId);
  });
  await runtime.close();
  await data.close();
  return { ...measured, bytes: statSync(join(work.directory, 'aiwm.db')).size };
}

const workflowId = WorkflowId.parse('01890000-0000-7000-8000-000000000001');
const versionId = VersionId.parse('01890000-0000-7000-8000-000000000002');

async function openRuntime(data: WorkflowDataPort, work: Work): Promise<WorkflowRuntime> {
  const request = z.strictObject({});
  const step = defineAction<object>({
    type: 'bench.step', version: 1, title: 'Step', summary: 'Does nothing, later', config: request, output: {}, example: {},
    effects: [defineEffect({ kind: 'bench.step', repeat: 'safe', costsMoney: false, request, perform: async () => ({ output: { text: await work.effect() } }) })],
    next: (_config, _input, outcomes) => oneEffect(outcomes, { kind: 'bench.step', request: {} }),
  });
  const { epoch } = await data.claim({ id: 'bench', at: Date.now() });
  const runtime = createWorkflowRuntime({
    data,
    clock: systemClock,
    ids: createUuidIds(systemClock, systemRandom),
    random: systemRandom,
  zones: intlTimeZones,
    publisher: createEventBus({ onListenerError: (_channel, error) => raise(error) }),
    ports: noPorts,
    catalogue: createCatalogue({ ...standardLists, actions: [...standardLists.actions, step] }),
    epoch,
    effectSlots: 128,
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
  files: { read: unused, write: unused, list: unused },
  formatters: { get: unused, forFile: unused },
  documents: { get: unused },
  llm: unused,
  readBlob: unused,
};

/** `start → s1 → … → sn → end`, one effect in each. */
function chain(steps: number): JsonObject {
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
