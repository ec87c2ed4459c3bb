import { isInsidePlace, placeOf } from '../form/template-text.ts';

export interface PathPlace {
  readonly text: string;
  /** What is selected there, or where the cursor or the pointer is twice. */
  readonly from: number;
  readonly to: number;
  readonly language: 'expression' | 'template';
}

/** What a path of the scope becomes where it is put or dropped: between new braces in the words of a template, and the path alone anywhere else. */
export function putPath(path: string, { text, from, to, language }: PathPlace): { readonly changes: { readonly from: number; readonly to: number; readonly insert: string }; readonly cursor: number } {
  const insert = language === 'template' && !isInsidePlace(text, from) ? placeOf(path) : path;
  return { changes: { from, to, insert }, cursor: from + insert.length };
}
