import { describe, expect, it } from 'vitest';
import { terminalText } from '../../../src/cli/print/terminal-text.ts';

describe('a text on a terminal', () => {
  it.each([
    ['keeps colours, lines and tabs', '\u{1b}[31mred\u{1b}[0m\n\tä 你 🙂', '\u{1b}[31mred\u{1b}[0m\n\tä 你 🙂'],
    ['clears no screen', 'a\u{1b}[2Jb', 'a\\u001b[2Jb'],
    ['writes to no clipboard', '\u{1b}]52;c;aGk=\u{7}', '\\u001b]52;c;aGk=\\u0007'],
    ['forges no line', 'one\rtwo\u{8}\u{0}', 'one\\u000dtwo\\u0008\\u0000'],
    ['turns no direction', 'a\u{202e}cod.exe', 'a\\u202ecod.exe'],
    ['takes no control of eight bits', '\u{9b}31m', '\\u009b31m'],
  ])('%s', (_what, given, shown) => {
    expect(terminalText(given)).toBe(shown);
  });
});
