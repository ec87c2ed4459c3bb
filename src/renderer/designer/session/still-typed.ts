import { findNode, findTransition } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { HalfTyped } from './designer-session.ts';

/** Without what was typed into fields of nodes and transitions that are gone. */
export function stillTyped(halfTyped: ReadonlyMap<string, HalfTyped>, definition: JsonObject): ReadonlyMap<string, HalfTyped> {
  const left = [...halfTyped].filter(([, { where }]) => isThere(where, definition));
  return left.length === halfTyped.size ? halfTyped : new Map(left);
}

function isThere(where: string, definition: JsonObject): boolean {
  const [noun, id = ''] = where.split('.');
  if (noun === 'nodes') return findNode(definition, id) !== undefined;
  return noun !== 'transitions' || findTransition(definition, id) !== undefined;
}
