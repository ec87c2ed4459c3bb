import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/domain/model/run-event.ts';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import { runTimeline } from '../../../src/core/domain/services/run-timeline.ts';
import { keepFor, noFilter } from '../../../src/renderer/console/timeline/filters.ts';
import { allOpen, firstFolding, isFolded, lineOf, shownItems, stepsOnly, turned } from '../../../src/renderer/console/timeline/folding.ts';
import { bitOf, isOnLane, laneNames } from '../../../src/renderer/console/timeline/lanes.ts';
import { rowAt, stepped, steppedByVisit, wayUpTo } from '../../../src/renderer/console/timeline/positions.ts';
import { ShownLines } from '../../../src/renderer/console/timeline/shown-lines.ts';
import { itemOf, TimelineGroups } from '../../../src/renderer/console/timeline/timeline-groups.ts';
import { TimelineRows } from '../../../src/renderer/console/timeline/timeline-rows.ts';
import { totalsUpTo } from '../../../src/renderer/console/timeline/totals.ts';
import { grouped, journals } from './journals.ts';

const foldings = [firstFolding, allOpen, stepsOnly];

/** As a host tells them that keeps these rows. */
async function answerOf(lines: readonly RunLine[], after = 0) {
  const events = lines.map(({ seq = 0, at, type, payload }) => ({ seq, at: Date.parse(at), type, payload, v: 1, kind: 'input' }) as RunEvent);
  const runs = { events: (_id: string, page: { after: number; limit: number }) => Promise.resolve(events.slice(page.after, page.after + page.limit)) };
  return await runTimeline({ data: { runs }, breathe: () => Promise.resolve() }, { id: 'run', seq: events.length } as Parameters<typeof runTimeline>[1], { after, limit: 1000 });
}

describe('rows', () => {
  test('are the same whether they come as columns, one by one, or both', async () => {
    await fc.assert(fc.asyncProperty(journals, fc.nat(60), async (lines, cut) => {
      const at = Math.min(cut, lines.length);
      const { rows } = grouped(lines);
      const both = new TimelineRows();
      both.take(await answerOf(lines.slice(0, at)));
      for (const line of lines) both.add(line);
      const pieces = new TimelineRows();
      pieces.take(await answerOf(lines.slice(0, at)));
      pieces.take(await answerOf(lines, at));

      for (const other of [both, pieces]) {
        expect(other.length).toBe(lines.length);
        for (const { seq = 0 } of lines) expect([other.fact(seq), other.at[seq - 1], other.lanes[seq - 1]]).toEqual([rows.fact(seq), rows.at[seq - 1], rows.lanes[seq - 1]]);
      }
    }));
  });

  test('each is on a lane, and what is paid for is on the lane of money too', () => {
    fc.assert(fc.property(journals, (lines) => {
      const { rows } = grouped(lines);
      for (const { seq = 0 } of lines) {
        const lanes = rows.lanes[seq - 1] ?? 0;
        expect(laneNames.some((lane) => isOnLane(lanes, lane))).toBe(true);
        expect(isOnLane(lanes, 'money')).toBe(rows.spent.has(seq));
      }
    }));
  });
});

describe('groups', () => {
  test('hold every row once, in its order, below their heads; growing by pieces makes the same tree', () => {
    fc.assert(fc.property(journals, fc.nat(60), (lines, cut) => {
      const { rows, groups } = grouped(lines);
      const items = shownItems(groups, allOpen);
      expect(items.filter((item) => item > 0).toSorted((a, b) => a - b)).toEqual(lines.map(({ seq }) => seq));
      expect(items.filter((item) => item < 0)).toHaveLength(groups.all.length - 1);
      for (const { items: own, first, last, parent } of groups.all.slice(1)) {
        const began = own.map((item) => groups.groupOf(item)?.first ?? item);
        expect(began).toEqual(began.toSorted((a, b) => a - b));
        expect([began[0], first <= last, (groups.all[parent]?.first ?? 0) <= first]).toEqual([first, true, true]);
      }
      const pieces = new TimelineRows();
      const grown = new TimelineGroups(pieces);
      for (const [index, line] of lines.entries()) {
        pieces.add(line);
        if (index === cut) grown.grow();
      }
      grown.grow();
      expect(grown.all).toEqual(groups.all);
      expect(rows.length).toBe(grown.ofRow.length);
    }));
  });

  test('folded they are one line, and the line of a row is always there', () => {
    fc.assert(fc.property(journals, fc.constantFrom(...foldings), fc.array(fc.nat(12)), (lines, base, turns) => {
      const { groups } = grouped(lines);
      const folding = turns.filter((id) => id > 0 && id < groups.all.length).reduce(turned, base);
      const items = shownItems(groups, folding);

      expect(new Set(items).size).toBe(items.length);
      for (const { seq = 0 } of lines) expect(items).toContain(lineOf(groups, folding, seq));
      for (const group of groups.all.slice(1)) {
        if (!isFolded(folding, group) || !items.includes(itemOf(group))) continue;
        const next = items[items.indexOf(itemOf(group)) + 1];
        expect(next === undefined || next > 0 ? groups.ofRow[(next ?? 1) - 1] !== group.id : groups.groupOf(next)?.parent !== group.id).toBe(true);
      }
    }));
  });
});

describe('lines that grow', () => {
  test('are those of the whole journal after every row, however they are folded and filtered', () => {
    const filters = fc.constantFrom(noFilter, { ...noFilter, type: 'effect_completed' }, { ...noFilter, lanes: new Set(['human', 'state'] as const) });
    const folds = fc.tuple(fc.constantFrom(...foldings), fc.array(fc.integer({ min: 1, max: 12 }))).map(([base, turns]) => turns.reduce(turned, base));
    fc.assert(fc.property(journals, folds, filters, (lines, folding, filter) => {
      const rows = new TimelineRows();
      const groups = new TimelineGroups(rows);
      const keep = keepFor(rows, filter);
      const growing = new ShownLines(groups, { folding, keep });
      for (const line of lines) {
        rows.add(line);
        if ((line.seq ?? 0) % 3 !== 0) continue;
        groups.grow();
        expect(growing.grown()).toEqual(shownItems(groups, folding, keep));
      }
    }));
  });

  test('are the same list, longer, when a row comes at the end of it', () => {
    const rows = new TimelineRows();
    const groups = new TimelineGroups(rows);
    const growing = new ShownLines(groups, { folding: firstFolding });
    const add = (seq: number, type: string, payload: RunLine['payload']) => {
      rows.add({ seq, at: '2026-01-01T00:00:00.000Z', type, runId: 'r', severity: 'info', correlationId: 'c', payload });
      groups.grow();
      return growing.grown();
    };
    const first = add(1, 'run_started', { visit: 'begin#1' });

    expect(add(2, 'effect_scheduled', { effect: 'write#1/ask.1', attempt: 1, kind: 'llm.chat' })).toBe(first);
    expect(add(3, 'effect_completed', { effect: 'write#1/ask.1', attempt: 1 })).toBe(first);
    expect(first).toEqual([-2, 1, -3, -4]);
    expect(add(4, 'action_done', { visit: 'begin#1' })).toEqual([-2, 1, 4, -3, -4]);
  });
});

test('what is filtered is what fits every part of the filter, and no group stands empty', () => {
  const filters = fc.record({
    lanes: fc.subarray([...laneNames], { minLength: 1 }).map((lanes) => new Set(lanes)), type: fc.constantFrom(undefined, 'effect_completed', 'never'), severity: fc.constantFrom('info', 'warning', 'error'),
    node: fc.constantFrom(undefined, 'ask', 'report/draw'), found: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((seqs) => new Set(seqs)), { nil: undefined }),
  });
  fc.assert(fc.property(journals, filters, (lines, filter) => {
    const { rows, groups } = grouped(lines);
    const keep = keepFor(rows, filter);
    const fits = lines.filter(({ seq = 0, type, severity }) =>
      [...filter.lanes].some((lane) => ((rows.lanes[seq - 1] ?? 0) & bitOf(lane)) !== 0) && (filter.type === undefined || filter.type === type) &&
      ['info', 'warning', 'error'].indexOf(severity) >= ['info', 'warning', 'error'].indexOf(filter.severity) && (filter.node === undefined || rows.placeAt(seq) === filter.node) && (filter.found?.has(seq) ?? true));
    const items = shownItems(groups, allOpen, keep);

    expect(items.filter((item) => item > 0).toSorted((a, b) => a - b)).toEqual(fits.map(({ seq }) => seq));
    for (const group of groups.all.slice(1)) expect(items.includes(itemOf(group))).toBe(fits.some(({ seq = 0 }) => isInside(groups, seq, group.id)));
    expect(keepFor(rows, noFilter)).toBeUndefined();
  }));
});

function isInside(groups: TimelineGroups, seq: number, wanted: number): boolean {
  for (let id = groups.ofRow[seq - 1] ?? 0; id > 0; id = groups.group(id).parent) if (id === wanted) return true;
  return false;
}

describe('positions', () => {
  test('steps stay within the journal, and a step by visits ends where a node is entered or at an end', () => {
    fc.assert(fc.property(journals, fc.nat(70), fc.constantFrom<1 | -1>(1, -1), (lines, from, by) => {
      fc.pre(lines.length > 0);
      const { rows } = grouped(lines);
      const at = Math.min(Math.max(1, from), lines.length);
      expect(Math.abs(stepped(rows, at, by) - at)).toBeLessThanOrEqual(1);
      const next = steppedByVisit(rows, at, by);
      expect(next >= 1 && next <= lines.length && (next - at) * by >= 0).toBe(true);
      expect(next === 1 || next === lines.length || ['pass_started', 'transition_committed'].includes(rows.typeOf(next))).toBe(true);
    }));
  });

  test('the row at a time is the last one written by then', () => {
    fc.assert(fc.property(journals, fc.nat(200_000), (lines, later) => {
      const { rows } = grouped(lines);
      const time = Date.UTC(2026, 0, 1) + later;
      const last = lines.findLast(({ at }) => Date.parse(at) <= time)?.seq ?? 1;
      expect(rowAt(rows, time)).toBe(last);
    }));
  });

  test('what was taken and used up to a row grows to the whole, and places add up to the run', () => {
    fc.assert(fc.property(journals, fc.nat(60), (lines, at) => {
      const { rows } = grouped(lines);
      const [part, whole] = [wayUpTo(rows, at), wayUpTo(rows, rows.length)];
      for (const [id, count] of part.taken) expect(count).toBeLessThanOrEqual(whole.taken.get(id) ?? 0);
      expect([...whole.taken.values()].reduce((sum, count) => sum + count, 0)).toBe(lines.filter(({ type, seq = 0 }) => type === 'transition_committed' && !rows.placeAt(seq).includes('/')).length);
      const { run, places } = totalsUpTo(rows, at);
      for (const name of ['calls', 'retries', 'inputTokens', 'outputTokens', 'micros', 'visits'] as const) expect([...places.values()].reduce((sum, total) => sum + total[name], 0)).toBe(run[name]);
      expect(run.calls).toBe(lines.slice(0, at).filter(({ type }) => type === 'effect_completed').length);
    }));
  });
});
