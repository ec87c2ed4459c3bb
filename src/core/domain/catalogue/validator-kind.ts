import type { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import type { KindView, Sources } from './kind-view.ts';

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly detail: string };

/** A kind of validator that is pure: what it reads decides. */
export interface ValidatorKind<Config = never> {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly config: z.ZodType<Config>;
  readonly example: JsonObject;
  sources(config: Config): Sources;
  /** Made once with the definition, used at every examination. */
  prepare(config: Config): (view: KindView) => Verdict;
}

/** As `defineNode`, for validators. */
export function defineValidator<Config>(kind: ValidatorKind<Config>): ValidatorKind {
  return kind as unknown as ValidatorKind;
}
