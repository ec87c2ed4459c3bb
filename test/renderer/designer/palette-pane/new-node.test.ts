import { expect, test } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import { idsIn } from '../../../../src/core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { freshConfig } from '../../../../src/renderer/designer/palette-pane/fresh-config.ts';
import { newNode } from '../../../../src/renderer/designer/palette-pane/new-node.ts';
import { newTransition } from '../../../../src/renderer/designer/palette-pane/new-transition.ts';
import { catalogueEntries, emptyDefinition } from '../designer-fixture.ts';

const catalogue = await catalogueEntries();
const kinds = catalogue.filter(({ group, role }) => group === 'node' && role !== 'start').map(({ type }) => type);

test.each(kinds)('a new %s has a config its kind accepts, ids of its own and as many bodies as it needs', (kind) => {
  const made = newNode(emptyDefinition, catalogue, kind);
  const entry = catalogue.find(({ type }) => type === kind);

  expect(made?.node['type']).toBe(kind);
  expect((made?.node['bodies'] ?? []) as unknown[]).toHaveLength(entry?.bodies?.least ?? 0);
});

test('two of every kind can be added one after the other, and no id stands twice', () => {
  let definition: JsonObject = emptyDefinition;
  for (const kind of [...kinds, ...kinds, 'workStep:llm.chat', 'workStep:llm.chat']) {
    const made = newNode(definition, catalogue, kind);
    if (made === undefined) throw new Error(`No node of ${kind}.`);
    if (made.card !== undefined) definition = applyEdit(definition, { kind: 'insert', at: 'workflow', list: ['cards'], index: 0, item: made.card });
    definition = applyEdit(definition, { kind: 'add_node', region: 'root', node: made.node });
  }

  const ids = [...idsIn(definition)].map((pair) => pair.join(' '));
  expect(new Set(ids).size).toBe(ids.length);
});

test('a step made to ask a model holds that action and reads nothing that is not there', () => {
  const made = newNode(emptyDefinition, catalogue, 'workStep:llm.chat');

  expect(made?.node).toMatchObject({ type: 'workStep', name: 'Ask a model', entry: [{ id: 'chat', type: 'llm.chat' }] });
  expect(JSON.stringify(made?.node)).not.toContain('{{');
});

test('what the catalogue does not know is no node', () => {
  expect(newNode(emptyDefinition, catalogue, 'teapot')).toBeUndefined();
  expect(newNode(emptyDefinition, catalogue, 'workStep:tea.make')).toBeUndefined();
});

test('the first exit of a decision takes what nothing else took, the second one has a condition', () => {
  const made = newNode(emptyDefinition, catalogue, 'decision');
  const withIt = applyEdit(emptyDefinition, { kind: 'add_node', region: 'root', node: made?.node ?? {} });

  const first = newTransition(withIt, catalogue, { from: 'decision', to: 'end' });
  expect(first).toMatchObject({ triggers: [{ type: 'condition', config: {} }], isDefault: true });

  const connected = applyEdit(withIt, { kind: 'connect', transition: first });
  expect(newTransition(connected, catalogue, { from: 'decision', to: 'decision' })).toMatchObject({ triggers: [{ type: 'condition', config: { when: 'true' } }] });
});

test('the second exit of a step is for a person to take, until somebody says what it waits for', () => {
  const step = newNode(emptyDefinition, catalogue, 'workStep')?.node ?? {};
  const withIt = applyEdit(emptyDefinition, { kind: 'add_node', region: 'root', node: step });
  const first = newTransition(withIt, catalogue, { from: 'work_step', to: 'end' });
  const second = newTransition(applyEdit(withIt, { kind: 'connect', transition: first }), catalogue, { from: 'work_step', to: 'start' });

  expect(first['triggers']).toEqual([{ type: 'task-complete', config: {} }]);
  expect(second['triggers']).toEqual([{ type: 'manual-advance', config: {} }]);
});

test.each(['transform', 'variable.set', 'http.request', 'csv.query', 'file.read'])('a step made for %s holds no example, and nothing that does not fit', (type) => {
  const made = newNode(emptyDefinition, catalogue, `workStep:${type}`);

  expect(made?.node['entry']).toMatchObject([{ type }]);
  expect((made?.node['entry'] as readonly JsonObject[] | undefined)?.[0]?.['config']).toEqual(type === 'transform' ? { steps: [] } : {});
});

test('a new sub-workflow names no workflow yet, and a new question keeps its words', () => {
  expect(newNode(emptyDefinition, catalogue, 'subWorkflow')?.node['config']).toEqual({});
  expect(newNode(emptyDefinition, catalogue, 'workStep:llm.chat')?.node['entry']).toMatchObject([{ config: { prompt: 'Summarise in two sentences:' } }]);
});

test('a new trigger, validator or action of any kind reads nothing of a workflow that is not this one', () => {
  for (const kind of catalogue) expect(JSON.stringify(freshConfig(kind)), kind.type).not.toMatch(/\{\{|vars\.|nodes\.|inputs\.|example\.com/u);
});
