/** Where in a JSON text the parts of a definition stand. */
export interface JsonPlace {
  /** Of the braces that hold it. */
  readonly from: number;
  readonly to: number;
  readonly noun: 'nodes' | 'transitions';
  readonly id: string;
}

/** Every node and transition of a definition's text, each before what stands in it. The text has to be JSON. */
export function jsonPlaces(text: string): readonly JsonPlace[] {
  const reader = new PlaceReader(text);
  reader.value([]);
  return reader.found.toSorted((left, right) => left.from - right.from);
}

/** The innermost part that holds a place of the text. */
export function partAt(places: readonly JsonPlace[], offset: number): JsonPlace | undefined {
  return places.filter(({ from, to }) => from <= offset && offset <= to).at(-1);
}

/** Line and column of a place, both from 1. */
export function lineAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The offset of a line and column, both from 1. */
export function offsetOf(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  let at = 0;
  for (let number = 1; number < line; number += 1) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}

class PlaceReader {
  readonly found: JsonPlace[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads one value; `path` is the names of the fields around it. */
  value(path: readonly string[]): string | undefined {
    this.#skip(/\s/u);
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(path);
    if (first === '[') return this.#list(path);
    if (first === '"') return this.#string();
    this.#skip(/[^\s,\]}]/u);
    return undefined;
  }

  #object(path: readonly string[]): undefined {
    const from = this.#at;
    let id: string | undefined;
    this.#at += 1;
    while (this.#goesOn('}')) {
      const name = this.#string();
      this.#skip(/[\s:]/u);
      const value = this.value([...path, name]);
      if (name === 'id') id = value;
    }
    const [noun] = path.slice(-1);
    const isPart = path[0] === 'root' && path.every((step) => step === 'root' || step === 'nodes' || step === 'bodies' || step === 'transitions');
    if (isPart && id !== undefined && (noun === 'nodes' || noun === 'transitions')) this.found.push({ from, to: this.#at, noun, id });
    return undefined;
  }

  #list(path: readonly string[]): undefined {
    this.#at += 1;
    while (this.#goesOn(']')) this.value(path);
    return undefined;
  }

  /** Whether another member comes; the end is read over. */
  #goesOn(end: string): boolean {
    this.#skip(/[\s,]/u);
    if (this.#at >= this.#text.length) return false;
    if (this.#text[this.#at] !== end) return true;
    this.#at += 1;
    return false;
  }

  #string(): string {
    const from = this.#at;
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    this.#at += 1;
    return this.#text.slice(from + 1, this.#at - 1);
  }

  #skip(letters: RegExp): void {
    while (this.#at < this.#text.length && letters.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}
