import { runStatuses } from '../../../domain/model/run.ts';
import type { RunFilter } from '../../../domain/ports/workflow-run-repository.ts';
import { listedRuns } from './run-records.ts';

/** SQLite prepares a statement again whenever another value is bound to a bare limit, and that takes as long as reading a page. */
const atMost = 'limit @limit + 0';
const order = `order by startedAt desc, id desc ${atMost}`;

/**
 * One page, newest first, read along indexes only: no scan of the history and no sorting. Each status has its own stretch of
 * an index, and the stretches are merged as they are read: three waiting runs are found as fast among a million ended ones
 * as alone. A workflow's runs stand by status too. By the beginning of an id the order is that of the ids, which are made
 * with the time.
 */
export function listStatement(filter: RunFilter): string {
  const { workflowId, idPrefix, idSuffix } = filter;
  if (filter.status?.length === 0) return `${select(['false'])} ${atMost}`;
  if (idPrefix !== undefined || idSuffix !== undefined) return byId(filter);
  const status = filter.status ?? (workflowId === undefined ? undefined : runStatuses);
  if (status === undefined) return `${select(conditions(filter))} ${order}`;
  return `${status.map((_, index) => select([`status = @status${String(index)}`, ...conditions(filter)])).join(' union all ')} ${order}`;
}

export function listParameters({ workflowId, status, after, limit, startedFrom, startedBefore, idPrefix, idSuffix }: RunFilter): Record<string, string | number> {
  const asked = status ?? (workflowId === undefined || idPrefix !== undefined || idSuffix !== undefined ? [] : runStatuses);
  return {
    limit,
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(after === undefined ? {} : { after }),
    ...(startedFrom === undefined ? {} : { startedFrom }),
    ...(startedBefore === undefined ? {} : { startedBefore }),
    // No id has a character above those of a UUID.
    ...(idPrefix === undefined ? {} : { idPrefix, idEnd: `${idPrefix}~` }),
    ...(idSuffix === undefined ? {} : { idSuffix }),
    ...Object.fromEntries(asked.map((value, index) => [`status${String(index)}`, value])),
  };
}

function select(where: readonly string[]): string {
  return `${listedRuns} where ${where.join(' and ') || 'true'}`;
}

function conditions({ workflowId, after, startedFrom, startedBefore }: RunFilter): readonly string[] {
  return [
    ...(workflowId === undefined ? [] : ['workflow_id = @workflowId']),
    ...(startedFrom === undefined ? [] : ['started_at >= @startedFrom']),
    ...(startedBefore === undefined ? [] : ['started_at < @startedBefore']),
    ...(after === undefined ? [] : ['(started_at, id) < (select started_at, id from workflow_runs where id = @after)']),
  ];
}

/** A plus keeps a condition from choosing the index. */
function byId({ workflowId, status, after, startedFrom, startedBefore, idPrefix, idSuffix }: RunFilter): string {
  const where = [
    ...(idPrefix === undefined ? [] : ['id >= @idPrefix', 'id < @idEnd']),
    // No index leads to the end of an id: no more than the newest are looked at.
    ...(idSuffix === undefined ? [] : [`id >= coalesce((select id from workflow_runs order by id desc limit 1 offset 100000), '')`, 'substr(id, -length(@idSuffix)) = @idSuffix']),
    ...(workflowId === undefined ? [] : ['+workflow_id = @workflowId']),
    ...(status === undefined ? [] : [`+status in (${status.map((_, index) => `@status${String(index)}`).join(', ')})`]),
    ...(startedFrom === undefined ? [] : ['+started_at >= @startedFrom']),
    ...(startedBefore === undefined ? [] : ['+started_at < @startedBefore']),
    ...(after === undefined ? [] : ['id < @after']),
  ];
  return `${select(where)} order by id desc ${atMost}`;
}
