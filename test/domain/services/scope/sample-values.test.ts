import { describe, expect, it } from 'vitest';
import { memoryHost } from '../../../contracts/fixture/host-of-file.ts';

const { client } = await memoryHost();

const definition = {
  format: 'aiwm.workflow/1',
  name: 'Samples',
  inputs: { type: 'object', properties: { topic: { type: 'string', default: 'Holidays' }, lines: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, count: { type: 'integer', minimum: 3 } } } }, tone: { enum: ['calm', 'loud'] } } },
  variables: { total: { initial: 7 } },
  cards: [{ id: 'ask', title: 'Ask', fields: [{ key: 'about', type: 'heading', text: 'About' }, { key: 'sure', type: 'toggle', label: 'Sure', required: true }, { key: 'plan', type: 'file', label: 'Plan', required: true }] }],
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'ask', type: 'uiCard', config: { card: 'ask' } }, { id: 'done', type: 'end' }],
    transitions: [{ id: 't1', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'ask', to: 'done', triggers: [{ type: 'card-submitted' }] }],
  },
};
const { id } = await client.workflows.create({ name: 'Samples', definition });

const evaluated = (template: string) => client.workflows.evaluate({ id, where: 'nodes.done', template });

describe('what a template may give before any run', () => {
  it.each([
    ['{{ inputs.topic }}', 'Holidays'],
    ['{{ vars.total }}', 7],
    ['Is {{ inputs.tone }}', 'Is calm'],
    ['{{ inputs.lines }}', [{ name: 'Name', count: 3 }, { name: 'Name', count: 3 }]],
    ['{{ nodes.ask.card.values.sure }}', true],
    ['{{ nodes.ask.card.values.plan.name }}', 'Name'],
  ])('%s gives %j', async (template, sample) => {
    expect(await evaluated(template)).toMatchObject({ sample, values: [] });
  });

  it('is nothing for what is not there, and a heading of a card is not', async () => {
    const { sample, problems } = await evaluated('{{ nodes.ask.card.values.about }}');
    expect([sample, problems.length]).toEqual([undefined, 1]);
  });
});
