import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunInput } from '../../../src/core/domain/model/run-input.ts';
import { beside, body } from './support/containers.ts';
import { around, go, node, step } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

/** An id like any other by its letters, and a name that every object of JavaScript answers to. */
const odd = 'constructor';

function idOf({ id }: JsonObject): string {
  return typeof id === 'string' ? id : '';
}

function leaving(middle: JsonObject, trigger = 'task-complete', more: JsonObject = {}): JsonObject {
  return around(middle, [go('t2', idOf(middle), 'done', trigger, more)]);
}

describe('a name that every object answers to', () => {
  it('is the id of a node as any other', () => {
    const bench = new RunBench(leaving(node(odd, 'workStep', { entry: [step('a', 'test.safe')] }))).start();

    expect(bench.wanted).toEqual([`${odd}#1/a.1`]);
    expect(bench.now.visited).toEqual({ begin: 1, [odd]: 1 });
  });

  it('is the id of an action as any other', () => {
    const bench = new RunBench(leaving(node('w', 'workStep', { entry: [step(odd, 'test.safe')] }))).start();

    expect(bench.wanted).toEqual([`w#1/${odd}.1`]);
    bench.complete(`w#1/${odd}.1`, 7);
    expect(bench.now.scope.nodes).toEqual({ w: { [odd]: 7 } });
  });

  it('is the id of a user action as any other', () => {
    const bench = new RunBench(leaving(node('w', 'workStep', { userActions: [{ id: odd, label: 'Do it', action: { type: 'test.safe', config: {} } }] }), 'manual-advance')).start();
    bench.tell({ type: 'command', name: 'action', visit: 'w#1', action: odd });

    expect(bench.wanted).toEqual([`w#1/${odd}.1`]);
    bench.complete(`w#1/${odd}.1`);
    expect(bench.wanted).toEqual([]);
  });

  it('is the id of a validator as any other', () => {
    const bench = new RunBench(leaving(node('w', 'workStep'), 'task-complete', { validators: [{ id: odd, type: 'llm', config: { rubric: 'good?', value: '1' } }] })).start();
    bench.complete(bench.wanted[0] ?? '', { text: '', json: { score: 1, reason: 'r' }, stop: 'end', model: 'm' });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('is the id of a transition as any other', () => {
    const bench = new RunBench(around(node('w', 'workStep'), [go(odd, 'w', 'done', 'manual-advance', { validators: [{ id: 'v', type: 'expression', config: { that: 'true' } }] })])).start();
    bench.tell({ type: 'command', name: 'fire', visit: 'w#1', transition: odd });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('is the id of a body as any other', () => {
    const bench = new RunBench(beside('parallel', { bodies: [body(odd, [step('a', 'test.safe')]), body('other', [step('b', 'test.safe')])] })).start();
    for (const effect of [...bench.wanted]) bench.complete(effect, 1);

    expect(bench.now.ended?.outputs).toEqual({ results: { [odd]: { text: 1 }, other: { text: 1 } } });
  });
});

const names = ['constructor', 'toString', '__proto__'] as const;
const inputs: readonly ((name: string) => RunInput)[] = [
  (incident) => ({ type: 'command', name: 'resolve', incident, answer: 'retry' }),
  (id) => ({ type: 'timer', id }),
  (visit) => ({ type: 'card', visit, key: 'k', values: {} }),
  (effect) => ({ type: 'effect_completed', effect, attempt: 1, output: null }),
  (effect) => ({ type: 'host', kind: 'in_doubt', effect }),
  (timer) => ({ type: 'timer_armed', timer, dueAt: 1, tzdata: '' }),
  (visit) => ({ type: 'approval', visit, validator: 'v', key: 'k', hash: '', by: 'user:eve', decision: 'approve' }),
  (visit) => ({ type: 'command', name: 'action', visit, action: 'a' }),
];

describe.each(names)('an input about %s', (name) => {
  it('is about something that is not there, and no fault of the engine', () => {
    for (const input of inputs) {
      const bench = new RunBench(leaving(node('w', 'workStep', { entry: [step('a', 'test.safe')] }))).start();
      const before = bench.now;

      expect(bench.tell(input(name)).refused?.code).toMatch(/^(precondition_failed|not_found|input_invalid)$/u);
      expect(bench.now).toBe(before);
    }
  });
});
