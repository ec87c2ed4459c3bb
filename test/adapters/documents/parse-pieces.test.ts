import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { parseInPieces } from '../../../src/core/documents/tree/parse-pieces.ts';
import { piecesOf } from '../../../src/core/documents/tree/text-pieces.ts';
import { walk } from '../../../src/core/documents/tree/walk.ts';

const parse = (text: string): Root => unified().use(remarkParse).use(remarkGfm).parse(text);

/** The nodes alone: where they stand in their piece is nobody's business. */
function bare(root: Root): Root {
  for (const node of walk<Nodes>(root)) delete node.position;
  return root;
}

const lines = [
  'words', '', '', '', 'Some *soft* words', '  two more', '    four', '\ttab', '# Head', '---', '===', '- item', '  - inner', '- [ ] task', '1. one', '   deep', '2) two', '* * *', '-', '> quote', '> > both', '> - in', '>',
  '```', '  ```', '   ```js', '````', '~~~', '> ```', '- ```', '```a`b', '<div>', '</div>', '<!-- open', 'closed -->', '  <!-- open', '<!-- whole -->', '<pre>', '</pre>', '<?php', '?>', '<!DOCTYPE', '<![CDATA[', ']]>', '<b>tag</b>', '- <!--',
  '[a]: https://a.example', '[A b]: <x> "title"', '[^n]: note', '[^n]: ```', '    more of the note', 'see [a] and [text][A  B] and [^n]', '![a]', '[a', 'b]', '> [a', '> b]', '[a\\]: x', '[a\\]', '| a | b |', '|---|---|', '| [a] | [^n] |', '<https://x.example>', '\u00a0space',
];

describe('a Markdown text read in pieces', () => {
  it('is the tree of the whole text, wherever it could be cut', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { minLength: 2, maxLength: 24 }), fc.constantFrom('\n', '\r\n', '\r'), (some, end) => {
        const text = some.join(end);
        expect(bare(parseInPieces(text, { parse, smallest: 1 }))).toEqual(bare(parse(text)));
      }),
      { numRuns: Number(process.env['AIWM_PIECES_RUNS'] ?? 300) },
    );
  });

  it('knows the labels and notes of the other pieces, first and last', () => {
    const text = 'One [a], two[^n].\n\n[a]: https://a.example\n\n[^n]: Note [b].\n\n    Still the note.\n\n[b]: https://b.example\n\n    [a]\n\nLast [A] and [^n].';

    expect(piecesOf(text, 1).length).toBeGreaterThan(4);
    expect(bare(parseInPieces(text, { parse, smallest: 1 }))).toEqual(bare(parse(text)));
  });

  it('is cut into as many as it has paragraphs or quotes, none of which is read more than twice', () => {
    for (const block of ['a [b]\n\n', '> a\n\n', '[b]: c\n\n', '```\n\na\n```\n\nb\n\n']) {
      const text = block.repeat(600);
      let characters = 0;
      parseInPieces(text, { parse: (piece) => { characters += piece.length; return parse(piece); }, smallest: 100 });
      expect(characters, block).toBeLessThan(3 * text.length);
      expect(Math.max(...piecesOf(text, 100).map((piece) => piece.length)), block).toBeLessThan(200);
    }
  });

  it('is not cut inside of what goes on over blank lines', () => {
    for (const text of ['```\na\n\nb\n\nc\n```', '<!--\n\na\n\n-->', '- a\n\n- b\n\n  c\n\n- d', '<pre>\n\na\n\n</pre>', '[^n]: a\n\n    b\n\n    c']) expect(piecesOf(text, 1), text).toEqual([text]);
  });
});
