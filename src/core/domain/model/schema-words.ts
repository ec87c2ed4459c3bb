import { z } from 'zod';

/** What a value's schema found wrong, in the words of this program; the one place where they are made. */
const schemaWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${typeWords[issue.expected] ?? issue.expected}, and is ${kindOf(issue.input)}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `must be ${shown(issue.values[0])}` : `must be one of ${issue.values.map(shown).join(', ')}`;
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? `has a field nobody knows: ${shown(issue.keys[0])}` : `has fields nobody knows: ${issue.keys.map(shown).join(', ')}`;
    case 'too_small':
      return sizeWords(issue.origin, Number(issue.minimum), issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return sizeWords(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'less than' : 'at most');
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return formats[issue.format] === undefined ? `is not written as it must be${issue.format === 'regex' && issue.pattern !== undefined ? `: ${issue.pattern}` : ''}` : `must be ${formats[issue.format]}`;
    case 'invalid_union':
      return 'is none of what may stand here';
    case 'invalid_key':
      return 'has a name that may not be used';
    case 'invalid_element':
      return 'has a value that may not stand there';
    case 'custom':
      return undefined;
  }
};

const typeWords: { readonly [type: string]: string | undefined } = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'an object', array: 'a list', record: 'an object', null: 'null',
};

const formats: { readonly [format: string]: string | undefined } = {
  datetime: 'an instant such as 2026-03-01T14:05:09Z', date: 'a date such as 2026-03-01', url: 'an address such as https://example.org', uuid: 'an id', base64: 'base64', email: 'an address such as a@example.org',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'number' ? String(value) : (typeWords[typeof value] ?? typeof value);
}

function sizeWords(origin: string, bound: number, how: string): string {
  if (origin === 'string') return bound === 1 && how === 'at least' ? 'must not be empty' : `must have ${how} ${bound} ${bound === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set') return `must hold ${how} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
  return `must be ${how} ${bound}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

// Imported for its effect: every schema speaks so, but where it has words of its own.
z.config({ customError: schemaWords });
