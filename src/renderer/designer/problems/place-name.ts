import { findCard, findNode, findTransition, idOf, indexOf, listIn, nameOf, textIn, transitionName, triggerKey } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import { wordsOf } from '../../components/field-words.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import type { FixContext } from './fixes/quick-fix.ts';

/** What a place is named from: the definition, and what kinds are called, as far as that is known. */
export type NameContext = Pick<FixContext, 'definition'> & Partial<Pick<FixContext, 'actions' | 'triggers' | 'validators'>>;

/** What people call the place a path of ids names: the node, the transition, the card, and what inside is meant, as the forms call it. */
export function placeName(context: NameContext, where: string): string {
  const { definition } = context;
  const [noun = '', id = '', list, ...rest] = where.split('.');
  const owner = noun === 'nodes' ? findNode(definition, id) : noun === 'transitions' ? findTransition(definition, id) : undefined;
  const name = ownerName(definition, noun, id);
  if (name === undefined) return where === '' ? problemWords.workflow : where.split('.').join(' › ');
  const member = owner === undefined || list === undefined ? undefined : memberName(context, owner, { list, key: rest[0] ?? '' });
  const isNamed = list !== undefined && lists.has(list);
  const inside = [...(isNamed ? [member ?? rest[0] ?? ''] : []), ...(isNamed ? rest.slice(1) : [list ?? '', ...rest]).map(fieldName)];
  // A step with one action is often called as the action is.
  return [name, ...inside.filter((step) => step !== '')].filter((step, at, all) => step !== all[at - 1]).join(' › ');
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

/** An action by its name, else by what its kind is called, as the inspector does; a trigger and a validator by their kind. */
function memberName({ actions, triggers, validators }: NameContext, owner: JsonObject, { list, key }: { readonly list: string; readonly key: string }): string | undefined {
  const called = (part: JsonObject | undefined, kinds: ReadonlyMap<string, string> | undefined): string | undefined => kinds?.get(textIn(part ?? {}, 'type') ?? '');
  const known = (part: JsonObject): boolean => idOf(part) === key;
  if (list === 'actions') {
    const action = [...listIn(owner, 'entry'), ...listIn(owner, 'exit')].find(known);
    return textIn(action ?? {}, 'name') ?? called(action, actions);
  }
  if (list === 'userActions') {
    const offered = listIn(owner, 'userActions').find(known);
    const action = offered?.['action'];
    return textIn(offered ?? {}, 'label') ?? called(isJsonObject(action) ? action : undefined, actions);
  }
  if (list === 'validators') return called(listIn(owner, list).find(known), validators);
  const all = listIn(owner, 'triggers');
  return list === 'triggers' ? called(all.find((_, index) => triggerKey(all, index) === key), triggers) : undefined;
}

/** Lists whose members a path names. */
const lists: ReadonlySet<string> = new Set(['actions', 'userActions', 'triggers', 'validators']);

/** A field by its words; nothing for one that only says where fields stand. */
function fieldName(step: string): string {
  if (step === 'config' || step === 'action') return '';
  return /^[a-z]+$/iu.test(step) ? wordsOf(step) : step;
}
