import { AppError } from '../../src/core/domain/model/errors.ts';
import type { CommitAnswer, RunCommit } from '../../src/core/domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { overlay } from '../domain/runtime/executor/support/overlay.ts';
import type { Chance } from './chance.ts';
import type { Owner, Scheduler } from './scheduler.ts';

export interface DataSeams {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  /** Called at the instant the host owns the data. */
  claimed(epoch: number): void;
  /** What goes wrong with the next commit. */
  fateOfCommit(): 'refused' | 'kept' | undefined;
  /** Called at the instant a commit is durable. */
  durable(commit: RunCommit): Promise<void>;
  /** Called when the host hears of it. */
  heard(commit: RunCommit): void;
}

/** The storage as one host meets it: each call waits for its turn, and so does each answer on its way back. */
export function simulatedData(data: WorkflowDataPort, host: Owner, seams: DataSeams): WorkflowDataPort {
  const { scheduler, chance } = seams;

  async function reached<Answer>(label: string, work: () => Promise<Answer>): Promise<Answer> {
    const answer = await scheduler.turn(host, label, work);
    if (chance.may(30)) await scheduler.turn(host, `${label} answers`, () => undefined);
    return answer;
  }

  async function commitRun(commit: RunCommit): Promise<CommitAnswer> {
    const fate = seams.fateOfCommit();
    const label = `commit ${commit.runId.slice(-4)} ${commit.expectedSeq + 1} ${commit.events.map((event) => event.type).join('+')}`;
    const answer = await scheduler.turn(host, label, async () => {
      if (fate === 'refused') throw diskFull();
      const given = await data.commitRun(commit);
      if (given.kind === 'committed') await seams.durable(commit);
      return given;
    });
    await scheduler.turn(host, `commit ${commit.runId.slice(-4)} ${commit.expectedSeq + 1} is ${fate ?? answer.kind}`, () => {
      if (fate === 'kept') throw inputOutput();
      if (answer.kind === 'committed') seams.heard(commit);
    });
    return answer;
  }

  const through = <Part extends object>(name: string, part: Part): Part =>
    new Proxy(part, {
      get: (real, method) => {
        const value: unknown = Reflect.get(real, method, real);
        return typeof value === 'function' ? (...args: unknown[]): unknown => reached(`${name}.${String(method)}`, async () => await Reflect.apply(value, real, args)) : value;
      },
    });

  return overlay(data, {
    runs: through('runs', data.runs),
    blobs: through('blobs', data.blobs),
    cards: through('cards', data.cards),
    artifacts: through('artifacts', data.artifacts),
    tests: through('tests', data.tests),
    usage: through('usage', data.usage),
    history: through('history', data.history),
    commitRun,
    claim: (by) =>
      reached('claim', async () => {
        const claimed = await data.claim(by);
        seams.claimed(claimed.epoch);
        return claimed;
      }),
    release: (by) => reached('release', () => data.release(by)),
    isForeign: () => reached('isForeign', () => data.isForeign()),
    adopt: () => reached('adopt', () => data.adopt()),
  });
}

function diskFull(): AppError {
  return new AppError('precondition_failed', 'the disk is full', { next: 'Free some space.' });
}

function inputOutput(): AppError {
  return new AppError('precondition_failed', 'the disk reported an input/output error', { next: 'Look at the disk.' });
}
