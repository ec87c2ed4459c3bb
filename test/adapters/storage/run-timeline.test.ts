import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { longJournal } from '../../../bench/long-journal.ts';
import type { RunId } from '../../../src/core/domain/model/ids.ts';
import { knownPayload } from '../../../src/core/domain/model/timeline-fact.ts';
import { TimelineAnswer } from '../../../src/core/domain/operations/runs-timeline.ts';
import type { WorkflowDataPort } from '../../../src/core/domain/ports/workflow-data-port.ts';
import { runTimeline } from '../../../src/core/domain/services/run-timeline.ts';
import { searchRun } from '../../../src/core/domain/services/search-run.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { continuation, creation, projection, start } from '../../contracts/run-commit-fixture.ts';

const facts = 100_000;
const journal = longJournal(facts);
let data: WorkflowDataPort;
let runId: RunId;
let breaths = 0;
const breathe = async (): Promise<void> => {
  breaths += 1;
  await setImmediate();
};

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'aiwm-timeline-'));
  data = await openLocalSqlite({ directory });
  const { epoch } = await data.claim({ id: randomUUID(), at: start });
  const batches = Array.from({ length: facts / 500 }, (_, index) => journal.slice(index * 500, (index + 1) * 500));
  const first = creation(epoch, { events: batches[0] ?? [] });
  ({ runId } = first);
  await data.commitRun(first);
  for (const [index, events] of batches.slice(1).entries()) await data.commitRun(continuation(runId, (index + 1) * 500, { epoch, events, projection: projection() }));
  // Most of it lies packed, as it does in any long run.
  while (await data.history.seal());
  return async () => {
    await data.close();
    await rm(directory, { recursive: true, force: true });
  };
}, 60_000);

async function timeline(page: { readonly after?: number; readonly limit?: number } = {}): Promise<TimelineAnswer> {
  const run = await data.runs.get(runId);
  if (run === undefined) throw new Error('The run is gone.');
  return await runTimeline({ data, breathe }, run, { after: 0, limit: 200_000, ...page });
}

describe('a timeline of 100,000 facts in SQLite', () => {
  it('comes in one answer of 2.5 MB at most, which says of each row what the row says', async () => {
    breaths = 0;

    const answer = await timeline();

    expect(JSON.stringify(answer).length).toBeLessThan(2_500_000);
    expect(TimelineAnswer.safeParse(answer).error).toBeUndefined();
    expect(answer).toMatchObject({ after: 0, seq: facts, at: '2026-01-01T00:00:00.000Z' });
    expect(breaths).toBeGreaterThan(40);
    let number = 0;
    const wrong = journal.filter(({ type, payload }, index) => {
      const { columns, types, regions, nodes } = answer;
      number += columns.region[index] ?? 0;
      const [region, node] = [regions[number] ?? '', nodes[columns.node[index] ?? -1] ?? ''];
      const { visit = '', effect } = payload;
      const place = typeof effect === 'string' ? effect.replace(/\/ask\.1$/u, '') : visit;
      return types[columns.type[index] ?? -1] !== type || (region === '' ? node : `${region}/${node}`) !== place;
    });
    expect(wrong).toEqual([]);
    expect(answer.kinds['llm.chat']).toHaveLength(journal.filter(({ type }) => type === 'effect_scheduled').length);
    expect(answer.spent).toHaveLength(journal.filter(({ type }) => type === 'effect_completed').length);
    expect(answer.warnings).toHaveLength(journal.filter(({ type }) => type === 'effect_failed').length);
    expect(answer.attempts.every(([seq, attempt]) => journal[seq - 1]?.payload['attempt'] === attempt)).toBe(true);
  });

  it('goes on after any row, in pieces that are together the whole', async () => {
    const first = await timeline({ after: 90_000, limit: 3333 });
    const rest = await timeline({ after: 93_333 });
    const whole = await timeline({ after: 90_000 });

    expect(first.next).toBe(93_333);
    expect([...first.columns.type, ...rest.columns.type].length).toBe(whole.columns.type.length);
    expect([...first.spent, ...rest.spent]).toEqual(whole.spent);
    expect(rest.at).toBe(new Date(start + 93_333 * 40).toISOString());
    expect((await timeline({ after: facts })).columns.type).toEqual([]);
  });

  it('a text is found wherever it stands, and what was not looked at yet is said', async () => {
    const run = await data.runs.get(runId);
    if (run === undefined) throw new Error('The run is gone.');
    const search = (text: string, after = 0, limit = 200) => searchRun({ events: (row, page) => data.runs.events(row.id, page), breathe }, run, { text, after, limit });

    const found = await search('FEWER requests', 0, 3);
    expect(found.items.map(({ seq }) => journal[seq - 1]?.type)).toEqual(['effect_failed', 'effect_failed', 'effect_failed']);
    expect(found.items[0]?.excerpt).toBe('The model wants fewer requests.');
    expect((await search('fewer requests', found.next, 1)).items[0]?.seq).toBeGreaterThan(found.items[2]?.seq ?? 0);
    const none = await search('nowhere at all');
    expect(none).toMatchObject({ items: [], next: 20_000 });
    expect(await search('nowhere at all', 90_000)).toEqual({ id: runId, items: [] });
    // A name of a field is no text of the row.
    expect((await search('inputTokens')).items).toEqual([]);
  });
});

it('what the columns know is enough to name a row', () => {
  expect(knownPayload({ type: 'run_ended', region: '', node: '', action: '', what: 'cancelled', attempt: 0, kind: '' })).toMatchObject({ status: 'cancelled' });
  expect(knownPayload({ type: 'pass_started', region: 'each#1:pass[3]', node: 'enter#1', action: '', what: '', attempt: 0, kind: '' })).toEqual({ visit: 'each#1:pass[3]/enter#1', region: 'each#1:pass[3]', pass: 3 });
});
