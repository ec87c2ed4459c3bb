interface Asked {
  readonly write: string;
  readonly revision: number;
}

/** What the host was asked to write over a draft by itself, such as to restore an earlier one, as long as it has not answered. */
export class HostWriteInDoubt {
  #asked: Asked | undefined;

  /** There was no answer. */
  lost({ write, revision }: Asked): void {
    this.#asked = { write, revision };
  }

  /** What is to be asked about beside others. */
  get names(): readonly string[] {
    return this.#asked === undefined ? [] : [this.#asked.write];
  }

  /** Whether a draft is what was asked for, and nothing since. It goes over one revision: over another it never will. */
  isIn(wrote: readonly string[], revision: number): boolean {
    const asked = this.#asked;
    if (asked === undefined || (revision === asked.revision && !wrote.includes(asked.write))) return false;
    this.#asked = undefined;
    return wrote.includes(asked.write) && revision === asked.revision + 1;
  }
}
