import { z } from 'zod';
import { OwnBudget } from './budget.ts';
import { Card } from './card.ts';
import { LocalId, Slug } from './ids.ts';
import { JsonRecord, JsonValue } from './json-value.ts';
import { WorkflowModel } from './model-hook.ts';
import { Permissions } from './permissions.ts';
import { Lifecycle, MadeFrom } from './workflow-lifecycle.ts';

/**
 * The envelope of a definition, format `aiwm.workflow/1`. It knows regions, nodes and transitions; what a node, an action,
 * a trigger or a validator means stands in the catalogue, which composes the strict schema from its kinds.
 * The hash covers meaning only: `layout` and `notes` are apart. Durations are ISO 8601 (`PT30S`, `PT15M`).
 */
export const Duration = z.iso.duration();

export const Retry = z.object({
  maxRetries: z.int().min(0).max(20).default(2),
  /** First pause; each further one is `factor` times longer, up to `max`. */
  base: Duration.default('PT1S'),
  factor: z.number().min(1).max(10).default(2),
  max: Duration.default('PT30S'),
});
export type Retry = z.infer<typeof Retry>;

export const OnError = z.enum(['continue', 'pause', 'fail']);
export type OnError = z.infer<typeof OnError>;

const enabled = z.boolean().optional();

export const ActionStep = z.strictObject({
  id: LocalId,
  type: z.string(),
  /** False: it is passed over, as if it were not there. */
  enabled,
  name: z.string().optional(),
  /** Strings in it are templates. */
  config: JsonRecord,
  retry: Retry.optional(),
  timeout: Duration.optional(),
  onError: OnError.optional(),
  /** Nobody has to approve it, whatever data it acts on. */
  auto: z.boolean().optional(),
});
export type ActionStep = z.infer<typeof ActionStep>;

/** An action that a person sets going while the node waits. */
export const UserAction = z.strictObject({
  id: LocalId,
  label: z.string().min(1).max(200),
  description: z.string().max(1000).optional(),
  /** Expression: only while it is true. */
  when: z.string().min(1).max(4096).optional(),
  /** Least time from one invocation to the next. */
  cooldown: Duration.optional(),
  action: ActionStep.omit({ id: true, name: true, enabled: true }),
});
export type UserAction = z.infer<typeof UserAction>;

/** `enabled: false`: it never fires. */
export const Trigger = z.strictObject({ type: z.string(), enabled, config: JsonRecord.default({}) });
export type Trigger = z.infer<typeof Trigger>;

export const Validator = z.strictObject({
  id: LocalId,
  type: z.string(),
  /** False: it is not asked, and lets everything pass. */
  enabled,
  config: JsonRecord,
  message: z.string().optional(),
  recommendedAction: z.string().optional(),
  /** How often a verdict of a model or of people is asked for again, each time after `cooldown`. */
  retries: z.int().min(0).max(20).optional(),
  cooldown: Duration.optional(),
});
export type Validator = z.infer<typeof Validator>;

export const Transition = z.strictObject({
  id: LocalId,
  name: z.string().optional(),
  from: LocalId,
  to: LocalId,
  /** Any of them fires the transition. */
  triggers: z.array(Trigger).min(1),
  /** All of them must pass, in order. */
  validators: z.array(Validator).default([]),
  /** Lower is examined first; equal ones in declared order. */
  priority: z.int().default(0),
  /** Examined after every other one. */
  isDefault: z.boolean().default(false),
});
export type Transition = z.infer<typeof Transition>;

export interface WorkflowNode {
  readonly id: string;
  readonly type: string;
  readonly name?: string | undefined;
  readonly config: z.infer<typeof JsonRecord>;
  readonly entry: readonly ActionStep[];
  readonly exit: readonly ActionStep[];
  readonly userActions?: readonly UserAction[] | undefined;
  readonly timeout?: string | undefined;
  readonly onError?: OnError | undefined;
  readonly bodies: readonly Region[];
}

/** One state machine: the root, or a body of a container node. */
export interface Region {
  readonly id: string;
  /** Of a body that runs beside others: the variables it may assign. */
  readonly variables?: { readonly [name: string]: Variable } | undefined;
  readonly nodes: readonly WorkflowNode[];
  readonly transitions: readonly Transition[];
}

export const WorkflowNode: z.ZodType<WorkflowNode> = z.strictObject({
  id: LocalId,
  type: z.string(),
  name: z.string().optional(),
  config: JsonRecord.default({}),
  entry: z.array(ActionStep).default([]),
  exit: z.array(ActionStep).default([]),
  userActions: z.array(UserAction).max(50).optional(),
  timeout: Duration.optional(),
  onError: OnError.optional(),
  get bodies() {
    return z.array(Region).default([]);
  },
});

export const Region: z.ZodType<Region> = z.strictObject({
  id: LocalId,
  get variables() {
    return z.record(LocalId, Variable).optional();
  },
  get nodes() {
    return z.array(WorkflowNode);
  },
  transitions: z.array(Transition).default([]),
});

export const Variable = z.strictObject({
  /** JSON Schema 2020-12 of its values. */
  schema: JsonRecord.default({}),
  initial: JsonValue.default(null),
  sensitive: z.boolean().default(false),
  description: z.string().optional(),
});
export type Variable = z.infer<typeof Variable>;

export const Limits = z.strictObject({
  maxTransitions: z.int().min(1).max(1_000_000).default(10_000),
  timeout: Duration.optional(),
  /** What a run, or one action of one visit, may use at most. */
  budget: OwnBudget.optional(),
});

/** Where a node stands, from the upper left of the body it is drawn in, and how large it is where a person said so; in pixels at 100 %. */
export const NodePlace = z.strictObject({ x: z.number(), y: z.number(), width: z.number().min(80).max(4000).optional(), height: z.number().min(40).max(4000).optional() });
export type NodePlace = z.infer<typeof NodePlace>;

/** A remark on the canvas: it belongs to no step, and no run reads it. */
export const CanvasNote = z.strictObject({ text: z.string().max(4000), x: z.number(), y: z.number(), width: z.number().min(80).max(2000), height: z.number().min(40).max(2000) });
export type CanvasNote = z.infer<typeof CanvasNote>;

/** What people say of a node, for those who look after it; no run reads it. */
export const About = z.strictObject({ description: z.string().max(4000).optional(), tags: z.array(z.string().min(1).max(60)).max(20).optional(), owner: z.string().max(200).optional() });
export type About = z.infer<typeof About>;

export const WorkflowDefinition = z.strictObject({
  format: z.literal('aiwm.workflow/1'),
  name: z.string().min(1).max(200),
  description: z.string().max(4000).default(''),
  /** JSON Schema 2020-12 of an object; a string property with `format: file` takes a file. */
  inputs: JsonRecord.default({ type: 'object', properties: {} }),
  /** JSON Schema 2020-12 of what the root's end yields. */
  outputs: JsonRecord.default({}),
  variables: z.record(LocalId, Variable).default({}),
  limits: Limits.default({ maxTransitions: 10_000 }),
  cards: z.array(Card).default([]),
  permissions: Permissions.optional(),
  /** The model of its calls where a node names none, and what is done with their texts. */
  llm: WorkflowModel.optional(),
  /** Definitions of the workflows it calls, by slug, and of those they call: pinned when it is published or started. */
  called: z.record(Slug, JsonRecord).optional(),
  root: Region,
  /** Where nodes stand on the canvas, by node id; empty where they are laid out whenever they are drawn. No part of the meaning. */
  layout: z.record(LocalId, NodePlace).default({}),
  /** Notes on the canvas, by an id of their own; no part of the meaning. */
  canvasNotes: z.record(LocalId, CanvasNote).optional(),
  /** Of the workflow itself, and of its nodes by id; no part of the meaning. */
  about: About.omit({ description: true }).extend({ lifecycle: Lifecycle.optional(), madeFrom: MadeFrom.optional(), nodes: z.record(LocalId, About).optional() }).optional(),
  notes: z.string().default(''),
});
export type WorkflowDefinition = z.infer<typeof WorkflowDefinition>;
