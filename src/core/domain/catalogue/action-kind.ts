import type { z } from 'zod';
import type { Repeat } from '../model/effect-repeat.ts';
import type { ErrorWire } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Origin } from '../model/origin.ts';
import type { Permissions } from '../model/permissions.ts';
import type { BlobWrite } from '../ports/blob-store.ts';
import type { EffectPorts } from '../ports/effect-ports.ts';

/** One contact with the outside, as `next` asks for it; `request` is what `kind.request` parses. */
export interface EffectRequest {
  readonly kind: string;
  readonly request: JsonObject;
  /** The kind of action it is made for, where that is another than the one that asks: workflows permit both. */
  readonly action?: string;
  /** A person approved it as it is. */
  readonly approved?: true;
}

/** What people are asked before an action goes on; its outcome is `{approved, detail?}`. */
export interface ActionQuestion {
  readonly title: string;
  readonly text: string;
  /** What would be done, as it will be done. */
  readonly requests: readonly { readonly type: string; readonly config: JsonObject }[];
  /** Who may answer; everybody if absent. */
  readonly principals?: readonly string[];
  /** Whoever started the run may answer, too. */
  readonly bySelf: boolean;
  /** How many must approve. @default 1 */
  readonly quorum?: number;
  /** After this time nobody may answer any more, and it counts as not approved. */
  readonly expiresMs?: number;
}

/** How an earlier effect of the same action ended, in the order they were asked for. */
export type EffectOutcome =
  | { readonly ok: true; readonly output: Json }
  | { readonly ok: false; readonly error: ErrorWire };

export type ActionProgress =
  | { readonly kind: 'effects'; readonly requests: readonly EffectRequest[] }
  /** Counts as an effect: its answer is the next outcome. */
  | { readonly kind: 'ask'; readonly question: ActionQuestion }
  /** `vars` is what the action assigns; `output` becomes `nodes.<node>.<action>`. */
  | { readonly kind: 'output'; readonly output: Json; readonly vars?: JsonObject }
  | { readonly kind: 'error'; readonly error: ErrorWire };

/** What an action knows besides its config: where it stands, never a clock or a disk. */
export interface ActionInput {
  readonly workflow: string;
  readonly node: string;
  readonly action: string;
  readonly visit: string;
  /** Names and JSON Schemas of the variables it may assign. */
  readonly variables: { readonly [name: string]: JsonObject };
}

export interface Usage {
  readonly connector: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Label of the key it was asked with. */
  readonly credential?: string;
  /** Millionths of a US dollar; absent where nobody knows the price. */
  readonly micros?: number;
  /** Of the price, a date. */
  readonly pricedAsOf?: string;
  /** Who was asked, where another answered, and the code of the failure that let it. */
  readonly insteadOf?: { readonly connector: string; readonly because: string };
}

/** The most an attempt may use, known before it begins. */
export interface MostUsage {
  /** The one chosen in settings if absent. */
  readonly connector?: string | undefined;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A file or document a run leaves behind. */
export interface ArtifactDraft {
  readonly name: string;
  readonly mediaType: string;
  readonly blob: BlobWrite;
  /** Where it also lies as a file. */
  readonly path?: string;
}

export interface EffectResult {
  readonly output: Json;
  readonly blobs?: readonly BlobWrite[];
  readonly artifacts?: readonly ArtifactDraft[];
  readonly usage?: Usage;
}

/** Where an effect comes from; `script` is the address of the mock model's script pinned to the run. */
export interface EffectOrigin {
  readonly workflow: string;
  readonly node: string;
  readonly action: string;
  readonly visit: string;
  readonly script?: string;
}

export interface EffectContext {
  readonly ports: EffectPorts;
  /** Equal on every attempt of the same intent. */
  readonly key: string;
  /** From 1; for fencing and for faults on request, never part of the key. */
  readonly attempt: number;
  readonly origin: EffectOrigin;
  readonly signal: AbortSignal;
  /** What the workflows around the effect may reach, where they say so. */
  readonly permissions?: Permissions;
  /** Streamed text on its way to watchers; it is not kept. */
  onProgress(text: string): void;
  /** Tells what the attempt used as soon as that is known, so that it counts even if the attempt fails. */
  onUsage?(usage: Usage): void;
}

/** What the outside says of an attempt that began and left no outcome. `unknown` asks a person. */
export type ProbeAnswer =
  | { readonly kind: 'happened'; readonly result: EffectResult }
  | { readonly kind: 'did_not_happen' }
  | { readonly kind: 'unknown' };

export interface EffectKind<Request = never> {
  readonly kind: string;
  readonly repeat: Repeat;
  readonly costsMoney: boolean;
  readonly request: z.ZodType<Request>;
  /** Files and directories a request names, for workflows that say which they may reach. */
  paths?(request: Request): readonly string[];
  /** Addresses a request names, for workflows that say which hosts they may reach. */
  urls?(request: Request): readonly string[];
  /** Its request is one to a model: `connector`, `model` and the fields of texts that hooks look at. */
  readonly asksModel?: { readonly texts: readonly string[] };
  /** Of a kind that costs money: the most a request may use. Without it only calls are counted beforehand. */
  most?(request: Request): MostUsage;
  /** Makes the contact. Throws an `AppError`; its code decides whether a retry can help. */
  perform(request: Request, context: EffectContext): Promise<EffectResult>;
  /** Of a *once* kind whose receiver can tell: whether the attempt in doubt took place. It changes nothing outside. */
  probe?(request: Request, context: EffectContext): Promise<ProbeAnswer>;
}

/** Dotted fields of a config, with `*` for every item of a list, by what they choose. */
export type Choices = { readonly [What in 'hosts' | 'directories' | 'connectors']?: readonly string[] };

/**
 * A kind of action: a pure step function over its rendered config and the outcomes so far, and the effect kinds it owns.
 * The engine calls `next` with no outcomes first, then again after each effect, until it answers `output` or `error`.
 * An effect that failed for good is an outcome too only if `seesErrors`; otherwise the action fails with it.
 */
export interface ActionKind<Config = never> {
  readonly type: string;
  /** Raised when `next` would answer differently for the same outcomes. */
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  /** After templates are rendered. */
  readonly config: z.ZodType<Config>;
  /** JSON Schema of the output, for completion and for verify. */
  readonly output: JsonObject;
  /** Members of the output that are there only, and then surely, where a field of the config says so. */
  readonly gives?: { readonly [member: string]: { readonly field: string; readonly is: string } };
  /** A config that parses, with templates where people would use them. */
  readonly example: JsonObject;
  readonly effects: readonly EffectKind[];
  readonly seesErrors?: boolean;
  /** Where its output comes from besides its config, such as the web; of one whose output only repeats its config nothing. */
  readonly origin?: readonly Origin[];
  /** Fields of the config that its output tells of. @default all of them, or none where `origin` says where it comes from */
  readonly passes?: readonly string[];
  /** Fields of the config that a model reads, so that data of others stands in them between tags, and the one it obeys. */
  readonly prompts?: { readonly texts: readonly string[]; readonly system?: string };
  /** Fields of the config by what they choose of the outside; data of others does so only within the permissions. */
  readonly chooses?: Choices;
  /** Whether a config of it changes something outside that cannot be taken back. @default whether an effect of it is not *safe* */
  sideEffect?(config: JsonObject): boolean;
  /** Calls that cost money which a config makes at most where none of them fails. @default 1 where an effect of it costs money, else 0 */
  mostCalls?(config: JsonObject): number;
  /** Variables a config assigns, as far as it names them before templates are rendered. */
  assigns?(config: JsonObject): readonly string[];
  /** Other kinds of actions a config lets it take: a run keeps to their versions, too. */
  takes?(config: JsonObject): readonly string[];
  /** Fields that say what is allowed: they are checked, and stand as written, before anything runs. Templates stand only in members of theirs called so. */
  readonly grants?: { readonly fields: readonly string[]; readonly but: readonly string[] };
  /** Where it keeps what it is given for all runs and people, unsealed; nothing sensitive is given to it. */
  readonly keepsFor?: string;
  next(config: Config, input: ActionInput, outcomes: readonly EffectOutcome[]): ActionProgress;
}

/** For a refinement of a config that looks only at which fields there are: it is judged before templates are rendered, too. */
export const ofPresence = { when: () => true, params: { aboutPresence: true } };

/** Checks a kind where its types are known, and forgets them so that kinds of all configs stand in one list. */
export function defineAction<Config>(kind: ActionKind<Config>): ActionKind {
  return {
    ...kind,
    config: kind.config as z.ZodType<never>,
    next: (config: Config, input, outcomes) => kind.next(config, input, outcomes),
  } satisfies Omit<ActionKind<Config>, 'config'> & { config: z.ZodType<never> };
}

export function defineEffect<Request>(kind: EffectKind<Request>): EffectKind {
  return {
    ...kind,
    request: kind.request as z.ZodType<never>,
    ...(kind.paths === undefined ? {} : { paths: (request: Request) => kind.paths?.(request) ?? [] }),
    ...(kind.urls === undefined ? {} : { urls: (request: Request) => kind.urls?.(request) ?? [] }),
    ...(kind.most === undefined ? {} : { most: (request: Request) => kind.most?.(request) ?? { model: '', inputTokens: 0, outputTokens: 0 } }),
    perform: (request: Request, context) => kind.perform(request, context),
    ...(kind.probe === undefined ? {} : { probe: async (request: Request, context: EffectContext) => (await kind.probe?.(request, context)) ?? { kind: 'unknown' as const } }),
  } satisfies Omit<EffectKind<Request>, 'request'> & { request: z.ZodType<never> };
}
