import { describe, expect, it } from 'vitest';
import { wholeExpression } from '../../../../src/renderer/designer/inspector/form/template-text.ts';
import { InsertTarget } from '../../../../src/renderer/designer/inspector/text/insert-target.tsx';
import { type PathPlace, putPath } from '../../../../src/renderer/designer/inspector/text/put-path.ts';

function put(text: string, place: Omit<PathPlace, 'text'>): string {
  const { changes, cursor } = putPath('vars.notes', { text, ...place });
  const next = text.slice(0, changes.from) + changes.insert + text.slice(changes.to);
  return `${next.slice(0, cursor)}|${next.slice(cursor)}`;
}

describe('a path that is dropped or put', () => {
  it('stands between new braces in the words of a template, and is then the whole of an empty one', () => {
    expect(put('Dear you', { from: 5, to: 8, language: 'template' })).toBe('Dear {{ vars.notes }}|');
    expect(put('{{ a }} and ', { from: 12, to: 12, language: 'template' })).toBe('{{ a }} and {{ vars.notes }}|');
    expect(wholeExpression(put('', { from: 0, to: 0, language: 'template' }).replace('|', ''))).toBe('vars.notes');
  });

  it('does not stick to the words of a template', () => {
    expect(put('In two sentences:', { from: 17, to: 17, language: 'template' })).toBe('In two sentences: {{ vars.notes }}|');
    expect(put('Dear you', { from: 5, to: 5, language: 'template' })).toBe('Dear {{ vars.notes }}| you');
    expect(put('a/.md', { from: 2, to: 2, language: 'template' })).toBe('a/{{ vars.notes }}|.md');
  });

  it('stands alone between the braces of a template and in an expression', () => {
    expect(put('{{ size() }}', { from: 8, to: 8, language: 'template' })).toBe('{{ size(vars.notes|) }}');
    expect(put('{{ ', { from: 3, to: 3, language: 'template' })).toBe('{{ vars.notes|');
    expect(put('size(x) > 2', { from: 5, to: 6, language: 'expression' })).toBe('size(vars.notes|) > 2');
  });

  it('goes to the field that had the focus last, and to none once that is gone', () => {
    const target = new InsertTarget();
    const got: string[] = [];
    const field = { insert: (path: string) => void got.push(path) };

    expect(target.insert('vars.a')).toBe(false);
    target.take(field, 'nodes.ask');
    expect(target.insert('vars.b')).toBe(true);
    target.leave(field);
    expect(target.insert('vars.c')).toBe(false);
    expect(got).toEqual(['vars.b']);
    expect(target.scope()).toBe('nodes.ask');
  });
});
