import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { openMemoryHost } from '../../contracts/fixture/sample-host.ts';
import { go, node, step, workflow } from '../runtime/support/definitions.ts';

const canary = 'canary-of-approvals';

/** Writing a file with the secret in it is approved first; a validator reads it, too. */
const definition = workflow(
  [
    node('begin', 'start'),
    node('work', 'workStep', { exit: [step('write', 'file.write', { config: { path: 'approved.txt', content: 'It is {{ inputs.birth }}' } })] }),
    node('done', 'end', { config: { outputs: { path: '{{ nodes.work.write.path }}' } } }),
  ],
  [
    go('t1', 'begin', 'work', 'immediate'),
    go('t2', 'work', 'done', 'task-complete', {
      validators: [
        { id: 'known', type: 'expression', config: { that: 'inputs.birth.size() > 2' } },
        { id: 'ok', type: 'manual-approval', config: { title: 'Write {{ inputs.birth }}?', approves: ['write'], allowSelf: true } },
      ],
    }),
  ],
  { inputs: { type: 'object', properties: { birth: { type: 'string', writeOnly: true } } } },
);

describe('an approval of something sensitive', () => {
  let host: Host;
  beforeEach(async () => {
    host = await openMemoryHost();
    await host.app.client(localUser('process')).vault.setup({ kind: 'password', password: 'correct horse' });
  });
  afterEach(async () => { await host.close(); });
  const client = (): AppClient => host.app.client(localUser('process'));
  const reader = (): AppClient => host.app.client({ ...localUser('process'), access: 'read' });

  it('is shown to whoever may answer it, and executed as it was shown', async () => {
    await client().workflows.create({ name: 'Approved', slug: 'approved', definition });
    const { id } = await client().runs.start({ workflow: 'approved', draft: true, input: { birth: canary }, attended: true });
    await host.app.idle();

    const [seen] = (await client().approvals.list({})).items;
    expect(seen).toMatchObject({ title: `Write ${canary}?`, requests: [{ config: { content: `It is ${canary}` } }] });
    expect((await reader().approvals.list({})).items).toMatchObject([{ title: '(sealed)', hash: '(sealed)', requests: [{ config: { sealed: true } }] }]);
    expect(JSON.stringify([await client().runs.events({ id }), await client().runs.why({ id }), await client().runs.get({ id })])).not.toContain(canary);

    await client().approvals.decide({ id: seen?.id ?? '', decision: 'approve', hash: seen?.hash ?? '' });
    await host.app.idle();
    expect(await client().runs.get({ id })).toMatchObject({ status: 'completed', outputs: { path: '(sealed)' } });
    expect(await client().runs.replay({ id })).toMatchObject({ equal: true });
    expect(JSON.stringify(await client().runs.events({ id }))).not.toContain(canary);
    expect(JSON.stringify((await client().approvals.list({ state: 'approved' })).items)).toContain(canary);
  });

  it('does not tell an error what it was about', async () => {
    await client().workflows.create({ name: 'Failing', slug: 'failing', definition: { ...definition, root: { ...definition['root'] as object, transitions: [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete', { validators: [{ id: 'number', type: 'schema', config: { value: 'inputs.birth', schema: { type: 'string', pattern: '^[0-9]+$' } } }] })] } } });
    const { id } = await client().runs.start({ workflow: 'failing', draft: true, input: { birth: canary }, attended: true });
    await host.app.idle();

    expect(await client().runs.get({ id })).toMatchObject({ status: 'waiting', openIncidents: 1 });
    expect(JSON.stringify([await client().runs.events({ id }), await client().runs.why({ id }), await client().runs.get({ id }), await client().runs.list({}), await client().runs.state({ id }), await client().runs.timeline({ id })])).not.toContain(canary);
    expect((await client().runs.search({ id, text: canary })).items).toEqual([]);
  });
});
