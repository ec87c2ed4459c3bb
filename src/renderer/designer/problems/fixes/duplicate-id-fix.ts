import { actionLists, findNode, findTransition, idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { changeNode, changeTransition, mapList, withField } from '../../../../core/domain/model/edit/definition-writing.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { freshId, type IdNoun, idsIn } from '../../../../core/domain/model/edit/fresh-ids.ts';
import { renamedReads } from '../../../../core/domain/model/edit/rename-reads.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import type { FixMaker } from './quick-fix.ts';

/** The lists in which things of one noun stand. */
const lists: { readonly [list: string]: IdNoun } = { nodes: 'nodes', transitions: 'transitions', bodies: 'regions', entry: 'actions', exit: 'actions', userActions: 'actions', validators: 'validators', cards: 'cards' };

/**
 * The one that has an id again gets an id of its own. Of an action or a validator, what reads it by its node or approves it
 * on the way there follows. What names anything else stays with the first; only where the second node stands in another
 * body, the transitions there follow it.
 */
export const duplicateId: FixMaker = ({ where }, { definition }) => {
  const [noun = '', id = '', , member] = where.split('.');
  const isThere = member === undefined ? idsIn(definition).filter(([one, other]) => one === noun && other === id).take(2).toArray().length === 2 : membersOf(definition, `${noun}.${id}`, member).length > 0;
  if (!isThere) return [];
  return [{
    title: problemWords.fixes.freshId(member ?? id),
    // Worked out when it is pressed: of hundreds of findings a few are.
    get edits(): readonly Edit[] {
      const after = member === undefined ? secondRenamed(definition, noun, id) : memberRenamed(definition, `${noun}.${id}`, member);
      return after === undefined ? [] : [{ kind: 'replace', act: 'mend', definition: after }];
    },
  }];
};

const memberLists = [...actionLists, 'validators'] as const;

/** Where an id stands at a node or a transition. */
function membersOf(definition: JsonObject, at: string, id: string) {
  const [, ownerId = ''] = at.split('.');
  const owner = at.startsWith('nodes.') ? findNode(definition, ownerId) : findTransition(definition, ownerId);
  return memberLists.flatMap((list) => listIn(owner ?? {}, list).flatMap((member, index) => (idOf(member) === id ? [{ list, index }] : [])));
}

/** The last of its name there gets another. */
function memberRenamed(definition: JsonObject, at: string, id: string): JsonObject | undefined {
  const [, ownerId = ''] = at.split('.');
  const isNode = at.startsWith('nodes.');
  const places = membersOf(definition, at, id);
  const last = places.at(-1);
  if (last === undefined) return undefined;
  const to = freshId(definition, last.list === 'validators' ? 'validators' : 'actions', id);
  const named = (part: JsonObject): JsonObject => withField(part, last.list, listIn(part, last.list).map((member, index) => (index === last.index ? { ...member, id: to } : member)));
  const after = isNode ? changeNode(definition, ownerId, named) : changeTransition(definition, ownerId, named);
  const { root } = after;
  // Of two in one node nobody can tell which is meant: what reads it stays with the first.
  if (places.length > 1 || !isNode || !isJsonObject(root)) return after;
  const followed = renamedReads(root, { nodes: new Map([[ownerId, ownerId]]), actions: new Map([[id, to]]) });
  return followed === root ? after : { ...after, root: approvedBefore(followed, { node: ownerId, id, to }) };
}

/** Approvals on ways to other nodes are about the action of the old id. */
function approvedBefore(region: JsonObject, names: { readonly node: string; readonly id: string; readonly to: string }): JsonObject {
  const nodes = mapList(region, 'nodes', (node) => mapList(node, 'bodies', (body) => approvedBefore(body, names)));
  return mapList(nodes, 'transitions', (transition) => (transition['to'] === names.node ? transition : mapList(transition, 'validators', (validator) => {
    const { config } = validator;
    const approves = isJsonObject(config) ? config['approves'] : undefined;
    if (!isJsonObject(config) || !isJsonList(approves) || !approves.includes(names.to)) return validator;
    return { ...validator, config: { ...config, approves: approves.map((one) => (one === names.to ? names.id : one)) } };
  })));
}

interface Renaming {
  readonly noun: IdNoun;
  readonly id: string;
  readonly to: string;
  /** How many of them were met. */
  readonly seen: { count: number };
}

function secondRenamed(definition: JsonObject, noun: string, id: string): JsonObject | undefined {
  const nouns = Object.values(lists).find((one) => one === noun);
  if (nouns === undefined) return undefined;
  const seen = { count: 0 };
  const after = renamed(definition, { noun: nouns, id, to: freshId(definition, nouns, id), seen });
  return seen.count < 2 || !isJsonObject(after) ? undefined : after;
}

function renamed(value: Json, renaming: Renaming): Json {
  if (isJsonList(value)) return value.map((item) => renamed(item, renaming));
  if (!isJsonObject(value)) return value;
  let hasFirst = false;
  let isChanged = false;
  const entries = Object.entries(value).map(([field, content]): readonly [string, Json] => {
    const noun = lists[field];
    if (noun === undefined) return [field, field === 'root' ? renamed(content, renaming) : content];
    if (!isJsonList(content)) return [field, content];
    return [field, content.map((member) => {
      if (!isJsonObject(member)) return member;
      const inside = renamed(member, renaming);
      if (noun !== renaming.noun || member['id'] !== renaming.id || !isJsonObject(inside)) return inside;
      renaming.seen.count += 1;
      if (renaming.seen.count !== 2) {
        hasFirst ||= renaming.seen.count === 1;
        return inside;
      }
      isChanged = true;
      return { ...inside, id: renaming.to };
    })];
  });
  const after = Object.fromEntries(entries);
  return isChanged && !hasFirst && renaming.noun === 'nodes' ? withEnds(after, renaming) : after;
}

function withEnds(region: JsonObject, { id, to }: Renaming): JsonObject {
  const { transitions } = region;
  if (!isJsonList(transitions)) return region;
  const end = (value: Json | undefined): Json => (value === id ? to : (value ?? ''));
  return { ...region, transitions: transitions.map((one) => (isJsonObject(one) ? { ...one, from: end(one['from']), to: end(one['to']) } : one)) };
}
