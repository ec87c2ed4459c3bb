import { describe, expect, it } from 'vitest';
import { endedStatuses, runStatuses } from '../../../src/core/domain/model/run.ts';
import type { RunSummary } from '../../../src/core/domain/operations/shapes.ts';
import { bulkCommand, leftOut, parted } from '../../../src/renderer/screens/runs/acts/bulk-acts.ts';
import { type DoneToEach, doToEach } from '../../../src/renderer/screens/runs/acts/do-to-each.ts';
import { mostChosen, none, turned, withAll } from '../../../src/renderer/screens/runs/list/choosing.ts';
import { actOfKey, moved } from '../../../src/renderer/screens/runs/list/row-keys.ts';
import { countNarrowed, isTypedOn, microsOf, readRunsFilter, readViewQuery, runsFlags, runsInput, viewQuery } from '../../../src/renderer/screens/runs/list/runs-filter.ts';
import { withValue } from '../../../src/renderer/screens/runs/list/typed-text.ts';

const now = Date.UTC(2026, 10, 23, 12);

function run(id: string, change: Partial<RunSummary> = {}): RunSummary {
  return {
    id, workflow: { id: 'w', slug: 'w', name: 'W' }, status: 'running', reasons: [], activeNodes: [], openIncidents: 0, attended: false, seq: 1, may: ['pause', 'stop'],
    startedAt: '2026-11-23T10:00:00.000Z', startedBy: 'user:local', updatedAt: '2026-11-23T10:00:00.000Z', ...change,
  };
}

describe('the filter of the list of runs', () => {
  it('is read from an address, whatever else stands in it', () => {
    expect(readRunsFilter({ text: 'report', state: 'open', workflow: 'daily', by: 'token', since: 'week', of: 'draft', cost: 0.5, needs: 'person', order: 'oldest' })).toEqual({
      text: 'report', state: 'open', workflow: 'daily', by: 'token', since: 'week', of: 'draft', cost: '0.5', needs: 'person', order: 'oldest',
    });
    expect(readRunsFilter({ text: 12, state: 'molten', workflow: '', by: 7, since: 'toString', cost: 'much', needs: 'yes', other: 1 })).toEqual({ text: '12' });
  });

  it('asks the host what it says, time counted back from now', () => {
    expect(runsInput({}, now)).toEqual({});
    expect(runsInput({ text: ' abc ', state: 'failed', since: 'day', of: 'published', cost: '0,25', by: 'schedule', needs: 'person', order: 'oldest', workflow: 'daily' }, now)).toEqual({
      search: 'abc', statuses: ['failed'], startedFrom: '2026-11-22T12:00:00.000Z', draft: false, microsFrom: 250_000, startedBy: 'schedule', needsPerson: true, order: 'oldest', workflow: 'daily',
    });
    const of = (state: 'open' | 'ended') => runsInput({ state }, now).statuses ?? [];
    expect(of('ended')).toEqual(endedStatuses);
    expect([...of('open'), ...of('ended')]).toEqual(runStatuses);
    expect(runsInput({ text: '  ' }, now)).toEqual({});
  });

  it('takes a price only as a number', () => {
    expect([microsOf('1'), microsOf('0.000001'), microsOf('-1'), microsOf('1e3'), microsOf('')]).toEqual([1_000_000, 1, undefined, undefined, undefined]);
  });

  it('says on a command line what it asks', () => {
    expect(runsFlags(runsInput({ of: 'published' }, now))).toEqual({ draft: 'false' });
    expect(runsFlags(runsInput({ of: 'draft', state: 'failed' }, now))).toEqual({ draft: true, statuses: ['failed'] });
  });

  it('comes back from a saved view as it was', () => {
    const filter = { text: 'a & b=c', state: 'ended', since: 'month', cost: '2' } as const;
    expect(readViewQuery(viewQuery(filter))).toEqual(filter);
    expect(readViewQuery('nonsense&&=')).toEqual({});
  });
});

describe('the keys of the list', () => {
  const key = (name: string, change: object = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...change });

  it('walk, choose and open; letters only where they hold', () => {
    expect(['ArrowDown', 'ArrowUp', 'Home', 'End', ' ', 'Enter', 'Escape', 'x'].map((each) => actOfKey(key(each), false))).toEqual(['down', 'up', 'first', 'last', 'choose', 'open', 'none', undefined]);
    expect([actOfKey(key('j'), true), actOfKey(key('J'), true), actOfKey(key('k'), true), actOfKey(key('j'), false)]).toEqual(['down', 'down', 'up', undefined]);
    expect(actOfKey(key('ArrowDown', { ctrlKey: true }), true)).toBeUndefined();
  });

  it('stay within the rows there are', () => {
    const bounds = { last: 9, page: 4 };
    expect([moved(0, 'up', bounds), moved(9, 'down', bounds), moved(3, 'pageDown', bounds), moved(8, 'pageDown', bounds), moved(5, 'first', bounds), moved(5, 'last', bounds)]).toEqual([0, 9, 7, 9, 0, 9]);
    expect(moved(0, 'down', { last: -1, page: 1 })).toBe(0);
  });
});

describe('choosing runs', () => {
  it('turns one, adds ranges, and stops at the most that are acted upon together', () => {
    const one = turned(none, run('a'));
    expect([...turned(one, run('b')).keys()]).toEqual(['a', 'b']);
    expect([...turned(one, run('a')).keys()]).toEqual([]);
    expect([...withAll(one, [run('a'), run('c')]).keys()]).toEqual(['a', 'c']);
    expect(withAll(none, Array.from({ length: mostChosen + 5 }, (_, index) => run(String(index)))).size).toBe(mostChosen);
  });
});

describe('what is done to several runs', () => {
  it('is done to those that would take it, the others counted by the reason', () => {
    const runs = [run('a'), run('b', { status: 'completed', may: [] }), run('c', { status: 'paused', may: ['resume', 'stop'] }), run('d', { status: 'failed', may: [] })];
    expect(parted('pause', runs)).toEqual({ fit: [runs[0]], left: new Map([['ended', 2], ['paused', 1]]) });
    expect(parted('resume', runs).fit).toEqual([runs[2]]);
    expect(parted('stop', [run('e', { unreadable: 'a row is missing', may: [] })])).toEqual({ fit: [], left: new Map([['takesNone', 1]]) });
    expect(parted('purge', runs).fit).toEqual([runs[1], runs[3]]);
    expect([leftOut('pin', { status: 'failed', may: [], pinned: true }), leftOut('unpin', { status: 'failed', may: [] }), leftOut('unpin', { status: 'failed', may: [], pinned: false })]).toEqual(['asIs', undefined, 'asIs']);
  });

  it('has a command line that does the same', () => {
    expect(bulkCommand('pause', ['a', 'b'], '')).toBe('aiwm runs pause a && aiwm runs pause b');
    expect(bulkCommand('archive', ['a'], '/my files')).toBe("aiwm runs archive '/my files' --id a");
  });

  it('goes on after a failure and tells which failed', async () => {
    const told: DoneToEach<string>[] = [];
    await doToEach(['a', 'b', 'c'], (each) => (each === 'b' ? Promise.reject(new Error('no')) : Promise.resolve()), { signal: new AbortController().signal, onSettled: (sofar) => { told.push(sofar); } });
    expect(told).toHaveLength(3);
    expect(told.at(-1)?.done).toEqual(['a', 'c']);
    expect(told.at(-1)?.failed.map(({ run: failed }) => failed)).toEqual(['b']);
  });

  it('begins nothing more once it is halted', async () => {
    const halt = new AbortController();
    const begun: number[] = [];
    await doToEach(Array.from({ length: 20 }, (_, index) => index), (each) => { begun.push(each); halt.abort(); return Promise.resolve(); }, { signal: halt.signal, onSettled: () => undefined });
    expect(begun.length).toBeLessThanOrEqual(4);
  });
});

describe('the way back', () => {
  it('leaves out what was only typed on, and nothing else', () => {
    expect(isTypedOn({ text: 'app' }, { text: 'approval' })).toBe(true);
    expect(isTypedOn({}, { text: 'app' })).toBe(false);
    expect(isTypedOn({ text: 'app' }, {})).toBe(false);
    expect(isTypedOn({ text: 'app', state: 'open' }, { text: 'appr' })).toBe(false);
  });
});

describe('a text whose value follows later', () => {
  it('goes on being typed while what was asked for comes, and gives way to a value from elsewhere', () => {
    const asked = { text: 'approval', of: '', told: 'appro' };

    expect(withValue(asked, '')).toBe(asked);
    expect(withValue(asked, 'appro')).toEqual({ text: 'approval', of: 'appro' });
    expect(withValue(withValue({ text: 'approval', of: '', told: 'approval' }, 'approval'), '')).toEqual({ text: '', of: '' });
  });
});

it('the folded filters count what is chosen behind them: neither the text, which stands beside, nor the order', () => {
  expect(countNarrowed({ text: 'hello', order: 'oldest' })).toBe(0);
  expect(countNarrowed({ text: 'hello', state: 'failed', needs: 'person' })).toBe(2);
});
