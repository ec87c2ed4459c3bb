import { findCard, findNode, findTransition, indexOf, nameOf, transitionName } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { problemWords } from '../../strings/designer-problems.ts';

/** What people call the place a path of ids names: the node, the transition, the card, and what inside is meant. */
export function placeName(definition: JsonObject, where: string): string {
  const [noun = '', id = '', ...rest] = where.split('.');
  const inside = insideName(rest);
  const owner = ownerName(definition, noun, id);
  if (owner !== undefined) return [owner, inside].filter((part) => part !== '').join(' › ');
  return where === '' ? problemWords.workflow : where.split('.').join(' › ');
}

function ownerName(definition: JsonObject, noun: string, id: string): string | undefined {
  if (noun === 'regions') {
    const place = indexOf(definition).regions.get(id);
    return place?.node === undefined ? (place === undefined ? undefined : problemWords.workflow) : `${nameOf(place.node)} › ${id}`;
  }
  const transition = noun === 'transitions' ? findTransition(definition, id) : undefined;
  if (transition !== undefined) return transitionName(definition, transition);
  const part = noun === 'nodes' ? findNode(definition, id) : noun === 'cards' ? findCard(definition, id) : undefined;
  return part === undefined ? undefined : nameOf(part);
}

/** Without the nouns that only say which list something stands in. */
function insideName(steps: readonly string[]): string {
  return steps.filter((step) => !nouns.has(step)).join(' › ');
}

const nouns: ReadonlySet<string> = new Set(['actions', 'userActions', 'triggers', 'validators', 'config']);
