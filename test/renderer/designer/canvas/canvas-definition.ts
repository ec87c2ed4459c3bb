import type { JsonObject } from '../../../../src/core/domain/model/json.ts';

export const way = (id: string, [from, to]: readonly [string, string], more: JsonObject = {}): JsonObject => ({ id, from, to, triggers: [{ type: 'immediate' }], ...more });

/** Start, a writer, a loop with a body of three, a decision and an end. */
export function canvasDefinition(layout: JsonObject = {}): JsonObject {
  const body = {
    id: 'pass',
    nodes: [{ id: 'begin', type: 'start' }, { id: 'refine', type: 'workStep', entry: [{ id: 'r', type: 'llm.chat', config: { prompt: '{{ nodes.write.say.text }}' } }] }, { id: 'stop', type: 'end' }],
    transitions: [way('p1', ['begin', 'refine']), way('p2', ['refine', 'stop'])],
  };
  return {
    format: 'aiwm.workflow/1',
    name: 'Canvas',
    root: {
      id: 'root',
      nodes: [
        { id: 'start', type: 'start' },
        { id: 'write', type: 'workStep', name: 'Write', entry: [{ id: 'say', type: 'llm.chat', config: { prompt: 'Hello' } }, { id: 'note', type: 'variable.set', config: { name: 'tone', value: 'warm' } }] },
        { id: 'again', type: 'loop', bodies: [body] },
        { id: 'choose', type: 'decision' },
        { id: 'done', type: 'end' },
      ],
      transitions: [
        way('t1', ['start', 'write']), way('t2', ['write', 'again']), way('t3', ['again', 'choose']),
        way('t4', ['choose', 'done'], { triggers: [{ type: 'condition', config: { when: "vars.tone == 'warm'" } }], priority: 2 }), way('t5', ['choose', 'write'], { isDefault: true, triggers: [{ type: 'condition' }] }),
      ],
    },
    layout,
  };
}
