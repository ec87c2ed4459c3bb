import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../../src/core/app/app.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import { localUser } from '../../../../src/core/domain/model/caller.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { openMemory } from '../../../../src/core/storage/memory/memory-adapter.ts';
import { openMemoryHost, processClient, waitingRun } from '../../../contracts/fixture/sample-host.ts';
import { failureOf } from '../failure-of.ts';

const data = openMemory();
let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openMemoryHost(data);
  client = processClient(host.app);
});
afterAll(() => host.close());

const rename = (name: string): Edit => ({ kind: 'set', at: 'workflow', path: ['name'], value: name });
const created = async (name: string): Promise<string> => (await client.workflows.create({ name })).id;
const nameOf = async (id: string): Promise<string> => (await client.workflows.get({ id })).name;

describe('edits on a draft', () => {
  it('are all carried out, named, and kept as one save', async () => {
    const id = await created('Edited');

    const saved = await client.workflows.edit({
      id,
      edits: [
        { kind: 'splice', transition: 't1', node: { id: 'check', type: 'decision', name: 'Check' }, onward: { id: 't2', triggers: [{ type: 'condition' }] } },
        { kind: 'set', at: 'nodes.check', path: ['name'], value: 'Check it' },
      ],
    });

    expect(saved).toMatchObject({ revision: 2, acts: ['Insert decision Check', 'Rename Check'] });
    expect(await client.workflows.history({ id })).toMatchObject({ saves: [{ save: 2, kind: 'edit', act: 'Insert decision Check · Rename Check', by: 'user:local' }, { save: 1, kind: 'start' }], undo: 'Insert decision Check · Rename Check' });
  });

  it('or none of them: the one that cannot be done is told by its number', async () => {
    const id = await created('Untouched');

    const failure = await failureOf(client.workflows.edit({ id, edits: [rename('Changed'), { kind: 'connect', transition: { id: 't2', from: 'start', to: 'start', triggers: [{ type: 'immediate' }] } }] }));

    expect(failure).toMatchObject({ code: 'input_invalid', message: expect.stringMatching(/^Edit 2: "start" cannot be connected to itself/u) });
    expect(await client.workflows.get({ id })).toMatchObject({ name: 'Untouched', revision: 1 });
  });

  it('meant for another revision are refused, as every change is', async () => {
    const id = await created('Moved on');
    await client.workflows.edit({ id, edits: [rename('First')], revision: 1 });

    for (const late of [client.workflows.edit({ id, edits: [rename('Late')], revision: 1 }), client.workflows.undo({ id, revision: 1 }), client.workflows.restore({ id, save: 1, revision: 1 }), client.workflows.checkpoint({ id, note: 'Late', revision: 1 })]) {
      expect(await failureOf(late)).toMatchObject({ code: 'version_conflict' });
    }
    expect(await nameOf(id)).toBe('First');
  });
});

describe('undo and redo of a draft', () => {
  it('go back and forward through the saves, each as a revision of its own', async () => {
    const id = await created('One');
    for (const name of ['Two', 'Three', 'Four']) await client.workflows.edit({ id, edits: [rename(name)] });

    expect(await client.workflows.undo({ id, steps: 2 })).toMatchObject({ revision: 5, acts: ['Rename the workflow', 'Rename the workflow'] });
    expect(await nameOf(id)).toBe('Two');
    await client.workflows.redo({ id });
    expect(await nameOf(id)).toBe('Three');
    await client.workflows.undo({ id, steps: 2 });
    expect(await nameOf(id)).toBe('One');
    expect(await failureOf(client.workflows.undo({ id }))).toMatchObject({ code: 'precondition_failed' });
    await client.workflows.redo({ id, steps: 3 });
    expect(await nameOf(id)).toBe('Four');
    await client.workflows.undo({ id });
    await client.workflows.edit({ id, edits: [rename('Another')] });
    expect(await failureOf(client.workflows.redo({ id }))).toMatchObject({ code: 'precondition_failed' });
    expect((await client.workflows.history({ id })).saves.map(({ kind }) => kind)).toEqual(['edit', 'undo', 'redo', 'undo', 'redo', 'undo', 'edit', 'edit', 'edit', 'start']);
  });

  it('leave what somebody else did, unless that was said', async () => {
    const id = await created('Mine');
    await client.workflows.edit({ id, edits: [rename('Mine, too')] });
    const other = host.app.client({ ...localUser('http'), actor: { kind: 'token', id: 'colleague' } });
    await other.workflows.edit({ id, edits: [rename('Theirs')] });

    expect(await failureOf(client.workflows.undo({ id }))).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('token:colleague'), next: expect.stringContaining('--anyone') });
    expect(await nameOf(id)).toBe('Theirs');
    await other.workflows.undo({ id });
    expect(await nameOf(id)).toBe('Mine, too');
    expect(await failureOf(client.workflows.redo({ id }))).toMatchObject({ code: 'precondition_failed' });
    await client.workflows.redo({ id, anyone: true });
    expect(await nameOf(id)).toBe('Theirs');
  });

  it('pass over a checkpoint of a draft that stayed as it was', async () => {
    const id = await created('Before');
    await client.workflows.edit({ id, edits: [rename('After')] });
    await client.workflows.undo({ id });
    await client.workflows.checkpoint({ id, note: 'As it began' });

    await client.workflows.redo({ id });

    expect(await nameOf(id)).toBe('After');
    expect((await client.workflows.history({ id })).saves.find(({ kind }) => kind === 'checkpoint')).toMatchObject({ note: 'As it began' });
  });
});

describe('what is kept of a draft', () => {
  it('autosaves of a minute are one, a note makes a checkpoint, and the same definition again is no save', async () => {
    const id = await created('Saved often');
    const { definition } = await client.workflows.get({ id });
    for (const [at, name] of ['A', 'B', 'C'].entries()) await client.workflows.update({ id, definition: { ...definition, name }, revision: at + 1, act: `Call it ${name}` });
    const same = await client.workflows.update({ id, definition: { ...definition, name: 'C' }, revision: 4 });
    await client.workflows.update({ id, definition: { ...definition, name: 'D' }, revision: 4, note: 'Good so far' });

    expect(same.revision).toBe(4);
    const { saves } = await client.workflows.history({ id });
    expect(saves.map(({ kind, act, note }) => [kind, act, note])).toEqual([['checkpoint', 'Save the draft', 'Good so far'], ['autosave', 'Call it A · Call it B · Call it C', undefined], ['start', 'As it was', undefined]]);
    expect(await client.workflows.recall({ id, save: saves[1]?.save ?? 0 })).toMatchObject({ definition: { name: 'C' } });
  });

  it('is the newest 50 saves, one of each hour before them, how it began, and every checkpoint', async () => {
    const id = await created('Long story');
    await client.workflows.edit({ id, edits: [rename('Kept')], note: 'First' });
    for (let number = 0; number < 60; number += 1) await client.workflows.edit({ id, edits: [rename(`Name ${number}`)] });

    const { saves } = await client.workflows.history({ id });

    // The hour may have turned meanwhile.
    expect([53, 54]).toContain(saves.length);
    expect(saves.slice(-2)).toMatchObject([{ kind: 'checkpoint', note: 'First' }, { kind: 'start' }]);
    await client.workflows.restore({ id, save: saves.at(-2)?.save ?? 0 });
    expect(await nameOf(id)).toBe('Kept');
  });

  it('a version is restored into the draft, and stays as it is', async () => {
    const id = await created('Published');
    await client.workflows.publish({ id });
    await client.workflows.edit({ id, edits: [rename('Changed')] });

    expect(await client.workflows.restore({ id, version: 1 })).toMatchObject({ acts: ['Restore version 1'], definition: { name: 'Published' } });
    expect(await client.workflows.get({ id })).toMatchObject({ name: 'Published', status: 'published' });
    expect(await failureOf(client.workflows.restore({ id }))).toMatchObject({ code: 'input_invalid' });
    expect(await failureOf(client.workflows.restore({ id, version: 9 }))).toMatchObject({ code: 'not_found' });
  });
});

describe('around a draft', () => {
  it('a copy begins anew, says what it shares, and leaves the other as it was', async () => {
    const before = await client.workflows.get({ id: 'approval' });

    const { workflow } = await client.workflows.duplicate({ id: 'approval', name: 'My approval', tags: ['mine'] });

    expect(workflow).toMatchObject({ slug: 'my-approval', status: 'draft', revision: 1, definition: { root: before.definition['root'], about: { tags: ['mine'] } } });
    expect(await client.workflows.history({ id: workflow.id })).toMatchObject({ items: [], saves: [] });
    expect(await client.workflows.get({ id: 'approval' })).toEqual(before);
  });

  it('a scaffold has the steps it was asked for, and a name that is taken stays unless that was said', async () => {
    const made = await client.workflows.create({ name: 'Scaffold', slug: 'scaffold', template: 'review', add: ['decision', 'workstep', 'uiCard', 'loop'] });

    const { root, cards } = made.definition as { readonly root: { readonly nodes: JsonObject[] }; readonly cards: JsonObject[] };
    expect(root.nodes.map(({ type }) => type)).toEqual(['start', 'workStep', 'uiCard', 'end', 'decision', 'workStep', 'uiCard', 'loop']);
    expect(cards.map(({ id }) => id)).toEqual(['review', 'answer']);
    expect(await failureOf(client.workflows.create({ name: 'Again', slug: 'scaffold' }))).toMatchObject({ code: 'conflict', next: expect.stringContaining('--force') });
    expect(await client.workflows.create({ name: 'Again', slug: 'scaffold', force: true })).toMatchObject({ id: made.id, name: 'Again', revision: 2 });
    expect(await failureOf(client.workflows.create({ name: 'Odd', add: ['decisoin'] }))).toMatchObject({ code: 'input_invalid', next: expect.stringContaining('decision') });
    for (const template of ['blank', 'ask', 'review', 'batch'] as const) {
      const { id } = await client.workflows.create({ name: `From ${template}`, template });
      expect((await client.workflows.verify({ id })).findings).toEqual([]);
    }
  });

  it('a definition on a screen is verified without a write', async () => {
    const { id, definition, revision } = await client.workflows.get({ id: 'approval' });
    const { root } = definition as { readonly root: JsonObject };

    const { publishable } = await client.workflows.verify({ id, definition: { ...definition, root: { ...root, transitions: [] } } });

    expect(publishable).toBe(false);
    expect(await client.workflows.get({ id })).toMatchObject({ revision });
  });

  it('what a file would bring is told before anything is written', async () => {
    const { text } = await client.workflows.export({ id: 'approval' });
    const changed = { ...(JSON.parse(text) as JsonObject), llm: { connector: 'nowhere' } };
    const before = await client.workflows.list({});

    const found = await client.workflows.inspect({ content: Buffer.from(JSON.stringify(changed)).toString('base64'), slug: 'approval' });

    expect(found).toMatchObject({ slug: 'approval', isSame: false, missing: [{ code: 'missing_connector' }] });
    expect(await client.workflows.list({})).toEqual(before);
  });

  it('a change made elsewhere is heard of', async () => {
    const id = await created('Watched');
    const closing = new AbortController();
    const states = await client.workflows.watch({ id }, { signal: closing.signal });

    expect((await states.next()).value).toMatchObject({ revision: 1 });
    await client.workflows.edit({ id, edits: [rename('Changed')] });
    expect((await states.next()).value).toMatchObject({ revision: 2, by: 'user:local', act: 'Rename the workflow' });
    // Another process writes to the same database and says nothing.
    const row = await data.workflows.find(id);
    if (row === undefined) throw new Error('The workflow is gone.');
    const { definition, hash, attachments } = await data.workflows.draft(row.id);
    await data.workflows.saveDraft(row.id, { definition, hash, attachments, name: 'Elsewhere', description: '', expectedRevision: 2, at: row.updatedAt + 1, save: { kind: 'edit', author: { kind: 'token', id: 'other' }, act: 'Change it elsewhere' } });
    expect((await states.next()).value).toMatchObject({ revision: 3, by: 'token:other' });
    await client.workflows.rename({ id, slug: 'called-otherwise' });
    expect((await states.next()).value).toMatchObject({ revision: 3, slug: 'called-otherwise' });
    closing.abort();
  });

  it('is told to whoever follows it when it is deleted, with who did it, and nothing after that', async () => {
    const id = await created('Followed');
    const states = await client.workflows.watch({ id });
    await states.next();

    await client.workflows.delete({ id });

    expect((await states.next()).value).toMatchObject({ revision: 1, deleted: true, by: 'user:local' });
    expect(await states.next()).toMatchObject({ done: true });
  });

  it('an expression sees what stands in scope, with what it was in the last runs', async () => {
    await waitingRun(host);
    const { items, functions, runs } = await client.workflows.scope({ id: 'approval', where: 'root' });

    expect(items.find(({ path }) => path === 'inputs.topic')).toMatchObject({ type: 'text', samples: [{ value: 'Holiday plan' }] });
    expect(functions.map(({ name }) => name)).toContain('size');
    expect(runs).toHaveLength(1);
    expect(await client.workflows.evaluate({ id: 'approval', where: 'root', expression: 'size(inputs.topic)' })).toMatchObject({ type: 'number', problems: [], values: [{ value: 12 }] });
    expect((await client.workflows.evaluate({ id: 'approval', where: 'root', template: 'On {{ inputs.topic }}' })).values).toMatchObject([{ value: 'On Holiday plan' }]);
    expect((await client.workflows.evaluate({ id: 'approval', where: 'root', expression: 'inputs.topik' })).problems).toMatchObject([{ next: expect.stringContaining('topic') }]);
    expect((await client.workflows.evaluate({ id: 'approval', where: 'root', expression: '1 +' })).problems).toHaveLength(1);
  });

  it('what is sensitive is masked in both, whether a run or the definition says so', async () => {
    const definition = {
      format: 'aiwm.workflow/1', name: 'Secretive', variables: { plain: { initial: 'hello' } },
      inputs: { type: 'object', properties: { code: { type: 'string', writeOnly: true } } },
      root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, { id: 'done', type: 'end' }], transitions: [{ id: 't1', from: 'start', to: 'done', triggers: [{ type: 'immediate' }] }] },
    };
    await client.vault.setup({ kind: 'password', password: 'correct horse battery' });
    const { id } = await client.workflows.create({ name: 'Secretive', definition });
    await client.workflows.publish({ id });
    await client.runs.start({ workflow: id, input: { code: 'open sesame' } });
    await host.app.idle();
    const open = { ...definition, inputs: { type: 'object', properties: { code: { type: 'string' } } } };

    for (const shown of [undefined, open]) {
      const asked = { id, where: 'root', ...(shown === undefined ? {} : { definition: shown }) };
      const { items } = await client.workflows.scope(asked);
      expect(items.find(({ path }) => path === 'inputs.code')).toMatchObject({ isSensitive: shown === undefined, samples: [] });
      expect(items.find(({ path }) => path === 'vars.plain')).toMatchObject({ samples: [{ value: 'hello' }] });
      const { values } = await client.workflows.evaluate({ ...asked, expression: "inputs.code + '!'" });
      expect(values).toMatchObject([{ isMasked: true }]);
      expect(JSON.stringify([items, values])).not.toContain('sesame');
    }
  });
});
