import { freshId, type IdNoun } from '../../../../core/domain/model/edit/fresh-ids.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import type { FixMaker } from './quick-fix.ts';

/** The lists in which things of one noun stand. */
const lists: { readonly [list: string]: IdNoun } = { nodes: 'nodes', transitions: 'transitions', bodies: 'regions', entry: 'actions', exit: 'actions', userActions: 'actions', validators: 'validators', cards: 'cards' };

/**
 * The second of two things of one id gets an id of its own. What names it stays with the first; only where the second
 * node stands in another body, the transitions there follow it.
 */
export const duplicateId: FixMaker = ({ where }, { definition }) => {
  const [noun = '', id = ''] = where.split('.');
  const nouns = Object.values(lists).find((one) => one === noun);
  if (nouns === undefined) return [];
  const to = freshId(definition, nouns, id);
  const seen = { count: 0 };
  const after = renamed(definition, { noun: nouns, id, to, seen });
  return seen.count < 2 || !isJsonObject(after) ? [] : [{ title: problemWords.fixes.freshId(id), edits: [{ kind: 'replace', act: 'source', definition: after }] }];
};

interface Renaming {
  readonly noun: IdNoun;
  readonly id: string;
  readonly to: string;
  /** How many of them were met. */
  readonly seen: { count: number };
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
