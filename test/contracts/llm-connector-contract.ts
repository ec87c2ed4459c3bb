import { describe, expect, it } from 'vitest';

import type { ChatChunk, ChatRequest, LLMConnector } from '../../src/core/domain/ports/llm-connector.ts';

export const failureCodes = ['connector_unavailable', 'credential_missing', 'credential_rejected', 'rate_limited', 'input_invalid'] as const;
export type FailureCode = (typeof failureCodes)[number];

/** What one connector brings to the suite: itself over a service the test controls, and requests with a known end. */
export interface LlmHarness {
  readonly connect: () => Promise<LLMConnector>;
  readonly answer: { readonly request: ChatRequest; readonly text: string };
  /** Asks for JSON. */
  readonly structured: ChatRequest;
  /** Its second piece does not come within the time of a test. */
  readonly stuck: ChatRequest;
  readonly refused: ChatRequest;
  /** Its answer breaks off. */
  readonly broken: ChatRequest;
  readonly failing: (code: FailureCode) => ChatRequest;
  /** Asks for two tools, `weather_of` with arguments and `now` without. */
  readonly tooling: ChatRequest;
  readonly big: { readonly request: ChatRequest; readonly text: string };
  /** The key in use, which nothing may repeat. */
  readonly secret?: string;
}

const calm = (): AbortSignal => new AbortController().signal;

/** The behaviour that every model connector has. */
export function describeLlmConnector(id: string, harness: LlmHarness): void {
  describe(`the model connector ${id}`, () => {
    it('answers in pieces that make up the whole, and ends once', async () => {
      const chunks = await collect(await harness.connect(), harness.answer.request);

      expect(textOf(chunks)).toBe(harness.answer.text);
      expect(chunks.filter((chunk) => chunk.kind === 'text').length).toBeGreaterThan(1);
      expect(chunks.filter((chunk) => chunk.kind === 'end')).toHaveLength(1);
      expect(chunks.at(-1)).toMatchObject({ kind: 'end', stop: 'end' });
    });

    it('counts what went in and came out', async () => {
      const end = (await collect(await harness.connect(), harness.answer.request)).at(-1);

      expect(end).toMatchObject({ usage: { input: expect.any(Number), cachedInput: expect.any(Number), output: expect.any(Number) }, model: expect.stringMatching(/./u) });
      if (end?.kind !== 'end') return;
      expect(end.usage.input).toBeGreaterThan(0);
      expect(end.usage.output).toBeGreaterThan(0);
      expect(end.usage.cachedInput).toBeLessThanOrEqual(end.usage.input);
    });

    it('answers with JSON where a schema asks for it', async () => {
      const chunks = await collect(await harness.connect(), harness.structured);

      expect(JSON.parse(textOf(chunks))).toEqual(expect.anything());
    });

    it('stops at the length it was given', async () => {
      const chunks = await collect(await harness.connect(), { ...harness.answer.request, maxOutputTokens: 1 });

      expect(chunks.at(-1)).toMatchObject({ kind: 'end', stop: 'length' });
      expect(harness.answer.text.startsWith(textOf(chunks))).toBe(true);
      expect(textOf(chunks).length).toBeLessThan(harness.answer.text.length);
    });

    it('says that the model refused', async () => {
      expect((await collect(await harness.connect(), harness.refused)).at(-1)).toMatchObject({ kind: 'end', stop: 'refusal' });
    });

    it('asks for tools by name, with the arguments as JSON text', async () => {
      const end = (await collect(await harness.connect(), harness.tooling)).at(-1);

      expect(end).toMatchObject({ kind: 'end', stop: 'tools', toolCalls: [{ id: expect.stringMatching(/./u), name: 'weather_of' }, { id: expect.stringMatching(/./u), name: 'now' }] });
      const calls = end?.kind === 'end' ? (end.toolCalls ?? []) : [];
      expect(calls.map((call) => JSON.parse(call.arguments) as unknown)).toEqual([{ town: 'Zürich', days: 3 }, {}]);
      expect(new Set(calls.map((call) => call.id)).size).toBe(2);
    });

    it('brings a big answer whole', async () => {
      expect(textOf(await collect(await harness.connect(), harness.big.request))).toBe(harness.big.text);
    });

    it('stops at once when it is aborted, with the reason given', async () => {
      const connector = await harness.connect();
      const stop = new AbortController();
      const reason = new Error('the run was stopped');
      const heard: ChatChunk[] = [];

      const listening = (async () => {
        for await (const chunk of connector.chat(harness.stuck, stop.signal)) {
          heard.push(chunk);
          setImmediate(() => stop.abort(reason));
        }
      })();

      await expect(listening).rejects.toBe(reason);
      expect(heard).toHaveLength(1);
    });

    it('does not begin when it is aborted already', async () => {
      const connector = await harness.connect();
      const reason = new Error('too late');

      await expect(collect(connector, harness.answer.request, AbortSignal.abort(reason))).rejects.toBe(reason);
      await expect(connector.listModels(AbortSignal.abort(reason))).rejects.toBe(reason);
      await expect(connector.test(AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it.each(failureCodes)('fails with %s, tells what to do, and repeats no key', async (code) => {
      const failure = await collect(await harness.connect(), harness.failing(code)).catch((error: unknown) => error);

      expect(failure).toMatchObject({ code, message: expect.stringMatching(/\S/u), next: expect.stringMatching(/\S/u) });
      if (code === 'rate_limited') expect(failure).toMatchObject({ data: { retryAfterMs: expect.any(Number) } });
      if (harness.secret !== undefined) expect(JSON.stringify([failure, String(failure)])).not.toContain(harness.secret);
    });

    it('fails with connector_unavailable when the answer breaks off', async () => {
      await expect(collect(await harness.connect(), harness.broken)).rejects.toMatchObject({ code: 'connector_unavailable' });
    });

    it('lists its models, and proves that it works', async () => {
      const connector = await harness.connect();

      const models = await connector.listModels(calm());
      expect(models.length).toBeGreaterThan(0);
      for (const { maxOutputTokens = 0, contextTokens = Number.POSITIVE_INFINITY } of models) expect(maxOutputTokens).toBeLessThanOrEqual(contextTokens);
      expect(await connector.test(calm())).toMatchObject({ latencyMs: expect.any(Number), facts: expect.any(Object) });
    });

    it('goes by the name it is listed under', async () => {
      expect((await harness.connect()).id).toBe(id);
    });
  });
}

/** A request that only its test's prompt tells apart. */
export function chatRequest(prompt: string, more: Partial<ChatRequest> = {}): ChatRequest {
  return {
    model: 'mock',
    messages: [{ role: 'user', text: prompt }],
    maxOutputTokens: 1000,
    key: 'k'.repeat(32),
    origin: { workflow: 'w', node: 'draft', action: 'write', visit: 'draft#1', script: 'pinned' },
    ...more,
  };
}

export async function collect(connector: LLMConnector, request: ChatRequest, signal: AbortSignal = calm()): Promise<readonly ChatChunk[]> {
  const chunks: ChatChunk[] = [];
  for await (const chunk of connector.chat(request, signal)) chunks.push(chunk);
  return chunks;
}

export function textOf(chunks: readonly ChatChunk[]): string {
  return chunks.map((chunk) => (chunk.kind === 'text' ? chunk.text : '')).join('');
}
