import { describe, expect, it } from 'vitest';
import type { Told } from '../../../../src/core/domain/runtime/decide.ts';
import { decide } from '../../../../src/core/domain/runtime/decide.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { findingCodes } from '../../../../src/core/domain/runtime/verify/finding.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { faultyContainers } from './corpus/faulty-containers.ts';
import { faultyDefinitions } from './corpus/faulty-definitions.ts';
import { faultyForeign } from './corpus/faulty-foreign.ts';
import { faultyFlows } from './corpus/faulty-flows.ts';
import { faultyValues } from './corpus/faulty-values.ts';

const all = Object.entries({ ...faultyContainers, ...faultyDefinitions, ...faultyFlows, ...faultyForeign, ...faultyValues });

/** Plays a trace; every input of it has to be taken. */
function play(definition: JsonObject, trace: readonly Told[]): RunState {
  const workflow = compileDefinition(definition, testCatalogue);
  let state: RunState | undefined;
  for (const told of trace) {
    const decision = decide(workflow, state, told);
    if (!decision.ok) throw new Error(`${told.input.type} is refused: ${decision.error.message}`);
    ({ state } = decision);
  }
  if (state === undefined) throw new Error('the trace is empty');
  return state;
}

describe('seeded faults', () => {
  it('there are at least sixty', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
  });

  it.each(all)('%s is found where it is', (_name, { definition, code, where }) => {
    const { findings } = verify(definition, { catalogue: testCatalogue });

    expect(findings.map((finding) => `${finding.code} ${finding.where}`)).toContain(`${code} ${where}`);
    for (const finding of findings) expect(Object.keys(findingCodes)).toContain(finding.code);
  });

  it.each(all.filter(([, { shows }]) => shows === true))('%s is shown by a run that can be played', (_name, { definition, code, where }) => {
    const finding = verify(definition, { catalogue: testCatalogue }).findings.find((one) => one.code === code && one.where === where);

    expect(finding?.trace?.[0]?.input.type).toBe('start');
    const state = play(definition, finding?.trace ?? []);
    expect(shownBy(state, finding?.code ?? '', where)).toBe(true);
  });
});

/** The run stands where the fault brings it: before an incident, at its end by an error, in a second round, or at the place without a value. */
function shownBy(state: RunState, code: string, where: string): boolean {
  if (Object.keys(state.incidents).length > 0 || state.ended?.error !== undefined) return true;
  if (code === 'no_end') return Object.values(state.visited).some((visits) => visits > 1);
  if (code === 'loop_never_done') return state.ended !== undefined;
  if (code === 'dead_end') return Object.keys(state.cards).length > 0;
  const [, name = ''] = where.split('.');
  return code === 'read_before_write' && (state.visited[name] ?? 0) > 0 && Object.values(state.scope.vars).includes(null);
}
