import { describe, expect, it } from 'vitest';
import { actResult } from '../../../src/renderer/console/acts/act-result.ts';
import { borderAt } from '../../../src/renderer/console/acts/fork-places.ts';
import { readAnswer } from '../../../src/renderer/console/acts/read-answer.ts';
import { readVars } from '../../../src/renderer/console/acts/read-vars.ts';
import { savedSteps } from '../../../src/renderer/console/acts/saved-steps.ts';
import { closeRun, forgetSteered, noteOpened, noteStatuses, noteSteered, openRuns, othersSteered } from '../../../src/renderer/console/open-runs.ts';

type Row = readonly [type: string, visit?: string, effect?: string];
const journal = (...rows: readonly Row[]) => ({
  length: rows.length,
  typeOf: (seq: number) => rows[seq - 1]?.[0] ?? '',
  visitAt: (seq: number) => rows[seq - 1]?.[1] ?? '',
  effectAt: (seq: number) => rows[seq - 1]?.[2] ?? '',
});

describe('what becomes of a user action', () => {
  const own = { visit: 'look#1', action: 'shorter', asked: 1 };

  it('is under way until its effect has answered, and again while it is tried once more', () => {
    const rows: Row[] = [['command', 'look#1'], ['effect_scheduled', 'look#1', 'look#1/shorter.1']];
    expect(actResult(journal(...rows), own)).toEqual({ state: 'asked', seq: 1 });
    rows.push(['effect_failed', 'look#1', 'look#1/shorter.1']);
    expect(actResult(journal(...rows), own)).toEqual({ state: 'failed', seq: 3 });
    rows.push(['effect_scheduled', 'look#1', 'look#1/shorter.1'], ['effect_completed', 'look#1', 'look#1/other.1']);
    expect(actResult(journal(...rows), own)).toEqual({ state: 'asked', seq: 1 });
    rows.push(['effect_completed', 'look#1', 'look#1/shorter.1']);
    expect(actResult(journal(...rows), own)).toEqual({ state: 'done', seq: 6 });
  });

  it('is done at once where nothing outside is asked', () => {
    expect(actResult(journal(['command', 'look#1'], ['action_done', 'look#1']), own)).toEqual({ state: 'done', seq: 2 });
  });
});

describe('where a run is forked', () => {
  it('is the last row of the batch: before the next thing that was told from outside', () => {
    const rows = journal(['start'], ['run_started'], ['effect_scheduled'], ['effect_started'], ['effect_completed'], ['transition_committed']);
    expect([1, 3, 5, 6].map((seq) => borderAt(rows, seq))).toEqual([4, 4, 6, 6]);
  });

  it('offers the steps the run came to, each once', () => {
    expect(savedSteps(journal(['run_started', 'start#1'], ['transition_committed', 'write#1'], ['pass_started', 'refine#1:body[0]/write#1'], ['transition_committed', 'look#2']))).toEqual(['start', 'write', 'look']);
  });

  it('takes the variables that were typed over, text as text and anything else as JSON', () => {
    expect(readVars({ tone: 'plain', drafts: 1, wishes: [] }, { tone: '12', drafts: '2', wishes: '[' })).toMatchObject({ values: { tone: '12', drafts: 2 }, faults: { wishes: expect.any(String) as string } });
    expect(readVars({ tone: 'plain' }, { tone: 'plain' })).toEqual({ values: {}, faults: {} });
  });
});

describe('an answer to an incident', () => {
  it('is read with what it takes, and refused in words where that cannot be read', () => {
    expect(readAnswer('skip', '{"text":"x"}')).toEqual({ detail: { value: { output: { text: 'x' } } } });
    expect(readAnswer('raise_limit', '3')).toEqual({ detail: { value: { by: 3 } } });
    expect(readAnswer('retry', '')).toEqual({ detail: {} });
    expect(readAnswer('retry', '{"url":"https://example.org"}')).toEqual({ detail: { value: { url: 'https://example.org' } } });
    expect(readAnswer('take_transition', 'go')).toEqual({ detail: { transition: 'go' } });
    for (const [answer, typed] of [['skip', '{'], ['raise_limit', 'x'], ['use_model', ' '], ['retry', '[1]'], ['take_transition', '']] as const) expect(readAnswer(answer, typed)).toHaveProperty('fault');
  });
});

describe('open runs', () => {
  it('are told apart as steered until they end; closing one names the next', () => {
    noteOpened({ id: 'a', name: 'A', status: 'waiting', hasEnded: false });
    noteOpened({ id: 'b', name: 'B', status: 'running', hasEnded: false });
    noteSteered('a');
    expect(othersSteered('b').map(({ id }) => id)).toEqual(['a']);
    expect(othersSteered('a')).toEqual([]);

    noteStatuses([{ id: 'a', status: 'completed' }, { id: 'elsewhere', status: 'running' }]);
    expect(othersSteered('b')).toEqual([]);
    noteSteered('a');
    expect(othersSteered('b')).toEqual([]);

    noteStatuses([{ id: 'a', status: 'waiting' }]);
    noteSteered('a');
    forgetSteered();
    expect(othersSteered('b')).toEqual([]);
    noteSteered('a');
    noteOpened({ id: 'a', name: 'A', status: 'completed', hasEnded: true });
    expect(othersSteered('b')).toEqual([]);
    expect(closeRun('a')?.id).toBe('b');
    expect(openRuns.get().tabs.map(({ id }) => id)).toEqual(['b']);
    expect(closeRun('b')).toBeUndefined();
  });
});
