import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatRequest, LLMConnector } from '../../src/core/domain/ports/llm-connector.ts';
import { wholeText, wireUsage } from '../support/wire-scenes.ts';
import type { WireServer } from '../support/wire-server.ts';
import { chatRequest, collect, textOf } from './llm-connector-contract.ts';

export interface WireHarness {
  readonly serve: () => WireServer;
  readonly connect: (address: string, key: string, settings?: { readonly timeoutMs?: number }) => Promise<LLMConnector>;
  /** The header that carries the key, and with what before it. */
  readonly keyHeader: readonly [name: string, before: string];
  /** Where a request says what was asked for. */
  readonly asked: { readonly schema: (body: unknown) => unknown; readonly tools: (body: unknown) => unknown; readonly results: (body: unknown) => unknown; readonly length: (body: unknown) => unknown };
  /** A model that takes a temperature. */
  readonly sampledModel: string;
}

const key = 'sk-canary-8f2e61c0a4';
const wired = (prompt: string, more: Partial<ChatRequest> = {}): ChatRequest => chatRequest(prompt, { model: 'house-model', ...more });
const tool = { name: 'weather_of', description: 'Weather of a town', parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] } };

/** What every connector that speaks to a vendor does on the wire, over a server that speaks as the vendor does. */
export function describeWire(id: string, harness: WireHarness): void {
  describe(`the wire of ${id}`, () => {
    let server: WireServer;
    let address: string;
    let connector: LLMConnector;
    const printed: string[] = [];

    beforeEach(async () => {
      server = harness.serve();
      address = await server.open();
      connector = await harness.connect(address, key);
      printed.length = 0;
      for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, level).mockImplementation((...words: unknown[]) => { printed.push(words.map(String).join(' ')); });
    });
    afterEach(async () => {
      vi.restoreAllMocks();
      await server.close();
    });

    const failureOf = async (prompt: string, from: LLMConnector = connector): Promise<unknown> => collect(from, wired(prompt)).then(() => undefined, (error: unknown) => error);

    it('counts cached tokens as part of the input', async () => {
      const end = (await collect(connector, wired('answer'))).at(-1);

      expect(end).toMatchObject({ kind: 'end', usage: { input: wireUsage.fresh + wireUsage.cached, cachedInput: wireUsage.cached, output: wireUsage.output }, model: expect.stringContaining('house-model-') });
    });

    it.each(['count below zero', 'count in halves', 'count without end', 'count in words', 'count nothing'])('takes no number on trust from a service that may %s', async (prompt) => {
      const end = (await collect(connector, wired(prompt))).at(-1);

      expect(end).toMatchObject({ kind: 'end', usage: { input: Math.ceil(prompt.length / 4), cachedInput: 0, output: Math.ceil(Buffer.byteLength(wholeText) / 4) } });
    });

    it('sends nothing of this machine: no words of its system, no header found in its environment', async () => {
      for (const name of ['OPENAI_CUSTOM_HEADERS', 'ANTHROPIC_CUSTOM_HEADERS']) vi.stubEnv(name, 'X-Corp-Token: corp-secret\nAuthorization: Bearer corp-key');
      vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'corp-token');
      await collect(connector, wired('answer'));
      vi.unstubAllEnvs();

      const { headers } = server.last;
      expect(JSON.stringify(headers)).not.toMatch(/corp|stainless/iu);
      expect(headers).toMatchObject({ 'user-agent': 'aiwm', [harness.keyHeader[0]]: `${harness.keyHeader[1]}${key}` });
    });

    it('puts characters together that arrive in parts', async () => {
      expect(textOf(await collect(connector, wired('split every byte')))).toBe(wholeText);
    });

    it('asks for what was asked for, under the key, and tells the effect by its own', async () => {
      const schema = { type: 'object', properties: { choice: { type: 'string' } }, required: ['choice'], additionalProperties: false };
      await collect(connector, wired('decide', { model: harness.sampledModel, temperature: 0.25, answerSchema: schema, tools: [tool], maxOutputTokens: 321, messages: [{ role: 'system', text: 'Be brief.' }, { role: 'user', text: 'decide' }] }));

      const { headers, body } = server.last;
      const [name, before] = harness.keyHeader;
      expect(headers[name]).toBe(`${before}${key}`);
      expect(headers['idempotency-key']).toBe('k'.repeat(32));
      expect(body).toMatchObject({ model: harness.sampledModel, stream: true, temperature: 0.25 });
      expect(JSON.stringify(body)).toContain('Be brief.');
      expect(harness.asked.length(body)).toBe(321);
      expect(harness.asked.schema(body)).toMatchObject({ properties: { choice: { type: 'string' } }, required: ['choice'], additionalProperties: false });
      expect(harness.asked.tools(body)).toMatchObject([{ name: 'weather_of', parameters: tool.parameters }]);
    });

    it('hands calls of tools and their results back as they were', async () => {
      const calls = [{ id: 'call_a', name: 'weather_of', arguments: '{"town":"Zürich"}' }];
      await collect(connector, wired('', { tools: [tool], messages: [{ role: 'user', text: 'answer' }, { role: 'assistant', text: '', toolCalls: calls }, { role: 'tool', callId: 'call_a', text: 'rain' }] }));

      expect(harness.asked.results(server.last.body)).toEqual({ call: { id: 'call_a', name: 'weather_of', arguments: { town: 'Zürich' } }, result: { id: 'call_a', text: 'rain' } });
    });

    it('closes the connection when it is aborted', async () => {
      const stop = new AbortController();
      const reason = new Error('the run was stopped');
      const listening = (async () => {
        for await (const chunk of connector.chat(wired('stuck'), stop.signal)) if (chunk.kind === 'text') stop.abort(reason);
      })();

      await expect(listening).rejects.toBe(reason);
      expect(await server.last.ended).toBe('closed by the client');
    });

    it('closes the connection when its reader leaves', async () => {
      for await (const chunk of connector.chat(wired('stuck'), new AbortController().signal)) if (chunk.kind === 'text') break;

      expect(await server.last.ended).toBe('closed by the client');
    });

    it('gives a vendor up that says nothing for too long, and closes the connection', async () => {
      const hasty = await harness.connect(address, key, { timeoutMs: 150 });

      expect(await failureOf('stuck', hasty)).toMatchObject({ code: 'connector_unavailable', data: { reason: 'timeout' } });
      expect(await server.last.ended).toBe('closed by the client');
    });

    it.each(['break', 'end without an end', 'write garbage', 'fail halfway'])('does not take an answer for whole that was told to %s', async (prompt) => {
      expect(await failureOf(prompt)).toMatchObject({ code: 'connector_unavailable' });
    });

    it('tells how long to wait as exactly as the vendor said it', async () => {
      expect(await failureOf('fail with rate_limited')).toMatchObject({ code: 'rate_limited', data: { retryAfterMs: 2000, status: 429 } });
      expect(await failureOf('wait a little')).toMatchObject({ code: 'rate_limited', data: { retryAfterMs: 250 } });
      expect(await failureOf('be overloaded')).toMatchObject({ code: 'connector_unavailable', data: { retryAfterMs: 3000, status: 529 } });
    });

    it('knows an empty account from a busy one', async () => {
      expect(await failureOf('be out of credit')).toMatchObject({ code: 'credential_rejected', next: expect.stringContaining('credit') });
    });

    it('asks once and never again by itself', async () => {
      await failureOf('fail with connector_unavailable');

      expect(server.requests).toHaveLength(1);
    });

    it('says that nobody is there', async () => {
      await server.close();
      server = harness.serve();
      await server.open();

      expect(await failureOf('answer')).toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('ECONNREFUSED') });
    });

    it('repeats the key nowhere: not in errors, not in what they hold, not in what is printed', async () => {
      const failures = await Promise.all(['fail with credential_rejected', 'fail with input_invalid', 'fail halfway', 'break', 'write garbage'].map(async (prompt) => failureOf(prompt)));

      for (const failure of failures) {
        expect(failure).toBeInstanceOf(Error);
        const { inspect } = await import('node:util');
        expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(key);
      }
      expect(printed.join('\n')).not.toContain(key);
    });

    it('proves a key, and says which models there are', async () => {
      expect(await connector.test(new AbortController().signal)).toMatchObject({ facts: { models: 3 } });
      expect((await connector.listModels(new AbortController().signal)).map((model) => model.id)).toContain('house-model');
      await expect((await harness.connect(address, 'sk-wrong')).test(new AbortController().signal)).rejects.toMatchObject({ code: 'credential_rejected' });
    });
  });
}
