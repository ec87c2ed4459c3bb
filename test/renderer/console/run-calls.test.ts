import { describe, expect, test } from 'vitest';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import { runCalls } from '../../../src/renderer/console/calls/run-calls.ts';

const usage = { connector: 'mock', model: 'small', inputTokens: 70, outputTokens: 8, cachedInputTokens: 0 };
const rows = (...told: readonly (readonly [string, RunLine['payload']])[]): RunLine[] =>
  told.map(([type, payload], index) => ({ seq: index + 1, at: '2026-01-01T00:00:00.000Z', type, runId: 'run', severity: 'info', correlationId: 'c', payload }));

const turn = ['effect_scheduled', { effect: 'desk#1/agent.1', attempt: 1, kind: 'llm.turn', request: { model: 'default' } }] as const;
const answered = ['effect_completed', { effect: 'desk#1/agent.1', attempt: 1, output: { text: '', toolCalls: [{ id: '1', name: 'put_down', arguments: '{"reply":"Yes"}' }] }, usage }] as const;
const asked = ['approval_requested', { visit: 'desk#1', effect: 'desk#1/agent.2', requests: [{ action: 'agent', type: 'file.write', config: { path: 'a.md' }, hash: 'h' }] }] as const;

describe('what a run did outside', () => {
  test('tells which model answered, and which tools it wanted', () => {
    const [call] = runCalls(rows(turn, answered));

    expect(call).toMatchObject({ kind: 'llm.turn', isModel: true, state: 'done', answeredBy: 'mock · small', tokens: 78, text: undefined });
    expect(call?.tools).toEqual([{ name: 'put_down', arguments: '{"reply":"Yes"}' }]);
  });

  test('tells for whom a stand-in answered', () => {
    const standIn = ['effect_completed', { ...answered[1], usage: { ...usage, insteadOf: { connector: 'house', because: 'rate_limited' } } }] as const;

    expect(runCalls(rows(turn, standIn))).toMatchObject([{ answeredBy: 'mock · small · “mock” answered in the place of “house”, which wanted fewer requests' }]);
  });

  test('a call that waits for a person shows what would be done, and keeps who said no', () => {
    const rejected = ['approval', { visit: 'desk#1', validator: 'agent.2', decision: 'reject', by: 'user:local', comment: 'Too generous' }] as const;

    expect(runCalls(rows(asked))).toMatchObject([{ kind: 'file.write', state: 'asked', request: { path: 'a.md' } }]);
    expect(runCalls(rows(asked, rejected))).toMatchObject([{ state: 'rejected', decision: 'Rejected by user:local: Too generous' }]);
  });

  test('a call that is tried again keeps its request and forgets its failure', () => {
    const failed = ['effect_failed', { effect: 'desk#1/agent.1', attempt: 1, error: { code: 'rate_limited', message: 'Too many requests.' } }] as const;
    const again = ['effect_scheduled', { effect: 'desk#1/agent.1', attempt: 2, kind: 'llm.turn' }] as const;

    expect(runCalls(rows(turn, failed))).toMatchObject([{ state: 'failed', error: 'Too many requests.' }]);
    expect(runCalls(rows(turn, failed, again, answered))).toMatchObject([{ state: 'done', error: undefined, request: { model: 'default' } }]);
  });

  test('an approval that belongs to no call is none', () => {
    expect(runCalls(rows(['approval', { visit: 'gate#1', validator: 'two', decision: 'approve', by: 'a' }]))).toEqual([]);
  });
});
