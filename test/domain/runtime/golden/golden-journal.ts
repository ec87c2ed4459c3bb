import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { canonicalJson } from '../../../../src/core/domain/model/canonical-json.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import { sha256Hex } from '../../../../src/core/domain/model/sha256.ts';

/** A whole run as a version of the program wrote it, kept for every later one to fold and to decide again. */
export interface GoldenJournal {
  readonly format: 'aiwm.golden/1';
  readonly name: string;
  /** The version of the program that wrote it. */
  readonly program: string;
  /** What the run began with and what it moved to, by hash. */
  readonly definitions: { readonly [hash: string]: JsonObject };
  readonly rows: readonly RunEvent[];
  /** Address of the state all rows fold to. */
  readonly finalState: string;
}

export const goldenFolder = path.join(import.meta.dirname, 'journals');

export function goldenJournals(): readonly GoldenJournal[] {
  return readdirSync(goldenFolder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(path.join(goldenFolder, file), 'utf8')) as GoldenJournal);
}

/** Equal for equal states. */
export function stateAddress(state: RunState): string {
  return sha256Hex(canonicalJson(state));
}

/** The file's text: a line for each row, so that a difference shows which row differs. */
export function goldenText({ rows, definitions, ...rest }: GoldenJournal): string {
  const fields = Object.entries(rest).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  const kept = Object.entries(definitions).map(([hash, definition]) => `    ${JSON.stringify(hash)}: ${JSON.stringify(definition)}`).join(',\n');
  return `{\n${fields.join(',\n')},\n  "definitions": {\n${kept}\n  },\n  "rows": [\n${lines}\n  ]\n}\n`;
}
