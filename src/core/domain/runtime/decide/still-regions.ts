import type { RegionState, RunState } from '../../model/run-state.ts';

/**
 * Regions in which there was nothing to do, so that a run with thousands of bodies that wait is not looked through again with
 * each of its steps. A region that changes is another object. What a region's standing still hangs on besides, within one
 * input, is no more than incidents, approvals and moments that are to become instants: with any of these all are looked at anew.
 */
export class StillRegions {
  #regions = new WeakSet<RegionState>();
  #incidents: RunState['incidents'] | undefined;
  #approvals: RunState['approvals'];
  #arming: RunState['arming'];

  has({ incidents, approvals, arming }: RunState, region: RegionState): boolean {
    const isSame = incidents === this.#incidents && approvals === this.#approvals && arming === this.#arming;
    if (isSame) return this.#regions.has(region);
    [this.#incidents, this.#approvals, this.#arming] = [incidents, approvals, arming];
    this.forget();
    return false;
  }

  note(region: RegionState): void {
    this.#regions.add(region);
  }

  /** What stands around the regions may have changed. */
  forget(): void {
    this.#regions = new WeakSet();
  }
}
