/** What does not fit a JSON Schema, in the words everything else is refused with. `error` is the validator's own sentence. */
export function problemWords(keyword: string, error: string): string {
  return words[keyword]?.(error) ?? error.replace(/\.$/u, '');
}

/** What an object lacks. The name stands in quotes as the validator writes it: nothing in it is escaped. */
export function lackWords(name: string): string {
  return `has no "${name}"`;
}

const words: { readonly [keyword: string]: ((error: string) => string | undefined) | undefined } = {
  type(error) {
    const [, is = '', expected = ''] = /^Instance type "(.*)" is invalid\. Expected "(.*)"\.$/su.exec(error) ?? [];
    return expected === '' ? undefined : `must be ${expected.split('", "').map(typeWords).join(' or ')}, and is ${typeWords(is)}`;
  },
  const: (error) => after(/^Instance does not match (.*)\.$/su, error, 'must be'),
  enum(error) {
    const [, list] = /any of \[(.*)\]\.$/su.exec(error) ?? [];
    return list === undefined ? undefined : `must be one of ${list.replaceAll('","', '", "')}`;
  },
  required(error) {
    const [, name] = /required property "(.*)"\.$/su.exec(error) ?? [];
    return name === undefined ? undefined : lackWords(name);
  },
  minLength: (error) => sized(error, 'character'),
  maxLength: (error) => sized(error, 'character'),
  minItems: (error) => sized(error, 'entry'),
  maxItems: (error) => sized(error, 'entry'),
  minimum: (error) => after(bound, error, 'must be at least'),
  maximum: (error) => after(bound, error, 'must be at most'),
  exclusiveMinimum: (error) => after(bound, error, 'must be more than'),
  exclusiveMaximum: (error) => after(bound, error, 'must be less than'),
  multipleOf: (error) => after(bound, error, 'must be a multiple of'),
  not: () => 'is not allowed here',
  false: () => 'is not allowed here',
};

const bound = /(-?[\d.]+(?:e[+-]?\d+)?)\.$/u;

function after(found: RegExp, error: string, lead: string): string | undefined {
  const [, value] = found.exec(error) ?? [];
  return value === undefined ? undefined : `${lead} ${value}`;
}

function sized(error: string, what: 'character' | 'entry'): string | undefined {
  const [, how, limit] = /([<>]) (\d+)\)\.$/u.exec(error) ?? [];
  if (limit === undefined) return undefined;
  if (how === '<' && limit === '1') return 'must not be empty';
  const many = what === 'entry' ? 'entries' : 'characters';
  return `must have ${how === '<' ? 'at least' : 'at most'} ${limit} ${limit === '1' ? what : many}`;
}

const types: { readonly [type: string]: string | undefined } = { string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', object: 'an object', array: 'a list' };

function typeWords(type: string): string {
  return types[type] ?? type;
}
