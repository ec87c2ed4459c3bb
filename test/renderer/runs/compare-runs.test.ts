import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import { alignJournals, rowDiff } from '../../../src/renderer/screens/runs/compare/align-journals.ts';
import { promptsOf } from '../../../src/renderer/screens/runs/compare/prompts-of.ts';
import { readSides } from '../../../src/renderer/screens/runs/compare/read-sides.ts';

function line(seq: number, type: string, payload: JsonObject = {}): RunLine {
  return { seq, at: `2026-11-23T10:00:0${String(seq % 10)}.000Z`, type, runId: 'r', severity: 'info', correlationId: 'c', payload };
}

describe('two journals beside each other', () => {
  const shared = [line(1, 'start', { inputs: { topic: 'a' } }), line(2, 'run_started')];
  const entered = (seq: number, node: string): RunLine => line(seq, 'node_entered', { visit: `${node}#1` });

  it('are equal whenever and by whomever they were written', () => {
    const left = [...shared, line(3, 'effect_completed', { effect: 'ask#1/ask.1', output: 'x', durationMs: 4 })];
    const right = [...shared, line(3, 'host', { kind: 'claimed' }), line(4, 'effect_completed', { effect: 'ask#1/ask.1', output: 'x', durationMs: 900 })];

    const rows = alignJournals(left, right);

    expect(rows.map(({ differs }) => differs)).toEqual([false, false, false]);
    expect(rows.map((row) => [row.left?.seq, row.right?.seq])).toEqual([[1, 1], [2, 2], [3, 4]]);
  });

  it('show what only one of them has in a line of its own, and go on side by side', () => {
    const left = [...shared, entered(3, 'draft'), entered(4, 'end')];
    const right = [...shared, entered(3, 'draft'), entered(4, 'review'), entered(5, 'end')];

    expect(alignJournals(left, right).map((row) => [row.left?.seq, row.right?.seq, row.differs])).toEqual([[1, 1, false], [2, 2, false], [3, 3, false], [undefined, 4, true], [4, 5, false]]);
    expect(alignJournals(right, left).map((row) => [row.left?.seq, row.right?.seq])).toEqual([[1, 1], [2, 2], [3, 3], [4, undefined], [5, 4]]);
  });

  it('differ in a line where they say something else', () => {
    const rows = alignJournals([line(1, 'start', { inputs: { topic: 'a' } })], [line(1, 'start', { inputs: { topic: 'b' } })]);
    const [row] = rows;

    expect(rows).toHaveLength(1);
    expect(row?.differs).toBe(true);
    expect(row?.left !== undefined && row.right !== undefined && rowDiff(row.left, row.right)).toEqual([{ path: 'inputs.topic', before: 'a', after: 'b' }]);
  });

  it('may both be empty', () => {
    expect(alignJournals([], [])).toEqual([]);
  });
});

describe('the prompts of a run', () => {
  it('are the texts and messages its requests hold', () => {
    const asked = promptsOf([
      line(1, 'effect_scheduled', { effect: 'ask#1/ask.1', request: { prompt: 'Write' } }),
      line(2, 'effect_scheduled', { effect: 'ask#2/ask.1', request: { messages: [{ role: 'user' }] } }),
      line(3, 'effect_scheduled', { effect: 'file#1/read.1', request: { path: 'x' } }),
      line(4, 'run_started'),
    ]);
    expect(asked.map(({ place, text }) => [place, text.replaceAll(/\s/gu, '')])).toEqual([['ask#1', 'Write'], ['ask#2', '[{"role":"user"}]']]);
  });
});

describe('the address of a comparison', () => {
  it('names two runs, or says nothing', () => {
    expect(readSides({ left: 'a', right: 'b' })).toEqual({ left: 'a', right: 'b' });
    expect(readSides({ left: 3, right: '' })).toEqual({});
  });
});
