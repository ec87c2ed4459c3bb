import type { ActionQuestion } from '../../catalogue/action-kind.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { effectId } from '../../model/effect-id.ts';
import { own } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import type { VisitState } from '../../model/run-state.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { CompiledAction } from '../compile/compiled-definition.ts';
import { expiryTimer } from '../evolve/fold-verdict.ts';
import { findVisit } from '../evolve/region-tree.ts';
import type { Turn } from './turn.ts';

interface Asking {
  readonly visit: VisitState;
  readonly action: CompiledAction;
  readonly beside?: true;
}

/** Asks people before an action goes on. The answer names what it is about by its hash, and is the action's next outcome. */
export function askBefore(turn: Turn, { visit, action, beside }: Asking, { title, text, requests: wanted, principals, bySelf, quorum = 1, expiresMs }: ActionQuestion): void {
  const requests = wanted.map(({ type, config }) => {
    const request = { action: action.id, type, config };
    return { ...request, hash: sha256Hex(canonicalJson(request)) };
  });
  const n = (own(findVisit(turn.state, visit.id)?.effects, action.id) ?? 0) + 1;
  const effect = effectId(visit.id, action.id, n);
  const expiresAt = expiresMs === undefined ? undefined : turn.at + expiresMs;
  const timers = expiresAt === undefined ? undefined : [{ id: expiryTimer(visit.id, `${action.id}.${n}`), dueAt: expiresAt }];
  turn.emit('approval_requested', {
    visit: visit.id,
    effect,
    title,
    text,
    quorum,
    requests,
    hash: sha256Hex(canonicalJson({ title, text, requests })),
    ...present({ beside, principals, bySelf: bySelf ? (true as const) : undefined, expiresAt, timers }),
  });
}
