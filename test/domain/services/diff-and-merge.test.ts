import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { failureOf } from './failure-of.ts';

const { client } = await memoryHost();

const definition = (middle: JsonObject, more: JsonObject = {}): JsonObject => ({
  format: 'aiwm.workflow/1',
  name: 'Greeting',
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'say', type: 'workStep', ...middle }, { id: 'done', type: 'end' }],
    transitions: [
      { id: 't1', from: 'start', to: 'say', triggers: [{ type: 'immediate' }] },
      { id: 't2', from: 'say', to: 'done', triggers: [{ type: 'task-complete' }] },
    ],
  },
  ...more,
});

/** A workflow published once, whose draft then got another name for its step. */
async function changedWorkflow(): Promise<string> {
  const { id } = await client.workflows.create({ name: 'Greeting', definition: definition({}) });
  await client.workflows.publish({ id });
  await client.workflows.update({ id, definition: definition({ name: 'Say it' }), revision: (await client.workflows.get({ id })).revision });
  return id;
}

describe('workflows.diff', () => {
  it('of one workflow compares what is published with the draft', async () => {
    const id = await changedWorkflow();

    const diff = await client.workflows.diff({ from: id });

    expect(diff).toMatchObject({ same: false, from: expect.stringMatching(/^version 1 of greeting/), to: expect.stringMatching(/^the draft of greeting/) });
    expect(diff.changes).toEqual([{ kind: 'changed', noun: 'node', id: 'say', where: 'root/say', field: 'name', after: 'Say it', text: 'node "say" (root/say): name is now "Say it"' }]);
  });

  it('compares two versions, two workflows, and two files', async () => {
    const id = await changedWorkflow();
    await client.workflows.publish({ id });
    const other = await client.workflows.create({ name: 'Other', definition: definition({ name: 'Say it' }) });

    expect((await client.workflows.diff({ from: `${id}@2`, to: `${id}@1` })).changes).toMatchObject([{ kind: 'changed', before: 'Say it' }]);
    expect((await client.workflows.diff({ from: id, to: other.slug })).changes.map(({ text }) => text)).toEqual(['workflow: name was "Greeting", is "Other"']);
    expect((await client.workflows.diff({ fromDefinition: definition({}), toDefinition: definition({ onError: 'fail' }) })).changes).toMatchObject([{ field: 'onError', after: 'fail' }]);
  });

  it('finds nothing where only the canvas differs', async () => {
    const diff = await client.workflows.diff({ fromDefinition: definition({}), toDefinition: definition({}, { layout: { say: { x: 4, y: 2 } } }) });

    expect(diff).toMatchObject({ same: true, changes: [] });
  });

  it.each([
    ['a version that is not there', { from: 'data-report@9' }, 'not_found'],
    ['a workflow that is not there', { from: 'nobody' }, 'not_found'],
    ['a version that is no number', { from: 'data-report@newest' }, 'input_invalid'],
    ['nothing to compare', {}, 'input_invalid'],
    ['one side given twice', { from: 'data-report', fromDefinition: {} }, 'input_invalid'],
    ['a file that is no definition', { from: 'data-report', toDefinition: { name: 'x' } }, 'definition_invalid'],
  ])('refuses %s', async (_what, input, code) => {
    expect((await failureOf(client.workflows.diff(input))).code).toBe(code);
  });

  it('of a workflow never published asks for the other side', async () => {
    const { id } = await client.workflows.create({ name: 'Only a draft' });

    expect((await failureOf(client.workflows.diff({ from: id }))).code).toBe('not_published');
  });
});

describe('workflows.merge', () => {
  it('writes nothing unless it is asked to', async () => {
    const id = await changedWorkflow();
    const before = await client.workflows.get({ id });

    const merged = await client.workflows.merge({ id, theirDefinition: definition({ onError: 'fail' }) });

    expect(merged).toMatchObject({ saved: false, revision: before.revision, changes: [{ field: 'onError', after: 'fail' }] });
    expect(await client.workflows.get({ id })).toEqual(before);
  });

  it('writes both sides’ changes to the draft, with the files it has', async () => {
    const id = await changedWorkflow();

    const merged = await client.workflows.merge({ id, theirDefinition: definition({ onError: 'fail' }), save: true });

    const after = await client.workflows.get({ id });
    expect(merged).toMatchObject({ saved: true, revision: after.revision, hash: after.hash });
    expect(JSON.stringify(after.definition)).toContain('"name":"Say it","config":{},"entry":[],"exit":[],"onError":"fail"');
  });

  it('that brings nothing leaves the draft at its revision', async () => {
    const id = await changedWorkflow();
    const before = await client.workflows.get({ id });

    expect(await client.workflows.merge({ id, theirs: `${id}@1`, save: true })).toMatchObject({ saved: false, revision: before.revision, changes: [] });
    expect(await client.workflows.get({ id })).toEqual(before);
  });

  it('answers the places in conflict, and the draft stays', async () => {
    const id = await changedWorkflow();
    const before = await client.workflows.get({ id });

    const failure = await failureOf(client.workflows.merge({ id, theirDefinition: definition({ name: 'Sing it' }), save: true }));

    expect(failure).toMatchObject({ code: 'conflict', message: expect.stringContaining('root/say.name'), data: { conflicts: [{ reason: 'both_changed', where: 'root/say.name', ours: 'Say it', theirs: 'Sing it' }] } });
    expect(await client.workflows.get({ id })).toEqual(before);
  });

  it('is refused for a draft that is not the one it was meant for', async () => {
    const id = await changedWorkflow();

    expect((await failureOf(client.workflows.merge({ id, theirs: `${id}@1`, revision: 1, save: true }))).code).toBe('version_conflict');
  });

  it('takes another base where the published version is not what both come from', async () => {
    const id = await changedWorkflow();

    const merged = await client.workflows.merge({ id, base: `${id}@draft`, theirs: `${id}@1` });

    expect(merged.changes).toMatchObject([{ kind: 'changed', field: 'name', before: 'Say it' }]);
  });
});

describe('workflows.export', () => {
  it('gives a text that imports and exports again as the same text', async () => {
    const { text, hash } = await client.workflows.export({ id: 'data-report' });

    const { workflow } = await client.workflows.import({ content: Buffer.from(text).toString('base64'), slug: 'imported-again' });

    expect(workflow.hash).toBe(hash);
    expect((await client.workflows.export({ id: workflow.id })).text).toBe(text);
    expect(Object.keys(JSON.parse(text) as JsonObject).slice(0, 3)).toEqual(['format', 'name', 'description']);
  });

  it('draws the workflow for Mermaid and describes it for XState', async () => {
    expect((await client.workflows.export({ id: 'approval', format: 'mermaid' })).text).toMatch(/^stateDiagram-v2\n/);
    expect(JSON.parse((await client.workflows.export({ id: 'approval', format: 'xstate' })).text)).toMatchObject({ id: 'workflow', initial: expect.any(String) });
  });
});
