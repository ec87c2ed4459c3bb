import fc from 'fast-check';
import type { Host } from '../../../src/core/app/app.ts';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { exampleInput, operationTable } from '../../contracts/fixture/operation-table.ts';
import { mutatedJson } from './json-mutation.ts';

/** An operation with an input that it would take. */
export interface GoodCall {
  readonly operation: string;
  readonly isStream: boolean;
  readonly input: JsonObject;
}

/**
 * What is left to tests of its own: these would open the doors this suite watches (folders elsewhere, programs of others),
 * or take a password through 64 MiB of memory each time.
 */
const elsewhere: readonly string[] = ['filesandbox.add', 'vault.setup', 'vault.unlock', 'vault.lock', 'vault.password', 'connectors.add', 'connectors.configure', 'settings.import', 'settings.export'];

/** These look through the whole installation: they are asked, and seldom. */
const slow: readonly string[] = ['logs.bundle', 'system.doctor', 'system.validate', 'runs.archive', 'tests.run'];

/** Every operation but those of {@link elsewhere}, with an input that fits now. */
export async function goodCalls(host: Host): Promise<readonly GoodCall[]> {
  const calls: GoodCall[] = [];
  for (const row of operationTable.filter(({ name }) => !elsewhere.includes(name))) calls.push({ operation: row.name, isStream: row.kind === 'stream', input: await exampleInput(host, row) });
  return calls;
}

export interface DoorCase {
  readonly operation: string;
  readonly isStream: boolean;
  readonly input: Json;
}

/** Calls of operations there are, with inputs that are nearly right. */
export function doorCases(calls: readonly GoodCall[]): fc.Arbitrary<DoorCase> {
  const of = (some: readonly GoodCall[]): fc.Arbitrary<DoorCase> => fc.constantFrom(...some).chain(({ operation, isStream, input }) => mutatedJson([input]).map((mutated) => ({ operation, isStream, input: mutated })));
  return fc.oneof(
    { weight: 999, arbitrary: of(calls.filter(({ operation }) => !slow.includes(operation))) },
    { weight: 1, arbitrary: of(calls.filter(({ operation }) => slow.includes(operation))) },
  );
}
