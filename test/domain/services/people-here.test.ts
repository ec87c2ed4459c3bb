import { expect, it } from 'vitest';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openSampleHost } from '../../contracts/fixture/sample-host.ts';

const asking: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Asks',
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'done', type: 'end' }],
    transitions: [{ id: 't', from: 'start', to: 'done', triggers: [{ type: 'immediate' }], validators: [{ id: 'a', type: 'manual-approval', config: { title: 'Send it?' } }] }],
  },
};

it('an approval by somebody else is possible once a token that may approve was made, and no longer when none holds', async () => {
  const host = await openSampleHost();
  const client = host.app.client(localUser('process'));
  const { id } = await client.workflows.create({ name: 'Asks', definition: asking });
  const run = await client.runs.start({ workflow: id, draft: true });
  await host.app.idle();
  const standing = async (): Promise<readonly unknown[]> => {
    const [listed, why, verified] = await Promise.all([client.approvals.list({ run: run.id }), client.runs.why({ id: run.id }), client.workflows.verify({ id })]);
    return [listed.items[0]?.isPossible, why.waits[0]?.approvals?.[0]?.isPossible, verified.findings.some(({ code }) => code === 'approval_without_principals')];
  };
  expect(await standing()).toEqual([false, false, true]);

  await client.tokens.create({ name: 'reader', scopes: ['approvals:read', 'runs:operate'] });
  expect(await standing()).toEqual([false, false, true]);
  await client.tokens.create({ name: 'second', scopes: ['approvals:operate'] });
  expect(await standing()).toEqual([true, true, false]);
  await client.tokens.revoke({ name: 'second' });
  expect(await standing()).toEqual([false, false, true]);
  await host.close();
});
