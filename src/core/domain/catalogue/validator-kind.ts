import type { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import type { ActionKind } from './action-kind.ts';
import type { KindView, Sources } from './kind-view.ts';

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly detail: string };

/** Whom a validator asks that cannot judge by itself. Texts in it are templates. */
export type ValidatorAsk =
  /** An action whose output is `{ok, detail}`. */
  | { readonly of: 'model'; readonly kind: ActionKind; readonly config: JsonObject }
  | {
      readonly of: 'people';
      readonly title: string;
      readonly text: string;
      readonly quorum: number;
      readonly principals?: readonly string[];
      readonly bySelf: boolean;
      readonly expiresMs?: number;
      /** Exit actions of the node or entry actions of the target that are approved with their configs. */
      readonly approves: readonly string[];
    };

/** A kind of validator. What a pure one reads decides; one that asks says whom. */
export interface ValidatorKind<Config = never> {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly config: z.ZodType<Config>;
  readonly example: JsonObject;
  sources(config: Config): Sources;
  /** Made once with the definition, used at every examination. */
  prepare(config: Config): (view: KindView) => Verdict;
  asks?(config: Config): ValidatorAsk;
}

/** As `defineNode`, for validators. */
export function defineValidator<Config>(kind: ValidatorKind<Config>): ValidatorKind {
  return kind as unknown as ValidatorKind;
}

/** What a validator that asks says by itself: nothing passes without an answer. */
export function unasked(): (view: KindView) => Verdict {
  return () => ({ ok: false, detail: 'nobody was asked' });
}
