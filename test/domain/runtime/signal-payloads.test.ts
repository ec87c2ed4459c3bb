import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { generateTests } from '../../../src/core/domain/runtime/testing/generate-tests.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import { around, go, node, workflow } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';
import { testCatalogue } from './support/test-actions.ts';

const amount: JsonObject = { type: 'object', required: ['amount'], properties: { amount: { type: 'number', minimum: 1 }, note: { type: 'string' } } };
const paying = (config: JsonObject = {}, outputs: JsonObject = {}): JsonObject =>
  workflow([node('begin', 'start'), node('hold', 'wait', { config: { signal: 'paid', payload: amount, ...config } }), node('done', 'end', { config: { outputs } })], [go('t1', 'begin', 'hold', 'immediate'), go('t2', 'hold', 'done', 'external')]);

function send(bench: RunBench, payload: Json) {
  return bench.tell({ type: 'signal', emitter: 'bank', id: `s${bench.rows.length}`, name: 'paid', payload });
}

describe('a wait that says what its signal brings', () => {
  it.each<[Json]>([[null], [{}], [{ amount: 'x' }], [{ amount: 0 }]])('refuses %j, writes nothing, and waits on', (payload) => {
    const bench = new RunBench(paying()).start();
    const before = bench.rows.length;

    expect(send(bench, payload).refused).toMatchObject({ code: 'input_invalid', data: { reason: 'unfit' }, message: expect.stringContaining('payload') });
    expect(bench.rows).toHaveLength(before);
    expect(bench.now.ended).toBeUndefined();
  });

  it('takes what fits', () => {
    const bench = new RunBench(paying({}, { got: '{{ nodes.hold.signal.payload.amount }}' })).start();
    send(bench, { amount: 3 });

    expect(bench.now.ended?.outputs).toEqual({ got: 3 });
  });

  it('leaves what another wait takes to that one', () => {
    const definition = workflow(
      [node('begin', 'start'), node('hold', 'wait', { config: { signal: 'paid', payload: amount } }), node('any', 'wait', { config: { signal: 'paid' } }), node('done', 'end', { config: { outputs: { any: '{{ nodes.any.signal.payload }}' } } })],
      [go('t1', 'begin', 'hold', 'immediate'), go('t2', 'hold', 'any', 'external'), go('t3', 'any', 'done', 'external')],
    );
    const bench = new RunBench(definition).start();
    send(bench, 'hello');
    send(bench, { amount: 3 });

    expect(bench.now.ended?.outputs).toEqual({ any: 'hello' });
  });

  it('is known to verify by its types, and is given what fits by generated tests', () => {
    const codes = (definition: JsonObject): readonly string[] => verify(definition, { catalogue: testCatalogue }).findings.map(({ code }) => code);

    expect(codes(paying({}, { got: '{{ nodes.hold.signal.payload.amount + 1 }}' }))).toEqual([]);
    expect(codes(paying({}, { got: "{{ nodes.hold.signal.payload.amount + 'x' }}" }))).toContain('type_mismatch');
    expect(codes(paying({}, { got: '{{ nodes.hold.signal.payload.amuont }}' }))).toContain('unknown_name');
    expect(codes(paying({}, { got: '{{ nodes.hold.signal.payload.note }}' }))).toContain('value_may_be_missing');
    const running = generateTests(new RunBench(paying({}, { got: '{{ nodes.hold.signal.payload.amount }}' })).workflow);
    let next = running.next();
    while (next.done !== true) next = running.next();
    expect(next.value.uncovered).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['waits for no signal', { signal: undefined as unknown as Json, after: 'PT1S' }],
    ['has a schema nobody can use', { payload: { pattern: '(' } }],
  ])('cannot be published where it %s', (_what, config) => {
    const definition = JSON.parse(JSON.stringify(around(node('hold', 'wait', { config: { signal: 'paid', payload: amount, ...config } }), [go('t2', 'hold', 'done', 'external')]))) as JsonObject;

    expect(verify(definition, { catalogue: testCatalogue }).findings).toContainEqual(expect.objectContaining({ code: 'config_invalid', severity: 'error' }));
  });
});
