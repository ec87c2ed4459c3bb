import type { JsonObject } from '../../model/json.ts';
import type { RunState } from '../../model/run-state.ts';

/** A step's share of its image: a row costs about twice that. */
const imageBytesPerRow = 64;
const fewestRows = 128;
const mostRows = 1000;

/**
 * When the image of a run's state is written: not with every step, since the journal says the rest, but when the rows after
 * it would take longer to fold than they save, when the run is paused, and when it ends. A large image comes less often, so
 * that its share of a step stays small however large the state grows.
 */
export class ImageRhythm {
  #seq: number;
  #bytes = 0;

  /** `seq` is where the run's image stands, 0 while it has none. */
  constructor(seq: number) {
    this.#seq = seq;
  }

  isDue(step: { readonly before: RunState | undefined; readonly after: RunState; readonly seq: number }): boolean {
    const { before, after, seq } = step;
    if (after.ended !== undefined && before?.ended === undefined) return true;
    if (after.pause !== undefined && before?.pause === undefined) return true;
    return seq - this.#seq >= Math.min(mostRows, Math.max(fewestRows, this.#bytes / imageBytesPerRow));
  }

  /** An image was kept, with the rows up to `seq`. */
  written(image: JsonObject, seq: number): void {
    this.#seq = seq;
    this.#bytes = JSON.stringify(image).length;
  }
}
