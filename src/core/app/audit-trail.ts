import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditEntry } from '../domain/model/audit-row.ts';
import { present } from '../domain/model/present.ts';
import type { AuditRepository } from '../domain/ports/audit-repository.ts';
import type { RunCommit } from '../domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import { dataWithCommit } from './data-with-commit.ts';

/** A command that was given, and whose row is still to be written. */
export interface BegunCommand {
  /** Does what was commanded: the commit of a run that is made of it brings the row along. */
  within<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Writes the row, unless a commit brought it. A command that failed after such a commit has a second one. */
  end(outcome: Pick<AuditEntry, 'at' | 'outcome' | 'input'> & Partial<Pick<AuditEntry, 'target'>>): Promise<void>;
}

/** Writes a row for every command so that no crash parts the two: with what it changes, or noted down before and told of after. */
export interface AuditTrail {
  /** Where neither the note nor, later, the row can be written, the command fails before it did anything. */
  begin(entry: Omit<AuditEntry, 'outcome'>): Promise<BegunCommand>;
  /** The data, whose commits of runs bring the rows of the commands that caused them. */
  carriedBy(data: WorkflowDataPort): WorkflowDataPort;
}

/** Commands that do nothing but tell a run something: all they change is in its commit, and so is their row. */
const toldRuns: readonly string[] = [
  'runs.start', 'runs.pause', 'runs.resume', 'runs.stop', 'runs.resolve', 'runs.signal', 'runs.adjust', 'runs.break', 'runs.fire', 'runs.fork', 'runs.restart', 'runs.migrate',
  'cards.submit', 'approvals.decide', 'actions.invoke',
];

interface Carried {
  readonly entry: AuditEntry;
  state: 'waits' | 'sent' | 'written';
}

/** Whoever follows the log is told of each row through `publisher`. */
export function createAuditTrail(audit: Pick<AuditRepository, 'append' | 'begin'>, publisher?: Pick<WorkflowEventPublisher, 'publish'>): AuditTrail {
  const current = new AsyncLocalStorage<Carried>();
  const announce = ({ correlationId, operation }: AuditEntry): void => { publisher?.publish('audit:appended', { correlationId, operation }); };
  return {
    async begin(given) {
      const entry: AuditEntry = { ...given, outcome: 'ok' };
      const carried: Carried | undefined = toldRuns.includes(entry.operation) ? { entry, state: 'waits' } : undefined;
      const note = carried === undefined ? await audit.begin(entry) : undefined;
      return {
        within: (work) => (carried === undefined ? work() : current.run(carried, work)),
        async end(outcome) {
          const isTold = carried?.state === 'written';
          if (isTold && outcome.outcome === 'ok') return;
          await audit.append({ ...entry, ...present(outcome) }, note);
          announce(entry);
        },
      };
    },
    carriedBy: (data) => dataWithCommit(data, (commit) => {
      const carried = current.getStore();
      if (carried?.state !== 'waits' || correlationOf(commit) !== carried.entry.correlationId) return data.commitRun(commit);
      return commitWith(data, commit, carried).finally(() => { if (carried.state === 'written') announce(carried.entry); });
    }),
  };
}

async function commitWith(data: WorkflowDataPort, commit: RunCommit, carried: Carried): ReturnType<WorkflowDataPort['commitRun']> {
  carried.state = 'sent';
  try {
    const answer = await data.commitRun({ ...commit, audit: { target: commit.runId, ...carried.entry } });
    if (answer.kind === 'committed') carried.state = 'written';
    return answer;
  } finally {
    if (carried.state === 'sent') carried.state = 'waits';
  }
}

/** Of the command a batch is an answer to; what an effect or a timer brings has none. */
function correlationOf({ header, events }: RunCommit): string | undefined {
  return header?.correlationId ?? events[0]?.correlationId;
}
