import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../src/renderer/components/read-json.ts';
import { isInsidePlace, literalOf, wholeExpression } from '../../../../src/renderer/designer/inspector/form/template-text.ts';
import { expressionTokens, placesIn, templateTokens } from '../../../../src/renderer/designer/inspector/text/code-tokens.ts';
import { type Completion, completionsAt } from '../../../../src/renderer/designer/inspector/text/completions.ts';
import { markOf } from '../../../../src/renderer/designer/inspector/text/use-preview.ts';

const offered: readonly Completion[] = [
  { label: 'vars.count', kind: 'path', detail: 'number' },
  { label: 'size', kind: 'function', detail: 'size(list)' },
];

describe('a fixed value and an expression', () => {
  it('are told apart by the braces around the whole text', () => {
    expect(wholeExpression('{{ vars.count }}')).toBe('vars.count');
    expect(wholeExpression('{{ a }} and {{ b }}')).toBeUndefined();
    expect(wholeExpression('plain')).toBeUndefined();
  });

  it('become each other without a loss', () => {
    expect([literalOf('hello'), literalOf(3), literalOf('{{ vars.a }}'), literalOf(undefined)]).toEqual(['"hello"', '3', 'vars.a', '']);
    expect([readJson('"hello"'), readJson('3'), readJson('vars.a')]).toEqual(['hello', 3, undefined]);
  });
});

describe('colours', () => {
  it('name the parts of an expression', () => {
    const text = 'size(vars.list) > 2 && "x" in inputs.y';

    const kinds = expressionTokens(text).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

    expect(kinds).toEqual(expect.arrayContaining(['function size', 'name vars', 'member list', 'number 2', 'string "x"', 'keyword in', 'name inputs', 'member y']));
  });

  it('find the places of a template, one that is not closed to the end of its line', () => {
    const text = 'Hi {{ vars.name }}, see {{ vars.\nnext';

    expect(placesIn(text).map(({ from, to }) => text.slice(from, to))).toEqual([' vars.name ', ' vars.']);
    expect(templateTokens(text).filter(({ kind }) => kind === 'brace')).toHaveLength(3);
  });
});

describe('what is offered', () => {
  const at = (text: string, isAsked = false, language: 'expression' | 'template' = 'template') => completionsAt({ text, at: text.length, language, isAsked }, offered);

  it('begins where the path begins that is being typed', () => {
    expect(at('{{ vars.co')).toMatchObject({ from: 3, isBare: false });
    expect(at('size(vars.', false, 'expression')).toMatchObject({ from: 5 });
  });

  it('is nothing in the words of a template, unless asked for', () => {
    expect(at('Dear va')).toBeUndefined();
    expect(at('Dear va', true)).toMatchObject({ isBare: true });
    expect(isInsidePlace('a {{ b }} c', 10)).toBe(false);
  });

  it('is nothing inside a text of an expression', () => {
    expect(at('vars.a == "va', false, 'expression')).toBeUndefined();
  });
});

describe('problems', () => {
  it('are marked where the host says, or at the first place', () => {
    const text = 'a {{ vars.x }}\n{{ vars.yy + }}';

    expect(markOf({ message: '', line: 2, column: 4 }, text, 'template')).toMatchObject({ from: 18, to: 25 });
    expect(markOf({ message: '' }, text, 'template')).toMatchObject({ from: 4, to: 12 });
    expect(markOf({ message: '' }, 'a +', 'expression')).toMatchObject({ from: 0, to: 3 });
  });
});
