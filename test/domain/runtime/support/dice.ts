import type { RunBench } from './run-bench.ts';

/** Choices taken from numbers, one after the other; equal numbers choose alike. */
export class Dice {
  #at = 0;
  readonly #numbers: readonly number[];

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  below(limit: number): number {
    const number = this.#numbers[this.#at % this.#numbers.length] ?? 0;
    this.#at += 1;
    return (number + this.#at) % Math.max(1, limit);
  }

  one<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  may(percent: number): boolean {
    return this.below(100) < percent;
  }
}

/** A run as a move sees it. */
export type MovedRun = Pick<RunBench, 'now' | 'workflow' | 'at' | 'tell' | 'mark'>;
