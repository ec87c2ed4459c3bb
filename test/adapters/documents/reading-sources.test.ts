import { describe, expect, it } from 'vitest';
import type { Block, DocumentTree } from '../../../src/core/documents/tree/document-tree.ts';
import { plainText } from '../../../src/core/documents/tree/document-tree.ts';
import { readSource } from '../../../src/core/documents/tree/read-source.ts';
import type { DocumentDress } from '../../../src/core/domain/model/document.ts';
import { dataUri } from '../../../src/core/documents/pictures/data-uri.ts';
import { logo } from './sample-report.ts';

const signal = new AbortController().signal;
const fromMarkdown = (markdown: string, more: Partial<DocumentDress> = {}): Promise<DocumentTree> => readSource({ title: 'T', ...more, markdown }, signal);
const fromHtml = (html: string, more: Partial<DocumentDress> = {}): Promise<DocumentTree> => readSource({ title: 'T', ...more, html }, signal);
const wordsOf = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.type === 'heading' || block.type === 'paragraph') return plainText(block.children);
      if (block.type === 'code') return block.lines.join(' ');
      if (block.type === 'list') return block.items.map((item) => wordsOf(item.children)).join(' ');
      if (block.type === 'blockQuote') return wordsOf(block.children);
      return block.type === 'table' ? [block.header, ...block.rows].flat().map(plainText).join(' ') : '';
    })
    .join(' ');

describe('an HTML source', () => {
  it('becomes the tree that the same Markdown becomes', async () => {
    const html = `<!doctype html><html><body><h1>Head</h1><p>Some <em>soft</em>, <strong>strong</strong> and <del>old</del> words, <code>code</code>.<br>Next.</p>
      <ol start="3"><li>three</li><li>four<ul><li>inner</li></ul></li></ol><blockquote><p>quoted</p></blockquote><pre><code class="language-js">let a = 1;
let b;</code></pre><hr><table><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>1</td><td align="right">2</td></tr></tbody></table><p><a href="#head">up</a></p></body></html>`;
    const markdown = '# Head\n\nSome *soft*, **strong** and ~~old~~ words, `code`.  \nNext.\n\n3. three\n4. four\n   - inner\n\n> quoted\n\n```js\nlet a = 1;\nlet b;\n```\n\n---\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[up](#head)';

    expect((await fromHtml(html.replace('<h1>', '<h1 id="head">'))).blocks).toEqual((await fromMarkdown(markdown)).blocks);
  });

  it('keeps the words of blocks that stand where a line is due', async () => {
    const tree = await fromMarkdown('<p align="center">\n  Before <picture><source srcset="dark.svg"><img alt="The logo" src="logo.svg"></picture> after</p>\n\n<a href="https://example.com"><div>Inside</div><pre>as is</pre></a>');

    expect(wordsOf(tree.blocks)).toMatch(/Before[\s\S]*The logo[\s\S]*after[\s\S]*Inside[\s\S]*as is/u);
  });

  it('tells its title, author, language and direction, where the source says nothing', async () => {
    const page = '<html lang="he" dir="rtl"><head><title>The page</title><meta name="author" content="Somebody"><meta name="keywords" content="a, b"></head><body><p>x</p></body></html>';

    expect(await fromHtml(page, { title: '' })).toMatchObject({ title: 'The page', author: 'Somebody', language: 'he', direction: 'rtl', keywords: ['a', 'b'] });
    expect(await fromHtml(page, { title: 'Mine', language: 'en', direction: 'ltr' })).toMatchObject({ title: 'Mine', language: 'en', direction: 'ltr' });
  });

  it('gives nothing of what runs, asks or hides, and keeps the words around it', async () => {
    const vectors = [
      '<script>alert(1)</script>', '<style>p{background:url(//x)}</style>', '<iframe src="//x">in</iframe>', '<object data="x">in</object>', '<svg><script>1</script></svg>',
      '<form action="//x"><input value="v"></form>', '<math><mi>in</mi></math>', '<template><p>in</p></template>', '<video src="x">in</video>',
    ];
    for (const vector of vectors) {
      const tree = await fromHtml(`<p>before</p>${vector}<p onclick="x()">after <a href="javascript:x()">word</a></p>`);
      expect(wordsOf(tree.blocks), vector).toMatch(/^T before\s+after word$/);
      expect(tree.facts.droppedHtml, vector).toBeGreaterThan(0);
      expect(JSON.stringify(tree), vector).not.toMatch(/javascript|onclick|alert|\/\/x/);
    }
  });

  it('is refused when it nests or goes on without end, quickly', async () => {
    for (const html of ['<div>'.repeat(20_000), '<b>'.repeat(5000), '<table><tr><td>'.repeat(2000), '<ul><li>'.repeat(5000), '<a href=x>'.repeat(100_000), '<p><i><b></b></i>'.replace('</i>', '</i><b></b>'.repeat(50_000)), 'x'.repeat(3_000_000)]) {
      await expect(fromHtml(html)).rejects.toMatchObject({ code: 'input_invalid' });
    }
  });
});

describe('a Markdown source', () => {
  it('keeps the words of raw HTML blocks', async () => {
    const tree = await fromMarkdown('<details>\n<summary>The summary</summary>\n<p align="center">Centred <b>words</b></p>\n</details>\n\n<!-- a comment -->\n\nText <kbd>Ctrl</kbd>.');

    expect(wordsOf(tree.blocks)).toMatch(/T The summary\s+Centred words\s+Text Ctrl\./);
  });

  it('takes title, author and language from its front matter and shows none of it', async () => {
    const tree = await fromMarkdown('---\ntitle: "A: title"\nauthor: Zoë\nlang: de\ntags: [one, "two"]\nnested:\n  key: value\n---\nText.', { title: '' });

    expect(tree).toMatchObject({ title: 'A: title', author: 'Zoë', language: 'de', keywords: ['one', 'two'] });
    expect(wordsOf(tree.blocks)).toBe('A: title Text.');
    expect(wordsOf((await fromMarkdown('---\n\nnot a head\n\n---\n\nText.')).blocks)).toContain('not a head');
  });

  it('numbers notes by their first use; a note that nobody wrote is text', async () => {
    const tree = await fromMarkdown('One[^b], two[^a], again[^b], none[^c].\n\n[^a]: Note a.\n[^b]: Note b[^a].');

    expect(tree.footnotes.map(wordsOf)).toEqual(['Note b.', 'Note a.']);
    expect(JSON.stringify(tree.blocks).match(/"number":\d/g)).toEqual(['"number":1', '"number":2', '"number":1']);
    expect(wordsOf(tree.blocks)).toContain('none[^c]');
  });

  it('fills its contents and leads links to headings of its own', async () => {
    const tree = await fromMarkdown('# Top\n\n[toc]\n\n## Über Łódź!\n\n### Same\n\n### Same\n\n#### Deep\n\n[a](#über-łódź) [b](#same-1) [c](#SAME) [d](#missing)');
    const contents = tree.blocks.find((block) => block.type === 'contents');

    expect(contents?.entries).toEqual([
      { depth: 1, text: 'Über Łódź!', anchor: 'über-łódź' },
      { depth: 2, text: 'Same', anchor: 'same' },
      { depth: 2, text: 'Same', anchor: 'same-1' },
    ]);
    expect(JSON.stringify(tree.blocks).match(/"url":"[^"]+"/g)).toEqual(['"url":"#über-łódź"', '"url":"#same-1"', '"url":"#same"']);
    expect(tree.facts.droppedLinks).toBe(1);
  });

  it('shows pictures that it carries itself and those that the source gives under their address', async () => {
    const data = dataUri({ address: '', mediaType: 'image/png', bytes: logo, width: 4, height: 2 });
    const tree = await fromMarkdown(`![a](${data})\n\n![b](./logo.png)\n\n![c](./other.png)`, { images: { './logo.png': { mediaType: 'image/png', bytes: logo } } });

    expect(tree.facts).toMatchObject({ images: 2, droppedImages: 1 });
    await expect(fromMarkdown('![x](data:image/png;base64,aGVsbG8=)')).rejects.toMatchObject({ code: 'input_invalid' });
  });

  it('is refused where reading it would take without end', async () => {
    for (const markdown of ['[a]: x\n'.repeat(50_000), '[a]('.repeat(20_000), 'x'.repeat(3_000_000)]) {
      await expect(fromMarkdown(markdown)).rejects.toMatchObject({ code: 'input_invalid' });
    }
  });

  it('is refused where it leaves so many marks open that their ends are sought for minutes, and says where', async () => {
    for (const mark of ['<!--', '<?', '<!A', '<![CDATA[']) {
      await expect(fromMarkdown(`---\ntitle: T\n---\nFirst.\n\n${`a ${mark}\n`.repeat(60_000)}`), mark).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('line 6') });
    }
    expect((await fromMarkdown('a <!-- b -->\n'.repeat(200))).blocks).toHaveLength(2);
    await expect(fromMarkdown('> [a]: b\n\n'.repeat(6000))).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('5000 references') });
  });

  it('is read in pieces when it is long, and is one document all the same', async () => {
    const tree = await fromMarkdown(`# One\n\n[^n] [a]\n\n${'> a\n\n'.repeat(5500)}# Two\n\n[One](#one) [a]\n\n[a]: https://a.example\n\n[^n]: Note.`);

    expect(tree.blocks).toHaveLength(5504);
    expect(tree.footnotes.map(wordsOf)).toEqual(['Note.']);
    expect(JSON.stringify(tree.blocks).match(/"url":"[^"]+"/g)).toEqual(['"url":"https://a.example/"', '"url":"#one"', '"url":"https://a.example/"']);
  });

  it('may be empty, or thousands of paragraphs', async () => {
    expect((await fromMarkdown('')).blocks).toHaveLength(1);
    expect((await fromMarkdown('a\n\n'.repeat(5000))).blocks).toHaveLength(5001);
  });
});
