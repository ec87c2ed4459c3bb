import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/core/domain/model/canonical-json.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { canonicalJournal } from '../../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { beside, body } from '../support/containers.ts';
import { go, node, step } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';

const plain = (id: string): JsonObject => body(id, [step(`one_${id}`, 'test.two'), step(`two_${id}`, 'test.keyed', { retry: { maxRetries: 2 } })]);
const mapped: JsonObject = {
  id: 'mapped',
  nodes: [node('m1', 'start'), node('each', 'map', { config: { over: '[1, 2, 3]', concurrency: 2, onBodyError: 'collect' }, entry: [step('first', 'test.safe')], bodies: [plain('item')] }), node('m2', 'end', { config: { outputs: { all: '{{ nodes.each.results }}' } } })],
  transitions: [go('m_1', 'm1', 'each', 'immediate'), go('m_2', 'each', 'm2', 'task-complete')],
};
const definition = beside('parallel', { config: { onBodyError: 'collect' }, bodies: [mapped, plain('left'), plain('right')] });

/** Answers whichever wanted effect the numbers choose; what it answers depends on the effect alone. */
function played(order: readonly number[]): RunBench {
  const bench = new RunBench(definition).start();
  for (let move = 0; bench.now.ended === undefined; move += 1) {
    const { wanted } = bench;
    const effect = wanted[(order[move % order.length] ?? 0) % wanted.length] ?? '';
    const attempt = bench.now.wanted[effect]?.attempt ?? 0;
    bench.at += 1000;
    if (effect.includes('[1]') && effect.includes('two_item')) bench.fail(effect, 'permanent');
    else if (effect.includes('two_') && attempt === 1) bench.fail(effect, 'transient');
    else bench.complete(effect, effect.length);
  }
  return bench;
}

it('whatever is answered first, the journal is canonically the same and the run ends alike', () => {
  const first = played([0]);
  expect(first.now.ended).toMatchObject({ status: 'completed', outputs: { results: { mapped: { all: [{}, { ok: false }, {}] } } } });
  const lines = canonicalJournal(first.rows);
  const timeless = (bench: RunBench): string => canonicalJson(JSON.parse(JSON.stringify(bench.now, (key, value) => (['at', 'startedAt', 'since'].includes(key) ? 0 : value))));
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.nat(6), { minLength: 30, maxLength: 30 }), (order) => {
      const bench = played(order);

      expect(canonicalJournal(bench.rows)).toEqual(lines);
      expect(timeless(bench)).toBe(timeless(first));
      expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });
      seen.add(JSON.stringify(bench.rows.map((row) => row.payload['effect'])));
    }),
    { numRuns: 25, seed: 3 },
  );
  expect(seen.size).toBeGreaterThan(20);
});

it('bodies stand in declared and item order, each in one piece', () => {
  const regions = canonicalJournal(played([3, 1, 4, 1, 5]).rows).flatMap((line) => /"region":"([^"]+)"/u.exec(line)?.[1] ?? []);

  expect(regions).toEqual(['par#1:mapped', 'par#1:mapped/each#1:item[0]', 'par#1:mapped/each#1:item[1]', 'par#1:mapped/each#1:item[2]', 'par#1:left', 'par#1:right']);
});

it('another answer makes another journal', () => {
  const other = new RunBench(definition).start();
  other.complete(other.wanted[0] ?? '', 'something else');

  expect(canonicalJournal(other.rows)).not.toEqual(canonicalJournal(played([0]).rows).slice(0, canonicalJournal(other.rows).length));
});
