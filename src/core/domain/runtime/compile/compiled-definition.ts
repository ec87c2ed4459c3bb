import type { ActionKind } from '../../catalogue/action-kind.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SchemaCheck } from '../../catalogue/json-schema.ts';
import type { KindView, Sources } from '../../catalogue/kind-view.ts';
import type { NodeKind } from '../../catalogue/node-kind.ts';
import type { TriggerKind } from '../../catalogue/trigger-kind.ts';
import type { Verdict } from '../../catalogue/validator-kind.ts';
import type { ParsedExpression } from '../../expression/expression.ts';
import type { Card, CardField } from '../../model/card.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Permissions } from '../../model/permissions.ts';
import type { OnError, Retry, WorkflowDefinition } from '../../model/workflow.ts';
import type { ForeignParts } from './compile-foreign.ts';
import type { Renderer, TextRenderer } from './compiled-value.ts';
import type { Sensitivity } from './sensitivity.ts';

/** A definition as the engine reads it: checked, every expression parsed once, everything found by its id. */
export interface CompiledDefinition extends OwnVariables {
  readonly definition: WorkflowDefinition;
  readonly catalogue: Catalogue;
  readonly root: CompiledRegion;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly transitions: ReadonlyMap<string, CompiledTransition>;
  readonly cards: ReadonlyMap<string, CompiledCard>;
  readonly inputDefaults: JsonObject;
  readonly checkInputs: SchemaCheck;
  readonly checkOutputs: SchemaCheck;
  /** What it may reach by its own word. */
  readonly permissions?: Permissions;
  /** Workflows it calls and those they call, by slug. */
  readonly called: ReadonlyMap<string, CompiledDefinition>;
  /** Rules a run of it begins with; the newest if absent. */
  readonly semantics?: number;
  readonly actionVersions: { readonly [type: string]: number };
  /** Types of actions that guard data of others from a version on, and go on as before in runs that began without. */
  readonly guarding: readonly string[];
  /** What of it is sealed where it is kept; absent when nothing in it is sensitive. */
  readonly sensitive?: Sensitivity;
  readonly maxTransitions: number;
  readonly timeoutMs?: number;
}

export interface CompiledVariable {
  readonly check: SchemaCheck;
}

/** Variables of one scope. */
export interface OwnVariables {
  readonly variables: { readonly [name: string]: CompiledVariable };
  /** Values they begin with. */
  readonly initial: JsonObject;
  /** JSON Schemas of them, as actions see them. */
  readonly variableSchemas: { readonly [name: string]: JsonObject };
}

export interface CompiledRegion {
  readonly id: string;
  readonly start: string;
  /** The container it is a body of; absent for the root. */
  readonly container?: string;
  /** Of a body that runs beside others: what it may assign. */
  readonly own?: OwnVariables;
}

/** The expressions and templates of one config, by name. */
export interface CompiledSources {
  readonly expressions: { readonly [name: string]: ParsedExpression };
  readonly templates: { readonly [name: string]: Renderer };
  readonly sources: Sources;
}

export interface CompiledNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Parsed by the kind's own schema. */
  readonly config: never;
  readonly sources: CompiledSources;
  readonly region: CompiledRegion;
  readonly bodies: readonly CompiledRegion[];
  readonly entry: readonly CompiledAction[];
  readonly exit: readonly CompiledAction[];
  /** In the order of examination: by priority, as declared, defaults last. */
  readonly outgoing: readonly CompiledTransition[];
  readonly timeoutMs?: number;
  readonly onError?: OnError;
  /** What it asks a model once its entry actions are done, under `@decision`. */
  readonly own?: CompiledAction;
  readonly userActions?: readonly CompiledUserAction[];
  /** The signal its transitions take that name none. */
  readonly listensTo?: string;
  /** What that signal has to bring. */
  readonly takes?: { readonly schema: JsonObject; readonly check: SchemaCheck };
}

export interface CompiledUserAction {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly when?: ParsedExpression;
  readonly cooldownMs: number;
  readonly action: CompiledAction;
}

export interface CompiledAction extends ForeignParts {
  readonly id: string;
  readonly kind: ActionKind;
  /** Kinds it takes itself, as an agent does. */
  readonly takes: readonly ActionKind[];
  readonly render: Renderer;
  /** Absent when no text in the config is a template: the parsed config itself. */
  readonly fixed?: never;
  readonly retry: CompiledRetry;
  readonly timeoutMs?: number;
  readonly onError?: OnError;
}

export interface CompiledRetry extends Pick<Retry, 'maxRetries' | 'factor'> {
  readonly baseMs: number;
  readonly maxMs: number;
  /** The author wrote it. */
  readonly isWritten: boolean;
}

export interface CompiledTransition {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly triggers: readonly CompiledTrigger[];
  readonly validators: readonly CompiledValidator[];
}

export interface CompiledTrigger {
  /** How paths name it among those of its transition. */
  readonly key: string;
  readonly kind: TriggerKind;
  readonly config: never;
  readonly sources: CompiledSources;
  readonly delayMs?: number;
  /** The name of the signal it takes. */
  readonly signal?: string;
}

export interface CompiledValidator {
  readonly id: string;
  /** Of one that asks it says that nobody was asked. */
  readonly check: (view: KindView) => Verdict;
  readonly ask?: CompiledAsk;
  readonly sources: CompiledSources;
  readonly message?: string;
  readonly recommendedAction?: string;
}

/** Whom a validator asks, ready to be rendered. */
export type CompiledAsk = {
  readonly retries: number;
  readonly cooldownMs: number;
} & (
  | { readonly of: 'model'; readonly action: CompiledAction }
  | {
      readonly of: 'people';
      readonly title: TextRenderer;
      readonly text: TextRenderer;
      readonly quorum: number;
      readonly principals?: readonly string[];
      readonly bySelf: boolean;
      readonly expiresMs?: number;
      readonly approves: readonly string[];
    }
);

export interface CompiledCard {
  readonly card: Card;
  readonly render: (render: { text(renderer: TextRenderer): string; value(renderer: Renderer): Json }) => Card;
  /** What of it is filled in. */
  readonly fields: readonly CardField[];
  /** When parts are shown that are not always, by their keys. */
  readonly conditions: ReadonlyMap<string, ParsedExpression>;
}
