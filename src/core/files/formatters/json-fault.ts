/** Where and why a text stops being JSON. */
export interface JsonFault {
  /** In UTF-16 units from the start. */
  readonly offset: number;
  readonly message: string;
}

type Expectation = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'the end';

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literalPattern = /(?:true|false|null)(?![a-zA-Z0-9_])/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Finds the first fault of a text that `JSON.parse` refused; the engine's own message names no place in short texts.
 * It walks the text once with a stack of its own, so that depth costs memory and not calls.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('[' | '{')[] = [];
  let expected: Expectation = 'value';
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const step = readToken(text, at, { expected, open });
    if ('message' in step) {
      return step;
    }
    expected = step.next;
    at = skipSpace(text, step.end);
  }
  return expected === 'the end' ? undefined : { offset: at, message: `the text ends where ${wording(expected)} is due` };
}

interface Cursor {
  readonly expected: Expectation;
  readonly open: ('[' | '{')[];
}
type Step = { readonly end: number; readonly next: Expectation } | JsonFault;

function readToken(text: string, at: number, { expected, open }: Cursor): Step {
  const sign = text.charAt(at);
  const fault: JsonFault = { offset: at, message: `found ${JSON.stringify(sign)} where ${wording(expected)} is due` };
  switch (expected) {
    case 'key or }':
      return sign === '}' ? close(at, open) : readKey(text, at, fault);
    case 'key':
      return readKey(text, at, fault);
    case ':':
      return sign === ':' ? { end: at + 1, next: 'value' } : fault;
    case ', or }':
      return sign === ',' ? { end: at + 1, next: 'key' } : sign === '}' ? close(at, open) : fault;
    case ', or ]':
      return sign === ',' ? { end: at + 1, next: 'value' } : sign === ']' ? close(at, open) : fault;
    case 'value or ]':
      return sign === ']' ? close(at, open) : readValue(text, at, { open, fault });
    case 'value':
      return readValue(text, at, { open, fault });
    case 'the end':
      return fault;
  }
}

function readKey(text: string, at: number, fault: JsonFault): Step {
  const end = text.charAt(at) === '"' ? endOfString(text, at) : fault;
  return typeof end === 'number' ? { end, next: ':' } : end;
}

function readValue(text: string, at: number, { open, fault }: { readonly open: ('[' | '{')[]; readonly fault: JsonFault }): Step {
  const sign = text.charAt(at);
  if (sign === '[' || sign === '{') {
    open.push(sign);
    return { end: at + 1, next: sign === '[' ? 'value or ]' : 'key or }' };
  }
  const end = sign === '"' ? endOfString(text, at) : (endOf(numberPattern, text, at) ?? endOf(literalPattern, text, at) ?? fault);
  return typeof end === 'number' ? { end, next: afterValue(open) } : end;
}

function close(at: number, open: ('[' | '{')[]): Step {
  open.pop();
  return { end: at + 1, next: afterValue(open) };
}

function afterValue(open: readonly ('[' | '{')[]): Expectation {
  const last = open.at(-1);
  return last === undefined ? 'the end' : last === '[' ? ', or ]' : ', or }';
}

function endOfString(text: string, start: number): number | JsonFault {
  let at = start + 1;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '"') {
      return at + 1;
    }
    if (sign < ' ') {
      return { offset: at, message: 'a text in quotes holds a raw line break or control character' };
    }
    const next = sign === '\\' ? endOf(escapePattern, text, at) : at + 1;
    if (next === undefined) {
      return { offset: at, message: 'a text in quotes holds an unknown escape' };
    }
    at = next;
  }
  return { offset: start, message: 'a text in quotes is not closed' };
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) {
    at += 1;
  }
  return at;
}

function wording(expected: Expectation): string {
  const words: Record<Expectation, string> = {
    value: 'a value',
    'value or ]': 'a value or "]"',
    key: 'a key in quotes',
    'key or }': 'a key in quotes or "}"',
    ':': '":"',
    ', or ]': '"," or "]"',
    ', or }': '"," or "}"',
    'the end': 'the end of the text',
  };
  return words[expected];
}
