import { isLanguageWord, isReservedName } from '../../../../core/domain/model/reserved-name.ts';
import { nameWords } from '../../../strings/designer-names.ts';

/** How names of a sort are written, and how that is said. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly words: string;
}

export const nameRules = {
  /** Of variables and nodes. */
  local: { pattern: /^[a-z][a-z0-9_]{0,63}$/u, words: nameWords.local },
  /** Of inputs and outputs, which are properties of a schema. */
  property: { pattern: /^[A-Za-z_][A-Za-z0-9_]{0,63}$/u, words: nameWords.property },
} as const satisfies { readonly [sort: string]: NameRule };

/** Why nothing can be called so; undefined where it can. */
export function nameFault(name: string, { pattern, words }: NameRule): string | undefined {
  if (!pattern.test(name)) return words;
  return isLanguageWord(name) || isReservedName(name) ? nameWords.reserved(name) : undefined;
}
