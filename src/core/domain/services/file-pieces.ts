/** How many bytes of a file travel in one item of a stream: few items, and none that fills a buffer on its way. */
export const pieceBytes = 192 * 1024;

/** The bytes cut into pieces of this size, the last one shorter. */
export function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array, void, void> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Gathers bytes that come in parts of any size into pieces of one. */
export class PieceBuffer {
  readonly #bytes: Uint8Array;
  #filled = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  /** Takes a part in and gives every piece that it fills. A piece is only good until the next is asked for. */
  *add(part: Uint8Array): Generator<Uint8Array, void, void> {
    for (let from = 0; from < part.length; ) {
      const taken = part.subarray(from, from + this.#bytes.length - this.#filled);
      this.#bytes.set(taken, this.#filled);
      this.#filled += taken.length;
      from += taken.length;
      if (this.#filled === this.#bytes.length) yield* this.rest();
    }
  }

  /** What is left of it. */
  *rest(): Generator<Uint8Array, void, void> {
    if (this.#filled === 0) return;
    const piece = this.#bytes.subarray(0, this.#filled);
    this.#filled = 0;
    yield piece;
  }
}
