import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isJsonObject } from '../../../src/core/domain/model/json.ts';
import { isLong } from '../../long.ts';
import { loopOfDeliveries } from './crash-definitions.ts';
import { CrashSite } from './crash-site.ts';

/** Of one run; the long version does it again with one run after the other. */
const kills = 100;
const rounds = isLong ? 50 : 1;
const passes = 280;

let site: CrashSite;
beforeEach(async () => { site = await CrashSite.open(); });
afterEach(async () => { await site.close(); });

describe.each(Array.from({ length: rounds }, (_, round) => ({ round })))('round $round', () => {
  it(`goes on after each of ${String(kills)} kills with no gap, no lost step and no key with two outcomes`, { timeout: 1_800_000 }, async () => {
    for (let kill = 0; kill < kills; kill += 1) await killSomewhere(kill % 5 === 4);
    const last = await site.host();
    const runId = await site.start(last, loopOfDeliveries(passes));
    expect(await last.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });

    const journal = await site.journal(runId);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
    const completed = journal.filter(({ type }) => type === 'effect_completed').map(({ payload }) => payload);
    expect(completed).toHaveLength(passes * 2);
    expect(new Set(completed.map(({ effect }) => effect)).size).toBe(completed.length);
    expect(new Set(completed.map(({ output }) => (isJsonObject(output) ? output['key'] : undefined)))).toEqual(new Set(site.witness.deliveries.keys()));
    // The kills must have hit effects under way, or this test shows nothing.
    expect([...site.witness.deliveries.values()].filter((count) => count > 1).length).toBeGreaterThan(0);
  });
});

/**
 * Kills the process wherever it stands after at least two deliveries: the second one shows that the first was committed,
 * so that no single effect meets three kills in a row and waits for a person as a crash loop. Every fifth process writes
 * in a thread of its own.
 */
async function killSomewhere(writesBeside: boolean): Promise<void> {
  const host = site.launch({ writesBeside });
  host.tell({ do: 'start', key: 'the-run', definition: loopOfDeliveries(passes), inputs: { url: site.witness.url } });
  await Promise.race([site.witness.after(2 + Math.floor(Math.random() * 2)), host.exited]);
  await new Promise((resolve) => { setTimeout(resolve, Math.random() * 4); });
  await host.kill();
}
