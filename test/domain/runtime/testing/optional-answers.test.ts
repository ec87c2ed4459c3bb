import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { type CoverageReport, generateTests } from '../../../../src/core/domain/runtime/testing/generate-tests.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { coverageLine } from '../../../../src/core/domain/services/test-coverage.ts';
import { go, node, workflow } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';

/** A model answers with a number, and perhaps with the rest. */
const optional: JsonObject = { type: 'object', properties: { n: { type: 'number' }, s: { type: 'string' }, items: { type: 'array', items: { type: 'string' } }, sure: { type: 'boolean' } }, required: ['n'] };

function ending(outputs: JsonObject, entry: readonly JsonObject[] = [{ id: 'q', type: 'llm.chat', config: { prompt: 'x', answer: optional } }]): JsonObject {
  return workflow([node('begin', 'start'), node('r', 'workStep', { entry }), node('done', 'end', { config: { outputs } })], [go('t1', 'begin', 'r', 'immediate'), go('t2', 'r', 'done', 'task-complete')], { inputs: { type: 'object', properties: { list: { type: 'string', format: 'file' } } } });
}

function reportOf(definition: JsonObject): CoverageReport & { readonly tests: number } {
  const running = generateTests(compileDefinition(definition, testCatalogue));
  for (let tests = 0; ; tests += 1) {
    const next = running.next();
    if (next.done === true) return { ...next.value, tests };
  }
}

it.each([
  ['s', "has(nodes.r.q.json.s) ? nodes.r.q.json.s : ''"],
  ['items', 'has(nodes.r.q.json.items) ? nodes.r.q.json.items : []'],
  ['sure', 'has(nodes.r.q.json.sure) ? nodes.r.q.json.sure : false'],
])('verify shows a run in which the model leaves out "%s", and what to write instead', (field, advice) => {
  const { findings } = verify(ending({ v: `{{ nodes.r.q.json.${field} }}` }), { catalogue: testCatalogue });

  expect(findings).toContainEqual(expect.objectContaining({ code: 'value_may_be_missing', fix: expect.stringContaining(advice), trace: expect.anything() }));
  expect(verify(ending({ v: `{{ ${advice} }}` }), { catalogue: testCatalogue }).findings.map(({ code }) => code)).not.toContain('value_may_be_missing');
});

it('what the model must answer is always there', () => {
  expect(verify(ending({ v: '{{ nodes.r.q.json.n }}' }), { catalogue: testCatalogue }).findings.filter(({ code }) => code === 'value_may_be_missing')).toEqual([]);
});

it('rows have the columns that are read of them, so that generated tests go on behind a table', () => {
  const sum = { id: 'sum', type: 'transform', config: { source: '{{ inputs.list }}', steps: [{ op: 'aggregate', aggregate: [{ columns: ['price'], fn: 'sum' }] }] } };
  const ask = { id: 'q', type: 'llm.chat', config: { prompt: 'Total: {{ round(nodes.r.sum.rows[0].price, 2) }}' } };

  const report = reportOf(ending({ v: '{{ nodes.r.q.text }}' }, [sum, ask]));

  expect(report.uncovered).toEqual([]);
  expect(report.tests).toBeGreaterThan(20);
});

it('what no way came to says where the ways end, and what to do about it', () => {
  const report = reportOf(ending({ v: 'x' }, [{ id: 'bad', type: 'variable.set', config: { name: 'nobody', value: 1 } }]));
  const line = coverageLine('x', report, []);

  expect(line).toMatchObject({ uncovered: expect.arrayContaining([expect.objectContaining({ where: 'nodes.done', reason: expect.stringMatching(/end at "r".*run it once/u) })]) });
});

it('faults of a model in a called workflow are left to the tests of that workflow', () => {
  const asking = workflow([node('begin', 'start'), node('say', 'workStep', { entry: [{ id: 'q', type: 'llm.chat', config: { prompt: 'x' } }] }), node('done', 'end')], [go('t1', 'begin', 'say', 'immediate'), go('t2', 'say', 'done', 'task-complete')]);
  const caller = workflow([node('begin', 'start'), node('call', 'subWorkflow', { config: { workflow: 'asking' } }), node('done', 'end')], [go('t1', 'begin', 'call', 'immediate'), go('t2', 'call', 'done', 'task-complete')], { called: { asking } });

  expect(reportOf(caller)).toMatchObject({ tests: 2, uncovered: [] });
  expect(reportOf(asking).tests).toBeGreaterThan(20);
});
