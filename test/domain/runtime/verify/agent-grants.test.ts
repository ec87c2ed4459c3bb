import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { verify, type VerifyFinding } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { around, go, node, step } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';

const guide = { name: 'read_guide', description: 'Reads a guide', action: 'file.read', arguments: { file: { schema: { enum: ['a.md', 'b.md'] } } } };
const desk = { server: 'desk', tools: ['lookup'] };

/** What is found of an agent whose prompt is known only when it begins. */
function found(tools: Json, more: JsonObject = {}, all: JsonObject = {}): readonly VerifyFinding[] {
  const work = node('work', 'workStep', { entry: [step('ask', 'llm.agent', { config: { prompt: 'Answer {{ inputs.question }}', tools, ...more } })] });
  const inputs = { type: 'object', properties: { question: { type: 'string', default: 'Why?' } } };
  return verify(around(work, [go('t2', 'work', 'done', 'task-complete'), go('t3', 'work', 'done', 'error')], { inputs, ...all }), { catalogue: testCatalogue, connectors: ['mock'], toolServers: ['desk'] }).findings;
}

const errors = (findings: readonly VerifyFinding[]) => findings.filter(({ severity }) => severity === 'error').map(({ code, where }) => `${code} ${where}`);
const at = 'nodes.work.actions.ask.config';

describe('what an agent may use', () => {
  it('is sound where it is said in full', () => {
    expect(errors(found([guide, desk]))).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['a path the model would choose freely', [{ ...guide, arguments: { file: { schema: { type: 'string' } } } }], `config_invalid ${at}.tools.0.arguments.file.schema`],
    ['two tools of one name', [guide, guide], `config_invalid ${at}.tools`],
    ['an action that is no tool', [{ ...guide, action: 'llm.chat' }], `config_invalid ${at}.tools.0`],
    ['an argument that is described by no JSON Schema', [{ ...guide, arguments: { file: { schema: { enum: 'a.md' } } } }], `schema_invalid ${at}.tools[0].arguments.file.schema.enum`],
    ['a list that is only known later', [{ ...guide, arguments: { file: { schema: { enum: ['{{ inputs.question }}'] } } } }], `config_invalid ${at}.tools`],
    ['a server that is only known later', [{ ...desk, server: '{{ inputs.question }}' }], `config_invalid ${at}.tools`],
    ['everything only known later', '{{ inputs.question }}', `config_invalid ${at}.tools`],
  ])('is refused before anything runs: %s', (_what, tools, expected) => {
    const codes = errors(found(tools));
    expect(codes.some((code) => code.startsWith(expected)), codes.join('\n')).toBe(true);
  });

  it('may read what its author fixes from the run', () => {
    expect(errors(found([{ ...guide, config: { as: 'text', encoding: '{{ inputs.question }}' } }]))).toEqual([]);
  });

  it('is there', () => {
    expect(errors(found([{ ...desk, server: 'dask' }]))).toEqual([`missing_connector ${at}.tools[0].server`]);
  });

  it('is permitted: the tool, its action and its server', () => {
    expect(errors(found([guide, desk], {}, { permissions: { actions: ['llm.agent'], connectors: ['mock'] } })).toSorted()).toEqual(['permission_undeclared nodes.work.actions.ask', `permission_undeclared ${at}.tools[1].server`]);
    expect(errors(found([guide, desk], {}, { permissions: { actions: ['llm.agent', 'file.read'], connectors: ['mock', 'desk'] } }))).toEqual([]);
  });
});
