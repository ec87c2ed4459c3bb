import type { Catalogue } from '../../catalogue/catalogue.ts';
import { definitionMeaning } from '../../model/definition-hash.ts';
import { AppError } from '../../model/errors.ts';
import { Sha256, type VersionId } from '../../model/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { compileDefinition } from '../compile-definition.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';

export type DefinitionMeaning = ReturnType<typeof definitionMeaning>;

/** The definitions runs are pinned to, each read and compiled once. */
export interface PinnedDefinitions {
  definition(hash: string): Promise<JsonObject>;
  compiled(hash: string): Promise<CompiledDefinition>;
  /** As {@link PinnedDefinitions.compiled}, for a definition at hand. */
  compile(meaning: { readonly hash: string; readonly definition: JsonObject }): CompiledDefinition;
  /** What a run of the definition is pinned to. A published version never changes, so that its address is made once; one with templates put in is another each time. */
  meaning(version: { readonly versionId?: VersionId; readonly definition: JsonObject; readonly templates?: readonly unknown[] }): DefinitionMeaning;
}

/** Definitions kept ready; one is a few hundred kilobytes at most. */
const keptDefinitions = 200;

export function createPinnedDefinitions(catalogue: Catalogue, read: (sha256: Sha256) => Promise<Uint8Array>): PinnedDefinitions {
  const known = new Map<string, CompiledDefinition>();
  const meanings = new Map<VersionId, DefinitionMeaning>();

  async function definition(hash: string): Promise<JsonObject> {
    const value = JSON.parse(new TextDecoder().decode(await read(Sha256.parse(hash)))) as Json;
    if (isJsonObject(value)) return value;
    throw new AppError('integrity', `the definition kept at ${hash} is not an object`);
  }

  function compile(meaning: { readonly hash: string; readonly definition: JsonObject }): CompiledDefinition {
    return known.get(meaning.hash) ?? keep(known, meaning.hash, compileDefinition(meaning.definition, catalogue));
  }

  return {
    definition,
    compile,
    compiled: async (hash) => known.get(hash) ?? compile({ hash, definition: await definition(hash) }),
    meaning({ versionId, definition: given, templates }) {
      if (versionId === undefined || templates !== undefined) return definitionMeaning(given);
      return meanings.get(versionId) ?? keep(meanings, versionId, definitionMeaning(given));
    },
  };
}

/** The oldest goes when there are too many. */
function keep<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value): Value {
  const [oldest] = kept.size >= keptDefinitions ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(key, value);
  return value;
}
