import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { around, go, node, step } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

const directories = ['/allowed'];

function failed(action: JsonObject, permissions: JsonObject): RunBench {
  const bench = new RunBench(around(node('w', 'workStep', { entry: [action] }), [go('t2', 'w', 'done', 'task-complete')], { permissions }), { attended: true }).start();
  bench.fail(bench.wanted[0] ?? '');
  return bench;
}

function retry(bench: RunBench, value: JsonObject) {
  return bench.tell({ type: 'command', name: 'resolve', incident: Object.keys(bench.now.incidents)[0] ?? '', answer: 'retry', value });
}

describe('a retry with another request', () => {
  const write = step('wr', 'file.write', { config: { path: '/allowed/a.txt', content: 'x' } });

  it.each(['/etc/passwd', '/allowed/../etc/passwd'])('cannot reach %s, which the workflow does not permit', (path) => {
    const bench = failed(write, { directories });

    expect(retry(bench, { path }).refused).toMatchObject({ code: 'access_denied', data: { reason: 'not_permitted' } });
    expect(bench.wanted).toEqual([]);
  });

  it('has to be a request of its kind', () => {
    expect(retry(failed(write, {}), { mode: 'append' }).refused).toMatchObject({ code: 'input_invalid', data: { reason: 'not_allowed' } });
    expect(retry(failed(write, {}), { path: 7 }).refused).toMatchObject({ code: 'input_invalid', data: { reason: 'not_allowed' } });
  });

  it('is made where it is permitted', () => {
    const bench = failed(write, { directories });

    expect(retry(bench, { path: '/allowed/b.txt' }).refused).toBeUndefined();
    expect(Object.values(bench.now.wanted)[0]?.request['path']).toBe('/allowed/b.txt');
  });

  it('of a model keeps to the connectors permitted', () => {
    const bench = failed(step('ask', 'llm.chat', { config: { prompt: 'Hi', connector: 'mock' } }), { connectors: ['mock'] });

    expect(retry(bench, { connector: 'other' }).refused).toMatchObject({ code: 'access_denied' });
  });
});

describe('a fork with another request', () => {
  const asking = (): RunBench => new RunBench(around(node('w', 'workStep', { entry: [step('ask', 'llm.chat', { config: { prompt: 'Hi', connector: 'mock' } })] }), [go('t2', 'w', 'done', 'task-complete')], { permissions: { connectors: ['mock'] } })).start();
  const fork = (bench: RunBench, request: JsonObject) => bench.tell({ type: 'command', name: 'fork', run: 'r2', parent: { run: 'run-1', seq: bench.rows.length, at: bench.at }, requests: { 'w#1/ask.1': request } });

  it('keeps to what the workflow permits, and to what the request may be', () => {
    const { request = {} } = asking().now.wanted['w#1/ask.1'] ?? {};

    expect(fork(asking(), { ...request, connector: 'other' }).refused).toMatchObject({ code: 'access_denied' });
    expect(fork(asking(), { ...request, prompt: '' }).refused).toMatchObject({ code: 'input_invalid' });
    expect(fork(asking(), { ...request, prompt: 'Ho' }).refused).toBeUndefined();
  });
});
