import { endsInText, placesOfTemplate } from '../../../../core/domain/model/expression-tokens.ts';
import { isInsidePlace } from '../form/template-text.ts';

/** Something that may be written at a place: a path of the scope, or a function. */
export interface Completion {
  readonly label: string;
  readonly kind: 'path' | 'function' | 'keyword';
  /** Beside it: its type, or its signature. */
  readonly detail: string;
  /** Who writes it, or what it does. */
  readonly info?: string;
}

export interface CompletionRange {
  /** Where what is typed so far begins. */
  readonly from: number;
  readonly options: readonly Completion[];
  /** Of a template outside its braces: what is chosen is put between new ones. */
  readonly isBare: boolean;
}

export interface CompletionPlace {
  readonly text: string;
  readonly at: number;
  readonly language: 'expression' | 'template';
  /** Somebody asked for it by a key. */
  readonly isAsked: boolean;
}

/** What fits what stands before the cursor: paths that go on from it, and functions. Nothing outside the braces of a template, unless somebody asked for it. */
export function completionsAt({ text, at, language, isAsked }: CompletionPlace, all: readonly Completion[]): CompletionRange | undefined {
  const isBare = language === 'template' && !isInsidePlace(text, at);
  if (isBare && !isAsked) return undefined;
  const typed = /[A-Za-z_][A-Za-z0-9_]*(?:(?:\.|\[\d+\]\.?)[A-Za-z0-9_]*)*$/u.exec(text.slice(0, at))?.[0] ?? '';
  const isMember = text[at - typed.length - 1] === '.';
  if (typed === '' && !isAsked && !isMember && !/\{\{\s*$|[(,[=<>&|?:+*/%!-]\s*$/u.test(text.slice(0, at))) return undefined;
  if (insideString(text, at, language)) return undefined;
  // Among the words of a template a function would be a word; a path gets braces of its own.
  const options = isBare ? all.filter(({ kind }) => kind === 'path') : isMember ? all.filter(({ kind }) => kind === 'function') : all;
  return { from: at - typed.length, options, isBare };
}

/** In quotes and comments nothing is completed. */
function insideString(text: string, at: number, language: 'expression' | 'template'): boolean {
  const begin = language === 'template' ? placesOfTemplate(text).find(({ from, to }) => from <= at && at <= to)?.from : 0;
  return begin !== undefined && endsInText(text.slice(begin, at));
}
