import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { parseParagraph } from '../../../src/core/documents/tree/parse-paragraph.ts';
import { walk } from '../../../src/core/documents/tree/walk.ts';

const parse = (text: string): Root => unified().use(remarkParse).use(remarkGfm).parse(text);

/** The nodes alone: where they stand in their part is nobody's business. */
function bare(root: Root | undefined): Root | undefined {
  for (const node of root === undefined ? [] : walk<Nodes>(root)) delete node.position;
  return root;
}

const bits = [
  'a', 'word', 'two words', 'a b c', 'é', 'x2', '*', '**', '***', '_', '__', '~', '~~', '`', '``', '[', ']', '(', ')', '![', '](', '][', '<', '>', '<b>', '</b>', '<!--', '-->', '\\', '\\[', '\\]', '\\*', '&', '&amp;', '&#91;', '&#42;', '"',
  '*soft*', '**hard**', '_under_', '~~gone~~', '`code`', '[text](https://a.example)', '![p](p.png)', '[open', 'close](x)', 'snake_case', 'https://b.example/x', 'www.c.example', 'me@d.example', '<https://e.example>', '<a href="', '">', '1.', '-', '|', '#', '^', '[^1]', '  ',
];
/** What begins a mark and what ends it, with words between. */
const pairs: readonly (readonly [string, string])[] = [
  ['*', '*'], ['**', '**'], ['***', '***'], ['_', '_'], ['__', '__'], ['~', '~'], ['~~', '~~'], ['`', '`'], ['``', '``'], ['*`c`', '*'], ['_<b>', '_'], ['~[t](x)', '~'],
  ['[', '](https://a.example)'], ['![', '](p.png)'], ['[a](https://a.example "', '")'], ['[a](<', 'b>)'], ['[ \\]', '](x)'], ['[ &#93;', '](x)'], ['[ &rsqb;', ']( x)'], ['\\[ [', '](x)'],
  ['<a title="', '">'], ["<a title='", "'>"], ['<!--', '-->'], ['<?', '?>'], ['<b', '>'], ['</b', '>'], ['\\`', '`'], ['*[', '](x)*'],
];
const some = fc.array(fc.tuple(fc.constantFrom(...bits), fc.constantFrom('', ' ', ' ', ' so ', '\n', '\nso ')), { maxLength: 8 }).map((parts) => parts.flat().join(''));
const marked = fc.tuple(some, fc.constantFrom(...pairs), fc.constantFrom('a so a so a', ' so a so a ', 'a\nso a', 'a so *a* so a'), some).map(([before, [begin, end], between, behind]) => `So ${before}${begin}${between}${end}${behind}`);

describe('a long paragraph read in parts', () => {
  it('is the tree of the whole, wherever a mark may be open', () => {
    let count = 0;
    fc.assert(
      fc.property(marked, fc.integer({ min: 1, max: 6 }), (text, part) => {
        const read = bare(parseParagraph(text, { parse, part }));
        if (read === undefined) return;
        count += 1;
        expect(read).toEqual(bare(parse(text)));
      }),
      { numRuns: Number(process.env['AIWM_PARAGRAPH_RUNS'] ?? 500) },
    );
    expect(count).toBeGreaterThan(100);
  });

  it('is read about once, and with an open mark not more than thrice', () => {
    for (const [text, times] of [['lorem *ipsum* **dolor** `sit` [amet](https://a.example) so snake_case [1] 2 * 3 < 4 ', 1.3], ['lorem *ipsum dolor sit amet ', 3]] as const) {
      const long = `${text.repeat(400)}end`;
      let characters = 0;
      const read = parseParagraph(long, { part: 200, parse: (part) => { characters += part.length; return parse(part); } });

      expect(characters, text).toBeLessThan(times * long.length);
      expect(bare(read), text).toEqual(bare(parse(long)));
    }
  });

  it.each(['short', `${'a '.repeat(99)}\n# head`, `${'a '.repeat(99)}\n| b |`, `${'a '.repeat(99)}\n===`, `${'a '.repeat(99)}\n\nb`, `- ${'a '.repeat(99)}`, `${'a '.repeat(99)}\r\nb`])('is no other text (%#)', (text) => {
    expect(parseParagraph(text, { parse, part: 20 })).toBeUndefined();
  });
});
