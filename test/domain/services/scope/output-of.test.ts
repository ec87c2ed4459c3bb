import { describe, expect, it } from 'vitest';
import { createCatalogue, standardLists } from '../../../../src/core/domain/catalogue/catalogue.ts';
import { outputOf } from '../../../../src/core/domain/catalogue/output-of.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';

const catalogue = createCatalogue(standardLists);

function reading(config: JsonObject): JsonObject {
  const way = (from: string, to: string, type: string): JsonObject => ({ id: `${from}_${to}`, from, to, triggers: [{ type, config: {} }] });
  return {
    format: 'aiwm.workflow/1',
    name: 'Reading',
    root: {
      id: 'root',
      nodes: [
        { id: 'start', type: 'start' },
        { id: 'load', type: 'workStep', entry: [{ id: 'read', type: 'file.read', name: 'Read the notes', config: { file: 'notes.md', ...config } }] },
        { id: 'ask', type: 'workStep', entry: [{ id: 'say', type: 'llm.chat', config: { prompt: 'Sum up: {{ nodes.load.read.text }}' } }] },
        { id: 'done', type: 'end' },
      ],
      transitions: [way('start', 'load', 'immediate'), way('load', 'ask', 'task-complete'), way('ask', 'done', 'task-complete')],
    },
  };
}

const aboutText = (config: JsonObject) => verify(reading(config), { catalogue }).findings.filter(({ message }) => message.includes('nodes.load.read.text'));

describe('what an action gives only as its config says', () => {
  it('is not there otherwise, and verification says what to set', () => {
    expect(aboutText({})).toMatchObject([{ code: 'unknown_name', severity: 'error', where: 'nodes.ask.actions.say.config.prompt', fix: '“Read the notes” gives no text as it is set: set As to text there.' }]);
  });

  it('is sure to be there where the config says so', () => {
    expect(aboutText({ as: 'text' })).toEqual([]);
  });

  it('is told by one object for one answer', () => {
    const kind = catalogue.actions.get('file.read');

    expect(outputOf(kind, { as: 'text' })).toBe(outputOf(kind, { as: 'text', file: 'other.md' }));
    expect(outputOf(kind, { as: 'text' })['required']).toContain('text');
    expect(outputOf(kind, { as: '{{ inputs.as }}' })['properties']).toHaveProperty('value');
  });
});
