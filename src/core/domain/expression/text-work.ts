import { AppError } from '../model/errors.ts';

/** Some 50 ms of a processor, whatever the text: one character looked at counts one. */
export const mostLooks = 20_000_000;

/** Counts what looking through texts costs, so that no text and no pattern holds up everything else. */
export class TextWork {
  readonly #most: number;
  #done = 0;

  constructor(most: number = mostLooks) {
    this.#most = most;
  }

  get done(): number {
    return this.#done;
  }

  /** Throws once there was too much. */
  spend(looks: number): void {
    this.#done += looks;
    if (this.#done > this.#most) throw new AppError('input_invalid', 'Looking through the text takes too long.', { next: 'Make the pattern narrower, so that a match is over sooner, or the text shorter.', data: { reason: 'text_work' } });
  }
}
