import { describe, expect, it } from 'vitest';
import { withCache } from '../../../src/core/decorators/with-cache.ts';
import { Circuit, withCircuitBreaker } from '../../../src/core/decorators/with-circuit-breaker.ts';
import { withFallback } from '../../../src/core/decorators/with-fallback.ts';
import { CallLine, withLimits } from '../../../src/core/decorators/with-limits.ts';
import { CallCounter, withMetrics } from '../../../src/core/decorators/with-metrics.ts';
import { withRetry } from '../../../src/core/decorators/with-retry.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Clock } from '../../../src/core/domain/ports/clock.ts';
import type { LLMConnector } from '../../../src/core/domain/ports/llm-connector.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { MockConnector } from '../../../src/core/llm/mock-connector.ts';
import { chatRequest, collect, textOf } from '../../contracts/llm-connector-contract.ts';

const rules = [
  { when: { contains: 'outage', attempt: 1 }, fail: { code: 'connector_unavailable' } },
  { when: { contains: 'wrong key' }, fail: { code: 'credential_rejected' } },
  { when: { contains: 'wrong request' }, fail: { code: 'input_invalid' } },
  { when: { contains: 'breaks off' }, reply: { text: 'one two three' }, cut: { after: 4 } },
  { when: { contains: 'slowly' }, chunkMs: 10_000, reply: { text: 'one two' } },
  { when: {}, reply: { text: 'one two three' } },
];
const mock = (clock: Clock = systemClock): LLMConnector => new MockConnector({ clock, readScript: async () => new TextEncoder().encode(JSON.stringify({ format: 'aiwm.mock/1', rules })) });
const ask = chatRequest('hello');
const failureOf = async (connector: LLMConnector, prompt: string): Promise<unknown> => collect(connector, chatRequest(prompt)).then(() => undefined, (error: unknown) => error);

/** The connector, and how often somebody really asked it. */
function counted(inner: LLMConnector = mock()): { readonly connector: LLMConnector; readonly counter: CallCounter } {
  const counter = new CallCounter(systemClock);
  return { connector: withMetrics(inner, counter), counter };
}

describe('the circuit breaker', () => {
  it('asks nobody any more after outages in a row, and says so at once', async () => {
    const { connector, counter } = counted();
    const circuit = new Circuit({ failures: 3, restMs: 60_000 });
    const guarded = withCircuitBreaker(connector, circuit);
    for (const _ of [1, 2, 3]) expect(await failureOf(guarded, 'outage')).toMatchObject({ code: 'connector_unavailable' });

    expect(circuit.state).toBe('open');
    expect(await failureOf(guarded, 'hello')).toMatchObject({ code: 'connector_unavailable', data: { reason: 'circuit_open', retryAfterMs: 60_000 } });
    expect(counter.counts.calls).toBe(3);
  });

  it('lets one call try after a rest, and closes when it works', async () => {
    const circuit = new Circuit({ failures: 1, restMs: 1 });
    const guarded = withCircuitBreaker(mock(), circuit);
    await failureOf(guarded, 'outage');

    await expect.poll(async () => failureOf(guarded, 'hello')).toBeUndefined();
    expect(circuit.state).toBe('closed');
  });

  it('does not take a wrong key or request, or an answer somebody left, for an outage', async () => {
    const circuit = new Circuit({ failures: 1, restMs: 60_000 });
    const guarded = withCircuitBreaker(mock(), circuit);
    await failureOf(guarded, 'wrong key');
    await failureOf(guarded, 'wrong request');
    for await (const _ of guarded.chat(chatRequest('slowly'), new AbortController().signal)) break;

    expect(circuit.state).toBe('closed');
  });

  it('counts an answer that breaks off as an outage', async () => {
    const circuit = new Circuit({ failures: 1, restMs: 60_000 });
    const guarded = withCircuitBreaker(mock(), circuit);
    await failureOf(guarded, 'breaks off');

    expect(circuit.state).toBe('open');
  });
});

describe('limits', () => {
  it('no more are under way at once than they say, and each gets its turn', async () => {
    let most = 0;
    let now = 0;
    const inner: LLMConnector = { ...mock(), id: 'mock', listModels: async () => [], model: () => undefined, test: () => Promise.reject(new Error('unused')), async *chat(request, signal) {
      now += 1;
      most = Math.max(most, now);
      try {
        yield* mock().chat(request, signal);
      } finally {
        now -= 1;
      }
    } };
    const limited = withLimits(inner, new CallLine({ concurrency: 2 }, systemClock));

    const answers = await Promise.all(Array.from({ length: 9 }, async () => textOf(await collect(limited, ask))));

    expect(most).toBe(2);
    expect(answers).toEqual(answers.map(() => 'one two three'));
  });

  it('whoever waits and is aborted gives the place up', async () => {
    const limited = withLimits(mock(), new CallLine({ concurrency: 1 }, systemClock));
    const stop = new AbortController();
    const first = limited.chat(chatRequest('slowly'), new AbortController().signal)[Symbol.asyncIterator]();
    await first.next();
    const waiting = collect(limited, ask, stop.signal);
    stop.abort(new Error('enough'));

    await expect(waiting).rejects.toThrow('enough');
    await first.return?.();
    expect(textOf(await collect(limited, ask))).toBe('one two three');
  });

  it('no more begin in a minute than they say', async () => {
    let now = 1_000_000;
    const slept: number[] = [];
    const clock: Clock = { now: () => now, monotonic: () => now, sleepUntil: async (at) => { slept.push(at - now); now = at; } };
    const limited = withLimits(mock(clock), new CallLine({ requestsPerMinute: 2 }, clock));
    for (const _ of [1, 2, 3]) {
      await collect(limited, ask);
      now += 1000;
    }

    expect(slept).toEqual([58_000]);
  });
});

describe('the cache', () => {
  it('answers an equal request as before, at no cost, whoever asks', async () => {
    const { connector, counter } = counted();
    const cached = withCache(connector);
    const first = await collect(cached, ask);
    const second = await collect(cached, { ...ask, key: 'another', origin: { ...ask.origin, node: 'other' } });

    expect(textOf(second)).toBe(textOf(first));
    expect(second.at(-1)).toMatchObject({ usage: { input: 0, cachedInput: 0, output: 0 } });
    expect(counter.counts.calls).toBe(1);
  });

  it('asks again where anything a vendor sees differs, where chance is wanted, and where nothing whole was heard', async () => {
    const { connector, counter } = counted();
    const cached = withCache(connector);
    await collect(cached, ask);
    await collect(cached, { ...ask, maxOutputTokens: 5 });
    await collect(cached, { ...ask, tools: [{ name: 't', description: '', parameters: {} }] });
    await collect(cached, { ...ask, temperature: 0.7 });
    await collect(cached, { ...ask, temperature: 0.7 });
    await failureOf(cached, 'breaks off');
    await failureOf(cached, 'breaks off');

    expect(counter.counts.calls).toBe(7);
  });
});

describe('a fallback', () => {
  const other = { ...mock(), id: 'other', credential: 'prod', chat: mock().chat.bind(mock()), listModels: async () => [], model: (id: string) => (id === 'mock' ? { id } : undefined), test: () => Promise.reject(new Error('unused')) } satisfies LLMConnector;

  it.each(['outage', 'wrong key'])('answers in the place of one with %s, and says who spoke', async (prompt) => {
    const calm: LLMConnector = { ...other, chat: (_request, signal) => mock().chat(ask, signal) };
    const chunks = await collect(withFallback(mock(), async () => calm), chatRequest(prompt));
    const because = prompt === 'outage' ? 'connector_unavailable' : 'credential_rejected';

    expect(chunks.at(-1)).toMatchObject({ kind: 'end', answeredBy: { connector: 'other', credential: 'prod', insteadOf: { connector: 'mock', because } } });
  });

  it('does not help with a wrong request, and not once a word was said', async () => {
    const never = (): never => { throw new Error('was asked'); };

    expect(await failureOf(withFallback(mock(), never), 'wrong request')).toMatchObject({ code: 'input_invalid' });
    expect(await failureOf(withFallback(mock(), never), 'breaks off')).toMatchObject({ code: 'connector_unavailable' });
  });

  it('that fails, too, leaves the failure of the one that was asked', async () => {
    expect(await failureOf(withFallback(mock(), async () => other), 'wrong key')).toMatchObject({ code: 'credential_rejected', data: { fallback: 'other' } });
  });
});

describe('retries outside of runs', () => {
  it('ask again while nothing was said, and give up after a few', async () => {
    const { connector, counter } = counted();

    expect(await failureOf(withRetry(connector, { retries: 2, pauseMs: 1 }), 'outage')).toMatchObject({ code: 'connector_unavailable' });
    expect(counter.counts.calls).toBe(3);
  });

  it('do not repeat what was said, nor what cannot pass', async () => {
    const { connector, counter } = counted();
    await failureOf(withRetry(connector, { pauseMs: 1 }), 'breaks off');
    await failureOf(withRetry(connector, { pauseMs: 1 }), 'wrong request');

    expect(counter.counts.calls).toBe(2);
  });
});

describe('metrics', () => {
  it('count calls, failures and tokens, and nobody who left', async () => {
    const { connector, counter } = counted();
    await collect(connector, ask);
    await failureOf(connector, 'wrong key');
    const stop = new AbortController();
    const left = (async () => { for await (const _ of connector.chat(chatRequest('slowly'), stop.signal)) stop.abort(new AppError('interrupted', 'left')); })();
    await expect(left).rejects.toThrow('left');

    expect(counter.counts).toMatchObject({ calls: 3, failures: 1, outputTokens: 4, lastFailure: { code: 'credential_rejected' } });
  });
});
