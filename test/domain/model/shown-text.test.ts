import { describe, expect, it } from 'vitest';
import { shownText } from '../../../src/core/domain/model/shown-text.ts';

describe('a text as people may see it', () => {
  it.each([
    ['keeps words, lines and tabs of every system', 'one\n\ttwo\r\nä 你 🙂 שלום', 'one\n\ttwo\r\nä 你 🙂 שלום'],
    ['turns no direction', 'invoice\u{202e}fdp.exe', 'invoice\\u202efdp.exe'],
    ['hides no isolate', 'a\u{2066}b\u{2069}', 'a\\u2066b\\u2069'],
    ['hides no control of seven or eight bits', 'a\0b\u{7f}\u{9b}', 'a\\u0000b\\u007f\\u009b'],
    ['goes back to no beginning of a line', 'one\rtwo', 'one\\u000dtwo'],
    ['colours nothing', '\u{1b}[31mred', '\\u001b[31mred'],
    ['says the same twice', 'a\\u202eb', 'a\\u202eb'],
  ])('%s', (_what, given, shown) => {
    expect(shownText(given)).toBe(shown);
  });
});
