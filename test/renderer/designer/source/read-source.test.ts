import { describe, expect, it } from 'vitest';
import { readSource } from '../../../../src/renderer/designer/source/read-source.ts';

const stays = 'The workflow stays as it was until this is valid.';

describe('a text that is no workflow', () => {
  it.each([
    ['rubbish', 'rubbish', 1, `Line 1: Unexpected token 'r'. ${stays}`],
    ['half of it', '{\n  "root": {\n    "nodes": [', 3, `Line 3: Unexpected end of JSON input. ${stays}`],
    ['a comma too many', '{\n  "a": 1,\n}', 3, `Line 3: Expected double-quoted property name. ${stays}`],
    ['words after its end', '{}\nabc', 2, `Line 2: Unexpected non-whitespace character. ${stays}`],
    ['another value', '[1, 2]', 1, `This is JSON, but no workflow: that is one object, from { to }. ${stays}`],
    ['another object', '{"a": 1}', 1, expect.stringMatching(/^The workflow cannot be like that: .* until this is valid\.$/u)],
  ])('%s is told in words, at its line', (_what, text, line, said) => {
    expect(readSource(text)).toMatchObject({ problem: { line }, said });
  });
});
