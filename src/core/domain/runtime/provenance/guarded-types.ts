import { isForeign, isUntrusted, type Origin } from '../../model/origin.ts';
import type { CompiledAction, CompiledDefinition, CompiledNode } from '../compile/compiled-definition.ts';
import { provenanceOf } from './find-origins.ts';

/** Types of actions that hand data of others to a model, or let it choose something of the outside, somewhere in the definition. */
export function guardedTypes(compiled: CompiledDefinition): readonly string[] {
  const found = new Set<string>();
  for (const [slug, definition] of [['', compiled] as const, ...compiled.called]) {
    for (const node of definition.nodes.values()) {
      for (const action of actionsOf(node)) if (!found.has(action.kind.type) && isMet(compiled, { slug, node: node.id, action })) found.add(action.kind.type);
    }
  }
  return [...found].toSorted();
}

function isMet(compiled: CompiledDefinition, { slug, node, action }: { readonly slug: string; readonly node: string; readonly action: CompiledAction }): boolean {
  if (action.prompts === undefined && action.choices === undefined) return false;
  const from = (references: readonly string[]): readonly Origin[] => [...provenanceOf(compiled).originsOf(slug, node, references)];
  const told = (action.prompts ?? []).flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : from(part.references))));
  return told.some(isUntrusted) || (action.choices ?? []).some(({ references }) => from(references).some(isForeign));
}

/** Everything a node may do or ask. */
function actionsOf(node: CompiledNode): readonly CompiledAction[] {
  const asked = node.outgoing.flatMap(({ validators }) => validators.flatMap(({ ask }) => (ask?.of === 'model' ? [ask.action] : [])));
  return [...node.entry, ...node.exit, ...(node.own === undefined ? [] : [node.own]), ...(node.userActions ?? []).map(({ action }) => action), ...asked];
}
