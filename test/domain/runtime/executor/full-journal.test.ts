import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../services/failure-of.ts';
import { gates } from './support/gate-definitions.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

describe.each(storages)('a run in %s whose journal is full', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage, { maxFacts: 6 }); });
  afterEach(async () => { await house.close(); });

  it('is paused with everything that was under way, is not resumed, and may be stopped', async () => {
    const runId = await house.start(gates('gate.safe', 'gate.safe', 'gate.safe'));
    (await house.gates.next()).answer('one');

    await house.status(runId, 'pausing');
    (await house.gates.next()).answer('two');
    await house.status(runId, 'paused');

    expect(await failureOf(house.say(runId, { name: 'resume' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'journal_full', most: 6 } });
    await house.say(runId, { name: 'stop' });
    await house.status(runId, 'cancelled');
  });
});
