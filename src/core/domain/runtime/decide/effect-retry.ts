import { own } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import type { HeldEffect } from '../../model/run-state.ts';
import type { CompiledAction } from '../compile/compiled-definition.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { effectKey, jitterFraction } from '../effect-key.ts';
import type { Turn } from './turn.ts';

/** When the next attempt may start: `undefined` when there is none, no `notBefore` when at once. */
export function nextAttempt(turn: Turn, action: CompiledAction, held: HeldEffect): { readonly notBefore?: number } | undefined {
  if (held.again === true) return {};
  if (held.cause !== 'failed' || held.class === 'permanent') return undefined;
  const { retry } = action;
  // A failed attempt of a *once* effect may still have happened, so that only its author can say it may come twice.
  if (held.repeat === 'once' && !retry.isWritten) return undefined;
  if (held.attempt > retry.maxRetries) return undefined;
  const pause = Math.min(retry.maxMs, retry.baseMs * retry.factor ** (held.attempt - 1));
  const key = effectKey(turn.state.run, held.id, held.generation);
  const spread = Math.round(pause * (0.5 + 0.5 * jitterFraction(key, held.attempt)));
  return { notBefore: turn.at + Math.max(spread, held.retryAfterMs ?? 0) };
}

function isBeside(turn: Turn, held: HeldEffect): boolean {
  return own(findVisit(turn.state, held.visit)?.beside, held.action) !== undefined;
}

/** Wants the effect again, as it was asked for. */
export function scheduleAttempt(turn: Turn, held: HeldEffect, start: { readonly notBefore?: number }): void {
  turn.emit('effect_scheduled', {
    effect: held.id,
    attempt: held.attempt + 1,
    kind: held.kind,
    repeat: held.repeat,
    ...start,
    ...present({ beside: isBeside(turn, held) ? (true as const) : undefined }),
    ...present({ timeoutMs: held.timeoutMs }),
  });
}
