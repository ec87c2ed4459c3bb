import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../src/renderer/components/read-json.ts';
import { isInsidePlace, literalOf, wholeExpression } from '../../../../src/renderer/designer/inspector/form/template-text.ts';
import { codeTokens, templateTokens } from '../../../../src/renderer/designer/inspector/text/code-tokens.ts';
import { type Completion, completionsAt } from '../../../../src/renderer/designer/inspector/text/completions.ts';
import { marksOf } from '../../../../src/renderer/designer/inspector/text/use-preview.ts';

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

    const kinds = codeTokens(text).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

    expect(kinds).toEqual(expect.arrayContaining(['function size', 'name vars', 'member list', 'number 2', 'string "x"', 'keyword in', 'name inputs', 'member y']));
  });

  it('are those of the places of a template, one that is not closed to its end', () => {
    const text = 'Hi {{ vars.name }}, see {{ vars.\nnext';

    expect(templateTokens(text).filter(({ kind }) => kind === 'brace')).toHaveLength(3);
    expect(templateTokens(text).at(-1)).toMatchObject({ kind: 'member', to: text.length });
  });

  it('are found as the engine reads: braces in quotes end no place, escaped ones begin none, raw and triple quotes and comments are what they are', () => {
    const parts = (text: string): readonly string[] => templateTokens(text).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

    expect(parts('{{ "}}" + nodes.a }}')).toEqual(['brace {{', 'string "}}"', 'operator +', 'name nodes', 'operator .', 'member a', 'brace }}']);
    expect(parts(String.raw`\{{ x }}`)).toEqual([]);
    expect(parts(String.raw`{{ r"\" + nodes }}`)).toEqual(['brace {{', String.raw`string r"\"`, 'operator +', 'name nodes', 'brace }}']);
    expect(codeTokens("'''it's'''").map(({ kind }) => kind)).toEqual(['string']);
    expect(codeTokens("a // it's").map(({ kind }) => kind)).toEqual(['name']);
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
    expect(at('Dear va', true)).toMatchObject({ isBare: true, options: [{ label: 'vars.count' }] });
    expect(isInsidePlace('a {{ b }} c', 10)).toBe(false);
  });

  it('is nothing inside a text of an expression', () => {
    expect(at('vars.a == "va', false, 'expression')).toBeUndefined();
  });
});

describe('problems', () => {
  it('are marked where the host says, or at the first place', () => {
    const text = 'a {{ vars.x }}\n{{ vars.yy + }}';

    expect(marksOf({ message: '', line: 2, column: 4 }, text, 'template')).toMatchObject([{ from: 18, to: 25 }]);
    expect(marksOf({ message: '' }, text, 'template')).toMatchObject([{ from: 4, to: 12 }]);
    expect(marksOf({ message: '' }, 'a +', 'expression')).toMatchObject([{ from: 0, to: 3 }]);
  });

  it('a name that is not there is marked itself, wherever it is read', () => {
    const marked = (text: string, language: 'expression' | 'template') => marksOf({ message: '', path: 'vars.confidence' }, text, language).map(({ from, to }) => text.slice(from, to));

    expect(marked('vars.confidence > 0.5 || vars["confidence"] == vars.count', 'expression')).toEqual(['confidence', '"confidence"']);
    expect(marked('It is {{ vars.confidence.score }} of confidence', 'template')).toEqual(['confidence']);
    expect(marksOf({ message: '', path: 'sensor' }, 'sensor > 1', 'expression')).toMatchObject([{ from: 0, to: 10 }]);
  });
});
