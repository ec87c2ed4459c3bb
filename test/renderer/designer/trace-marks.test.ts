import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/domain/operations/workflows.ts';
import { onlyWay } from '../../../src/renderer/designer/problems/only-way.ts';
import { marksUpTo, traceSteps } from '../../../src/renderer/designer/problems/trace-steps.ts';

const node = (id: string) => ({ id, type: id === 'start' ? 'start' : 'workStep' });
const way = (id: string, from: string, to: string) => ({ id, from, to, triggers: [{ type: 'immediate' }] });

it('marks every step of a run that shows a fault, and what lies between two where there is one way', () => {
  const definition = { root: { id: 'root', nodes: ['start', 'pass', 'ask', 'left', 'right', 'stuck'].map(node), transitions: [way('t1', 'start', 'pass'), way('t2', 'pass', 'ask'), way('t3', 'ask', 'left'), way('t4', 'ask', 'right'), way('t5', 'left', 'stuck'), way('t6', 'right', 'stuck')] } };
  const finding: Finding = { code: 'dead_end', severity: 'error', where: 'nodes.stuck', message: 'Nothing leads on.', trace: [{ at: 0, input: { type: 'start', inputs: {} } }, { at: 0, input: { type: 'effect_completed', effect: 'ask#1/say', output: {} } }] };

  expect(Object.fromEntries(marksUpTo(definition, traceSteps(definition, finding)))).toEqual({ start: 'step', ask: 'step', stuck: 'last_step', t1: 'step', pass: 'step', t2: 'step' });
});

describe('what lies between two steps', () => {
  const ways = (...pairs: readonly string[]) => pairs.map((pair) => way(pair, pair.charAt(0), pair.charAt(1)));

  it('is the one way there is, however many lead back or astray', () => {
    expect(onlyWay(ways('ab', 'bc', 'cd'), 'a', 'd')).toEqual(['ab', 'b', 'bc', 'c', 'cd']);
    expect(onlyWay(ways('ab', 'ba', 'bx', 'xb', 'bc', 'cb', 'cc', 'cy', 'ca', 'da'), 'a', 'c')).toEqual(['ab', 'b', 'bc']);
  });

  it('is nothing where there are several ways, or none', () => {
    expect(onlyWay(ways('ab', 'bd', 'ac', 'cd'), 'a', 'd')).toEqual([]);
    expect(onlyWay(ways('ab', 'bc', 'cd', 'bx', 'xy', 'yd'), 'a', 'd')).toEqual([]);
    expect(onlyWay([...ways('ab'), way('again', 'a', 'b')], 'a', 'b')).toEqual([]);
    expect(onlyWay(ways('ab', 'ba'), 'a', 'z')).toEqual([]);
    expect(onlyWay(ways('aa'), 'a', 'a')).toEqual([]);
  });

  it('is found as by walking every way, in graphs of all shapes', () => {
    const seed = { value: 7 };
    const any = (below: number): number => {
      seed.value = (seed.value * 48_271) % 2_147_483_647;
      return seed.value % below;
    };
    const names = 'abcdef';
    for (let round = 0; round < 600; round += 1) {
      const transitions = Array.from({ length: 3 + any(8) }, (_, at) => way(`t${at}`, names.charAt(any(6)), names.charAt(any(6))));
      expect(onlyWay(transitions, 'a', 'f'), JSON.stringify(transitions)).toEqual(byWalking(transitions, 'a', 'f'));
    }
  });

  it('is looked for in no time where every node leads on to four others', () => {
    const nodes = Array.from({ length: 2000 }, (_, at) => node(`n${at}`));
    const transitions = nodes.flatMap((_, at) => [1, 2, 3, 4].map((exit) => way(`t${at}_${exit}`, `n${at}`, `n${(at * 4 + exit * 7) % nodes.length}`)));
    const definition = { root: { id: 'root', nodes: [...nodes, node('far')], transitions } };

    expect([...marksUpTo(definition, [{ node: 'n0', words: '' }, { node: 'far', words: '' }]).keys()]).toEqual(['n0', 'far']);
  });
});

function byWalking(transitions: readonly ReturnType<typeof way>[], from: string, to: string): readonly string[] {
  const found: (readonly string[])[] = [];
  const walk = (at: string, passed: readonly string[]): void => {
    for (const one of transitions.filter((each) => each.from === at && each.to !== from && !passed.includes(each.to))) {
      if (one.to === to) found.push([...passed, one.id]);
      else walk(one.to, [...passed, one.id, one.to]);
    }
  };
  walk(from, []);
  return found.length === 1 ? (found[0] ?? []) : [];
}
