import type { ActionProgress, EffectOutcome, EffectRequest } from '../../catalogue/action-kind.ts';
import { AppError } from '../../model/errors.ts';
import { effectId, effectParts } from '../../model/effect-id.ts';
import type { JsonObject } from '../../model/json.ts';
import { own } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import type { RunError } from '../../model/run-facts.ts';
import type { ActState, HeldEffect, VisitState } from '../../model/run-state.ts';
import type { ApprovalState } from '../../model/run-waits.ts';
import type { CompiledAction } from '../compile/compiled-definition.ts';
import { nodeAt, permissionsAt, variablesAt } from '../compile/definition-at.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { askBefore } from './ask-before.ts';
import { frozenRequest } from './frozen-request.ts';
import { nextAttempt, scheduleAttempt } from './effect-retry.ts';
import { demandPermitted } from './permitted.ts';
import { openIncident } from './incidents.ts';
import { renderConfig } from './render-config.ts';
import { errorAt, guarded, raise } from './run-errors.ts';
import { scopeAt } from './scope-view.ts';
import type { Turn } from './turn.ts';
import { verdictOfVotes } from './votes.ts';

/** The action under way or next to begin; undefined when all are done. */
export function currentAction(turn: Turn, visit: VisitState): CompiledAction | undefined {
  const node = nodeAt(turn.workflow, visit.id);
  const actions = visit.leaving === undefined ? node?.entry : node?.exit;
  const next = actions?.find((action) => !visit.done.includes(action.id));
  if (next !== undefined || visit.leaving !== undefined || node?.own === undefined) return next;
  return visit.done.includes(node.own.id) ? undefined : node.own;
}

/** Takes the action as far as it goes without an outcome. Gives false when it waits for one. */
export function stepAction(turn: Turn, visit: VisitState, action: CompiledAction): boolean {
  const act = visit.act?.action === action.id ? visit.act : undefined;
  if (act !== undefined) {
    const ready = settleHeld(turn, { visit, action, act });
    if (ready !== 'ready') return ready === 'handled';
  }
  guarded(turn, { visit, action }, () => advanceAction(turn, { visit, action, ...present({ act }) }));
  return true;
}

/** An action, and how far it is. */
export interface Acting {
  readonly visit: VisitState;
  readonly action: CompiledAction;
  readonly act: ActState;
}

/** As {@link settleEffects}, raising what failed for good. */
function settleHeld(turn: Turn, acting: Acting): 'waiting' | 'ready' | 'handled' {
  const settled = settleEffects(turn, acting);
  if (typeof settled === 'string') return settled;
  raise(turn, { visit: acting.visit, action: acting.action, error: settled });
  return 'handled';
}

/** Retries what can be retried, asks about what is in doubt, and gives what failed for good once nothing is under way. */
export function settleEffects(turn: Turn, { visit, action, act }: Acting): 'waiting' | 'ready' | 'handled' | RunError {
  const final: HeldEffect[] = [];
  for (const id in act.held) {
    const held = act.held[id];
    if (held === undefined) continue;
    const attempt = nextAttempt(turn, action, held);
    if (attempt !== undefined) {
      scheduleAttempt(turn, held, attempt);
    } else if (held.cause === 'failed') {
      final.push(held);
    } else {
      const code = held.cause === 'refused' ? 'budget' : held.cause;
      openIncident(turn, { code, visit: visit.id, action: action.id, effect: held.id, ...present({ params: held.refusal }) });
      return 'handled';
    }
  }
  if (isUnderWay(turn, visit, act)) return 'waiting';
  if (settleQuestion(turn, visit, act)) return 'handled';
  // Whichever came first: the order they were asked for in is the same in every run.
  const [failed] = final.toSorted((left, right) => (effectParts(left.id)?.n ?? 0) - (effectParts(right.id)?.n ?? 0));
  if (failed === undefined || action.kind.seesErrors === true) return 'ready';
  return failureOf(visit, action, failed);
}

/** Takes the answer to what the action asked people, once there is one. Gives whether it did. */
function settleQuestion(turn: Turn, visit: VisitState, act: ActState): boolean {
  const open = openQuestion(turn, visit, act);
  const verdict = open === undefined ? undefined : verdictOfVotes(open);
  if (open === undefined || verdict === undefined) return false;
  turn.note({ visit: visit.id, transition: '', validator: open.validator, verdict: verdict.ok ? 'passed' : 'failed', hash: open.hash, ...present({ detail: verdict.detail }) });
  return true;
}

function openQuestion(turn: Turn, visit: VisitState, { action }: ActState): ApprovalState | undefined {
  return turn.state.approvals?.[effectId(visit.id, action, own(visit.effects, action) ?? 0)];
}

function isUnderWay(turn: Turn, visit: VisitState, act: ActState): boolean {
  const { action, first } = act;
  const open = openQuestion(turn, visit, act);
  if (open !== undefined && verdictOfVotes(open) === undefined) return true;
  if (!holdsAny(turn.state.wanted)) return false;
  for (let n = first; n <= (own(visit.effects, action) ?? 0); n += 1) {
    if (effectId(visit.id, action, n) in turn.state.wanted) return true;
  }
  return false;
}

function holdsAny(record: { readonly [name: string]: unknown }): boolean {
  for (const _ in record) return true;
  return false;
}

function failureOf(visit: VisitState, action: CompiledAction, held: HeldEffect): ReturnType<typeof errorAt> {
  const error = held.error ?? { code: 'unexpected', message: `effect ${held.id} failed` };
  return errorAt(visit, error, { kind: held.class === 'timeout' ? 'timeout' : 'action', action: action.id, effect: held.id });
}

function advanceAction(turn: Turn, acting: Omit<Acting, 'act'> & { readonly act?: ActState }): void {
  const { visit, action } = acting;
  const progress = nextStep(turn, acting);
  switch (progress.kind) {
    case 'effects':
      scheduleEffects(turn, acting, progress.requests);
      return;
    case 'ask':
      askBefore(turn, acting, progress.question);
      return;
    case 'output': {
      const { output, vars } = progress;
      checkWrites(turn, { visit, action }, vars ?? {});
      turn.finish({ action: `${visit.id}/${action.id}`, output, ...present({ vars }) });
      return;
    }
    case 'error':
      raise(turn, { visit, action, error: errorAt(visit, progress.error, { kind: 'action', action: action.id }) });
      return;
    default:
      progress satisfies never;
  }
}

/** What the action does now, given how its effects came out. */
export function nextStep(turn: Turn, { visit, action, act }: Omit<Acting, 'act'> & { readonly act?: ActState }): ActionProgress {
  const input = { workflow: turn.state.workflow, node: visit.node, action: action.id, visit: visit.id, variables: variablesAt(turn.workflow, visit.id).variableSchemas };
  return action.kind.next(configOf(turn, visit, { action, ...present({ act }) }), input, outcomesOf(visit, action, act));
}

/** The config as it was when the action began: what it reads cannot have changed since, and `now` stands still. */
function configOf(turn: Turn, visit: VisitState, { action, act }: { readonly action: CompiledAction; readonly act?: ActState }): never {
  const frozen = own(visit.frozen, action.id);
  if (frozen === undefined && action.fixed !== undefined) return action.fixed;
  const rendered = frozen ?? renderConfig(turn, { visit: visit.id, action, scope: scopeAt(turn, visit.id, present({ at: act?.at })) });
  const parsed = action.kind.config.safeParse(rendered);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('input_invalid', `The config of action "${action.id}" cannot be used: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`, {
    next: 'Look at what its templates gave.',
    data: { action: action.id },
  });
}

function outcomesOf(visit: VisitState, action: CompiledAction, act: ActState | undefined): readonly EffectOutcome[] {
  if (act === undefined) return [];
  const outcomes: EffectOutcome[] = [];
  for (let n = act.first; n <= (own(visit.effects, action.id) ?? 0); n += 1) {
    const output = act.outputs[n];
    if (output === undefined) outcomes.push({ ok: false, error: act.held[effectId(visit.id, action.id, n)]?.error ?? { code: 'unexpected', message: 'the effect has no outcome' } });
    else outcomes.push({ ok: true, output });
  }
  return outcomes;
}

/** Wants these effects for the action; one that stands beside the visit's own says so. */
export function scheduleEffects(turn: Turn, { visit, action, beside }: Pick<Acting, 'visit' | 'action'> & { readonly beside?: true }, requests: readonly EffectRequest[]): void {
  if (requests.length === 0) throw new AppError('unexpected', `Action "${action.id}" asked for no effect and gave no output.`);
  const permissions = permissionsAt(turn.workflow, visit.id);
  const isPlain = beside === undefined && action.timeoutMs === undefined && permissions === undefined;
  for (const { kind, request: asked, action: madeFor, approved } of requests) {
    const effect = turn.workflow.catalogue.effects.get(kind);
    if (effect === undefined) throw new AppError('unexpected', `Action "${action.id}" asked for an effect of the unknown kind "${kind}".`);
    const request = frozenRequest(turn, visit.id, { effect, request: asked });
    if (permissions !== undefined) demandPermitted(permissions, { action: action.kind.type, effect, request });
    if (permissions !== undefined && madeFor !== undefined) demandPermitted(permissions, { action: madeFor, effect, request });
    const n = (own(findVisit(turn.state, visit.id)?.effects, action.id) ?? 0) + 1;
    turn.emit('effect_scheduled', { effect: effectId(visit.id, action.id, n), attempt: 1, kind, repeat: effect.repeat, request, ...(approved === true ? { approved } : undefined), ...(isPlain ? undefined : present({ beside, timeoutMs: action.timeoutMs, permissions })) });
  }
}

function hasScopeOfItsOwn(turn: Turn, visit: VisitState): boolean {
  return nodeAt(turn.workflow, visit.id)?.region.own !== undefined;
}

/** Throws when the action assigns what it may not, or a value that does not fit. */
export function checkWrites(turn: Turn, { visit, action }: Pick<Acting, 'visit' | 'action'>, vars: JsonObject): void {
  const { variables } = variablesAt(turn.workflow, visit.id);
  for (const [name, value] of Object.entries(vars)) {
    const variable = own(variables, name);
    if (variable === undefined) {
      throw new AppError('input_invalid', `Action "${action.id}" assigns the variable "${name}", which ${hasScopeOfItsOwn(turn, visit) ? 'stands outside its body, or nowhere' : 'the workflow does not have'}.`, {
        next: `Declare it under variables, or name one that is there: ${Object.keys(variables).join(', ') || 'none'}.`,
        data: { reason: 'scope_violation', variable: name },
      });
    }
    const [problem] = variable.check(value);
    if (problem === undefined) continue;
    throw new AppError('input_invalid', `Action "${action.id}" gives the variable "${name}" a value that does not fit its schema: ${problem.path}: ${problem.message}`, { data: { variable: name } });
  }
}
