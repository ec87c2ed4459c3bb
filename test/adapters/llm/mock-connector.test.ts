import { describe, expect, it } from 'vitest';
import { untrustedText } from '../../../src/core/domain/catalogue/untrusted-text.ts';
import type { ChatRequest } from '../../../src/core/domain/ports/llm-connector.ts';
import type { Clock } from '../../../src/core/domain/ports/clock.ts';
import { MockConnector } from '../../../src/core/llm/mock-connector.ts';
import { chatRequest, collect, textOf } from '../../contracts/llm-connector-contract.ts';

/** Waits take no time and are written down. */
function recordingClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  let now = 0;
  return {
    waits,
    now: () => now,
    monotonic: () => now,
    async sleepUntil(at) {
      waits.push(at - now);
      now = at;
    },
  };
}

/** The offline model with a script of these rules at the address every request names. */
function mock(rules: readonly unknown[], clock: Clock = recordingClock()): MockConnector {
  return new MockConnector({ clock, readScript: async () => new TextEncoder().encode(JSON.stringify({ format: 'aiwm.mock/1', rules })) });
}

const from = (visit: string, more: Partial<ChatRequest> = {}): ChatRequest => chatRequest('Write about rain.', { origin: { workflow: 'w', node: 'draft', action: 'write', visit, script: 'pinned' }, ...more });
const ask = async (connector: MockConnector, request: ChatRequest): Promise<string> => textOf(await collect(connector, request));

describe('a mock script', () => {
  it('is tried in order: the first rule that fits answers', async () => {
    const connector = mock([
      { when: { node: 'other' }, reply: { text: 'other node' } },
      { when: { action: 'write', contains: ['Write', 'rain'] }, reply: { text: 'both' } },
      { reply: { text: 'any' } },
    ]);

    expect(await ask(connector, from('draft#1'))).toBe('both');
    expect(await ask(connector, chatRequest('Write.'))).toBe('any');
  });

  it('answers the passes of a loop differently, and the same pass always alike', async () => {
    const connector = mock([
      { when: { pass: 0 }, reply: { text: 'A draft.' } },
      { when: { pass: 1 }, reply: { text: 'A draft with its sources.' } },
      { reply: { text: 'Outside of the loop.' } },
    ]);
    const visits = ['refine#1:pass[1]/draft#1', 'refine#1:pass[0]/draft#1', 'draft#1', 'refine#1:pass[1]/draft#1'];

    const answers = await Promise.all(visits.map((visit) => ask(connector, from(visit))));

    expect(answers).toEqual(['A draft with its sources.', 'A draft.', 'Outside of the loop.', 'A draft with its sources.']);
  });

  it.each([
    ['draft#1', 'call 1, pass '],
    ['draft#3', 'call 3, pass '],
    ['refine#1:pass[2]/draft#1', 'call 3, pass 2'],
    ['par#1:left/each#1:body[7]/draft#2', 'call 9, pass 7'],
  ])('reads the number of the call out of %s', async (visit, expected) => {
    expect(await ask(mock([{ reply: { text: 'call {{call}}, pass {{pass}}' } }]), from(visit))).toBe(expected);
  });

  it.each([
    ['*pass[0]*', true],
    ['refine#1:pass[0]/draft#1', true],
    ['refine#*/draft#1', true],
    ['refine', false],
    ['*draft#1*draft#1', false],
  ])('holds the pattern %s against a visit: %s', async (visit, fits) => {
    expect(await ask(mock([{ when: { visit }, reply: { text: 'fits' } }, { reply: { text: 'no' } }]), from('refine#1:pass[0]/draft#1'))).toBe(fits ? 'fits' : 'no');
  });

  it('quotes what it captured from the prompt, and fills nothing twice', async () => {
    const connector = mock([{ when: { capture: [{ after: 'City:' }, { after: '<days>', before: '</days>' }] }, reply: { text: '{{match.1}}: {{match.2}} ({{node}}/{{action}})' } }]);
    const prompt = 'City: Seattle {{call}}\nLength: <days>7</days>';

    expect(await ask(connector, chatRequest(prompt))).toBe('Seattle {{call}}: 7 (draft/write)');
    expect(await ask(connector, chatRequest('City: Seattle'))).toMatch(/^Offline answer/u);
  });

  it('captures data of others without the tags it goes between', async () => {
    const connector = mock([{ when: { contains: 'Total: 5.75\nThanks', capture: [{ after: 'Total: ' }] }, reply: { text: 'in all {{match.1}}' } }]);

    expect(await ask(connector, chatRequest(`Total: ${untrustedText(5.75, ['document'])}\nThanks`))).toBe('in all 5.75');
  });

  it('answers with JSON, with its texts filled, or with the prompt itself', async () => {
    expect(JSON.parse(await ask(mock([{ reply: { json: { n: [1, 'call {{call}}'] } } }]), from('draft#2')))).toEqual({ n: [1, 'call 2'] });
    expect(await ask(mock([{ reply: { echo: true } }]), from('draft#1'))).toBe('Write about rain.');
    expect(await ask(mock([{ reply: { text: '' } }]), from('draft#1'))).toBe('');
  });

  it('fails the first attempts and then lets the next rule answer', async () => {
    const connector = mock([{ fail: { code: 'rate_limited', retryAfterMs: 50, times: 2 } }, { reply: { text: 'at last' } }]);
    const attempt = (number: number): Promise<string> => ask(connector, from('draft#1', { attempt: number }));

    await expect(attempt(1)).rejects.toMatchObject({ code: 'rate_limited', data: { attempt: 1, retryAfterMs: 50 } });
    await expect(attempt(2)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await attempt(3)).toBe('at last');
    await expect(ask(connector, from('draft#1'))).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('breaks an answer off, once if it says so', async () => {
    const connector = mock([{ reply: { text: 'one two three' }, cut: { after: 5, times: 1 } }]);
    const heard: string[] = [];

    await expect(
      (async () => {
        for await (const chunk of connector.chat(from('draft#1'), new AbortController().signal)) if (chunk.kind === 'text') heard.push(chunk.text);
      })(),
    ).rejects.toMatchObject({ code: 'connector_unavailable' });

    expect(heard).toEqual(['one ', 't']);
    expect(await ask(connector, from('draft#1', { attempt: 2 }))).toBe('one two three');
  });

  it('lags before the answer, between its pieces and before a failure', async () => {
    const clock = recordingClock();

    await ask(mock([{ delayMs: 100, chunkMs: 5, reply: { text: 'one two three' } }], clock), from('draft#1'));
    await expect(ask(mock([{ delayMs: 30, fail: { code: 'connector_unavailable' } }], clock), from('draft#1'))).rejects.toMatchObject({ code: 'connector_unavailable' });

    expect(clock.waits).toEqual([100, 5, 5, 30]);
  });

  it('refuses in words of its own', async () => {
    const chunks = await collect(mock([{ refuse: 'I would rather not.' }]), from('draft#1'));

    expect(textOf(chunks)).toBe('I would rather not.');
    expect(chunks.at(-1)).toMatchObject({ stop: 'refusal' });
  });
});

describe('a script that is damaged', () => {
  it('is named, whatever is asked', async () => {
    const connector = (text: string): MockConnector => new MockConnector({ clock: recordingClock(), readScript: async () => new TextEncoder().encode(text) });

    await expect(ask(connector('{'), from('draft#1'))).rejects.toMatchObject({ code: 'definition_invalid' });
    await expect(ask(connector('{"format":"aiwm.mock/2","rules":[]}'), from('draft#1'))).rejects.toMatchObject({ code: 'definition_invalid' });
  });
});

describe('without a rule the offline model', () => {
  it('says plainly that it made the answer up, from the prompt', async () => {
    const answer = await ask(mock([]), from('draft#1'));

    expect(answer).toMatch(/^Offline answer: no language model was asked/u);
    expect(answer).toContain('"Write about rain."');
    expect(await ask(mock([{ reply: { text: 'scripted' } }]), chatRequest('Write about rain.', { origin: { workflow: 'w', node: 'draft', action: 'write', visit: 'draft#1' } }))).toBe(answer);
  });

  it('gives a value of the shape that was asked for', async () => {
    const answerSchema = { type: 'object', required: ['choice', 'confidence'], properties: { choice: { enum: ['left', 'right'] }, confidence: { type: 'number', minimum: 0, maximum: 1 } } };

    expect(JSON.parse(await ask(mock([]), from('draft#1', { answerSchema })))).toEqual({ choice: 'left', confidence: 0 });
  });

  it('says that it cannot where the shape is too hard', async () => {
    await expect(ask(mock([]), from('draft#1', { answerSchema: { type: 'string', pattern: '^x[0-9]{4}y$' } }))).rejects.toMatchObject({
      code: 'input_invalid',
      next: expect.stringContaining('mock.json'),
    });
  });

  it('refuses a prompt longer than its window', async () => {
    await expect(ask(mock([]), chatRequest('word '.repeat(110_000)))).rejects.toMatchObject({ code: 'input_invalid', data: { contextTokens: 128_000 } });
  });
});

describe('tokens', () => {
  it('are four bytes each, begun ones counted', async () => {
    const end = (await collect(mock([{ reply: { text: 'Καλημέρα' } }]), chatRequest('12345'))).at(-1);

    expect(end).toMatchObject({ usage: { input: 2, cachedInput: 0, output: 4 } });
  });

  it('cut an answer without splitting a character', async () => {
    const chunks = await collect(mock([{ reply: { text: '😀😀é😀' } }]), chatRequest('x', { maxOutputTokens: 3 }));

    expect(textOf(chunks)).toBe('😀😀é');
    expect(chunks.at(-1)).toMatchObject({ stop: 'length', usage: { output: 3 } });
  });
});
