import { describe, expect, it } from 'vitest';
import { evolve } from '../../../../src/core/domain/runtime/evolve.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { demandPins, pinsOf } from '../../../../src/core/domain/runtime/journal/run-pins.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import { around, go, node, step } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';

const started = () => new RunBench(around(node('work', 'workStep', { entry: [step('a', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete')])).start();

/** The rows of a run that began with other pins. */
function pinnedTo(bench: RunBench, pins: JsonObject): readonly RunEvent[] {
  return bench.rows.map((row) => (row.type === 'run_started' ? { ...row, payload: { ...row.payload, ...pins } } : row));
}

function folded(rows: readonly RunEvent[]): RunState {
  const state = rows.reduce<RunState | undefined>((before, row) => evolve(before, row), undefined);
  if (state === undefined) throw new Error('no rows');
  return state;
}

describe('what a run is pinned to', () => {
  it('takes no room in its state while everything is at version 1', () => {
    const bench = started();

    expect(bench.now.versions).toBeUndefined();
    expect(() => { demandPins('run-1', pinsOf(bench.now), bench.workflow); }).not.toThrow();
  });

  it('holds the kinds an agent may take, each with its version', () => {
    const tools = [{ name: 'read', description: 'Reads', action: 'file.read', config: { as: 'text' }, arguments: { page: { to: 'file', schema: { enum: ['a.md'] } } } }];
    const definition = around(node('work', 'workStep', { entry: [step('a', 'llm.agent', { config: { prompt: 'Look', tools } })] }), [go('t2', 'work', 'done', 'task-complete')]);

    expect(compileDefinition(definition).actionVersions).toEqual({ 'file.read': 1, 'llm.agent': 1 });
  });

  it('is refused here where an action, the expressions or the rules have another version, by name and numbers', () => {
    const bench = started();
    const refusal = (pins: JsonObject) => () => { demandPins('run-1', pinsOf(folded(pinnedTo(bench, pins))), bench.workflow); };

    expect(refusal({ actions: { 'test.safe': 2 } })).toThrow("run 'run-1' follows the action test.safe in version 2; this program has version 1");
    expect(refusal({ expression: 3 })).toThrow('the expression language in version 3; this program has version 1');
    expect(refusal({ semantics: 3 })).toThrow(expect.objectContaining({ code: 'integrity', data: { pinned: 3, known: 2 } }));
    expect(refusal({ actions: { 'test.gone': 2, 'test.safe': 1 } })).not.toThrow();
  });

  it('is said by replay, too', () => {
    const bench = started();

    expect(() => replay(bench.workflow, pinnedTo(bench, { actions: { 'test.safe': 2 } }))).toThrow('the action test.safe in version 2; this program has version 1');
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('follows a run to the definition it moves to', () => {
    const bench = started();
    const before = folded(pinnedTo(bench, { actions: { 'test.safe': 2 } }));
    const moved = (more: JsonObject) => evolve(before, { kind: 'input', type: 'migrate', at: before.at, payload: { definitionHash: 'e'.repeat(64), mapping: {}, ...more } });

    expect(before.versions).toEqual({ actions: { 'test.safe': 2 } });
    expect(moved({}).versions).toBeUndefined();
    expect(moved({ actions: { 'test.safe': 3 } }).versions).toEqual({ actions: { 'test.safe': 3 } });
  });
});
