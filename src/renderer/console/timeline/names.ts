/** Texts by number; the first is empty. */
export class Names {
  readonly texts: string[] = [''];
  readonly #numbers = new Map([['', 0]]);

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** Their numbers, in their order. */
  all(texts: readonly string[]): readonly number[] {
    return texts.map((text) => this.numberOf(text));
  }
}

/** Two small numbers are one small number, which a map finds sooner; two that are not are one below zero, and still exact. */
function keyOf(first: number, second: number): number {
  return first < 2 ** 16 && second < 2 ** 14 ? first * 2 ** 14 + second : -(first * 2 ** 26 + second);
}

/** Pairs of numbers by number, from 1; 0 is the pair of two zeros. */
export class Pairs {
  readonly #firsts: number[] = [0];
  readonly #seconds: number[] = [0];
  readonly #numbers = new Map([[0, 0]]);
  #last = 0;

  numberOf(first: number, second: number): number {
    // What belongs together mostly comes together.
    if (this.#firsts[this.#last] === first && this.#seconds[this.#last] === second) return this.#last;
    const key = keyOf(first, second);
    const known = this.#numbers.get(key);
    this.#last = known ?? this.#firsts.length;
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#last);
    this.#firsts.push(first);
    this.#seconds.push(second);
    return this.#last;
  }

  first(number: number): number {
    return this.#firsts[number] ?? 0;
  }

  second(number: number): number {
    return this.#seconds[number] ?? 0;
  }
}
