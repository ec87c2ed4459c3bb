import { AppError } from '../domain/model/errors.ts';

interface Waiting {
  readonly value: unknown;
  readonly path: readonly string[];
}

/** Refuses what holds half of a character: written down, it would silently be another one. */
export function demandWholeTexts(input: unknown): void {
  const waiting: Waiting[] = [{ value: input, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && !value.isWellFormed()) throw halfCharacter(value, path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inside] of Object.entries(value)) {
      if (!name.isWellFormed()) throw halfCharacter(name, path);
      if (typeof inside === 'string' || typeof inside === 'object') waiting.push({ value: inside, path: [...path, name] });
    }
  }
}

function halfCharacter(text: string, path: readonly string[]): AppError {
  const at = [...text].findIndex((letter) => !letter.isWellFormed()) + 1;
  const field = path.join('.');
  return new AppError('input_invalid', `${field === '' ? 'A name' : `"${field}"`} has half of a character as its letter ${at} (a lone surrogate), which no file can keep.`, {
    next: 'Take it out or write the whole character: it is what stays of an emoji, for one, that was cut in two.',
    data: { fields: [{ path: field, message: 'holds half of a character' }] },
  });
}
