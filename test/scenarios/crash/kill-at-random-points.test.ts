import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../src/core/domain/model/run-event.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { startWitness, type Witness } from './witness.ts';

const kills = 50;
const passes = 120;

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

it(`goes on after each of ${kills} kills with no gap, no lost step and no key with two outcomes`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'aiwm-crash-'));
  cleanups.push(() => rm(directory, { recursive: true, force: true }));
  const witness = await startWitness();
  cleanups.push(() => witness.close());

  for (let kill = 0; kill < kills; kill += 1) await killSomewhere(directory, witness);
  const { runId, status } = await driveToEnd(directory, witness);

  expect(status).toBe('completed');
  const events = await journalOf(directory, runId);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  const outcomes = events.filter((event) => event.type === 'effect_completed').map((event) => event.payload['effect']);
  expect(outcomes).toHaveLength(passes * 2);
  expect(new Set(outcomes).size).toBe(outcomes.length);
  const keys = events.filter((event) => event.type === 'effect_completed').map((event) => (event.payload['output'] as JsonObject)['key']);
  expect(new Set(keys)).toEqual(new Set(witness.deliveries.keys()));
  // The kills must have hit effects under way, or this test shows nothing.
  expect([...witness.deliveries.values()].filter((count) => count > 1).length).toBeGreaterThan(0);
}, 300_000);

/**
 * Kills the process wherever it stands after at least two deliveries: the second one shows that the first was committed,
 * so that no single effect meets three kills in a row and waits for a person as a crash loop.
 */
async function killSomewhere(directory: string, witness: Witness): Promise<void> {
  const child = startEngine(directory, witness.url);
  const stopped = once(child, 'exit');
  await Promise.race([witness.after(2 + Math.floor(Math.random() * 2)), stopped]);
  await new Promise((resolve) => { setTimeout(resolve, Math.random() * 4); });
  child.kill('SIGKILL');
  await stopped;
}

async function driveToEnd(directory: string, witness: Witness): Promise<{ runId: RunId; status: string }> {
  const child = startEngine(directory, witness.url);
  const said: string[] = [];
  if (child.stdout === null) throw new Error('the engine process has no output');
  for await (const line of createInterface({ input: child.stdout })) said.push(line);
  const [, runId = ''] = said.find((line) => line.startsWith('ready '))?.split(' ') ?? [];
  const [, status = ''] = said.find((line) => line.startsWith('settled '))?.split(' ') ?? [];
  return { runId: RunId.parse(runId), status };
}

function startEngine(directory: string, url: string): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'engine-process.ts'), directory, url, JSON.stringify(definition)], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanups.push(() => Promise.resolve(child.kill('SIGKILL')));
  return child;
}

async function journalOf(directory: string, runId: RunId): Promise<readonly RunEvent[]> {
  const data = await openLocalSqlite({ directory, readonly: true });
  const events = await data.runs.events(runId, { after: 0, limit: 100_000 });
  await data.close();
  return events;
}

/** A loop of two effects a pass, one safe and one keyed. */
const definition: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Crash',
  inputs: { type: 'object', properties: { url: { type: 'string' } }, required: ['url'] },
  root: {
    id: 'root',
    nodes: [
      { id: 'begin', type: 'start' },
      {
        id: 'again',
        type: 'loop',
        config: { until: `loops.again.count >= ${passes}`, maxPasses: passes + 1 },
        bodies: [{
          id: 'pass',
          nodes: [
            { id: 'body_begin', type: 'start' },
            { id: 'tell', type: 'workStep', entry: [
              { id: 'safe', type: 'witness.safe', config: { url: '{{ inputs.url }}', label: 'safe' } },
              { id: 'keyed', type: 'witness.keyed', config: { url: '{{ inputs.url }}', label: 'keyed' } },
            ] },
            { id: 'body_end', type: 'end' },
          ],
          transitions: [
            { id: 'b1', from: 'body_begin', to: 'tell', triggers: [{ type: 'immediate' }] },
            { id: 'b2', from: 'tell', to: 'body_end', triggers: [{ type: 'task-complete' }] },
          ],
        }],
      },
      { id: 'finish', type: 'end' },
    ],
    transitions: [
      { id: 't1', from: 'begin', to: 'again', triggers: [{ type: 'immediate' }] },
      { id: 't2', from: 'again', to: 'finish', triggers: [{ type: 'condition-met' }] },
    ],
  },
};
