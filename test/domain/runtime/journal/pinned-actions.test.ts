import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { demandActions, pinnedTo } from '../../../../src/core/domain/runtime/journal/run-pins.ts';
import { around, go, node, step } from '../support/definitions.ts';

const working = (prompt: string): JsonObject => around(node('work', 'workStep', { entry: [step('one', 'llm.chat', { config: { prompt: 'Write.' } }), step('two', 'llm.chat', { config: { prompt } }), step('keep', 'variable.set', { config: { name: 'kept', value: 'x' } })] }), [go('t2', 'work', 'done', 'task-complete')], { variables: { kept: {} } });
const guarded = compileDefinition(working('Shorten:\n{{ nodes.work.one.text }}'));
const plain = compileDefinition(working('Go on.'));

describe('the versions a run began with', () => {
  it('may be those before or after data of others was guarded, of kinds that guard it', () => {
    expect(guarded.actionVersions).toMatchObject({ 'llm.chat': 2, 'variable.set': 1 });
    expect(() => { demandActions('r', {}, guarded); }).not.toThrow();
    expect(() => { demandActions('r', { 'llm.chat': 2 }, plain); }).not.toThrow();
    expect(pinnedTo(guarded, { semantics: 2, actions: { 'llm.chat': 1 } }).actionVersions).toMatchObject({ 'llm.chat': 1 });
  });

  it('are never others, of any kind', () => {
    expect(() => { demandActions('r', { 'variable.set': 2 }, guarded); }).toThrow(/the action variable\.set in version 2/u);
    expect(() => { demandActions('r', { 'llm.chat': 3 }, guarded); }).toThrow(/the action llm\.chat in version 3/u);
    expect(() => { demandActions('r', { 'llm.chat': 3 }, plain); }).toThrow(/the action llm\.chat in version 3/u);
  });
});
