import { eventIterator, oc } from '@orpc/contract';
import type { z } from 'zod';
import type { AccessLevel } from '../model/actor.ts';
import type { ErrorCode } from '../model/errors.ts';
import { usualBytes } from '../model/input-bytes.ts';
import type { Json } from '../model/json.ts';
import { IdempotencyKey } from './shapes.ts';

/** *query* reads, *command* changes something and is audited, *stream* goes on until its reader stops or all is said. */
export type OperationKind = 'query' | 'command' | 'stream';

/** A place in what an operation takes or answers. */
export type Place = `${'input' | 'output'}.${string}`;

export interface OperationFacts {
  /** `area.verb`, the one spelling. */
  readonly name: string;
  readonly kind: OperationKind;
  /** One sentence, sentence case, no full stop. */
  readonly summary: string;
  readonly access: AccessLevel;
  /** Codes besides `input_invalid`, `access_denied` and `unexpected`, which any operation may answer. */
  readonly errors: readonly ErrorCode[];
  /** `<workflow>`, `<run>`, `<card>`, `<artifact>` and `<file>` stand for ids a reader has. */
  readonly example: { readonly [field: string]: Json };
  /** Input fields the CLI takes without a flag, in order. */
  readonly positionals: readonly string[];
  /** Hidden spellings of the verb on the command line. */
  readonly aliases: readonly string[];
  /** Input fields a person at a terminal is asked for where the line gives nothing; all of the input may then come as one JSON, too. */
  readonly asks: readonly string[];
  /** What a command takes away that nothing brings back, with fields of its input in braces: it is asked before whether that is meant. */
  readonly takesAway?: string;
  /** What it acts on, as the audit log names it: the first of these places that holds a text, or a list of one. */
  readonly subject: readonly Place[];
  /** A second call with the same `key` in its input answers as the first did. */
  readonly takesKey: boolean;
  /** So many bytes of input are read at a door that others can reach. */
  readonly mostBytes: number;
  /** Of a stream that pours out one file and ends, where others go on for as long as somebody looks. */
  readonly isDownload: boolean;
  /** Of a stream: the audit log tells who read it, and whether to the end. Commands are told of. */
  readonly audited: boolean;
  /** Of a command that only says what it would do unless this is set: without it nothing is changed, and nothing told of. */
  readonly writesWith?: Place;
  /** Assistants are offered it as a tool: *free* whenever they want it, *asked* only once the person before them agreed. @default not at all */
  readonly tool?: 'free' | 'asked';
}

export interface OperationMeta {
  [key: string]: unknown;
  readonly operation?: OperationFacts;
}

type Spec<I extends z.ZodType, O extends z.ZodType> = Omit<OperationFacts, 'name' | 'kind' | 'positionals' | 'aliases' | 'asks' | 'takesKey' | 'mostBytes' | 'isDownload' | 'subject' | 'audited' | 'errors'> &
  Partial<Pick<OperationFacts, 'positionals' | 'aliases' | 'asks' | 'mostBytes' | 'isDownload' | 'subject' | 'audited' | 'errors'>> & {
    readonly input: I;
    readonly output: O;
    /** Of a query whose input may be too long for an address: HTTP asks it with POST. */
    readonly takesMuch?: boolean;
  };

const base = oc.$meta<OperationMeta>({});

/** An operation that reads. */
export function query<I extends z.ZodObject, O extends z.ZodType>(name: string, spec: Spec<I, O>) {
  return described(name, 'query', spec).input(spec.input).output(spec.output);
}

/** An operation that changes something. */
export function command<I extends z.ZodObject, O extends z.ZodType>(name: string, spec: Spec<I, O>) {
  return described(name, 'command', spec).input(spec.input).output(spec.output);
}

/** An operation that answers one item after another; `output` is one item. */
export function stream<I extends z.ZodObject, O extends z.ZodType>(name: string, spec: Spec<I, O>) {
  return described(name, 'stream', spec).input(spec.input).output(eventIterator(spec.output));
}

function described<I extends z.ZodObject, O extends z.ZodType>(name: string, kind: OperationKind, spec: Spec<I, O>) {
  const facts: OperationFacts = {
    name,
    kind,
    summary: spec.summary,
    access: spec.access,
    errors: spec.errors ?? [],
    example: spec.example,
    positionals: spec.positionals ?? [],
    aliases: spec.aliases ?? [],
    asks: spec.asks ?? [],
    ...(spec.takesAway === undefined ? {} : { takesAway: spec.takesAway }),
    takesKey: spec.input.shape['key'] === IdempotencyKey,
    mostBytes: spec.mostBytes ?? usualBytes,
    isDownload: spec.isDownload ?? false,
    subject: spec.subject ?? ['input.id', 'output.id'],
    audited: spec.audited ?? kind === 'command',
    ...(spec.writesWith === undefined ? {} : { writesWith: spec.writesWith }),
    ...(spec.tool === undefined ? {} : { tool: spec.tool }),
  };
  const [area = name, verb = name] = name.split('.');
  return base.meta({ operation: facts }).route({
    operationId: name,
    summary: spec.summary,
    tags: [area],
    method: kind === 'command' || spec.takesMuch === true ? 'POST' : 'GET',
    path: restPath(area, verb, isOfOne(spec.input)),
  });
}

/** Whether it always acts on one thing: an id that may be absent only chooses. */
function isOfOne({ shape }: z.ZodObject): boolean {
  const id = shape['id'] as z.ZodType | undefined;
  return id !== undefined && !id.safeParse(undefined).success;
}

/** `list` and `create` stand on the collection, `get` on the item, every other verb below what it acts on. */
function restPath(area: string, verb: string, ofOne: boolean): `/${string}` {
  if (verb === 'list' || verb === 'create') return `/${area}`;
  if (!ofOne) return `/${area}/${verb}`;
  return verb === 'get' ? `/${area}/{id}` : `/${area}/{id}/${verb}`;
}
