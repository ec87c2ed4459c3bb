import { expect, it } from 'vitest';
import { printAnswer } from '../../../src/cli/print/print-answer.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { around, go, node, step } from '../runtime/support/definitions.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

const printed = async (operation: string, answer: unknown): Promise<string> => (await printAnswer(operation, answer, { paint: (_style, text) => text, width: 80 })).text;

/** start → two model calls → end. */
const twoCalls: JsonObject = around(node('work', 'workStep', { entry: [step('one', 'llm.chat', { config: { prompt: 'First' } }), step('two', 'llm.chat', { config: { prompt: 'Second' } })] }), [go('t2', 'work', 'done', 'task-complete')]);

async function run(slug: string): Promise<string> {
  const { id } = await client.runs.start({ workflow: slug, draft: true, attended: true });
  await host.app.idle();
  return id;
}

async function made(name: string): Promise<string> {
  return (await client.workflows.create({ name, definition: { ...twoCalls, name } })).slug;
}

it('usage is summed up by workflow with its slug, narrowed, and given as CSV', async () => {
  const slug = await made('Calls twice');
  const id = await run(slug);

  const report = await client.usage.report({ by: 'workflow', run: id });
  expect(report).toMatchObject({ by: 'workflow', items: [{ title: slug, calls: 2, unpricedCalls: 0 }], total: { calls: 2, micros: 0 } });
  expect(await client.usage.report({ by: 'node', workflow: slug })).toMatchObject({ items: [{ group: 'work', calls: 2 }] });
  expect((await client.usage.report({ by: 'model', to: '2020-01-01' })).items).toEqual([]);
  const { text, mediaType } = await client.usage.export({ by: 'workflow', run: id });
  expect(mediaType).toBe('text/csv');
  expect(text.split('\r\n')).toEqual(['workflow,slug,calls,input_tokens,cached_input_tokens,output_tokens,micro_usd,unpriced_calls,assumed_calls,inherited_calls', expect.stringMatching(new RegExp(`^[0-9a-f-]{36},${slug},2,\\d+,0,\\d+,0,0,0,0$`, 'u')), '']);
  const shown = await printed('usage.report', { ...report, total: { ...report.total, unpricedCalls: 2 } });
  expect(shown).toContain('2 calls of models whose price is not known are not in the cost.');
  expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

it.each([
  [{ from: 'yesterday' }, 'input_invalid', '"yesterday"'],
  [{ from: '2026-12-01', to: '2026-11-01' }, 'input_invalid', '"2026-12-01"'],
  [{ workflow: 'nobody' }, 'not_found', '"nobody"'],
  [{ run: 'r1' }, 'not_found', '"r1"'],
])('usage of %j is refused by name', async (input, code, named) => {
  expect(await failureOf(client.usage.report(input))).toMatchObject({ code, message: expect.stringContaining(named), next: expect.any(String) });
});

it('a budget holds from the next call on, is shown with what stands against it, and lets go when it is raised', async () => {
  const slug = await made('Capped calls');
  const before = (await client.usage.report({ by: 'day' })).total.calls;
  const budget = await client.budgets.set({ id: 'calls', scope: 'day', calls: before + 1 });
  expect(budget).toMatchObject({ id: 'calls', meters: [{ used: { calls: before }, left: { calls: 1 } }] });

  const id = await run(slug);
  const [incident] = (await client.runs.get({ id })).incidents;
  expect(incident).toMatchObject({ code: 'budget', answers: ['retry', 'use_model', 'fail'], message: expect.stringContaining(`"calls" allows ${before + 1} calls`) });
  expect(incident?.message).toContain('`aiwm budgets set calls` with a higher cap');
  const { items } = await client.budgets.list({});
  expect(items.find((item) => item.id === 'calls')).toMatchObject({ meters: [{ used: { calls: before + 1 }, reserved: { calls: 0 }, left: { calls: 0 } }] });
  const shown = await printed('budgets.list', { items, revision: 0 });
  expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);

  await client.budgets.set({ id: 'calls', scope: 'day', calls: before + 2 });
  await client.runs.resolve({ id, incident: incident?.id ?? '', answer: 'retry' });
  await host.app.idle();
  expect(await client.runs.get({ id })).toMatchObject({ status: 'completed', usage: { calls: 2 } });
  await client.budgets.remove({ id: 'calls' });
  expect(await client.budgets.list({})).toMatchObject({ items: [] });
});

it('budgets that cap nothing, name nobody or are not there are refused', async () => {
  expect(await failureOf(client.budgets.set({ id: 'empty', scope: 'day' }))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"empty"') });
  expect(await failureOf(client.budgets.set({ id: 'a', scope: 'workflow', workflow: 'nobody', calls: 1 }))).toMatchObject({ code: 'not_found' });
  expect(await failureOf(client.budgets.set({ id: 'Not a name', scope: 'day', calls: 1 }))).toMatchObject({ code: 'input_invalid' });
  expect(await failureOf(client.budgets.remove({ id: 'gone' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('aiwm budgets list') });
});
