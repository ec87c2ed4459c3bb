import type { Ids } from '../ports/ids.ts';
import { present } from '../model/present.ts';
import type { HandLoop, HandTransition, UserActionView } from '../operations/actions.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import { loopsByHand, userActionsAt, visitsMeant, waysByHand } from '../runtime/by-hand-view.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { earlierInput } from '../runtime/journal/earlier-input.ts';
import type { AreaService } from './area-service.ts';
import { findRun } from './lookups.ts';
import { oneVisit } from './one-visit.ts';

export interface ActionsServiceDeps {
  readonly data: Pick<WorkflowDataPort, 'runs'>;
  readonly loader: Pick<RunLoader, 'load'>;
  readonly executor: Pick<RunExecutor, 'deliver'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** What people may do where a run is, and doing it. */
export function createActionsService({ data, loader, executor, clock, ids }: ActionsServiceDeps): AreaService<'actions'> {
  return {
    async list({ id }) {
      const { definition: workflow, state } = await loader.load((await findRun(data, id)).id);
      const standing = { workflow, state, at: Math.max(clock.now(), state.at) };
      const items = userActionsAt(standing).map(({ visit, nodeId, action, reason, until }): UserActionView => ({
        visit,
        nodeId,
        id: action.id,
        label: action.label,
        isAvailable: reason === undefined,
        ...present({ description: action.description, until, reason: reason as UserActionView['reason'] }),
      }));
      const loops = loopsByHand(standing).map(({ limits, ...loop }): HandLoop => ({ ...loop, limits: { ...limits }, isBreakable: loop.reason === undefined }));
      return { items, transitions: waysByHand(standing).map((way): HandTransition => ({ ...way })), loops };
    },
    async invoke({ id, action, visit: meant, reason, key }, call) {
      const run = await findRun(data, id);
      const earlier = key === undefined ? undefined : await earlierInput(data.runs, run.id, { key, input: { type: 'command', name: 'action', action } });
      if (earlier !== undefined) return { id: run.id, seq: earlier, status: run.status };
      const { definition: workflow, state } = await loader.load(run.id);
      const has = (node: { readonly userActions?: readonly { readonly id: string }[] }): boolean => (node.userActions ?? []).some((one) => one.id === action);
      const visit = oneVisit(visitsMeant({ workflow, state, at: state.at }, meant, has), { what: `the user action "${action}"`, ...present({ meant }) });
      const { seq } = await executor.deliver(run.id, { command: { name: 'action', visit, action, ...present({ reason }) }, key: key ?? ids.next(), actor: call.actor, correlationId: call.correlationId });
      return { id: run.id, seq, status: (await findRun(data, id)).status };
    },
  };
}
