import { describe, expect, it } from 'vitest';
import { standardLists } from '../../../../src/core/domain/catalogue/catalogue.ts';
import { definitionHash } from '../../../../src/core/domain/model/definition-hash.ts';
import { incidentAnswers, incidentCodes } from '../../../../src/core/domain/model/run.ts';
import { decidedTypes, inputTypes, operationalTypes } from '../../../../src/core/domain/model/run-event.ts';
import { type CommandInput, type HostInput, inputOf } from '../../../../src/core/domain/model/run-input.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import type { CompiledDefinition } from '../../../../src/core/domain/runtime/compile/compiled-definition.ts';
import { evolve } from '../../../../src/core/domain/runtime/evolve.ts';
import { upcastRow } from '../../../../src/core/domain/runtime/journal/upcast-row.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { sampleFolders } from '../../../../src/core/app/product-files.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { type GoldenJournal, goldenJournals, stateAddress } from './golden-journal.ts';
import { coverOf } from './golden-cover.ts';

const journals = goldenJournals();

function compiledBy(journal: GoldenJournal): ReadonlyMap<string, CompiledDefinition> {
  return new Map(Object.entries(journal.definitions).map(([hash, definition]) => [hash, compileDefinition(definition, testCatalogue)]));
}

describe.each(journals.map((journal) => [journal.name, journal] as const))('the journal %s', (_, journal) => {
  const rows = journal.rows.map((row) => upcastRow(row));

  it('folds to the state it folded to when it was written', () => {
    const state = rows.reduce<RunState | undefined>((before, row) => evolve(before, row), undefined);

    expect(state === undefined ? undefined : stateAddress(state)).toBe(journal.finalState);
  });

  it('is decided again byte for byte', () => {
    const definitions = compiledBy(journal);
    const start = rows[0] === undefined ? undefined : inputOf(rows[0]);
    const began = start?.type === 'start' ? definitions.get(start.definitionHash) : undefined;
    if (began === undefined) throw new Error('the definition it began with is not kept beside it');

    const again = replay(began, rows, definitions);

    expect(again.equal ? stateAddress(again.state) : again.divergence).toBe(journal.finalState);
  });

  it('keeps the definitions it names', () => {
    expect(Object.values(journal.definitions).map((definition) => definitionHash(definition))).toEqual(Object.keys(journal.definitions));
  });
});

const types = (kinds: readonly { readonly type: string }[]): readonly string[] => kinds.map(({ type }) => type);

// Lists of the model that are types only: the compiler says when a name is missing here.
const commands = { pause: true, resume: true, stop: true, resolve: true, break: true, adjust: true, fire: true, action: true, fork: true } as const satisfies Record<CommandInput['name'], true>;
const hosts = { in_doubt: true, crash_loop: true, restored: true, engine_error: true } as const satisfies Record<HostInput['kind'], true>;

describe('all of the journals together', () => {
  const cover = coverOf(journals);

  it.each([
    ['inputs', inputTypes],
    ['decided rows', decidedTypes],
    ['marks', operationalTypes],
    ['nodes', types(standardLists.nodes)],
    ['triggers', types(standardLists.triggers)],
    ['validators', types(standardLists.validators)],
    ['actions', types(standardLists.actions)],
    ['incidents', incidentCodes],
    ['answers', incidentAnswers],
    ['commands', Object.keys(commands)],
    ['host', Object.keys(hosts)],
    ['samples', sampleFolders().map((folder) => folder.split(/[\\/]/u).at(-1) ?? '')],
  ] as const)('hold every kind of %s there is: a new kind needs a new journal (`npm run golden`)', (list, all) => {
    expect(all.filter((kind) => !cover[list].has(kind))).toEqual([]);
  });

  it('are whole, and name no place of the machine they were written on', () => {
    for (const { name, rows, format } of journals) {
      expect(format, name).toBe('aiwm.golden/1');
      expect(rows.map(({ seq }) => seq), name).toEqual(rows.map((_, at) => at + 1));
      expect(JSON.stringify(rows), name).not.toContain('/tmp/');
    }
  });
});
