import { AppError } from '../../model/errors.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { ArmingState } from '../../model/run-waits.ts';
import type { TimeZones } from '../../ports/time-zones.ts';
import { armingOf } from '../wait-reasons.ts';
import type { RunDriver } from './run-driver.ts';
import { tellRun, type TellDeps } from './tell-run.ts';

export interface ZoneArmingDeps extends TellDeps {
  readonly zones: TimeZones;
  /** The run stands still again, as far as its moments go. */
  onRest(driver: RunDriver): void;
}

/** Tells runs which instants the moments are that they wait for; only the executor knows the rules of zones. */
export class ZoneArming {
  readonly #deps: ZoneArmingDeps;
  /** By run and timer. */
  readonly #telling = new Map<string, Promise<void>>();

  constructor(deps: ZoneArmingDeps) {
    this.#deps = deps;
  }

  reconcile(driver: RunDriver): void {
    if (driver.state?.arming === undefined || this.#deps.closing.aborted) return;
    for (const arming of armingOf(driver.state)) {
      const name = `${driver.runId} ${arming.timer}`;
      if (!this.#telling.has(name)) this.#telling.set(name, this.#tell(driver, arming, name));
    }
  }

  /** Resolves when nobody is being told any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#telling.values());
  }

  async #tell(driver: RunDriver, arming: ArmingState, name: string): Promise<void> {
    try {
      await tellRun(this.#deps, driver, { input: this.#answer(arming) });
    } catch (error) {
      if (!this.#deps.closing.aborted) this.#deps.onFault(error);
    }
    this.#telling.delete(name);
    this.#deps.onRest(driver);
  }

  #answer({ timer, moment }: ArmingState): RunInput {
    const { zones } = this.#deps;
    const { tzdata } = zones;
    try {
      return { type: 'timer_armed', timer, tzdata, dueAt: zones.instantOf(moment) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { type: 'timer_armed', timer, tzdata, error: error.toWire() };
    }
  }
}
