import type { JsonObject } from '../../../core/domain/model/json.ts';
import { exitsOf, findNode, listIn, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { freshTransitionId } from '../../../core/domain/model/edit/fresh-ids.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';

export interface NewTransition {
  readonly from: string;
  readonly to: string;
  /** Type of its trigger; that which suits best, if absent. */
  readonly trigger?: string | undefined;
  /** That of the node it leaves, where the definition does not hold the node yet. */
  readonly type?: string;
  readonly id?: string;
}

/** A transition ready to be connected: with a trigger by which its node can be left, and a config that holds as it stands. */
export function newTransition(definition: JsonObject, catalogue: readonly CatalogueEntry[], { from, to, trigger, type, id }: NewTransition): JsonObject {
  const chosen = trigger ?? firstTrigger(definition, catalogue, { from, ...(type === undefined ? {} : { type }) });
  const isFirst = exitsOf(definition, from).length === 0;
  const isDefault = chosen === 'condition' && isFirst;
  return {
    id: id ?? freshTransitionId(definition),
    from,
    to,
    triggers: [{ type: chosen, config: isDefault ? {} : (starts[chosen] ?? {}) }],
    ...(isDefault ? { isDefault } : {}),
  };
}

/** Configs of triggers that cannot be left out. */
const starts: Readonly<Record<string, JsonObject>> = { condition: { when: 'true' }, 'ai-decision': { choice: 'yes' } };

/** Types of triggers a node can be left by, what suits best first. */
export function triggersOf(definition: JsonObject, catalogue: readonly CatalogueEntry[], { from, type }: { readonly from: string; readonly type?: string }): readonly string[] {
  const node = findNode(definition, from);
  const wanted = type ?? (node === undefined ? undefined : textIn(node, 'type'));
  const leavesBy = catalogue.find((entry) => entry.group === 'node' && entry.type === wanted)?.leavesBy ?? [];
  return likeliestFirst(leavesBy, node);
}

/** A wait for a signal is left by it, one for a time by the time: what the catalogue names first is not always what the config asks for. */
export function likeliestFirst(leavesBy: readonly string[], node: JsonObject | undefined): readonly string[] {
  const config = node?.['config'];
  if (typeof config !== 'object' || config === null || !('signal' in config) || !leavesBy.includes('external')) return leavesBy;
  return ['external', ...leavesBy.filter((type) => type !== 'external')];
}

/**
 * The first by which it is not left yet. One more exit of a node that is left by conditions or by answers has another of
 * them; that of a step is for a person to take, until somebody says what it waits for: it hides no other exit.
 */
function firstTrigger(definition: JsonObject, catalogue: readonly CatalogueEntry[], source: { readonly from: string; readonly type?: string }): string {
  const able = triggersOf(definition, catalogue, source);
  const used = new Set(exitsOf(definition, source.from).flatMap((exit) => listIn(exit, 'triggers').map(({ type }) => type)));
  const again = able.find((type) => repeatable.has(type) && used.has(type)) ?? able.find((type) => type === 'manual-advance') ?? able.find((type) => repeatable.has(type));
  return (used.size > 0 ? again : undefined) ?? able.find((type) => !used.has(type)) ?? able[0] ?? 'manual-selection';
}

/** Several exits of a node may have these, each with a config of its own. */
const repeatable = new Set(['condition', 'card-submitted']);
