import { vi } from 'vitest';
import type { CommitAnswer, RunCommit } from '../../src/core/domain/ports/run-commit.ts';
import { isJsonObject, type JsonObject } from '../../src/core/domain/model/json.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import type { KeptRun } from '../../src/core/domain/ports/workflow-run-repository.ts';
import type { Told } from '../../src/core/domain/runtime/decide.ts';
import type { Claim } from '../../src/core/domain/runtime/executor/run-entry.ts';
import type { RunDriver } from '../../src/core/domain/runtime/executor/run-driver.ts';
import type { RunState, WantedEffect } from '../../src/core/domain/model/run-state.ts';
import type * as DecideModule from '../../src/core/domain/runtime/decide.ts';
import type * as EffectContactModule from '../../src/core/domain/runtime/executor/effect-contact.ts';
import type * as EffectWorkerModule from '../../src/core/domain/runtime/executor/effect-worker.ts';
import type * as RecoverRunModule from '../../src/core/domain/runtime/executor/recover-run.ts';
import type * as StandstillModule from '../../src/core/domain/runtime/executor/standstill.ts';
import { overlay } from '../domain/runtime/executor/support/overlay.ts';
import type { Profile } from './fault-plan.ts';
import type { Tampering } from './simulation.ts';

/** A mistake somebody might make in the engine or in a storage adapter. */
export interface PlantedBug {
  readonly name: string;
  readonly profile: Profile;
  /** Puts a module of the engine aside for one that errs. */
  readonly plant?: () => void;
  /** Errs between the engine and its storage. */
  readonly tamper?: () => Tampering;
}

const executor = '../../src/core/domain/runtime/executor';

/** Every mistake the simulation must find. Those of modules err in one exported function; the rest of the engine is the real one. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'the key of an effect depends on the attempt',
    profile: 'storm',
    plant: () => {
      vi.doMock(`${executor}/effect-contact.ts`, async (original) => {
        const real = await original<typeof EffectContactModule>();
        const makeContact: typeof real.makeContact = (deps, of) => {
          const { effect } = of.job;
          return real.makeContact(deps, { ...of, job: overlay(of.job, { effect: { ...effect, generation: effect.generation + effect.attempt - 1 } }) });
        };
        return { ...real, makeContact };
      });
    },
  },
  {
    name: 'the outcome of an attempt that was given up is taken for that of the next one',
    profile: 'storm',
    plant: () => { mockDecide(({ input, at }, state) => {
      const isOutcome = input.type === 'effect_completed' || input.type === 'effect_failed';
      return { input: isOutcome ? { ...input, attempt: state?.wanted[input.effect]?.attempt ?? input.attempt } : input, at };
    }); },
  },
  {
    name: 'a timer fires a minute early',
    profile: 'storm',
    plant: () => { mockDecide(({ input, at }) => ({ input, at: input.type === 'timer' ? at + 60_000 : at })); },
    tamper: () => (data) => overlay(data, { runs: overlay(data.runs, { dueTimers: ({ before, limit }) => data.runs.dueTimers({ before: before + 60_000, limit }) }) }),
  },
  {
    name: 'an effect that waits for its time begins though the run is paused',
    profile: 'storm',
    plant: () => {
      vi.doMock(`${executor}/standstill.ts`, async (original) => {
        const real = await original<typeof StandstillModule>();
        return { ...real, isHalted: (state: RunState) => state.ended !== undefined };
      });
    },
  },
  {
    name: 'a crash counts as a failed attempt',
    profile: 'storm',
    plant: () => {
      vi.doMock(`${executor}/recover-run.ts`, async (original) => {
        const real = await original<typeof RecoverRunModule>();
        return { ...real, recoverRun: failEverything };
      });
    },
  },
  {
    name: 'what a host left in the middle is not taken up again',
    profile: 'crashes',
    plant: () => { vi.doMock(`${executor}/recover-runs.ts`, () => ({ recoverRuns: () => Promise.resolve([]) })); },
  },
  {
    name: 'a slot is kept when the commit that took it is not written',
    profile: 'storm',
    plant: () => {
      vi.doMock(`${executor}/effect-worker.ts`, async (original) => {
        const { EffectWorker } = await original<typeof EffectWorkerModule>();
        class Leaking extends EffectWorker {
          override claim(state: RunState): Claim {
            return { ...super.claim(state), drop: () => undefined };
          }
        }
        return { EffectWorker: Leaking };
      });
    },
  },
  {
    name: 'a commit is acknowledged before it is durable',
    profile: 'storm',
    tamper: () => (data) => overlay(data, { commitRun: (commit) => acknowledgeEarly(data, commit) }),
  },
  {
    name: 'the epoch of a host is not looked at',
    profile: 'owners',
    tamper: () => {
      let newest = 0;
      return (data) =>
        overlay(data, {
          claim: async (by) => {
            const claimed = await data.claim(by);
            newest = Math.max(newest, claimed.epoch);
            return claimed;
          },
          commitRun: (commit) => data.commitRun({ ...commit, epoch: newest }),
        });
    },
  },
  {
    name: 'the key of a command is not kept',
    profile: 'storm',
    tamper: () => (data) =>
      overlay(data, {
        runs: overlay(data.runs, { inputSeq: () => Promise.resolve(undefined) }),
        commitRun: (commit) => data.commitRun(withoutKey(commit)),
      }),
  },
  {
    name: 'the last row after the image is not folded when a run is read back',
    profile: 'crashes',
    tamper: () => (data) => readBack(data, (found) => ({ ...found, later: found.later.slice(0, -1) })),
  },
  {
    name: 'deadlines are not written with the batch that sets them',
    profile: 'storm',
    tamper: () => (data) => overlay(data, { commitRun: (commit) => data.commitRun({ ...commit, timers: { ...commit.timers, set: [] } }) }),
  },
  {
    name: 'the effect wanted last is forgotten when a run is read back',
    profile: 'crashes',
    tamper: () => (data) => readBack(data, (found) => ({ ...changeWanted(found, (wanted) => Object.fromEntries(Object.entries(wanted).slice(1))), later: found.later.filter((row) => row.type !== 'effect_scheduled') })),
  },
  {
    name: 'a once effect that had begun is performed again after a crash',
    profile: 'storm',
    tamper: () => (data) =>
      readBack(data, (found) => ({
        ...changeWanted(found, (wanted) => Object.fromEntries(Object.entries(wanted).map(([id, effect]) => [id, isJsonObject(effect) ? { ...effect, started: false } : effect]))),
        later: found.later.filter((row) => row.type !== 'effect_started'),
      })),
  },
];

function mockDecide(changed: (told: Told, state: RunState | undefined) => Told): void {
  vi.doMock('../../src/core/domain/runtime/decide.ts', async (original) => {
    const real = await original<typeof DecideModule>();
    const decide: typeof real.decide = (workflow, state, told) => real.decide(workflow, state, changed(told, state));
    return { ...real, decide };
  });
}

async function failEverything(driver: RunDriver): Promise<void> {
  const wanted: readonly WantedEffect[] = Object.values(driver.state?.wanted ?? {});
  for (const { id, attempt } of wanted) {
    await driver.tell({ input: { type: 'effect_failed', effect: id, attempt, error: { code: 'connector_unavailable', message: 'the host crashed' }, class: 'transient' } });
  }
}

function withoutKey(commit: RunCommit): RunCommit {
  const { inputKey: _, ...rest } = commit;
  return rest;
}

function acknowledgeEarly(data: WorkflowDataPort, commit: RunCommit): Promise<CommitAnswer> {
  // Whether it succeeds later is nobody's business any more: that is the mistake.
  data.commitRun(commit).catch(() => undefined);
  return Promise.resolve({ kind: 'committed', seq: commit.expectedSeq + commit.events.length });
}

function readBack(data: WorkflowDataPort, changed: (found: KeptRun) => KeptRun): WorkflowDataPort {
  return overlay(data, {
    runs: overlay(data.runs, {
      load: async (id) => {
        const found = await data.runs.load(id);
        return found === undefined ? undefined : changed(found);
      },
    }),
  });
}

function changeWanted(found: KeptRun, changed: (wanted: JsonObject) => JsonObject): KeptRun {
  const wanted = found.image?.['wanted'];
  return isJsonObject(wanted) ? { ...found, image: { ...found.image, wanted: changed(wanted) } } : found;
}
