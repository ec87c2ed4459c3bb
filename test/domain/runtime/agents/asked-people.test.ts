import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/domain/model/json.ts';
import type { RunBench } from '../support/run-bench.ts';
import { agent, answer, at, calls, messages, note } from './agent-bench.ts';

/** An agent that wants to write, and is asked about. */
function asking(approve?: Json, more: { readonly approvers?: readonly string[]; readonly allowSelf?: boolean } = {}): RunBench {
  const { approvers, allowSelf } = more;
  const bench = agent({ tools: [{ ...note, ...(approve === undefined ? {} : { approve }) }], ...(approvers === undefined ? {} : { approvers }), ...(allowSelf === undefined ? {} : { allowSelf }) });
  bench.complete(at(1), calls(['write_note', { content: 'Hello' }]));
  return bench;
}

const open = (bench: RunBench) => Object.values(bench.now.approvals ?? {});

describe('before a tool is used, people', () => {
  it('see which, with which arguments, by which hash, and why they are asked', () => {
    expect(open(asking())).toMatchObject([{ title: 'Let the agent use "write_note"?', text: 'It may change something outside.\n\nWrites the note', hash: expect.stringMatching(/^[\da-f]{64}$/u) as string, requests: [{ type: 'file.write', config: { path: 'note.md', content: 'Hello' }, hash: expect.any(String) as string }], quorum: 1 }]);
    expect(open(asking('always'))[0]?.text).toMatch(/^The workflow wants people to be asked/u);
  });

  it('must be as many as the grant says', () => {
    const bench = asking({ quorum: 2 });
    answer(bench, 'approve');
    expect(bench.wanted).toEqual([]);

    answer(bench, 'approve', { by: 'user:eve' });

    expect(bench.now.wanted[at(3)]).toMatchObject({ kind: 'file.write', approved: true });
  });

  it('answer in time, or it counts as not approved and the model is told', () => {
    const bench = asking({ expires: 'PT1H' });
    const [timer = ''] = Object.keys(bench.now.timers);
    expect(open(bench)[0]?.expiresAt).toBe(bench.at + 3_600_000);

    bench.timer(timer);

    expect(bench.now.approvals).toBeUndefined();
    expect(messages(bench, 3).at(-1)).toMatchObject({ isError: true, text: expect.stringContaining('nobody answered in time') as string });
    expect(bench.now.timers).toEqual({});
  });

  it('leave no deadline behind when they answer', () => {
    const bench = asking({ expires: 'PT1H' });

    answer(bench, 'approve');

    expect(bench.now.timers).toEqual({});
  });

  it('may be whoever started the run only where the grant, else the agent, says so', () => {
    expect(answer(asking({ allowSelf: false }), 'approve', { by: 'user:ada' }).refused).toMatchObject({ code: 'access_denied' });
    expect(answer(asking({ allowSelf: true }, { allowSelf: false }), 'approve', { by: 'user:ada' }).refused).toBeUndefined();
    expect(answer(asking({}, { allowSelf: false }), 'approve', { by: 'user:ada' }).refused).toMatchObject({ code: 'access_denied' });
  });

  it('are enough, or the definition is refused', () => {
    expect(() => asking({ quorum: 2 }, { approvers: ['user:bob', 'user:bob'] })).toThrow(/only 1 may/u);
  });
});
