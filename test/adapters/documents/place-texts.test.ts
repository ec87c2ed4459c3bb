import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/core/documents/tree/parse-markdown.ts';
import { placeTexts } from '../../../src/core/documents/tree/place-texts.ts';
import { walk } from '../../../src/core/documents/tree/walk.ts';
import { textPlace } from '../../../src/core/domain/model/inserted-text.ts';

function placed(markdown: string, ...texts: readonly string[]): readonly Nodes[] {
  const { root } = parseMarkdown(markdown);
  placeTexts(root, texts.map((text) => ({ text })));
  return [...walk<Nodes>(root)];
}

function urlsOf(markdown: string, ...texts: readonly string[]): readonly string[] {
  return placed(markdown, ...texts).flatMap((node) => ('url' in node ? [node.url] : []));
}

const value = textPlace(0);

describe('a value in the address of a link', () => {
  it('says where on the host it leads, as one word of the address', () => {
    expect(urlsOf(`[a](https://example.org/${value}) [b](https://example.org/?q=${value}) [c](https://example.org/#${value})`, '../x?y=1#z')).toEqual([
      'https://example.org/..%2Fx%3Fy%3D1%23z', 'https://example.org/?q=..%2Fx%3Fy%3D1%23z', 'https://example.org/#..%2Fx%3Fy%3D1%23z',
    ]);
  });

  it.each([
    ['the whole address', value, 'https://evil.example/'],
    ['the host', `https://${value}/path`, 'evil.example'],
    ['the end of the host', `https://example.org${value}`, '.evil.example/'],
    ['the host behind a name', `https://example.org@${value}`, 'evil.example'],
    ['the name before a host', `https://${value}@example.org/`, 'a'],
    ['the port', `https://example.org:${value}/`, '8443'],
    ['the scheme', `${value}://example.org/`, 'javascript'],
    ['a script', `javascript:${value}`, 'alert(1)'],
    ['a mail address', `mailto:${value}`, 'a@evil.example'],
    ['another scheme', `http://example.org/${value}`, 'a'],
  ])('never says %s: the link has no address then', (_, url, text) => {
    expect(urlsOf(`[words](<${url}>)`, text)).toEqual(['']);
    expect(urlsOf(`[words][a]\n\n[a]: <${url}>`, text)).toEqual(['']);
  });
});

it('titles of links, pictures and definitions get their values, in one line', () => {
  const nodes = placed(`[a](https://example.org/ "A ${value}") ![b](image:b "B ${value}") [c]\n\n[c]: https://example.org/ "C ${value}"`, 'one\ntwo');

  expect(nodes.flatMap((node) => ('title' in node ? [node.title] : []))).toEqual(['A one two', 'B one two', 'C one two']);
});
