import { isInsidePlace, placeOf } from '../form/template-text.ts';

export interface PathPlace {
  readonly text: string;
  /** What is selected there, or where the cursor or the pointer is twice. */
  readonly from: number;
  readonly to: number;
  readonly language: 'expression' | 'template';
}

/** What a path of the scope becomes where it is put or dropped: between new braces in the words of a template, apart from the words beside it, and the path alone anywhere else. */
export function putPath(path: string, { text, from, to, language }: PathPlace): { readonly changes: { readonly from: number; readonly to: number; readonly insert: string }; readonly cursor: number } {
  const isBare = language === 'template' && !isInsidePlace(text, from);
  const before = isBare && /[\p{L}\p{N}:;,!?)]$/u.test(text.slice(0, from)) ? ' ' : '';
  const after = isBare && /^[\p{L}\p{N}(]/u.test(text.slice(to)) ? ' ' : '';
  const insert = `${before}${isBare ? placeOf(path) : path}`;
  return { changes: { from, to, insert: `${insert}${after}` }, cursor: from + insert.length };
}
