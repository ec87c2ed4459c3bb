import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { NewIds } from '../../../../src/core/domain/model/edit/new-ids.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { createDesignerView } from '../../../../src/renderer/designer/session/create-designer-view.ts';
import { lastingKey, placeAfter } from '../../../../src/renderer/designer/session/renames.ts';
import { SessionStore } from '../../../../src/renderer/designer/session/session-store.ts';
import { emptyDefinition } from '../designer-fixture.ts';

const ids = (nodes: readonly (readonly [string, string])[], more: readonly (readonly ['actions' | 'transitions', ReadonlyMap<string, string>])[] = []): NewIds => new Map([['nodes', new Map(nodes)], ...more]);

test('a window that is open about a node stays about it when a merge gives it another id', () => {
  const store = new SessionStore({ workflow: { id: 'w', revision: 1, definition: emptyDefinition } as unknown as WorkflowView, isReadOnly: false });
  const node: JsonObject = { id: 'wait', type: 'wait', name: 'Mine' };
  store.edit({ kind: 'add_node', region: 'root', node }, false);
  const view = createDesignerView({ session: store, first: {}, announce() {} });
  view.set({ dialog: { name: 'rename', node: 'wait' }, field: 'nodes.wait.config.signal', found: new Set(['wait', 't1']) });
  store.rename(ids([['wait', 'wait_2']]));
  expect(view.get()).toMatchObject({ dialog: { name: 'rename', node: 'wait_2' }, field: 'nodes.wait_2.config.signal', found: new Set(['wait_2', 't1']) });
  expect(store.get()).toMatchObject({ selection: { nodes: ['wait_2'] }, undo: expect.stringContaining('Mine') });
  view.set({ dialog: { name: 'connect', from: 'wait_2' } });
  store.rename(ids([['wait_2', 'wait_3']]));
  expect(view.get().dialog).toEqual({ name: 'connect', from: 'wait_3' });
});

test('what is on the screen keeps its key through all of its ids, and whoever takes an id over has another one', () => {
  const renamed = [ids([['wait', 'wait_2']]), ids([['wait_2', 'wait_3']])];
  expect(lastingKey([], 'nodes', 'wait')).toBe('wait');
  expect(lastingKey(renamed, 'nodes', 'wait_3')).toBe('wait');
  expect(lastingKey(renamed, 'transitions', 'wait_3')).toBe('wait_3');
  expect(new Set(['wait', 'wait_2', 'wait_3', 'ask'].map((id) => lastingKey(renamed, 'nodes', id))).size).toBe(4);
});

test('a place is told by the ids of now, part for part', () => {
  const all = ids([['say', 'say_2']], [['actions', new Map([['say', 'say_3']])], ['transitions', new Map([['t1', 't4']])]]);
  expect(placeAfter(all, 'nodes.say.actions.say.config.say')).toBe('nodes.say_2.actions.say_3.config.say');
  expect(placeAfter(all, 'transitions.t1')).toBe('transitions.t4');
  expect(placeAfter(all, 'workflow')).toBe('workflow');
});
