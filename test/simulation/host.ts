import { AppError } from '../../src/core/domain/model/errors.ts';
import type { Catalogue } from '../../src/core/domain/catalogue/catalogue.ts';
import type { Clock } from '../../src/core/domain/ports/clock.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { createWorkflowRuntime, type WorkflowRuntime } from '../../src/core/domain/runtime/workflow-runtime.ts';
import { createEventBus } from '../../src/core/events/event-bus.ts';
import { intlTimeZones } from '../../src/core/platform/intl-time-zones.ts';
import { createUuidIds } from '../../src/core/platform/uuid-ids.ts';
import { noPorts } from '../scenarios/crash/no-ports.ts';
import type { Chance } from './chance.ts';
import type { Judge } from './judge.ts';
import type { Owner } from './scheduler.ts';

export interface HostDeps {
  readonly data: WorkflowDataPort;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly chance: Chance;
  readonly judge: Judge;
  readonly effectSlots: number;
}

type Phase = 'opening' | 'open' | 'closing' | 'closed';

/** One process with the real engine in it. */
export class Host implements Owner {
  readonly name: string;
  isDead = false;
  phase: Phase = 'opening';
  runtime: WorkflowRuntime | undefined;

  get isUp(): boolean {
    return !this.isDead && this.phase !== 'closed';
  }

  constructor(name: string) {
    this.name = name;
  }

  /** Claims the data and recovers what the host before left; it may die on the way. */
  begin(deps: HostDeps): void {
    this.#open(deps).catch((error: unknown) => { deps.judge.blame(faultOf(error)); });
  }

  /** Stops in good order, once it has begun. */
  end(judge: Judge): void {
    if (this.runtime === undefined || this.phase === 'closing' || this.phase === 'closed') return;
    this.phase = 'closing';
    this.#close(this.runtime).catch((error: unknown) => { judge.blame(faultOf(error)); });
  }

  async #close(runtime: WorkflowRuntime): Promise<void> {
    await runtime.close();
    this.phase = 'closed';
  }

  async #open({ data, clock, catalogue, chance, judge, effectSlots }: HostDeps): Promise<void> {
    const { epoch, afterCrash } = await data.claim({ id: this.name, at: clock.now() });
    const onFault = (error: unknown): void => { judge.blame(faultOf(error)); };
    this.runtime = createWorkflowRuntime({
      data,
      clock,
      ids: createUuidIds(clock, chance),
      random: chance,
      publisher: createEventBus({ onListenerError: (_channel, error) => { onFault(error); } }),
      ports: noPorts,
      catalogue,
      zones: intlTimeZones,
      epoch,
      afterCrash,
      effectSlots,
      onFault,
    });
    await this.runtime.open();
    if (this.phase === 'opening') this.phase = 'open';
  }
}

/** What the engine reports of its surroundings, such as a full disk, is no fault of its own; anything else is. */
function faultOf(error: unknown): string | undefined {
  const isOfSurroundings = error instanceof AppError && ['precondition_failed', 'conflict', 'interrupted', 'not_found'].includes(error.code);
  return isOfSurroundings ? undefined : `the engine failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
