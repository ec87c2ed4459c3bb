import { describe, expect, it } from 'vitest';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';

const set = createFormatterSet();

describe('the words of a page', () => {
  it.each([
    ['<p>One\n  <b>two</b>&amp;three</p><p>four</p>', 'One two&three\n\nfour\n'],
    ['a<br>b', 'a\nb\n'],
    ['<ul><li>x</li><li>y <i>z</i></li></ul>', '- x\n- y z\n'],
    ['<pre>a\n  b\n\nc\n</pre>', 'a\n  b\n\nc\n'],
    ['<style>p{}</style><script>x()</script><p>seen</p><template>no</template>', 'seen\n'],
    ['<table><tr><td>1<td>2</table>', '1\t2\n'],
    ['<img alt="a cat" src="x">', 'a cat\n'],
    ['', ''],
  ])('of %j are as they are read', async (html, text) => {
    expect(await set.plainText(html)).toBe(text);
  });

  it('of a very long line and of very many lines grow without being looked over again', async () => {
    const count = 60_000;

    expect(await set.plainText('<b>x</b>'.repeat(count))).toBe(`${'x'.repeat(count)}\n`);
    expect(await set.plainText(`<table><tr>${'<td>x'.repeat(count)}</table>`)).toBe(`${'x\t'.repeat(count).trimEnd()}\n`);
    expect(await set.plainText('<p>x'.repeat(count))).toBe(`${'x\n\n'.repeat(count).trimEnd()}\n`);
  });

  it('of a page that nests without end are refused in bounded time', async () => {
    for (const html of ['<div>'.repeat(100_000), '<b>'.repeat(50_000) + '<p>'.repeat(50_000), '<table><tr><td>'.repeat(20_000)]) {
      await expect(set.plainText(html)).rejects.toMatchObject({ code: 'input_invalid', next: expect.any(String) });
    }
  });
});

describe('a page whose elements are opened again in every block', () => {
  const reopened = `<p>${Array.from({ length: 600 }, (_, index) => `<b a${index.toString(36)}>`).join('')}${'<p>x'.repeat(4000)}`;
  const divided = `<div>${Array.from({ length: 300 }, (_, index) => `<i a${index.toString(36)}>`).join('')}${'</div><div>x'.repeat(1500)}`;
  const left = '<b></x>'.repeat(8000);

  it.each([['reopened', reopened], ['in divisions', divided], ['ended by others', left]])('is refused in bounded memory: %s', async (_, html) => {
    await expect(set.plainText(html)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringMatching(/opened again|inside each other/u) });
    expect(await (await set.get('html')).remarks(new TextEncoder().encode(html))).toMatchObject([{ message: expect.stringMatching(/opened again|inside each other/u) }]);
  });

  it('is read where they are few', async () => {
    const html = `<p><font color=red><b><i>${'<p>word <a href="#x">link</a></p>'.repeat(500)}`;

    expect(await set.plainText(html)).toBe(`${'word link\n\n'.repeat(500).trimEnd()}\n`);
  });
});

describe('what is left out of a page', () => {
  it.each([
    '<script>x()</script>', '<iframe src="https://example.org"></iframe>', '<object data="x"></object>', '<embed src="x">', '<base href="https://example.org">',
    '<form action="/x"></form>', '<style>p{}</style>', '<link rel="stylesheet" href="x">', '<meta http-equiv="refresh" content="0">', '<p onclick="x()">', '<svg onload=x()>',
    '<a href="javascript:x()">', '<a href="java\tscript:x()">', '<a href="vbscript:x">', '<p style="x">', '<img src="https://example.org/x.png">', '<img src="data:text/html,x">', '<a href="ftp://example.org">', '<video poster="https://example.org/x">',
  ])('%s is remarked with its place', async (html) => {
    const remarks = await (await set.get('html')).remarks(new TextEncoder().encode(`<p>fine</p>\n${html}`));

    expect(remarks.length).toBeGreaterThan(0);
    expect(remarks[0]).toMatchObject({ line: 2, column: 1 });
  });

  it('is nothing where a page is harmless', async () => {
    const html = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><h1 id="a">Hi</h1><a href="https://example.org">x</a><a href="#a">y</a><img alt="z" src="data:image/png;base64,AA"></body></html>';

    expect(await (await set.get('html')).remarks(new TextEncoder().encode(html))).toEqual([]);
  });
});

it('elements whose names look like selectors are read as elements nobody knows', async () => {
  expect(await set.plainText('<p>a <template.x>b</template.x> <b.c#d>e</b.c#d> f</p>')).toContain('a b e f');
  expect(await (await set.get('html')).remarks(Buffer.from('<template.x><p>in</p>'))).toEqual([]);
});
