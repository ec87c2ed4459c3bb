import { expect } from '@playwright/test';
import { z } from 'zod';
import { decidedTypes, inputTypes, operationalTypes, type RunEvent } from '../../src/core/domain/model/run-event.ts';
import { RunLine } from '../../src/core/domain/operations/runs.ts';
import { canonicalJournal } from '../../src/core/domain/runtime/journal/canonical-journal.ts';
import type { Ask } from './command-line.ts';

const Identified = z.object({ id: z.string() });

/** The id in an answer. */
export function idOf(answer: unknown): string {
  return Identified.parse(answer).id;
}

/** The one run of a data directory, by id. */
export async function onlyRun(ask: Ask): Promise<string> {
  const { items } = z.object({ items: z.array(Identified).length(1) }).parse(await ask('runs', 'list'));
  return items.map(({ id }) => id).join();
}

/** What a run did, comparable with another run of the workflow; each has a seed of its own, which the samples do not use. */
export async function recordOf(ask: Ask, run: string): Promise<readonly string[]> {
  const { items, next } = z.object({ items: z.array(RunLine), next: z.int().optional() }).parse(await ask('runs', 'events', run, '--limit', '5000'));
  expect(next).toBeUndefined();
  return canonicalJournal(items.map(rowOf)).map((line) => line.replace(/"seed":"[0-9a-f]+"/u, '"seed":""'));
}

/** A line leaves out whether its row was told or decided; its type says so. */
function rowOf({ type, payload }: RunLine): Pick<RunEvent, 'kind' | 'type' | 'payload'> {
  const kinds = [{ kind: 'input', types: inputTypes }, { kind: 'decided', types: decidedTypes }, { kind: 'operational', types: operationalTypes }] as const;
  for (const { kind, types } of kinds) {
    const known = types.find((each) => each === type);
    if (known !== undefined) return { kind, type: known, payload };
  }
  throw new Error(`no row of a journal is a "${type}"`);
}
