import { z } from 'zod';
import { LocalId } from '../ids.ts';
import { JsonRecord, JsonValue } from '../json-value.ts';
import { isLanguageWord } from '../reserved-name.ts';
import { About, NodePlace } from '../workflow.ts';

/** What an edit acts on: `workflow`, `nodes.ask`, `transitions.t3`, `regions.body` or `cards.review`. */
export const EditTarget = z.string().regex(/^(?:workflow|(?:nodes|transitions|regions|cards)\.[a-z][a-z0-9_]*)$/u, 'workflow, or nodes, transitions, regions or cards with an id, such as nodes.ask');

const places = z.record(LocalId, NodePlace).describe('By node id; from the upper left of the body the node stands in');
const othersPlaces = places.optional().describe('Of nodes that are there already, where the layout was made anew until now');
const path = z.array(z.union([z.string(), z.int().min(0)])).min(1).max(32).describe('Field by field; a number counts in a list, from 0');

/**
 * One act of authoring: what a person undoes in one step. An edit names everything it makes, so that doing it again gives
 * the same definition; {@link applyEdit} is the only thing that carries one out.
 */
export const Edit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add_node'), region: LocalId, node: JsonRecord, place: NodePlace.optional(), places: othersPlaces }),
  z.strictObject({
    kind: z.literal('remove'),
    nodes: z.array(LocalId).default([]).describe('With their bodies, and the transitions from and to them'),
    transitions: z.array(LocalId).default([]),
    notes: z.array(LocalId).default([]).describe('Notes on the canvas'),
    reconnect: z.boolean().default(false).describe('What led to a removed node leads on to where that one led, where this is one place'),
  }),
  z.strictObject({ kind: z.literal('connect'), transition: JsonRecord.describe('Whole, with id, from, to and triggers; both ends in one region') }),
  z.strictObject({ kind: z.literal('redirect'), transition: LocalId, from: LocalId.optional(), to: LocalId.optional() }),
  z.strictObject({
    kind: z.literal('splice'),
    transition: LocalId.describe('Ends at the node from now on'),
    node: JsonRecord.describe('A new node, or one that is there already, by its id alone'),
    onward: JsonRecord.describe('The new transition from the node to where the other led'),
    place: NodePlace.optional(),
    places: othersPlaces,
  }),
  z.strictObject({ kind: z.literal('place'), act: z.enum(['move', 'resize', 'align', 'distribute', 'tidy']), places, others: othersPlaces }),
  z.strictObject({ kind: z.literal('tidy_always') }).describe('Forgets where nodes stand: the layout is made anew whenever it is drawn'),
  z.strictObject({ kind: z.literal('move_into'), nodes: z.array(LocalId).min(1), region: LocalId, places: places.default({}), reconnect: z.boolean().optional().describe('What led to a node that goes leads on to where that one led, where this is one place') }),
  z.strictObject({
    kind: z.literal('paste'),
    act: z.enum(['paste', 'duplicate']),
    region: LocalId,
    nodes: z.array(JsonRecord).describe('With ids nothing else has'),
    transitions: z.array(JsonRecord).default([]),
    cards: z.array(JsonRecord).default([]),
    places: places.default({}),
    about: z.record(LocalId, About).optional().describe('What is said of the nodes, by their ids'),
  }),
  z.strictObject({ kind: z.literal('set'), at: EditTarget, path, value: JsonValue.optional().describe('Absent: the field goes') }),
  z.strictObject({ kind: z.literal('insert'), at: EditTarget, list: path, index: z.int().min(0), item: JsonValue }),
  z.strictObject({ kind: z.literal('take'), at: EditTarget, list: path, index: z.int().min(0) }),
  z.strictObject({ kind: z.literal('shift'), at: EditTarget, list: path, from: z.int().min(0), to: z.int().min(0) }),
  z.strictObject({ kind: z.literal('rename_id'), node: LocalId, to: LocalId }).describe('Of a node; transitions, places and what expressions and templates read of it follow'),
  z.strictObject({
    kind: z.literal('rename_name'),
    what: z.enum(['input', 'output', 'variable', 'body']).describe('A body is known by its id'),
    name: z.string().min(1).max(200),
    to: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/u, 'letters, digits and _, beginning with none of the digits').refine((name) => !isLanguageWord(name), 'the language of expressions takes it for a word of its own'),
    region: LocalId.optional().describe('The body whose own variable it is'),
  }).describe('What expressions, templates, assignments and ends of the workflow read or name follows'),
  z.strictObject({ kind: z.literal('replace'), act: z.enum(['source', 'restore', 'merge', 'mend']), definition: JsonRecord }),
]);
export type Edit = z.infer<typeof Edit>;
