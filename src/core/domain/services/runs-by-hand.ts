import type { CallContext } from '../model/caller.ts';
import { durationMs } from '../model/duration.ts';
import { present } from '../model/present.ts';
import type { Ids } from '../ports/ids.ts';
import type { RunCommand, RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import { visitsMeant } from '../runtime/by-hand-view.ts';
import type { CompiledNode } from '../runtime/compile/compiled-definition.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { earlierInput } from '../runtime/journal/earlier-input.ts';
import type { AreaService } from './area-service.ts';
import { findRun } from './lookups.ts';
import { oneVisit } from './one-visit.ts';
import type { Turns } from './in-turns.ts';
import { runWhy, type RunWhyDeps } from './run-why.ts';
import { skippingValidators } from './skipping-validators.ts';
import { orStalled, stalledWhy } from './stalled-view.ts';

export interface RunsByHandDeps extends RunWhyDeps, Pick<Turns, 'breathe' | 'clock'> {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'cards' | 'tokens'>;
  readonly clock: RunWhyDeps['clock'] & Turns['clock'];
  readonly executor: Pick<RunExecutor, 'deliver'>;
  readonly ids: Ids;
  readonly loader: RunWhyDeps['loader'] & Pick<RunLoader, 'load'>;
}

/** Signals, loops by hand, and why a run stands where it stands. */
export function createRunsByHand(deps: RunsByHandDeps): Pick<AreaService<'runs'>, 'signal' | 'adjust' | 'break' | 'fire' | 'why'> {
  return {
    async signal({ name, key, payload, ...input }, call) {
      const id = input.signal ?? deps.ids.next();
      const emitter = input.emitter ?? `${call.actor.kind}:${call.actor.id}`;
      const { kind, ...accepted } = await deliver(deps, { id: input.id, call, command: { name: 'signal', emitter, id, signal: name, payload, ...present({ key }) } });
      return { ...accepted, signal: id, duplicate: kind === 'duplicate' };
    },
    async adjust({ id, key, loop: visit, passes, timeout, throttle, next, reason }, call) {
      const timeoutMs = timeout === undefined ? undefined : durationMs(timeout);
      const throttleMs = throttle === undefined ? undefined : durationMs(throttle);
      const command: RunCommand = { name: 'adjust', visit, ...present({ maxPasses: passes, timeoutMs, throttleMs, next: next ? (true as const) : undefined, reason }) };
      const { kind: _, ...accepted } = await deliver(deps, { id, key, call, command });
      return accepted;
    },
    async break({ id, key, loop: visit, force, reason }, call) {
      const { kind: _, ...accepted } = await deliver(deps, { id, key, call, command: { name: 'break', visit, force, ...present({ reason }) } });
      return accepted;
    },
    async fire({ id, key, transition, visit: meant, skipValidators, reason }, call) {
      const skipping = skippingValidators(skipValidators, call);
      const run = await findRun(deps.data, id);
      const earlier = key === undefined ? undefined : await earlierInput(deps.data.runs, run.id, { key, input: { type: 'command', name: 'fire', transition } });
      if (earlier !== undefined) return { id: run.id, seq: earlier, status: run.status };
      const { definition: workflow, state } = await deps.loader.load(run.id);
      const leaves = (node: CompiledNode): boolean => node.outgoing.some((one) => one.id === transition);
      const visit = oneVisit(visitsMeant({ workflow, state, at: state.at }, meant, leaves), { what: `the transition "${transition}"`, ...present({ meant }) });
      const command: RunCommand = { name: 'fire', visit, transition, ...skipping, ...present({ reason }) };
      const { kind: _, ...accepted } = await deliver(deps, { id, key, call, command });
      return accepted;
    },
    async why({ id, after, limit }, { signal }) {
      const row = await findRun(deps.data, id);
      return await orStalled(deps.loader, row, { show: () => runWhy(deps, row, { after, limit, turns: { ...deps, signal } }), instead: async (why) => stalledWhy(row, why) });
    },
  };
}

interface Sent {
  readonly id: string;
  readonly key?: string | undefined;
  readonly call: CallContext;
  readonly command: RunCommand;
}

async function deliver({ data, executor, ids }: RunsByHandDeps, { id, key, call, command }: Sent) {
  const run = await findRun(data, id);
  const { kind, seq } = await executor.deliver(run.id, { command, key: key ?? ids.next(), actor: call.actor, correlationId: call.correlationId });
  const { status } = await findRun(data, id);
  return { kind, id: run.id, seq, status };
}
