import { expect, it } from 'vitest';
import type { RunHistory } from '../../../src/core/domain/ports/run-history.ts';
import { plansOfQuota, pruneHistory } from '../../../src/core/domain/services/prune-history.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { creation, newRunId, projection } from '../../contracts/run-commit-fixture.ts';
import { overlay } from '../runtime/executor/support/overlay.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 1);
const limits = { payloadDays: 30, eventDays: 90, runDays: 400, keepFailed: true, archivedOnly: false };

it('a quota takes what age lets go first, then older runs before newer ones: the newest values after the journals of older runs', async () => {
  const data = openMemory();
  const { epoch } = await data.claim({ id: 'host', at: now });
  const ages = [100, 35, 20, 3, 0.01];
  const names = new Map<string, string>();
  for (const age of ages) {
    const runId = newRunId();
    names.set(runId, `${String(age)} days`);
    await data.commitRun(creation(epoch, { runId, projection: projection({ status: 'completed', endedAt: now - age * day, activeNodes: [] }) }));
  }
  const taken: string[] = [];
  const prune: RunHistory['prune'] = async (runs, filter) => {
    const gone = await data.history.prune(runs, filter);
    taken.push(...gone.map(({ id }) => `${filter.part} of ${names.get(id) ?? ''}`));
    return gone;
  };

  await pruneHistory({ history: overlay(data.history, { prune }), keys: { remove: () => Promise.resolve() }, plans: plansOfQuota(Number.MAX_SAFE_INTEGER, limits, now) });

  expect(taken).toEqual([
    'payloads of 100 days', 'payloads of 35 days', 'events of 100 days',
    'events of 35 days',
    'payloads of 20 days', 'events of 20 days',
    'payloads of 3 days', 'events of 3 days',
    'payloads of 0.01 days', 'events of 0.01 days',
    ...ages.map((age) => `run of ${String(age)} days`),
  ]);
});
