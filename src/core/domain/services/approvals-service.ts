import type { CallContext } from '../model/caller.ts';
import { approvalId } from '../model/effect-id.ts';
import { AppError } from '../model/errors.ts';
import { RunId } from '../model/ids.ts';
import { toInstant } from '../model/instant.ts';
import type { RunState } from '../model/run-state.ts';
import { present } from '../model/present.ts';
import type { Approval } from '../operations/approvals.ts';
import type { ApprovalRow } from '../ports/approval-repository.ts';
import type { Ids } from '../ports/ids.ts';
import type { RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { approvalStanding } from '../runtime/why/approval-standing.ts';
import { maskedFields } from '../runtime/sealing/sealed-value.ts';
import { earlierInput } from '../runtime/journal/earlier-input.ts';
import type { AreaService } from './area-service.ts';
import { createWorkflowNames, findRun, type WorkflowName } from './lookups.ts';
import { pageOf } from './page-of.ts';
import { peopleHere, type PeopleHereDeps } from './people-here.ts';

export interface ApprovalsServiceDeps {
  readonly data: WorkflowDataPort;
  readonly loader: Pick<RunLoader, 'revealed' | 'load'>;
  readonly executor: Pick<RunExecutor, 'deliver'>;
  readonly ids: Ids;
  readonly clock: PeopleHereDeps['clock'];
}

/** Of one run. */
const mostListed = 1000;

/** What waits for somebody's approval, and answering it. Who answers is who calls. */
export function createApprovalsService({ data, loader, executor, ids, clock }: ApprovalsServiceDeps): AreaService<'approvals'> {
  return {
    async list({ state, run, after, limit }, call) {
      const runId = run === undefined ? undefined : (await findRun(data, run)).id;
      const { rows, next } = pageOf(await data.approvals.list({ state, limit: limit + 1, ...present({ runId, after }) }), limit);
      const names = createWorkflowNames(data);
      const people = await peopleHere({ tokens: data.tokens, clock });
      const items = await Promise.all(rows.map(async (row) => ({ ...view(await approvalFor(loader, row, call), await names(row.workflowId)), ...(await standingOf(loader, row, people)) })));
      return present({ items, next });
    },
    async decide({ id, decision, hash, comment, key }, call) {
      const row = await approvalFor(loader, await findApproval(data, id, true), call);
      const earlier = key === undefined ? undefined : await earlierInput(data.runs, row.runId, { key, input: { type: 'approval', visit: row.visit, validator: row.validator, decision } });
      if (earlier !== undefined) return { id: row.id, runId: row.runId, seq: earlier, state: row.state };
      refuseClosed(row);
      if (hash === undefined && row.requests.length > 0) throw unseen(row);
      const { visit, validator } = row;
      const command = { name: 'approval', visit, validator, hash: hash ?? row.hash, decision, ...present({ comment }) } as const;
      const { seq } = await executor.deliver(row.runId, { command, key: key ?? ids.next(), actor: call.actor, correlationId: call.correlationId });
      return { id: row.id, runId: row.runId, seq, state: (await findApproval(data, row.id)).state };
    },
  };
}

/** A run that cannot be read is listed without what only it knows; whoever answers is told what is wrong with it. */
async function stateOf(loader: ApprovalsServiceDeps['loader'], { runId }: ApprovalRow): Promise<RunState | undefined> {
  try {
    return (await loader.load(runId)).state;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Who may still answer, where it is open. */
async function standingOf(loader: ApprovalsServiceDeps['loader'], row: ApprovalRow, people: readonly string[]): Promise<Pick<Approval, 'mayNot' | 'isPossible'>> {
  if (row.state !== 'open') return {};
  const state = await stateOf(loader, row);
  const approval = state?.approvals?.[approvalId(row.visit, row.validator)];
  if (state === undefined || approval === undefined) return {};
  const { starters, voted, isPossible } = approvalStanding(state, approval, people);
  return { mayNot: [...new Set([...starters, ...voted])], isPossible };
}

/** Who may answer it sees what it is about; everybody else sees that something is sealed. */
async function approvalFor(loader: Pick<RunLoader, 'revealed'>, row: ApprovalRow, { access }: CallContext): Promise<ApprovalRow> {
  const { title, text, hash, requests } = row;
  const sealed = { title, text, hash, requests };
  return { ...row, ...(access === 'read' ? maskedFields(sealed) : await loader.revealed(row.runId, sealed)) };
}

/** Finds an approval by its own id, or the one open approval of a run by the run's; where none is open, the last that was decided. */
async function findApproval(data: WorkflowDataPort, id: string, orDecided = false): Promise<ApprovalRow> {
  if (id.includes(':')) {
    const row = await data.approvals.get(id);
    if (row !== undefined) return row;
    throw none(id);
  }
  const known = RunId.safeParse(id);
  const run = known.success ? await data.runs.get(known.data) : undefined;
  if (run === undefined) throw none(id);
  const [row, ...others] = await data.approvals.list({ state: 'open', runId: run.id, limit: 10 });
  const decided = row === undefined && orDecided ? await lastDecided(data, run.id) : undefined;
  if (decided !== undefined) return decided;
  if (row === undefined) throw new AppError('not_found', `The run "${id}" has no open approval.`, { next: `\`aiwm runs get ${id}\` shows what it waits for.`, data: { id } });
  if (others.length === 0) return row;
  const all = [row, ...others].map((one) => one.id);
  throw new AppError('precondition_failed', `The run "${id}" has ${all.length} open approvals.`, { next: `Name one of them: ${all.join(', ')}.`, data: { approvals: all } });
}

async function lastDecided(data: WorkflowDataPort, runId: RunId): Promise<ApprovalRow | undefined> {
  const states = ['approved', 'rejected'] as const;
  const rows = (await Promise.all(states.map((state) => data.approvals.list({ state, runId, limit: mostListed })))).flat();
  return rows.reduce<ApprovalRow | undefined>((last, row) => ((last?.closedAt ?? 0) > (row.closedAt ?? 0) ? last : row), undefined);
}

function none(id: string): AppError {
  return new AppError('not_found', `There is no approval "${id}".`, { next: '`aiwm approvals list` shows the open ones.', data: { id } });
}

function refuseClosed({ id, state }: ApprovalRow): void {
  if (state === 'open') return;
  const isAnswered = state === 'approved' || state === 'rejected';
  throw new AppError(isAnswered ? 'already_answered' : 'precondition_failed', `The approval "${id}" is ${state}.`, {
    next: '`aiwm approvals list` shows the open ones.',
    data: { id, state, ...(isAnswered ? {} : { reason: 'stale' }) },
  });
}

function unseen({ id, hash, requests }: ApprovalRow): AppError {
  return new AppError('input_invalid', `The approval "${id}" is of ${requests.length === 1 ? 'an action' : `${requests.length} actions`} with what it will do: an answer names what was seen.`, {
    next: `Look at it with \`aiwm approvals list\`, then answer with --hash ${hash}.`,
    data: { fields: [{ path: 'hash', message: 'is needed here' }] },
  });
}

function view(row: ApprovalRow, workflow: WorkflowName): Approval {
  const { workflowId: _, requestedAt, expiresAt, closedAt, votes, principals, requests, ...rest } = row;
  return {
    ...rest,
    workflow,
    requests: requests.map((request) => ({ ...request })),
    requestedAt: toInstant(requestedAt),
    votes: votes.map(({ at, ...vote }) => ({ ...vote, at: toInstant(at) })),
    ...present({
      principals: principals === undefined ? undefined : [...principals],
      expiresAt: expiresAt === undefined ? undefined : toInstant(expiresAt),
      closedAt: closedAt === undefined ? undefined : toInstant(closedAt),
    }),
  };
}
