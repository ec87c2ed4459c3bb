import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { finishedRun, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

const countRuns = async (): Promise<number> => (await client.runs.list({ limit: 500 })).items.length;

describe('starting', () => {
  it.each<[string, JsonObject, string]>([
    ['an input that is missing', {}, 'topic'],
    ['an input of another type', { topic: 7 }, 'topic'],
    ['a misspelt input', { topic: 'a', topik: 'b' }, 'topik'],
  ])('%s is named, and nothing is written', async (_case, input, named) => {
    const before = await countRuns();

    const failure = await failureOf(client.runs.start({ workflow: 'approval', input }));

    expect(failure).toMatchObject({ code: 'input_invalid', message: expect.stringContaining(named), data: { fields: [{ path: `input.${named}` }] } });
    expect(await countRuns()).toBe(before);
  });

  it('a file is pinned by its address, so that changing it later changes nothing', async () => {
    const file = path.join(host.dataDirectory, 'files', 'numbers.csv');
    await writeFile(file, 'n\n1\n');
    const { id } = await client.runs.start({ workflow: 'data-report', input: { csv: file } });
    await writeFile(file, 'n\n2\n');

    const { inputs } = await client.runs.get({ id });

    expect(inputs['csv']).toEqual({ name: 'numbers.csv', bytes: 4, mediaType: 'text/csv', sha256: '6ff2d84956e507dade83da732a88aa6fa02712d03af8c515633f674de9fd42bd' });
  });

  it('a file outside the allowed directories is denied before anything is written', async () => {
    const before = await countRuns();

    expect(await failureOf(client.runs.start({ workflow: 'data-report', input: { csv: '/etc/passwd' } }))).toMatchObject({ code: 'path_denied' });
    expect(await countRuns()).toBe(before);
  });

  it('two equal starts with one key are one run, even if the second could not be started any more', async () => {
    const { slug } = await client.workflows.create({ name: 'Gone by now' });
    const first = await client.runs.start({ workflow: slug, draft: true, key: 'once-1' });
    await host.app.idle();
    await client.workflows.delete({ id: slug });

    expect(await client.runs.start({ workflow: slug, draft: true, key: 'once-1' })).toEqual({ id: first.id, duplicate: true });
    expect(first.duplicate).toBe(false);
  });

  it('a key stands for one input of a run: another one under it is refused, and not answered as done', async () => {
    const { id } = await client.runs.start({ workflow: 'approval', input: { topic: 'Keys' } });
    await host.app.idle();
    const paused = await client.runs.pause({ id, key: 'k1' });

    expect(await client.runs.pause({ id, key: 'k1', reason: 'In other words' })).toMatchObject({ seq: paused.seq });
    expect(await failureOf(client.runs.stop({ id, key: 'k1' }))).toMatchObject({ code: 'conflict', message: expect.stringContaining(`row ${paused.seq}, command "pause"`) });
    expect(await client.runs.get({ id })).toMatchObject({ status: 'paused' });
    await client.runs.resume({ id });

    const [card] = (await client.cards.list({ run: id })).items;
    const answer = { id: card?.id ?? '', values: { decision: 'approved' }, key: 'k2' };
    const { seq } = await client.cards.submit(answer);
    expect(await client.cards.submit(answer)).toMatchObject({ seq });
    expect(await failureOf(client.cards.submit({ ...answer, values: { decision: 'rejected' } }))).toMatchObject({ code: 'conflict' });
    expect(await failureOf(client.cards.submit({ ...answer, key: 'k1' }))).toMatchObject({ code: 'conflict' });
  });

  it('a start under the key of another one is a conflict that names what the key started', async () => {
    const { id } = await client.runs.start({ workflow: 'approval', input: { topic: 'Holiday' }, key: 'once-2' });
    const before = await countRuns();

    const otherInput = await failureOf(client.runs.start({ workflow: 'approval', input: { topic: 'Budget' }, key: 'once-2' }));
    const otherWorkflow = await failureOf(client.runs.start({ workflow: 'data-report', key: 'once-2' }));

    expect(otherInput).toMatchObject({ code: 'conflict', message: expect.stringContaining('"topic"'), data: { run: id, fields: [{ path: 'input.topic' }] } });
    expect(otherWorkflow).toMatchObject({ code: 'conflict', message: expect.stringContaining(`run ${id} of "approval"`) });
    expect(await client.runs.start({ workflow: 'approval', input: { topic: 'Holiday' }, key: 'once-2' })).toEqual({ id, duplicate: true });
    const atOnce = await Promise.allSettled(['a', 'b'].map(async (topic) => client.runs.start({ workflow: 'approval', input: { topic }, key: 'once-3' })));
    expect(atOnce.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await countRuns()).toBe(before + 1);
  });

  it('a file that changed since is the same input, another file is not', async () => {
    const [file, other] = ['keyed.csv', 'other.csv'].map((name) => path.join(host.dataDirectory, 'files', name));
    if (file === undefined || other === undefined) throw new Error('no files');
    await writeFile(file, 'n\n1\n');
    await writeFile(other, 'n\n3\n');
    const { id } = await client.runs.start({ workflow: 'data-report', input: { csv: file }, key: 'once-4' });
    await writeFile(file, 'n\n2\n');

    expect(await client.runs.start({ workflow: 'data-report', input: { csv: file }, key: 'once-4' })).toEqual({ id, duplicate: true });
    expect(await failureOf(client.runs.start({ workflow: 'data-report', input: { csv: other }, key: 'once-4' }))).toMatchObject({ code: 'conflict' });
  });

  it('a draft runs only when it is asked for', async () => {
    const { slug } = await client.workflows.create({ name: 'Only a draft' });

    expect(await failureOf(client.runs.start({ workflow: slug }))).toMatchObject({ code: 'not_published', next: expect.stringContaining('--draft') });
    const { id } = await client.runs.start({ workflow: slug, draft: true });
    expect((await client.runs.get({ id })).workflow).toEqual({ id: expect.any(String), slug, name: 'Only a draft', version: undefined });
    expect(await failureOf(client.runs.start({ workflow: slug, version: 3 }))).toMatchObject({ code: 'not_found' });
  });
});

describe('looking', () => {
  it('pages of the list join without a gap or a repetition, newest first', async () => {
    for (let count = 0; count < 5; count += 1) await finishedRun(host);
    const whole = (await client.runs.list({ limit: 500 })).items.map(({ id }) => id);

    const paged: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await client.runs.list({ limit: 2, ...(after === undefined ? {} : { after }) });
      paged.push(...page.items.map(({ id }) => id));
      after = page.next;
      if (after === undefined) break;
    }

    expect(paged).toEqual(whole);
    expect(whole).toEqual(whole.toSorted().toReversed());
  });

  it('a run shows what it is pinned to with the layout of its version, what it holds and what may be done', async () => {
    const run = await client.runs.get({ id: await waitingRun(host) });

    expect(run).toMatchObject({ status: 'waiting', active: [{ nodeId: 'review', phase: 'idle' }], visited: { start: 1, review: 1 }, may: ['pause', 'stop'], inputs: { topic: 'Holiday plan' } });
    expect(run.cards).toEqual([`${run.id}:review#1`]);
    const finished = await client.runs.get({ id: await finishedRun(host) });
    expect(finished).toMatchObject({ status: 'completed', may: [], definition: { layout: { write: { x: 200 } } }, nodes: { write: { make: expect.anything() } } });
  });

  it('an incident says what happened, and which answers close it', async () => {
    await mkdir(path.join(host.dataDirectory, 'files', 'later'), { recursive: true });
    const file = path.join(host.dataDirectory, 'files', 'later', 'late.txt');
    const { slug } = await client.workflows.create({ name: 'Reads late', definition: reading(file) });
    const { id } = await client.runs.start({ workflow: slug, draft: true, attended: true });
    await host.app.idle();

    const [incident] = (await client.runs.get({ id })).incidents;
    expect(incident).toMatchObject({ code: 'action_failed', nodeId: 'read', message: expect.stringContaining('late.txt'), answers: expect.arrayContaining(['retry', 'skip', 'fail']) });

    await writeFile(file, 'now');
    await client.runs.resolve({ id, incident: incident?.id ?? '', answer: 'retry' });
    await host.app.idle();
    expect(await client.runs.get({ id })).toMatchObject({ status: 'completed', incidents: [] });
  });
});

describe('watching', () => {
  const read = async (lines: AsyncIterable<RunLine>): Promise<RunLine[]> => Array.fromAsync(lines);

  it('catches up from where the reader stood, then follows to the end, every row once', async () => {
    const id = await waitingRun(host);
    const watched = read(await client.runs.watch({ id, after: 2 }));
    await client.cards.submit({ id, values: { decision: 'approved' } });

    const rows = (await watched).filter(({ seq }) => seq !== undefined);

    expect(rows).toEqual((await client.runs.events({ id, after: 2 })).items);
    expect(rows.at(-1)).toMatchObject({ type: 'run_ended', severity: 'info', payload: { outputs: { decision: 'approved' } } });
  });

  it('stops where the run waits for somebody when that is asked for', async () => {
    const id = await waitingRun(host);

    expect((await read(await client.runs.watch({ id, until: 'settled' }))).at(-1)).toMatchObject({ type: 'card_requested', nodeId: 'review' });
  });

  it('streamed text comes between the rows, without a seq', async () => {
    const { slug } = await client.workflows.create({ name: 'Talks', definition: talking });
    const { id } = await client.runs.start({ workflow: slug, draft: true });
    await host.app.idle();

    const lines: RunLine[] = [];
    for await (const line of await client.runs.watch({ id })) {
      lines.push(line);
      // From here on the reader is there, and nothing was said before.
      if (line.type === 'card_requested') await client.cards.submit({ id });
    }

    const said = lines.filter(({ type }) => type === 'text_delta');
    expect(said.length).toBeGreaterThan(1);
    expect(said.every((line) => line.seq === undefined && line.nodeId === 'ask')).toBe(true);
    expect(lines.filter(({ seq }) => seq !== undefined).map(({ seq }) => seq)).toEqual(lines.filter(({ seq }) => seq !== undefined).map((_, index) => index + 1));
    const { nodes } = await client.runs.get({ id });
    expect(nodes).toMatchObject({ ask: { say: { text: said.map(({ payload }) => (typeof payload['text'] === 'string' ? payload['text'] : '?')).join('') } } });
  });
});

describe('steering', () => {
  it('a command that came before answers as the first did', async () => {
    const id = await waitingRun(host);
    const first = await client.runs.pause({ id, key: 'pause-1' });
    await client.runs.resume({ id });

    expect((await client.runs.pause({ id, key: 'pause-1' })).seq).toBe(first.seq);
    expect((await client.runs.get({ id })).status).toBe('waiting');
  });

  it('a run that ended takes no command', async () => {
    const id = await finishedRun(host);

    expect(await failureOf(client.runs.stop({ id }))).toMatchObject({ code: 'precondition_failed' });
  });
});

const around = (step: JsonObject & { readonly id: string }, before: readonly JsonObject[] = []): JsonObject => ({
  format: 'aiwm.workflow/1',
  name: 'One step',
  cards: before.length === 0 ? [] : [{ id: 'ready', title: 'Ready?' }],
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, ...before, step, { id: 'done', type: 'end' }],
    transitions: [
      ...(before.length === 0
        ? [{ id: 't1', from: 'start', to: step.id, triggers: [{ type: 'immediate' }] }]
        : [
            { id: 't0', from: 'start', to: 'ready', triggers: [{ type: 'immediate' }] },
            { id: 't1', from: 'ready', to: step.id, triggers: [{ type: 'card-submitted' }] },
          ]),
      { id: 't2', from: step.id, to: 'done', triggers: [{ type: 'task-complete' }] },
    ],
  },
});

const reading = (file: string): JsonObject => around({ id: 'read', type: 'workStep', entry: [{ id: 'load', type: 'file.read', config: { file }, retry: { maxRetries: 0 } }] });
const talking = around({ id: 'ask', type: 'workStep', entry: [{ id: 'say', type: 'llm.chat', config: { prompt: 'Tell me about the harbour in five sentences.' } }] }, [
  { id: 'ready', type: 'uiCard', config: { card: 'ready' } },
]);
