import { describe, expect, it } from 'vitest';

import { llmConnectors } from '../../src/core/llm/llm-connectors.ts';
import { systemClock } from '../../src/core/platform/system-clock.ts';
import { chatRequest, describeLlmConnector, failureCodes, type LlmHarness } from './llm-connector-contract.ts';

const text = 'The week was mild, with one wet day.\n\nKαλημέρα, мир.';

const script = {
  format: 'aiwm.mock/1',
  rules: [
    { when: { contains: 'answer' }, reply: { text } },
    { when: { contains: 'stuck' }, chunkMs: 10_000, reply: { text: 'one two three four' } },
    { when: { contains: 'refuse' }, refuse: true },
    { when: { contains: 'break' }, reply: { text }, cut: { after: 9 } },
    ...failureCodes.map((code) => ({ when: { contains: `fail with ${code}` }, fail: { code } })),
  ],
};

const harnesses: Readonly<Record<string, LlmHarness>> = {
  mock: {
    connect: () => entryOf('mock').load({ clock: systemClock, readScript: async () => new TextEncoder().encode(JSON.stringify(script)) }),
    answer: { request: chatRequest('answer'), text },
    structured: chatRequest('decide', { answerSchema: { type: 'object', required: ['choice'], properties: { choice: { enum: ['left', 'right'] } } } }),
    stuck: chatRequest('stuck'),
    refused: chatRequest('refuse'),
    broken: chatRequest('break'),
    failing: (code) => chatRequest(`fail with ${code}`),
  },
};

describe('the list of model connectors', () => {
  it('has a harness for each, and each name once', () => {
    const ids = llmConnectors.map(({ id }) => id);

    expect(Object.keys(harnesses).toSorted()).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

for (const [id, harness] of Object.entries(harnesses)) describeLlmConnector(id, harness);

function entryOf(id: string): (typeof llmConnectors)[number] {
  const entry = llmConnectors.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`no connector ${id}`);
  return entry;
}
