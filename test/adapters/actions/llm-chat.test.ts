import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { llmChat } from '../../../src/core/domain/catalogue/actions/llm-chat.ts';
import { openActionBench, type ActionBench } from './action-bench.ts';

const answer = { type: 'object', properties: { score: { type: 'number', minimum: 0 } }, required: ['score'] };
const ask = (bench: ActionBench, config: JsonObject = {}): ReturnType<ActionBench['run']> => bench.run('llm.chat', { prompt: 'Rate it.', ...config });

describe('llm.chat', () => {
  it('keeps text, stop and model, and says what was used', async () => {
    await using bench = await openActionBench();
    bench.script([{ reply: { text: 'Fünf von zehn.' } }]);

    const { output, results } = await ask(bench, { system: 'You rate.' });

    expect(output).toEqual({ text: 'Fünf von zehn.', stop: 'end', model: 'mock' });
    expect(results[0]?.usage).toMatchObject({ connector: 'mock', model: 'mock', cachedInputTokens: 0 });
    expect(results[0]?.usage?.inputTokens).toBeGreaterThan(0);
  });

  it('reads an answer that was to be JSON', async () => {
    await using bench = await openActionBench();
    bench.script([{ reply: { json: { score: 5 } } }]);

    expect((await ask(bench, { answer })).output).toMatchObject({ json: { score: 5 }, stop: 'end' });
  });

  it.each([
    ['no JSON', { text: 'five' }, 'something else'],
    ['JSON with a number nobody can keep', { text: '{"score": 1e999}' }, 'Infinity'],
    ['JSON with half a surrogate pair', { text: String.raw`{"score": 1, "why": "\ud83d"}` }, 'surrogate'],
    ['JSON of another shape', { json: { score: -1 } }, 'score'],
  ])('fails on an answer that is %s, and says where', async (_, reply, message) => {
    await using bench = await openActionBench();
    bench.script([{ reply }]);

    await expect(ask(bench, { answer })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining(message), next: expect.any(String) });
  });

  it('leaves a refusal and an answer cut at the limit to the workflow, also where JSON was asked for', async () => {
    await using bench = await openActionBench();
    bench.script([{ refuse: 'No.' }]);
    const refused = await ask(bench, { answer });
    bench.script([{ reply: { text: 'word '.repeat(500) } }]);
    const cut = await ask(bench, { answer, maxOutputTokens: 5 });

    expect(refused.output).toEqual({ text: 'No.', stop: 'refusal', model: 'mock' });
    expect(cut.output).toMatchObject({ stop: 'length' });
    expect(cut.output).not.toHaveProperty('json');
  });

  it('fails when the connection breaks, with a code that is tried again', async () => {
    await using bench = await openActionBench();
    bench.script([{ reply: { text: 'Half an answer' }, cut: { after: 4 } }]);

    await expect(ask(bench)).rejects.toMatchObject({ code: 'connector_unavailable' });
  });

  it('streams its text to watchers', async () => {
    await using bench = await openActionBench();
    bench.script([{ reply: { text: 'one two three' } }]);
    const [effect] = llmChat.effects;
    const heard: string[] = [];

    await effect?.perform(effect.request.parse({ prompt: 'Count.' }), {
      ports: bench.ports, key: 'k', attempt: 1, signal: new AbortController().signal, onProgress: (text) => heard.push(text),
      origin: { workflow: 'w', node: 'n', action: 'a', visit: 'n#1', script: 'pinned' },
    });

    expect(heard.length).toBeGreaterThan(1);
    expect(heard.join('')).toBe('one two three');
  });

  it('refuses a schema that cannot be used before anybody is asked', () => {
    expect(llmChat.config.safeParse({ prompt: 'x', answer: { $ref: '#/nowhere' } }).success).toBe(false);
    expect(llmChat.config.safeParse({ prompt: 'x', answer }).success).toBe(true);
  });
});
