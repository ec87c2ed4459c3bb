import { describe, expect, test } from 'vitest';
import { actName } from '../../../src/renderer/canvas/definition-words.ts';
import { readDefinition } from '../../../src/renderer/canvas/read-definition.ts';
import { outlineRows } from '../../../src/renderer/designer/outline/outline-rows.ts';
import { iconOfKind, kindsToAdd } from '../../../src/renderer/designer/palette-pane/kinds-to-add.ts';
import { kindTitle, kindTitles } from '../../../src/renderer/strings/kinds.ts';
import { catalogueEntries } from './designer-fixture.ts';

const definition = {
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start' },
      { id: 'ask', type: 'workStep', entry: [{ id: 'chat', type: 'llm.chat' }, { id: 'mine', type: 'mine.own' }, { id: 'set', type: 'variable.set', name: 'Keep it' }] },
    ],
    transitions: [
      { id: 't1', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] },
      { id: 't2', from: 'ask', to: 'start', triggers: [{ type: 'scheduled', config: { after: 'PT5M' } }, { type: 'error' }] },
      { id: 't3', from: 'ask', to: 'start', triggers: [{ type: 'condition', config: { expression: 'vars.done' } }] },
    ],
  },
};

describe('kinds', () => {
  test('are called on the canvas what the catalogue calls them, all of them', async () => {
    const entries = await catalogueEntries();
    for (const group of ['node', 'action', 'trigger'] as const) {
      expect(kindTitles[group]).toEqual(Object.fromEntries(entries.filter((entry) => entry.group === group).map(({ type, title }) => [type, title])));
    }
    expect(kindTitle('action', 'constructor')).toBe('constructor');
  });

  test('an action without a name is called by its kind, on the canvas as in the outline', async () => {
    const [, ask] = readDefinition(definition).nodes;
    const names = (ask?.acts ?? []).map(actName);
    const rows = outlineRows({ definition, catalogue: await catalogueEntries(), problems: { nodes: new Map(), transitions: new Map() } });
    expect(names).toEqual(['Ask a model', 'mine.own', 'Keep it']);
    expect(rows[1]?.rows.filter(({ kind }) => kind === 'action').map(({ title }) => title)).toEqual(names);
  });

  test('what fires a transition is said in the words the inspector has for it', () => {
    const words = readDefinition(definition).edges.map(({ label, trigger, title }) => [label, trigger, title]);
    expect(words).toEqual([
      ['', 'Immediately', 'Immediately'],
      ['Time has passed or Something failed', 'Time has passed or Something failed', 'Time has passed or Something failed'],
      ['vars.done', 'A condition holds', 'A condition holds: vars.done'],
    ]);
  });

  test('each that can be added has a drawing of its own', async () => {
    const kinds = kindsToAdd(await catalogueEntries());
    const shared = [...Map.groupBy(kinds, ({ icon }) => icon)].filter(([, alike]) => alike.length > 1).map(([icon, alike]) => [icon, ...alike.map(({ kind }) => kind)]);
    expect(shared).toEqual([]);
    expect([iconOfKind('file.unheard_of'), iconOfKind('unheard_of')]).toEqual(['folder', 'step']);
  });
});
