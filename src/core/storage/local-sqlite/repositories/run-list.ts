import { runStatuses, type RunStatus } from '../../../domain/model/run.ts';
import type { RunFilter } from '../../../domain/ports/workflow-run-repository.ts';
import { listedRuns } from './run-records.ts';

/** SQLite prepares a statement again whenever another value is bound to a bare limit, and that takes as long as reading a page. */
const atMost = 'limit @limit + 0';

/** Of the runs that stand in the index of those that need somebody, in its words. */
export const needsSomebody = 'person_waits > 0 and released_at is null';

/**
 * One page, by the time runs started, read along indexes only: no sorting, and no scan of the history. Each status has its own
 * stretch of an index, and the stretches are merged as they are read: three waiting runs are found as fast among a million ended
 * ones as alone. A workflow's runs stand by status too. What a text names, a draft and a price are looked for along the others,
 * run by run until a page is full. By the beginning of an id the order is that of the ids, which are made with the time.
 */
export function listStatement(filter: RunFilter): string {
  const { idPrefix, idSuffix, ids } = filter;
  const status = statusesOf(filter);
  if (status?.length === 0) return `${select(['false'])} ${atMost}`;
  if (idPrefix !== undefined || idSuffix !== undefined) return byId(filter);
  const way = filter.order === 'oldest' ? 'asc' : 'desc';
  const order = `order by startedAt ${way}, id ${way} ${atMost}`;
  if (ids !== undefined) return `${select([...conditions(filter), 'id in (select value from json_each(@ids))', ...(status === undefined ? [] : [`+status in (${namesOf(status)})`])])} ${order}`;
  // Those that need somebody have an index of their own, which is read whatever they are narrowed to.
  if (filter.needsPerson === true) return `${select([...conditions(filter), ...(status === undefined ? [] : [`+status in (${namesOf(status)})`])])} ${order}`;
  if (status === undefined) return `${select(conditions(filter))} ${order}`;
  return `${status.map((_, index) => select([`status = @status${String(index)}`, ...conditions(filter)])).join(' union all ')} ${order}`;
}

export function listParameters(filter: RunFilter): Record<string, string | number> {
  const { workflowId, after, limit, startedFrom, startedBefore, idPrefix, idSuffix, ids, named, startedBy, microsFrom } = filter;
  return {
    limit,
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(after === undefined ? {} : { after }),
    ...(startedFrom === undefined ? {} : { startedFrom }),
    ...(startedBefore === undefined ? {} : { startedBefore }),
    // No id has a character above those of a UUID.
    ...(idPrefix === undefined ? {} : { idPrefix, idEnd: `${idPrefix}~` }),
    ...(idSuffix === undefined ? {} : { idSuffix }),
    ...(ids === undefined ? {} : { ids: JSON.stringify(ids) }),
    ...(named === undefined ? {} : { text: named.text, named: JSON.stringify(named.workflowIds) }),
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(microsFrom === undefined ? {} : { microsFrom }),
    ...Object.fromEntries((statusesOf(filter) ?? []).map((value, index) => [`status${String(index)}`, value])),
  };
}

/** The stretches to read: those asked for; of a workflow, all there are. */
function statusesOf({ status, needsPerson, workflowId, idPrefix, idSuffix, ids }: RunFilter): readonly RunStatus[] | undefined {
  if (status !== undefined || needsPerson === true) return status;
  return workflowId === undefined || idPrefix !== undefined || idSuffix !== undefined || ids !== undefined ? undefined : runStatuses;
}

function select(where: readonly string[]): string {
  return `${listedRuns} where ${where.join(' and ') || 'true'}`;
}

function conditions(filter: RunFilter): readonly string[] {
  const { workflowId, after, startedFrom, startedBefore, startedBy, order, needsPerson } = filter;
  // A plus keeps a condition from choosing the index.
  const besides = needsPerson === true ? '+' : '';
  return [
    ...(workflowId === undefined ? [] : [`${besides}workflow_id = @workflowId`]),
    ...(startedFrom === undefined ? [] : ['started_at >= @startedFrom']),
    ...(startedBefore === undefined ? [] : ['started_at < @startedBefore']),
    ...(startedBy === undefined ? [] : [`${besides}started_by = @startedBy`]),
    ...(after === undefined ? [] : [`(started_at, id) ${order === 'oldest' ? '>' : '<'} (select started_at, id from workflow_runs where id = @after)`]),
    ...alongside(filter),
  ];
}

/** What is seen run by run. */
function alongside({ named, draft, needsPerson, microsFrom }: RunFilter): readonly string[] {
  return [
    ...(named === undefined ? [] : [named.workflowIds.length === 0 ? 'instr(id, @text) > 0' : '(instr(id, @text) > 0 or +workflow_id in (select value from json_each(@named)))']),
    ...(draft === undefined ? [] : [`version_number is ${draft ? '' : 'not '}null`]),
    ...(needsPerson === true ? [needsSomebody] : []),
    ...(microsFrom === undefined ? [] : [`(select total(micros) from token_usage where run_id = workflow_runs.id and how <> 'inherited') >= @microsFrom`]),
  ];
}

/** Pluses here, too. */
function byId(filter: RunFilter): string {
  const { workflowId, after, startedFrom, startedBefore, startedBy, idPrefix, idSuffix } = filter;
  const status = statusesOf(filter);
  const where = [
    ...(idPrefix === undefined ? [] : ['id >= @idPrefix', 'id < @idEnd']),
    // No index leads to the end of an id: no more than the newest are looked at.
    ...(idSuffix === undefined ? [] : [`id >= coalesce((select id from workflow_runs order by id desc limit 1 offset 100000), '')`, 'substr(id, -length(@idSuffix)) = @idSuffix']),
    ...(workflowId === undefined ? [] : ['+workflow_id = @workflowId']),
    ...(status === undefined ? [] : [`+status in (${namesOf(status)})`]),
    ...(startedFrom === undefined ? [] : ['+started_at >= @startedFrom']),
    ...(startedBefore === undefined ? [] : ['+started_at < @startedBefore']),
    ...(startedBy === undefined ? [] : ['+started_by = @startedBy']),
    ...(after === undefined ? [] : ['id < @after']),
    ...alongside(filter),
  ];
  return `${select(where)} order by id desc ${atMost}`;
}

function namesOf(status: readonly RunStatus[]): string {
  return status.map((_, index) => `@status${String(index)}`).join(', ');
}
