import { describe, expect, it } from 'vitest';
import { standardCatalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import { definitionHash } from '../../../src/core/domain/model/definition-hash.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { checkDefinition } from '../../../src/core/domain/runtime/compile-definition.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import { go, node, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const off = { enabled: false };
const set = (id: string, value: string, change: JsonObject = {}): JsonObject => ({ id, type: 'variable.set', config: { name: 'said', value }, ...change });
const ends = ['yes', 'no'].map((name) => node(name, 'end', { config: { result: name, outputs: { said: '{{ vars.said }}' } } }));

/** A step and two ways on; the first of them has a trigger and a validator that would stop it. */
function flow({ trigger = {}, validator = {}, step = {} }: { readonly trigger?: JsonObject; readonly validator?: JsonObject; readonly step?: JsonObject }): JsonObject {
  const first = { ...go('t2', 'work', 'yes', 'task-complete'), triggers: [{ type: 'condition', config: { when: 'true' }, ...trigger }, { type: 'error', config: {} }], validators: [{ id: 'v1', type: 'expression', config: { that: 'false' }, ...validator }] };
  return workflow([node('begin', 'start'), node('work', 'workStep', { entry: [set('put', 'kept'), set('again', 'changed', step)] }), ...ends], [go('t1', 'begin', 'work', 'immediate'), first, go('t3', 'work', 'no', 'task-complete')], { variables: { said: { initial: '' } } });
}

const ended = (definition: JsonObject) => new RunBench(definition).start().now.ended;

describe('what is switched off', () => {
  it('is an action that is skipped, a validator that lets pass, a trigger that never fires', () => {
    expect(ended(flow({}))).toMatchObject({ outcome: 'no', outputs: { said: 'changed' } });
    expect(ended(flow({ validator: off }))).toMatchObject({ outcome: 'yes' });
    expect(ended(flow({ validator: off, trigger: off }))).toMatchObject({ outcome: 'no' });
    expect(ended(flow({ step: off }))).toMatchObject({ outputs: { said: 'kept' } });
  });

  it('leaves a journal as if it were not there', () => {
    const bench = new RunBench(flow({ validator: off, trigger: off })).start();
    expect(outline(bench.rows).join('\n')).toContain('transition_committed t3 task-complete');
    expect(outline(bench.rows).join('\n')).not.toContain('v1');
  });

  it('is told by verify, and a transition without any trigger that is on is an error', () => {
    const { findings } = verify(flow({ validator: off, step: off }), { catalogue: standardCatalogue });
    expect(findings.filter(({ code }) => code === 'switched_off').map(({ where }) => where)).toEqual(['nodes.work.actions.again', 'transitions.t2.validators.v1']);

    const silent = checkDefinition(workflow([node('begin', 'start'), ...ends], [{ ...go('t1', 'begin', 'yes', 'immediate'), triggers: [{ type: 'immediate', config: {}, enabled: false }] }]));
    expect(silent).toMatchObject({ ok: false, issues: [{ code: 'missing_trigger', where: 'transitions.t1' }] });
  });

  it('changes no hash where nothing says that it is on or off', () => {
    expect(definitionHash(flow({}))).not.toBe(definitionHash(flow({ step: off })));
    expect(JSON.stringify(flow({}))).not.toContain('enabled');
  });
});
