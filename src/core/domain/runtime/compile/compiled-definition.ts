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
import type { OnError, Retry, WorkflowDefinition } from '../../model/workflow.ts';
import type { Renderer, TextRenderer } from './compiled-value.ts';

/** A definition as the engine reads it: checked, every expression parsed once, everything found by its id. */
export interface CompiledDefinition {
  readonly definition: WorkflowDefinition;
  readonly catalogue: Catalogue;
  readonly root: CompiledRegion;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly transitions: ReadonlyMap<string, CompiledTransition>;
  readonly cards: ReadonlyMap<string, CompiledCard>;
  readonly variables: { readonly [name: string]: CompiledVariable };
  /** Values the variables begin with. */
  readonly initial: JsonObject;
  /** JSON Schemas of the variables, as actions see them. */
  readonly variableSchemas: { readonly [name: string]: JsonObject };
  readonly inputDefaults: JsonObject;
  readonly checkInputs: SchemaCheck;
  readonly checkOutputs: SchemaCheck;
  readonly actionVersions: { readonly [type: string]: number };
  readonly maxTransitions: number;
  readonly timeoutMs?: number;
}

export interface CompiledVariable {
  readonly check: SchemaCheck;
}

export interface CompiledRegion {
  readonly id: string;
  readonly start: string;
  /** The container it is a body of; absent for the root. */
  readonly container?: string;
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
}

export interface CompiledAction {
  readonly id: string;
  readonly kind: ActionKind;
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
  readonly kind: TriggerKind;
  readonly config: never;
  readonly sources: CompiledSources;
  readonly delayMs?: number;
}

export interface CompiledValidator {
  readonly id: string;
  readonly check: (view: KindView) => Verdict;
  readonly sources: CompiledSources;
  readonly message?: string;
  readonly recommendedAction?: string;
}

export interface CompiledCard {
  readonly card: Card;
  readonly render: (render: { text(renderer: TextRenderer): string; value(renderer: Renderer): Json }) => Card;
  readonly fields: readonly CardField[];
}
