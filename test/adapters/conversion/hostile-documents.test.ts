import { deflateSync, crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConversionBench, openConversionBench } from './conversion-bench.ts';

let bench: ConversionBench;
beforeAll(async () => {
  bench = await openConversionBench();
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});

const times = (text: string, count: number): string => text.repeat(count);

function laughs(levels: number): string {
  const lines = ['a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]'];
  for (let level = 1; level <= levels; level += 1) lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
  return lines.join('\n');
}

/** A PNG of any dimensions that it only claims. */
function png(width: number, height: number, pixels: Uint8Array): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

/** Each is either refused with a code and a sentence, or done without what it was hostile by. */
const refused: readonly (readonly [name: string, file: string, content: string | Uint8Array, to: string])[] = [
  ['a billion laughs', 'laughs.yaml', laughs(9), 'json'],
  ['YAML that holds itself', 'self.yaml', 'a: &a [*a]', 'json'],
  ['100,000 brackets of YAML', 'deep.yaml', times('[', 100_000), 'json'],
  ['30,000 aliases', 'aliases.yaml', `a: &a 1\nb: [${times('*a,', 30_000)}*a]`, 'json'],
  ['a tag that makes an object', 'tag.yaml', 'a: !!js/function "x"', 'json'],
  ['100,000 brackets of JSON', 'deep.json', times('[', 100_000) + times(']', 100_000), 'yaml'],
  ['JSON with its last bracket missing', 'open.json', `[${times('1,', 50_000)}`, 'yaml'],
  ['a quote that is never closed', 'quote.csv', `a,b\n1,"${times('x\n', 20_000)}`, 'json'],
  ['records of unlike length', 'ragged.csv', `a,b\n${times('1,2\n', 1000)}3\n`, 'json'],
  ['quotations 100,000 deep', 'quotes.md', times('>', 100_000), 'html'],
  ['elements 100,000 deep as text', 'deep.html', times('<div>', 100_000), 'txt'],
  ['UTF-8 that is cut', 'cut.json', Buffer.from('["Łódź"]').subarray(0, 7), 'yaml'],
  ['a PNG by the name of JSON', 'picture.json', png(1, 1, Uint8Array.of(0, 1, 2, 3)), 'yaml'],
  ['a PNG that claims 60,000 by 60,000', 'huge.md', '![x](huge.png)', 'pdf'],
  ['a PNG that is cut', 'short.md', '![x](short.png)', 'docx'],
  ['a PNG that is no PNG', 'lies.md', '![x](lies.png)', 'html'],
  ['a JPEG of two bytes', 'two.md', '![x](two.jpg)', 'pdf'],
];

describe('a hostile document is refused in bounded time, with nothing half-written', () => {
  beforeAll(async () => {
    await bench.put('huge.png', png(60_000, 60_000, Buffer.alloc(1000)));
    await bench.put('short.png', png(2, 2, Buffer.alloc(14)).subarray(0, 50));
    await bench.put('lies.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script></svg>');
    await bench.put('two.jpg', Uint8Array.of(0xff, 0xd8));
  });

  it.each(refused)('%s', async (...row) => {
    const [, name, content, to] = row;
    const file = await bench.put(name, content);
    const before = await bench.names();

    await expect(bench.convert({ file, to })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringMatching(/\.$/u), next: expect.stringMatching(/\.$/u) });

    expect(await bench.names()).toEqual(before);
  });

  it('and so is checking one', async () => {
    for (const [, name, content] of refused.filter(([, file]) => /\.(?:ya?ml|json|csv)$/u.test(file))) {
      const { valid, problems } = await bench.validate({ file: await bench.put(name, content) });
      expect({ name, valid, count: problems.length }).toEqual({ name, valid: false, count: 1 });
      expect(problems[0]?.message.length).toBeLessThan(200);
    }
  });
});

describe('what is only large or odd is done', () => {
  it('60,000 keys of YAML, and 5,000 columns of one record', async () => {
    const yaml = await bench.put('keys.yaml', Array.from({ length: 60_000 }, (_, index) => `k${index}: ${index}`).join('\n'));
    const csv = await bench.put('wide.csv', `${Array.from({ length: 5_000 }, (_, index) => `c${index}`).join(',')}\n${times('1,', 4_999)}1\n`);

    const keys = JSON.parse(await bench.text((await bench.convert({ file: yaml, to: 'json' })).path.split('/').at(-1) ?? '')) as object;
    await bench.convert({ file: csv, to: 'tsv' });

    expect(Object.keys(keys)).toHaveLength(60_000);
    expect((await bench.text('wide.tsv')).split('\n')[0]?.split('\t')).toHaveLength(5_000);
  });

  it('keys that every object has are values like any other', async () => {
    const file = await bench.put('proto.json', '[{"__proto__": "a", "constructor": "b"}]');

    await bench.convert({ file, to: 'csv' });
    await bench.convert({ file: (await bench.convert({ file, to: 'yaml' })).path, to: 'json', overwrite: true });

    expect(await bench.text('proto.csv')).toBe('__proto__,constructor\na,b\n');
    expect(await bench.text('proto.json')).toContain('"__proto__": "a"');
    expect(({} as { readonly a?: unknown }).a).toBeUndefined();
  });

  it('a line of 60,000 characters keeps them', async () => {
    const words = times('word ', 12_000).trim();
    const file = await bench.put('line.txt', words);

    await bench.convert({ file, to: 'html' });
    await bench.convert({ file: await bench.put('line.html', await bench.text('line.html')), to: 'txt', overwrite: true });

    expect((await bench.text('line.txt')).includes(words)).toBe(true);
  });

  it('a page with every vector becomes documents that hold none of them', async () => {
    const vectors = [
      '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)><script>alert(1)</script></svg>', '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
      '<a href="javascript:alert(1)">words of a link</a>', '<a href="data:text/html,<script>alert(1)</script>">b</a>', '<math><mi xlink:href="javascript:alert(1)">c</mi></math>', '<style>@import "https://evil.example/x";</style>',
      '<link rel=stylesheet href=https://evil.example/x>', '<base href=https://evil.example/>', '<form action=https://evil.example/><button formaction=javascript:alert(1)>d</button></form>', '<object data=https://evil.example/x></object>',
      '<embed src=https://evil.example/x>', '<meta http-equiv=refresh content="0;url=https://evil.example/">', '<template><script>alert(1)</script></template>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
      '<table background=https://evil.example/x><td>e</table>', '<p style="background:url(https://evil.example/x)">f</p>', '<video poster=https://evil.example/x src=https://evil.example/y></video>', '<img src=https://evil.example/x.png>',
    ];
    const file = await bench.put('vectors.html', `<h1>Words that stay</h1>${vectors.join('\n')}<p>To the end</p>`);

    for (const to of ['md', 'html', 'txt', 'docx', 'pdf']) await bench.convert({ file, to, directory: `${bench.box}/safe` });

    for (const name of ['safe/vectors.md', 'safe/vectors.html', 'safe/vectors.txt']) {
      const text = await bench.text(name);
      expect(text).not.toMatch(/<script|onerror\s*=|onload\s*=|javascript:|evil\.example|<iframe|<form|<base|srcdoc/iu);
      expect(text).toContain('Words that stay');
      expect(text).toContain('words of a link');
      expect(text).toContain('To the end');
    }
  });
});
