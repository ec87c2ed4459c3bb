import type { z } from 'zod';
import type { Json, JsonObject } from '../model/json.ts';
import type { RunError } from '../model/run-facts.ts';
import type { KindView, Sources } from './kind-view.ts';

export interface TriggerView extends KindView {
  /** The error that asks for a way out. */
  readonly error?: RunError;
  /** What the node decided, where it is a decision by a model or a person. */
  readonly decision?: Json;
}

/**
 * A kind of trigger. A *data* trigger is examined when its node is done; an *event* trigger when its event comes: a
 * card's submission, a deadline, an error.
 */
export interface TriggerKind<Config = never> {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly moment: 'data' | 'event';
  readonly config: z.ZodType<Config>;
  readonly example: JsonObject;
  sources?(config: Config): Sources;
  /** Whether it fires now; without this it always does. */
  fires?(config: Config, view: TriggerView): boolean;
  /** The deadline it sets, from when its node begins to wait; none for the time its node itself waits for. */
  delayMs?(config: Config): number | undefined;
  /** The choice of a decision it stands for. */
  choice?(config: Config): string | undefined;
  /** Only a person fires it. */
  readonly byHand?: true;
  /** The name of the signal it takes; none for the one its node names. */
  listensTo?(config: Config): string | undefined;
}

/** As `defineNode`, for triggers. */
export function defineTrigger<Config>(kind: TriggerKind<Config>): TriggerKind {
  return kind as unknown as TriggerKind;
}
