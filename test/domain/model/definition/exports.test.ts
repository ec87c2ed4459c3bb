import { createActor, createMachine, type AnyStateNode } from 'xstate';
import { describe, expect, it } from 'vitest';
import { mermaidChart } from '../../../../src/core/domain/model/definition/mermaid-chart.ts';
import { xstateConfig } from '../../../../src/core/domain/model/definition/xstate-config.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { WorkflowDefinition } from '../../../../src/core/domain/model/workflow.ts';
import { sample } from './definition-edits.ts';

// eslint-disable-next-line max-params -- a transition reads as one line: id, from, to, by what
const go = (id: string, from: string, to: string, type: string, more: JsonObject = {}): JsonObject => ({ id, from, to, triggers: [{ type, config: more }] });
const both: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Both',
  root: {
    id: 'root',
    nodes: [
      { id: 'state', type: 'start' },
      {
        id: 'par', type: 'parallel', name: 'A "b": <c>; {d}',
        bodies: ['left', 'right'].map((name) => ({
          id: name,
          nodes: [{ id: `${name}_in`, type: 'start' }, { id: `${name}_wait`, type: 'wait', config: { signal: name } }, { id: `${name}_out`, type: 'end' }],
          transitions: [go(`${name}_1`, `${name}_in`, `${name}_wait`, 'immediate'), go(`${name}_2`, `${name}_wait`, `${name}_out`, 'external')],
        })),
      },
      { id: 'pick', type: 'decision' },
      { id: 'note', type: 'wait', config: { after: 'PT5S' } },
      { id: 'end', type: 'end' },
    ],
    transitions: [
      go('t1', 'state', 'par', 'immediate'), go('t2', 'par', 'pick', 'task-complete'), { ...go('t5', 'pick', 'end', 'condition'), isDefault: true },
      go('t4', 'pick', 'note', 'condition', { when: 'vars.late' }), go('t6', 'note', 'end', 'scheduled'),
    ],
  },
};
const config = (definition: JsonObject): JsonObject => xstateConfig(WorkflowDefinition.parse(definition));
const chart = (definition: JsonObject): string[] => mermaidChart(WorkflowDefinition.parse(definition)).split('\n');

describe('the config for XState', () => {
  it.each([['a loop', sample], ['bodies side by side', both]])('is a machine XState v5 accepts: %s', (_what, definition) => {
    const machine = createMachine(config(definition));

    const leaves = (node: AnyStateNode): string[] => [node.key, ...Object.values(node.states).flatMap(leaves)];
    const nodeIds = [...JSON.stringify((WorkflowDefinition.parse(definition).root)).matchAll(/"id":"(\w+)","type":"(?:start|end|workStep|loop|uiCard|parallel|wait|decision)"/gu)].map(([, id]) => id);
    expect(leaves(machine.root)).toEqual(expect.arrayContaining(nodeIds));
  });

  it('runs to its end once its guards and events are given', () => {
    const asked: Json[] = [];
    const guards = { t4: (_: unknown, params: unknown) => { asked.push(params as Json); return false; } };
    const machine = createMachine(config(both)).provide({ guards });
    const actor = createActor(machine).start();

    expect(actor.getSnapshot().value).toEqual({ par: { left: 'left_wait', right: 'right_wait' } });
    actor.send({ type: 'external.right' });
    expect(actor.getSnapshot().value).toEqual({ par: { left: 'left_wait', right: 'right_out' } });
    actor.send({ type: 'external.left' });

    expect(actor.getSnapshot()).toMatchObject({ status: 'done', value: 'end' });
    expect(asked).toEqual([{ when: 'vars.late' }]);
  });

  it('repeats a loop until the guard of its way out lets it go, and then shows the card', () => {
    let passes = 0;
    // XState runs actions when a step is over, so that a guard cannot count on them.
    let asked = 0;
    const machine = createMachine(config(sample)).provide({ actions: { read: () => undefined, ask: () => undefined, count: () => { passes += 1; } }, guards: { t2: () => true, t3: () => (asked += 1) > 2 } });
    const actor = createActor(machine).start();

    expect(passes).toBe(3);
    expect(actor.getSnapshot().value).toBe('show');
    actor.send({ type: 'card-submitted.show' });
    expect(actor.getSnapshot().status).toBe('done');
  });

  it('names the time of a deadline in milliseconds', () => {
    expect(config(both)).toMatchObject({ states: { note: { after: { 5000: [{ target: 'end' }] } } } });
  });
});

describe('the diagram for Mermaid', () => {
  it('nests what stands inside a container, bodies side by side', () => {
    const lines = chart(both).map((line) => line.trim());

    const inside = lines.slice(lines.findIndex((line) => line.includes(' as par {')), lines.findIndex((line) => line.includes(' as pick')));
    expect(inside).toEqual(expect.arrayContaining(['state "left" as B_left {', '--', 'state "right" as B_right {', '[*] --> left_in', 'left_out --> [*]']));
    expect(lines.filter((line) => line.endsWith('{'))).toHaveLength(lines.filter((line) => line === '}').length);
  });

  it('has an arrow for every transition, with what fires it', () => {
    expect(chart(both)).toEqual(expect.arrayContaining(['  par --> pick : task-complete', '  pick --> N_note : condition [vars.late]', '  pick --> N_end : otherwise', '  [*] --> N_state', '  N_end --> [*]']));
    expect(chart(sample)).toContain('  prep --> refine : task-complete, checked by v1');
  });

  it('lets no name or text be read as the diagram’s own language', () => {
    expect(chart(both)).toContain('  state "A #quot;b#quot;#58; #lt;c#gt;#59; #123;d#125;" as par {');
    expect(chart(both).join('\n')).not.toMatch(/\bas (?:state|note|end)\b/u);
  });
});
