import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { verify, type VerifyFinding } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { around, go, node } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';

const asking = (config: JsonObject): JsonObject => around(node('w', 'workStep'), [go('t2', 'w', 'done', 'task-complete', { validators: [{ id: 'a', type: 'manual-approval', config: { title: 'Send it?', ...config } }] })]);
const withUserAction = (type: string, config: JsonObject, all: JsonObject = {}): JsonObject => around(node('w', 'workStep', { userActions: [{ id: 'u', label: 'Do it', action: { type, config } }] }), [go('t2', 'w', 'done', 'manual-advance')], all);

function found(definition: JsonObject, people?: readonly string[]): readonly VerifyFinding[] {
  return verify(definition, { catalogue: testCatalogue, connectors: ['mock'], ...(people === undefined ? {} : { people }) }).findings;
}

describe('an approval', () => {
  it.each<[string, JsonObject]>([
    ['by more than are named', { quorum: 3, principals: ['user:a', 'user:b'] }],
    ['by two, of whom one is named twice', { quorum: 2, principals: ['user:a', 'user:a'] }],
  ])('%s cannot be published', (_what, config) => {
    expect(found(asking(config))).toContainEqual(expect.objectContaining({ code: 'approval_without_principals', severity: 'error' }));
  });

  it.each<[string, JsonObject]>([
    ['by two of whom none is named', { quorum: 2, allowSelf: true }],
    ['by somebody else than the only person there is', {}],
    ['by the only person there is, who must not approve what they started', { principals: ['user:local'] }],
    ['by people nobody knows here', { principals: ['user:anna', 'token:release'], allowSelf: true }],
  ])('%s is warned of where only one person is known', (_what, config) => {
    expect(found(asking(config), ['user:local'])).toContainEqual(expect.objectContaining({ code: 'approval_without_principals', severity: 'warning', where: 'transitions.t2.validators.a.config', message: expect.stringContaining('never be approved here'), fix: expect.any(String) }));
  });

  it('by the person who starts it, or by another who is known, is sound', () => {
    expect(found(asking({ allowSelf: true }), ['user:local'])).toEqual([]);
    expect(found(asking({}), ['user:local', 'user:anna'])).toEqual([]);
    expect(found(asking({ principals: ['user:anna'] }), ['user:local', 'user:anna'])).toEqual([]);
  });

  it('by several without names is doubtful wherever it runs, and by one is not', () => {
    expect(found(asking({ quorum: 2 })).map(({ code, severity }) => [code, severity])).toEqual([['approval_without_principals', 'warning']]);
    expect(found(asking({}))).toEqual([]);
  });
});

describe('an action people set going', () => {
  it('needs permissions as any other does', () => {
    expect(found(withUserAction('test.once', {}, { permissions: { actions: [] } }))).toContainEqual(expect.objectContaining({ code: 'permission_undeclared', where: 'nodes.w.userActions.u.action' }));
  });

  it('needs its connector', () => {
    expect(found(withUserAction('llm.chat', { prompt: 'x', connector: 'nowhere' }))).toContainEqual(expect.objectContaining({ code: 'missing_connector', where: 'nodes.w.userActions.u.action.config.connector' }));
  });

  it('may have taken hold when it fails', () => {
    expect(found(withUserAction('test.once', {}))).toContainEqual(expect.objectContaining({ code: 'error_unhandled', where: 'nodes.w.userActions.u' }));
  });
});
