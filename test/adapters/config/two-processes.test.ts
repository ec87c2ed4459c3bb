import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configHouse, type ConfigHouse } from './config-house.ts';

let house: ConfigHouse;
beforeEach(async () => {
  house = await configHouse({});
  await mkdir(house.root, { recursive: true });
});
afterEach(() => house.leave());

function savingProcess(...how: readonly string[]) {
  return spawn(process.execPath, [path.join(import.meta.dirname, 'saving-process.ts'), house.root, ...how], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('settings written by several processes', () => {
  it('lose no change of either', async () => {
    const before = (await house.config.get('retention')).value.runDays;
    const [here, there] = [savingProcess('count', '6'), savingProcess('count', '6')];

    expect(await Promise.all([once(here, 'exit'), once(there, 'exit')])).toEqual([[0, null], [0, null]]);

    expect((await house.config.get('retention')).value.runDays).toBe(before + 12);
    expect(await house.config.history(100)).toHaveLength(12);
  });

  it('stand as they were or as they were to be when a process is killed in the middle of a change of two files', async () => {
    for (const wait of [0, 19]) {
      const child = savingProcess('forever');
      await once(child.stdout, 'data');
      const seen = await house.config.history(1);
      await expect.poll(async () => (await house.config.history(1))[0]?.id).not.toBe(seen[0]?.id);
      // Another moment of the change each time; which one does not matter.
      for (let turns = 0; turns < wait; turns += 1) await readFile(path.join(import.meta.dirname, 'saving-process.ts'));
      child.kill('SIGKILL');
      await once(child, 'exit');

      const fresh = await house.other();
      expect(await fresh.faults()).toEqual([]);
      const { user, profiles } = await fresh.contents();
      expect(profiles['try']?.sections).toEqual(user);
      // Nobody is kept from writing by one who is gone.
      const { value, revision } = await fresh.get('retention');
      expect((await fresh.set('retention', { ...value, payloadDays: value.payloadDays + 1 }, revision)).value.payloadDays).toBe(value.payloadDays + 1);
      await fresh.takeIn({ user: { retention: { payloadDays: 30 } }, profiles: { try: { description: '', sections: { retention: { payloadDays: 30 } } } } }, { dryRun: false, replace: false });
    }
  });
});
