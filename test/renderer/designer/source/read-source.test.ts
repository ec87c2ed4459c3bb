import { describe, expect, it } from 'vitest';
import { emptyDefinition } from '../designer-fixture.ts';
import { readBeside, readSource } from '../../../../src/renderer/designer/source/read-source.ts';

const stays = 'The workflow stays as it was until this is valid.';

describe('a text that is no workflow', () => {
  it.each([
    { what: 'rubbish', text: 'rubbish', line: 1, said: `Line 1: Unexpected token 'r'. ${stays}`},
    { what: 'half of it', text: '{\n  "root": {\n    "nodes": [', line: 3, said: `Line 3: Unexpected end of JSON input. ${stays}`},
    { what: 'a comma too many', text: '{\n  "a": 1,\n}', line: 3, said: `Line 3: Expected double-quoted property name. ${stays}`},
    { what: 'a value that is missing', text: '{\n  "a": 1,\n  "x": }\n}', line: 3, said: `Line 3: Unexpected token '}'. ${stays}`},
    { what: 'a word that is none', text: '{\n  "x": True,\n  "a": 1\n}', line: 2, said: `Line 2: Unexpected token 'T'. ${stays}`},
    { what: 'words after its end', text: '{}\nabc', line: 2, said: `Line 2: Unexpected non-whitespace character. ${stays}`},
    { what: 'another value', text: '[1, 2]', line: 1, said: `This is JSON, but no workflow: that is one object, from { to }. ${stays}`},
    { what: 'another object', text: '{"a": 1}', line: 1, said: expect.stringMatching(/^The workflow cannot be like that: .* until this is valid\.$/u)},
  ])('$what is told in words, at its line', ({ text, line, said }) => {
    expect(readSource(text)).toMatchObject({ problem: { line }, said });
  });
});

describe('a text that was begun before the canvas was changed', () => {
  const text = JSON.stringify({ ...emptyDefinition, description: 'Of the source' });

  it('takes nothing of that back', () => {
    const screen = { ...emptyDefinition, name: 'Of the canvas' };
    expect(readBeside(text, { base: emptyDefinition, screen })).toMatchObject({ definition: { name: 'Of the canvas', description: 'Of the source' } });
  });

  it('waits for a person where both changed the same', () => {
    const screen = { ...emptyDefinition, description: 'Of the canvas' };
    expect(readBeside(text, { base: emptyDefinition, screen })).toMatchObject({ said: expect.stringContaining('The canvas was changed') });
  });
});
