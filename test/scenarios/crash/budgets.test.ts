import { afterEach, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { around, go, node, step } from '../../domain/runtime/support/definitions.ts';
import { CrashSite } from './crash-site.ts';
import type { Engine } from './engine.ts';

const runs = 12;
const cap = 20;
const budgets = [{ id: 'all', scope: 'day', calls: cap }] as const;

let site: CrashSite;
afterEach(() => site.close());

/** Three paid calls, one after the other. */
const paid: JsonObject = around(
  node('work', 'workStep', { entry: [1, 2, 3].map((number) => step(`pay${number}`, 'witness.paid', { config: { url: '{{ inputs.url }}', label: `${number}` }, retry: { maxRetries: 0 } })) }),
  [go('t2', 'work', 'done', 'task-complete')],
  { inputs: { type: 'object', properties: { url: { type: 'string' } } } },
);

async function startAll(engine: Engine): Promise<readonly RunId[]> {
  const ids: RunId[] = [];
  for (let number = 0; number < runs; number += 1) {
    const { runId } = await engine.ask({ do: 'start', key: `run-${number}`, definition: paid, inputs: { url: site.witness.url } });
    ids.push(RunId.parse(runId));
  }
  return ids;
}

function delivered(): number {
  return [...site.witness.deliveries.values()].reduce((sum, count) => sum + count, 0);
}

it('hosts that are killed in the middle of paid calls of many runs never let more out than the budget, and leave nothing reserved', async () => {
  site = await CrashSite.open();
  site.witness.hold();
  const first = await site.host({ budgets });
  const reached = site.witness.after(8);
  const ids = await startAll(first);
  await reached;
  // Eight calls are out and unanswered: each of them may have been paid for.
  await first.kill();

  site.witness.release();
  // The next one marks twelve interruptions, and dies over the outcomes that follow.
  await site.launch({ budgets, dieAtCommit: 18 }).exited;
  const last = await site.host({ budgets });
  for (const runId of ids) await last.ask({ do: 'settle', runId });
  await last.ask({ do: 'close' });

  expect(delivered()).toBeLessThanOrEqual(cap);
  const data = await openLocalSqlite({ directory: site.directory, readonly: true });
  const { used, reserved } = await data.usage.standing({});
  const statuses = await Promise.all(ids.map(async (id) => (await data.runs.get(id))?.status));
  const incidents = await Promise.all(ids.map(async (id) => (await data.runs.get(id))?.openIncidents));
  await data.close();
  expect(reserved.calls).toBe(0);
  expect(used.calls).toBe(cap);
  expect(used.calls).toBeGreaterThanOrEqual(delivered());
  // 36 calls were wanted and some were made twice: not everybody came through, and who did not waits for a person.
  expect(new Set(statuses)).toContain('waiting');
  expect(statuses.every((status, at) => status === 'completed' || (status === 'waiting' && incidents[at] === 1))).toBe(true);
  for (const id of ids) await site.journal(id);
});
