/**
 * `npm run golden`: writes the journals that are not there yet. Those that are there stay: they are what older versions
 * wrote. `npm run golden -- --rewrite name…` writes these anew, for a journal that no version that was given out has written.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../../../package.json' with { type: 'json' };
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import { evolve } from '../../../../src/core/domain/runtime/evolve.ts';
import { type GoldenJournal, goldenFolder, goldenText, stateAddress } from './golden-journal.ts';
import * as files from './make/files-and-documents.ts';
import * as incidents from './make/incidents.ts';
import { sampleJournals } from './make/samples.ts';
import type { ScriptedRun } from './make/scripted-run.ts';
import * as steps from './make/steps-and-choices.ts';
import * as waits from './make/waits-and-bodies.ts';

const [flag, ...names] = process.argv.slice(2);
const rewritten = new Set(flag === '--rewrite' ? names : []);
const fileOf = (name: string): string => path.join(goldenFolder, `${name}.json`);
const isWanted = (name: string): boolean => rewritten.has(name) || !existsSync(fileOf(name));

const scripts: Readonly<Record<string, () => ScriptedRun>> = { ...steps, ...waits, ...incidents, ...files };
for (const [name, play] of Object.entries(scripts)) {
  const kebab = name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  if (isWanted(kebab)) write(kebab, play());
}
for await (const { name, ...journal } of sampleJournals(isWanted)) write(name, journal);

function write(name: string, { rows, definitions }: Pick<GoldenJournal, 'rows' | 'definitions'>): void {
  const state = rows.reduce<RunState | undefined>((before, row: RunEvent) => evolve(before, row), undefined);
  if (state === undefined) throw new Error(`${name} has no rows`);
  writeFileSync(fileOf(name), goldenText({ format: 'aiwm.golden/1', name, program: manifest.version, definitions, rows, finalState: stateAddress(state) }));
  process.stdout.write(`wrote ${name}: ${rows.length} rows\n`);
}
