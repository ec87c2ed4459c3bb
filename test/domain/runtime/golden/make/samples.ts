import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Json, JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { inputOf } from '../../../../../src/core/domain/model/run-input.ts';
import type { RunEvent } from '../../../../../src/core/domain/model/run-event.ts';
import type { RunState } from '../../../../../src/core/domain/model/run-state.ts';
import { compileDefinition } from '../../../../../src/core/domain/runtime/compile-definition.ts';
import { decide } from '../../../../../src/core/domain/runtime/decide.ts';
import { evolve } from '../../../../../src/core/domain/runtime/evolve.ts';
import { allowService, openPolicyService } from '../../../../scenarios/samples/policy-service.ts';
import { movableClock } from '../../../../scenarios/samples/movable-clock.ts';
import { openSampleHouse, type SampleHouse } from '../../../../scenarios/samples/sample-house.ts';

export interface SampleJournal {
  readonly name: string;
  readonly rows: readonly RunEvent[];
  readonly definitions: { readonly [hash: string]: JsonObject };
}

interface Play {
  readonly workflow: string;
  readonly input?: (house: SampleHouse) => Promise<{ readonly [name: string]: string }>;
  /** A service it asks at the address in its input `service`. */
  readonly beside?: () => Promise<AsyncDisposable & { readonly address: string }>;
  /** What people and programs say until the run is over. */
  readonly go?: (house: SampleHouse, run: string, pass: (ms: number) => void) => Promise<void>;
}

const week = 7 * 24 * 3_600_000;

const plays: readonly Play[] = [
  { workflow: 'hello' },
  { workflow: 'approval', go: async (house, run) => { await house.answer(run, { decision: 'rejected', comments: 'Say when' }); await house.answer(run, { decision: 'approved' }); } },
  { workflow: 'data-report', input: async (house) => ({ csv: await house.give('small.csv', csv()) }) },
  { workflow: 'parallel-review', input: async () => ({ text: 'We open at nine!!' }) },
  { workflow: 'map-files', input: texts },
  { workflow: 'sub-workflow' },
  { workflow: 'payment', go: pay },
  { workflow: 'reply', input: async () => ({ letter: 'Hm.' }), go: reply },
  { workflow: 'content-lab', go: refine },
  { workflow: 'sales-playbook' },
  { workflow: 'support-guides', input: async (house) => ({ facts: await house.give('lamp.yaml', 'product: Lamp\ntopics:\n  - title: Light\n    facts: [Turn the switch.]\n  - title: Dark\n    facts: [Turn it back.]\n') }) },
  { workflow: 'policy-review', beside: openPolicyService },
  { workflow: 'agent-desk', go: approve },
];

/** Plays each wanted sample on the product itself, with the offline model, and gives its journal. */
export async function* sampleJournals(isWanted: (name: string) => boolean): AsyncGenerator<SampleJournal> {
  for (const play of plays) {
    const name = `sample-${play.workflow}`;
    if (isWanted(name)) yield { name, ...(await journalOf(play)) };
  }
}

async function journalOf({ workflow, input, beside, go }: Play): Promise<Omit<SampleJournal, 'name'>> {
  const clock = movableClock();
  await using house = await openSampleHouse(clock);
  await using service = await beside?.();
  if (service !== undefined) await allowService(house, service.address);
  const { id } = await house.run(workflow, service === undefined ? await input?.(house) : { service: service.address });
  await go?.(house, id, (ms) => { clock.moveOn(ms); });
  await until(house, id, 'completed');
  const recorded = await house.journal(id);
  const start = recorded[0] === undefined ? undefined : inputOf(recorded[0]);
  if (start?.type !== 'start') throw new Error(`the journal of ${workflow} does not begin with a start`);
  const definition = await house.definition(start.definitionHash);
  return { rows: elsewhere(recorded, { definition, files: house.files }), definitions: { [start.definitionHash]: definition } };
}

/**
 * The journal as it would have been written with the files in a place that says nothing about the machine: addresses of
 * values that hold a path are others there, so that it is decided anew from what was recorded.
 */
function elsewhere(recorded: readonly RunEvent[], { definition, files }: { readonly definition: JsonObject; readonly files: string }): readonly RunEvent[] {
  const workflow = compileDefinition(definition);
  const rows: RunEvent[] = [];
  let state: RunState | undefined;
  const add = (row: Omit<RunEvent, 'seq'>): void => {
    rows.push({ ...row, seq: rows.length + 1 });
    state = evolve(state, row);
  };
  for (const row of recorded.filter(({ kind }) => kind !== 'decided').map((one) => withoutPlace(one, files))) {
    const input = inputOf(row);
    const decision = input === undefined ? undefined : decide(workflow, state, { input, at: row.at });
    add(row);
    if (decision?.ok === true) for (const { type, v, payload } of decision.facts) add({ at: row.at, kind: 'decided', type, v, payload });
    if (decision?.ok === false) throw new Error(decision.error.message);
  }
  if (rows.length !== recorded.length) throw new Error('the journal is another one elsewhere');
  return rows;
}

function withoutPlace(row: RunEvent, files: string): RunEvent {
  const inside = JSON.stringify(files).slice(1, -1);
  return JSON.parse(JSON.stringify(row).replaceAll(inside, '/data/files')) as RunEvent;
}

async function until({ client }: SampleHouse, id: string, status: string): Promise<void> {
  await eventually(async () => (await client.runs.get({ id })).status === status);
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('what the recording waits for did not come');
}

/** A year of days with a step in the middle. */
function csv(): string {
  const rows = Array.from({ length: 120 }, (_, day) => `${new Date(Date.UTC(2025, 0, 1 + day * 3)).toISOString().slice(0, 10)},${(day < 60 ? 10 : 14) + (day % 5)}`);
  return ['date,visitors', ...rows].join('\n');
}

async function texts({ files }: SampleHouse): Promise<{ readonly [name: string]: string }> {
  await mkdir(path.join(files, 'texts'));
  for (const name of ['a', 'b', 'c']) await writeFile(path.join(files, 'texts', `${name}.txt`), `text of ${name}`);
  return {};
}

async function pay(house: SampleHouse, id: string, pass: (ms: number) => void): Promise<void> {
  const reminders = async (): Promise<Json | undefined> => (await house.client.runs.get({ id })).vars['reminders'];
  const waitsFor = (code: string) => eventually(async () => (await house.client.runs.get({ id })).reasons[0]?.code === code);
  pass(week);
  await eventually(async () => (await reminders()) === 1);
  await waitsFor('signal');
  await house.client.runs.signal({ id, name: 'payment', key: 'A-1001', payload: { amount: 500 }, signal: 'bank-1' });
  await waitsFor('wait');
  pass(5000);
}

async function reply({ client }: SampleHouse, id: string): Promise<void> {
  await client.runs.fire({ id, transition: 'repair', reason: 'it is irony' });
  await eventually(async () => (await client.approvals.list({ run: id })).items.length === 1);
  await client.actions.invoke({ id, action: 'shorten' });
  const [open] = (await client.approvals.list({ run: id, state: 'open' })).items;
  await client.approvals.decide({ id, decision: 'approve', hash: open?.hash ?? '' });
}

async function approve({ client }: SampleHouse, id: string): Promise<void> {
  const [open] = (await client.approvals.list({ run: id, state: 'open' })).items;
  await client.approvals.decide({ id, decision: 'approve', hash: open?.hash ?? '' });
}

async function refine({ client }: SampleHouse, id: string): Promise<void> {
  await client.actions.invoke({ id, action: 'shorter' });
  await client.runs.fire({ id, transition: 'again' });
  await eventually(async () => (await client.runs.get({ id })).vars['drafts'] === 2);
  await client.actions.invoke({ id, action: 'headline' });
  await eventually(async () => JSON.stringify((await client.runs.get({ id })).nodes).includes('"headline"'));
  await client.runs.fire({ id, transition: 'good' });
}
