import { expect, it } from 'vitest';
import { allowService, openPolicyService } from './policy-service.ts';
import { openSampleHouse } from './sample-house.ts';

it('fetches the policy, revises it until it is sure, writes Markdown and HTML, and publishes it', async () => {
  await using service = await openPolicyService();
  await using house = await openSampleHouse();
  await allowService(house, service.address);

  const run = await house.run('policy-review', { service: service.address });

  expect(run.incidents).toEqual([]);
  expect(run).toMatchObject({ status: 'completed', outputs: { passes: 2, confidence: 0.91, version: 4 } });
  expect(await service.read('remote-work')).toMatchObject({ version: 4, text: expect.stringContaining('data protection') });
  const made = await house.artifacts(run.id);
  for (const name of ['policy.md', 'policy.html']) expect(new TextDecoder().decode(made.get(name))).toContain('who decides');
  expect(await house.replayed(run.id)).toMatchObject({ equal: true });
  const scheduled = (await house.journal(run.id)).filter(({ type }) => type === 'effect_scheduled').map(({ payload }) => [payload['kind'], payload['repeat']]);
  expect(scheduled).toContainEqual(['http.write', 'once']);
});

it('publishes nothing that a check did not pass', async () => {
  await using service = await openPolicyService();
  await using house = await openSampleHouse();
  await allowService(house, service.address);

  const run = await house.run('policy-review', { service: service.address, policy: 'travel' });

  expect(run).toMatchObject({ status: 'completed', outcome: 'left', outputs: { passes: 4, confidence: 0.4 } });
  expect(await service.read('travel')).toMatchObject({ version: 1 });
});

it('asks neither a host nobody allowed nor one the workflow does not permit', async () => {
  await using service = await openPolicyService();
  await using house = await openSampleHouse();

  expect(await house.run('policy-review', { service: service.address })).toMatchObject({ status: 'failed', error: { code: 'host_denied', message: expect.stringContaining('not on the public Internet') } });
  expect(await house.run('policy-review', { service: 'http://169.254.169.254' })).toMatchObject({ status: 'failed', error: { code: 'access_denied' } });
});
