import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { go, node, step, workflow } from '../runtime/support/definitions.ts';
import { failureOf } from './failure-of.ts';

const password = 'correct horse';

/** Asks a model something that is sensitive or is not. */
const asking = (name: string, sensitive: boolean): JsonObject =>
  workflow(
    [node('begin', 'start'), node('ask', 'workStep', { entry: [step('say', 'llm.chat', { config: { prompt: 'Say {{ inputs.word }}' } })] }), node('done', 'end', { config: { outputs: { said: '{{ nodes.ask.say.text }}' } } })],
    [go('t1', 'begin', 'ask', 'immediate'), go('t2', 'ask', 'done', 'task-complete')],
    { name, inputs: { type: 'object', properties: { word: { type: 'string', ...(sensitive ? { writeOnly: true } : {}) } } } },
  );

describe('while the vault is closed', () => {
  let dataDirectory = '';
  let host: Host;

  const open = async (): Promise<void> => {
    const opened = await openHost({ dataDirectory, samples: [] });
    if (opened === undefined) throw new Error('there is a host already');
    host = opened;
  };
  const client = (): AppClient => host.app.client(localUser('process'));
  const publish = async (name: string, { sensitive, rule }: { readonly sensitive: boolean; readonly rule: JsonObject }): Promise<string> => {
    const folder = join(dataDirectory, 'files', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'workflow.json'), JSON.stringify(asking(name, sensitive)));
    await writeFile(join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [rule, { when: {}, reply: { echo: true } }] }));
    await client().workflows.import({ path: folder, publish: true });
    return name;
  };

  beforeEach(async () => {
    dataDirectory = await realpath(await mkdtemp(join(tmpdir(), 'aiwm-waits-')));
    await open();
  });
  afterEach(async () => {
    await host.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('a run with something sensitive does not begin, and leaves nothing', async () => {
    const id = await publish('sealed', { sensitive: true, rule: { reply: { echo: true } } });
    expect(await client().vault.status({})).toMatchObject({ state: 'absent' });
    expect(await failureOf(client().runs.start({ workflow: id, input: { word: 'bird' } }))).toMatchObject({ code: 'vault_locked', next: expect.stringContaining('aiwm vault setup') });
    expect((await client().runs.list({})).items).toEqual([]);
    await client().vault.setup({ kind: 'password', password });
    expect(await client().runs.start({ workflow: id, input: { word: 'bird' } })).toMatchObject({ id: expect.any(String) });
    await host.app.idle();
  });

  it('a run with something sensitive that was cut short stays as it is, and goes on by itself when it opens', async () => {
    await client().vault.setup({ kind: 'password', password });
    const workflowId = await publish('slow', { sensitive: true, rule: { reply: { text: 'slowly' }, delayMs: 700 } });
    const { id } = await client().runs.start({ workflow: workflowId, input: { word: 'bird' } });
    await host.close();
    await open();

    expect(await client().vault.status({})).toMatchObject({ state: 'locked' });
    expect(await client().runs.get({ id })).toMatchObject({ status: 'running', inputs: { word: '(sealed)' } });
    expect(await failureOf(client().runs.pause({ id }))).toMatchObject({ code: 'vault_locked' });
    expect(await failureOf(client().vault.unlock({ password: 'another one' }))).toMatchObject({ code: 'vault_locked' });
    await client().vault.unlock({ password });
    await expect.poll(async () => (await client().runs.get({ id })).status).toBe('completed');
    expect(await client().runs.replay({ id })).toMatchObject({ equal: true });
  });

  it('a run that needs a secret waits with an incident, and goes on by itself when it opens', async () => {
    const workflowId = await publish('needs', { sensitive: false, rule: { fail: { code: 'vault_locked', times: 1 } } });
    const { id } = await client().runs.start({ workflow: workflowId, input: { word: 'bird' }, attended: false });
    await host.app.idle();
    const waiting = await client().runs.get({ id });
    expect(waiting).toMatchObject({ status: 'waiting', incidents: [{ code: 'vault_locked', answers: expect.arrayContaining(['retry']) }] });
    await client().vault.setup({ kind: 'password', password });
    await host.app.idle();
    expect(await client().runs.get({ id })).toMatchObject({ status: 'completed', incidents: [] });
    const { items } = await client().runs.events({ id });
    expect(JSON.stringify(items)).toContain('The vault was opened.');
  });

  it('a run whose key is refused on its way waits, whoever watches, says why, and goes on when another key is set', async () => {
    await client().vault.setup({ kind: 'password', password });
    const name = 'revoked';
    const definition = workflow(
      [node('begin', 'start'), node('first', 'workStep', { entry: [step('one', 'llm.chat', { config: { prompt: 'One' } })] }), node('second', 'workStep', { entry: [step('two', 'llm.chat', { config: { prompt: 'Two' } })] }), node('done', 'end')],
      [go('t1', 'begin', 'first', 'immediate'), go('t2', 'first', 'second', 'task-complete'), go('t3', 'second', 'done', 'task-complete')],
      { name },
    );
    const folder = join(dataDirectory, 'files', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'workflow.json'), JSON.stringify(definition));
    await writeFile(join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [{ when: { node: 'second' }, fail: { code: 'credential_rejected', times: 1 } }, { when: {}, reply: { echo: true } }] }));
    await client().workflows.import({ path: folder, publish: true });
    const { id } = await client().runs.start({ workflow: name, attended: false });
    await host.app.idle();

    const waiting = await client().runs.get({ id });
    expect(waiting).toMatchObject({ status: 'waiting', incidents: [{ code: 'credential_rejected', nodeId: 'second', answers: ['retry', 'use_model', 'skip', 'take_transition', 'fail'] }] });
    expect(waiting.incidents[0]?.message).toContain('no longer accepted');
    await client().credentials.set({ connector: 'claude', secret: 'sk-another', test: false });
    await host.app.idle();
    expect(await client().runs.get({ id })).toMatchObject({ status: 'completed', incidents: [], visited: { first: 1, second: 1 } });
    expect(JSON.stringify((await client().runs.events({ id })).items)).toContain('A key was set.');
    expect(await client().runs.replay({ id })).toMatchObject({ equal: true });
  });
});
