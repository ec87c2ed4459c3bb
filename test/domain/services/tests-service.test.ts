import { describe, expect, it } from 'vitest';
import { junitXml } from '../../../src/cli/print/junit.ts';
import { testLineText } from '../../../src/cli/print/test-lines.ts';
import type { AppClient } from '../../../src/core/app/app.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { TestLine } from '../../../src/core/domain/operations/tests.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { finishedRun, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

async function run(input: Parameters<AppClient['tests']['run']>[0]): Promise<readonly TestLine[]> {
  const lines: TestLine[] = [];
  for await (const line of await client.tests.run(input)) lines.push(line);
  return lines;
}

const asking = (prompt: string): JsonObject => ({
  format: 'aiwm.workflow/1',
  name: 'Asks',
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start' },
      { id: 'ask', type: 'workStep', entry: [{ id: 'say', type: 'llm.chat', config: { prompt } }] },
      { id: 'done', type: 'end', config: { outputs: { text: '{{ nodes.ask.say.text }}' } } },
    ],
    transitions: [
      { id: 't1', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] },
      { id: 't2', from: 'ask', to: 'done', triggers: [{ type: 'task-complete' }] },
    ],
  },
});

async function asked(): Promise<{ readonly workflow: string; readonly id: string }> {
  const { slug } = await client.workflows.create({ name: 'Asks', definition: asking('Tell me about the harbour.') });
  const { id } = await client.runs.start({ workflow: slug, draft: true });
  await host.app.idle();
  return { workflow: slug, id };
}

async function reword(workflow: string, prompt: string): Promise<void> {
  const { id, revision } = await client.workflows.get({ id: workflow });
  await client.workflows.update({ id, revision, definition: asking(prompt) });
}

describe('tests of runs', () => {
  it('are named after how the run ended, listed with their workflow, and removed', async () => {
    const { workflow, id } = await asked();
    const [first, second] = [await client.tests.create({ run: id }), await client.tests.create({ run: id })];

    expect([first.name, second.name]).toEqual(['completed', 'completed 2']);
    expect((await client.tests.list({ workflow })).items).toEqual([first, second]);
    expect(await failureOf(client.tests.create({ run: id, name: 'completed' }))).toMatchObject({ code: 'conflict' });
    expect((await client.tests.create({ run: id, name: 'completed', replace: true })).id).not.toBe(first.id);
    await client.tests.remove({ id: second.id });
    expect(await failureOf(client.tests.remove({ id: second.id }))).toMatchObject({ code: 'not_found' });
    expect((await client.tests.list({ workflow })).items).toHaveLength(1);
  });

  it('run beside each other where there are many, and are told in order all the same', async () => {
    const { workflow, id } = await asked();
    const names = Array.from({ length: 120 }, (_, index) => `test ${index}`);
    for (const name of names) await client.tests.create({ run: id, name });
    await reword(workflow, 'Tell me about the sea.');

    const lines = await run({ workflow, generated: true });

    const recorded = lines.filter((line) => line.type === 'test' && line.source === 'recorded');
    expect(recorded.map((line) => line.type === 'test' && line.name)).toEqual((await client.tests.list({ workflow })).items.map(({ name }) => name));
    expect(new Set(recorded.map((line) => line.type === 'test' && line.failure?.code))).toEqual(new Set(['miss']));
    expect(lines.slice(recorded.length)).toEqual([...(await run({ workflow, generated: true })).slice(recorded.length)].map((line) => ('durationMs' in line ? { ...line, durationMs: expect.any(Number) } : line)));
    expect(lines.at(-1)).toMatchObject({ type: 'end', failed: 120 });
  });

  it('pass by the same definition and fail by another one, with what changed; the author may let a request go', async () => {
    const { workflow, id } = await asked();
    await client.tests.create({ run: id, name: 'exact' });
    await client.tests.create({ run: id, name: 'loose', match: { '*:request.prompt': { contains: 'harbour' } } });
    expect(await run({ workflow })).toMatchObject([{ name: 'exact', passed: true }, { name: 'loose', passed: true }, { type: 'end', passed: 2, failed: 0 }]);

    await reword(workflow, 'Tell me all about the harbour.');
    const lines = await run({ workflow });

    expect(lines).toMatchObject([{ name: 'exact', passed: false, failure: { code: 'miss', diff: [{ path: 'prompt' }], changes: [expect.stringContaining('config.prompt')] } }, { name: 'loose', passed: true }, { passed: 1, failed: 1 }]);
    const text = lines.map((line) => testLineText(line, { paint: (_style, words) => words })).join('\n');
    expect(text).toContain('  + "Tell me all about the harbour."');
    expect(junitXml(lines)).toContain('<testsuite name="asks');
    expect(await run({ workflow, test: 'loose' })).toMatchObject([{ name: 'loose' }, { type: 'end', passed: 1 }]);
  });

  it('fail one by one where the draft cannot be run', async () => {
    const { workflow, id } = await asked();
    await client.tests.create({ run: id });
    const { id: workflowId, revision } = await client.workflows.get({ id: workflow });
    const broken = JSON.parse(JSON.stringify(asking('x')).replace('"task-complete"', '"nobody-knows"')) as JsonObject;
    await client.workflows.update({ id: workflowId, revision, definition: broken });

    expect(await run({ workflow, generated: true })).toMatchObject([{ passed: false, failure: { code: 'definition' } }, { source: 'generated', passed: false }, { failed: 2 }]);
  });

  it('of a run that waits end where it waits', async () => {
    const id = await waitingRun(host);
    const { workflow } = await client.tests.create({ run: id, name: 'waits' });

    expect(await run({ workflow: workflow.slug, test: 'waits' })).toMatchObject([{ passed: true }, { failed: 0 }]);
  });

  it('are not made with a matcher that counts nowhere, and one that is not there is not found', async () => {
    const { workflow, id } = await asked();

    expect(await failureOf(client.tests.create({ run: id, match: { ':outputs.txet': 'any' } }))).toMatchObject({ code: 'input_invalid', next: 'Did you mean ":outputs.text"?', data: { fields: [{ path: 'match.:outputs.txet' }] } });
    expect(await failureOf(client.tests.create({ run: id, match: { ':outputs.text': 'anything' as 'any' } }))).toMatchObject({ code: 'input_invalid', data: { fields: [{ message: expect.stringContaining('"any", "text", or one or more of {"contains"') }] } });
    await client.tests.create({ run: id, name: 'there', match: { ':outputs.*': 'text', 'ask#1:request.prompt': 'any' } });
    expect(await failureOf(run({ workflow, test: 'nonsuch' }))).toMatchObject({ code: 'not_found', message: expect.stringContaining('nonsuch') });
    expect(await run({ workflow, test: 'there' })).toMatchObject([{ passed: true }, { failed: 0 }]);
  });

  it('of a run that waited end where it waited, whatever the run does later', async () => {
    const id = await waitingRun(host);
    const { workflow } = await client.tests.create({ run: id, name: 'frozen' });
    const [before] = await run({ workflow: workflow.slug, test: 'frozen' });
    await client.runs.stop({ id });
    await host.app.idle();

    const [after] = await run({ workflow: workflow.slug, test: 'frozen' });

    expect((await client.runs.get({ id })).status).toBe('cancelled');
    expect(after).toEqual({ ...before, durationMs: expect.any(Number) });
  });

  it('are not made of a run that was changed on its way, nor with a matcher nobody can use', async () => {
    const { id } = await asked();
    const fork = await client.runs.fork({ id, at: 4, prompt: 'Something else.' });
    await host.app.idle();

    expect(await failureOf(client.tests.create({ run: fork.id }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_repeatable' } });
    expect(await failureOf(client.tests.create({ run: id, match: { '*:outputs.text': { matches: '(' } } }))).toMatchObject({ code: 'input_invalid' });
  });

  it('go with their workflow', async () => {
    const { workflow, id } = await asked();
    await client.tests.create({ run: id });
    expect(await failureOf(client.workflows.delete({ id: workflow }))).toMatchObject({ code: 'conflict', next: expect.stringContaining('--with-tests'), data: { tests: [expect.any(String)] } });
    expect(await client.workflows.delete({ id: workflow, withTests: true })).toMatchObject({ slug: workflow, tests: [expect.any(String)] });

    expect((await client.tests.list({})).items.map(({ run: of }) => of)).not.toContain(id);
  });
});

describe('a test run', () => {
  it('without tests says how to make one, and with generated ones says what they came by', async () => {
    const { slug } = await client.workflows.create({ name: 'Untested', definition: asking('Hm?') });

    expect(await run({ workflow: slug })).toMatchObject([{ type: 'end', passed: 0, failed: 0, hint: expect.stringContaining('aiwm tests create') }]);
    const lines = await run({ workflow: slug, generated: true });
    expect(lines.filter(({ type }) => type === 'test').length).toBeGreaterThan(20);
    expect(lines.find(({ type }) => type === 'coverage')).toMatchObject({ nodes: { covered: 3, all: 3 }, transitions: { covered: 2, all: 2 }, uncovered: [] });
    expect(lines.at(-1)).toMatchObject({ failed: 0 });
  });

  it('of everything takes every workflow that has tests, and writes nothing', async () => {
    const { workflow } = await client.tests.create({ run: await finishedRun(host), name: 'all' });
    const before = (await client.runs.list({ limit: 500 })).items;

    const lines = await run({});

    expect(lines.at(-1)).toMatchObject({ type: 'end', workflows: expect.arrayContaining([workflow.slug]) });
    expect((await client.runs.list({ limit: 500 })).items).toEqual(before);
  });

  it('stops when its reader does', async () => {
    const reader = new AbortController();
    const before = host.app.openStreams;
    const lines = (await client.tests.run({ generated: true }, { signal: reader.signal }))[Symbol.asyncIterator]();
    await lines.next();
    reader.abort();

    await expect.poll(() => host.app.openStreams).toBe(before);
  });
});
