import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunBench } from '../support/run-bench.ts';
import { agent, answer, at, calls, messages, note } from './agent-bench.ts';

const post = { name: 'post', description: 'Posts', action: 'http.request', config: { url: 'https://api.example.com/', method: 'POST' }, arguments: { text: { to: 'body.json.text', schema: { type: 'string' } } } };

/** A use after which nobody knows whether it took hold. */
function inDoubt(tool: JsonObject & { readonly name: string }): RunBench {
  const bench = agent({ tools: [tool] }, {}, { attended: true });
  bench.complete(at(1), calls([tool.name, { text: 'Hello' }]));
  if (Object.keys(bench.now.approvals ?? {}).length > 0) answer(bench, 'approve');
  const [effect = ''] = bench.wanted;
  bench.mark('effect_started', effect);
  bench.tell({ type: 'host', kind: 'in_doubt', effect });
  expect(bench.incidents).toEqual(['in_doubt']);
  return bench;
}

function retry(bench: RunBench, value?: JsonObject) {
  return bench.tell({ type: 'command', name: 'resolve', incident: Object.keys(bench.now.incidents)[0] ?? '', answer: 'retry', ...(value === undefined ? {} : { value }) });
}

describe('a use of a tool that a person approved', () => {
  it('is made again as it was approved or not at all', () => {
    const bench = inDoubt(post);
    const before = bench.rows.length;

    expect(retry(bench, { body: { json: { text: 'Goodbye' } } }).refused).toMatchObject({ code: 'precondition_failed', data: { reason: 'approval_void' } });
    expect(bench.rows).toHaveLength(before);

    expect(retry(bench).refused).toBeUndefined();
    expect(bench.now.wanted[at(3)]).toMatchObject({ attempt: 2, generation: 1, approved: true, request: { body: { json: { text: 'Hello' } } } });
    bench.mark('effect_started', at(3));
    bench.tell({ type: 'host', kind: 'in_doubt', effect: at(3) });
    expect(retry(bench, { url: 'https://elsewhere.example.com/' }).refused).toMatchObject({ data: { reason: 'approval_void' } });
  });

  it('is made in a fork as it was approved, too', () => {
    const bench = agent({ tools: [note] });
    bench.complete(at(1), calls(['write_note', { content: 'Hello' }]));
    answer(bench, 'approve');
    const { request = {} } = bench.now.wanted[at(3)] ?? {};
    const fork = (changed: JsonObject) => bench.tell({ type: 'command', name: 'fork', run: 'r2', parent: { run: 'run-1', seq: bench.rows.length, at: bench.at }, requests: { [at(3)]: changed }, effects: 'live' });

    expect(fork({ ...request, content: 'Goodbye' }).refused).toMatchObject({ data: { reason: 'approval_void' } });
    expect(fork(request).refused).toBeUndefined();
    expect(bench.now.wanted[at(3)]?.request['content']).toBe('Hello');
  });

  it('is asked about anew when the model asks for it anew', () => {
    const bench = agent({ tools: [note] });
    bench.complete(at(1), calls(['write_note', { content: 'Hello' }], ['write_note', { content: 'Hello' }]));
    answer(bench, 'approve');
    bench.complete(at(3), { path: 'note.md' });

    expect(bench.wanted).toEqual([]);
    expect(Object.keys(bench.now.approvals ?? {})).toEqual([at(4)]);
    answer(bench, 'reject');
    expect(messages(bench, 5).slice(-2).map(({ isError }) => isError)).toEqual([undefined, true]);
  });
});

it('a use nobody was asked about can be changed by a person, within what the workflow permits', () => {
  const bench = inDoubt({ ...post, approve: 'never' });

  expect(retry(bench, { body: { json: { text: 'Goodbye' } } }).refused).toBeUndefined();
  expect(bench.now.wanted[at(2)]).toMatchObject({ generation: 2, request: { body: { json: { text: 'Goodbye' } } } });
});
