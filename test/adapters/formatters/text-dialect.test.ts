import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';

const set = createFormatterSet();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const swapped = (bytes: Uint8Array): Uint8Array => Buffer.from(bytes).swap16();

describe('how a text is written', () => {
  it.each([
    ['UTF-8', utf8('Łódź\n'), 'utf-8', false],
    ['UTF-8 with a byte order mark', utf8('\u{feff}a'), 'utf-8', false],
    ['UTF-16 with a mark, either way round', Buffer.from('\u{feff}Łódź', 'utf16le'), 'utf-16le', false],
    ['UTF-16 the other way round', swapped(Buffer.from('\u{feff}Łódź', 'utf16le')), 'utf-16be', false],
    ['UTF-16 without a mark', Buffer.from('a plain text', 'utf16le'), 'utf-16le', true],
    ['UTF-16 without a mark, the other way round', swapped(Buffer.from('a plain text', 'utf16le')), 'utf-16be', true],
    ['Windows-1252', Buffer.from('naïve café', 'latin1'), 'windows-1252', true],
    ['UTF-8 that is cut', utf8('Łódź Łódź').subarray(0, 12), 'utf-8', false],
    ['nothing', utf8(''), 'utf-8', false],
  ] as const)('%s is found out from its bytes', async (...row) => {
    const [, bytes, encoding, isGuess] = row;
    expect(await set.dialect(bytes)).toMatchObject({ encoding, isGuess });
  });

  it.each([
    ['a,b\n1,2\n', ',', '\n', true],
    ['a;b;c\r\n"x;y";1,5;2\r\n', ';', '\r\n', true],
    ['a\tb\rc\td\r', '\t', '\r', true],
    ['a|b\n1|2\n', '|', '\n', true],
    ['name,note\nx,"a;b;c;d"\ny,"e;f"\n', ',', '\n', true],
    ['1,2\n3,4\n', ',', '\n', false],
    ['city,2012,2013\nŁódź,1,2\n', ',', '\n', true],
    ['2012-01-01;4\n2012-01-02;5\n', ';', '\n', false],
    ['one column\nof words\n', ',', '\n', true],
  ])('%j tells its delimiter, its line ends and whether it names columns', async (...row) => {
    const [text, delimiter, lineEnd, hasHeader] = row;
    expect(await set.dialect(utf8(text))).toMatchObject({ delimiter, lineEnd, hasHeader });
  });
});

describe('bytes of another encoding', () => {
  it.each([
    ['UTF-16', Buffer.from('\u{feff}ab', 'utf16le'), /UTF-16 \(utf-16le\)/u, 1, 1],
    ['Windows-1252', Buffer.from('one\ncafé!', 'latin1'), /byte 7 \(0xe9\).*"é"/u, 2, 4],
    ['a text that is cut inside a letter', utf8('one\nŁ').subarray(0, 5), /in the middle of the character that begins at byte 4/u, 2, 1],
    ['a byte that stands for nothing', Uint8Array.of(0x61, 0x81), /byte 1 \(0x81\) is not UTF-8/u, 1, 2],
  ] as const)('%s is told with the place and the byte', async (...row) => {
    const [, bytes, message, line, column] = row;
    for (const format of ['txt', 'csv', 'json', 'yaml'] as const) {
      const formatter = await set.get(format);
      await expect(formatter.parse(bytes)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringMatching(message), next: expect.stringContaining('UTF-8'), data: { line, column } });
    }
  });

  it('are read where the encoding is named, and refused where it is the wrong one', async () => {
    const txt = await set.get('txt');

    expect(await txt.parse(Buffer.from('café', 'latin1'), { encoding: 'windows-1252' })).toBe('café');
    expect(await txt.parse(Buffer.from('\u{feff}Łódź', 'utf16le'), { encoding: 'utf-16le' })).toBe('Łódź');
    await expect(txt.parse(Uint8Array.of(0x61), { encoding: 'utf-16le' })).rejects.toMatchObject({ code: 'input_invalid' });
  });
});

describe('the records of a table, one by one', () => {
  const recordsOf = async (chunks: Iterable<Uint8Array>, options = {}): Promise<readonly (readonly string[])[]> => Array.fromAsync(set.records(Readable.from(chunks), options));

  it('are the same however the bytes are cut', async () => {
    const bytes = utf8('\u{feff}name,note\r\nŁódź,"two\r\nlines, ""quoted"""\r\nx,y\r\n');
    const expected = [['name', 'note'], ['Łódź', 'two\r\nlines, "quoted"'], ['x', 'y']];

    expect(await recordsOf([bytes])).toEqual(expected);
    expect(await recordsOf(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected);
    expect(await recordsOf([Buffer.from('a;b\nä;2', 'latin1')], { encoding: 'windows-1252', delimiter: ';' })).toEqual([['a', 'b'], ['ä', '2']]);
  });

  it('stop where a person stops, without the rest being read', async () => {
    let given = 0;
    const endless = Readable.from((function* () {
      for (;;) {
        given += 1;
        yield utf8('a,b\n'.repeat(1000));
      }
    })());

    for await (const record of set.records(endless)) if (record[0] === 'a') break;

    expect(given).toBeLessThan(200);
  });

  it.each([
    ['a short record', ['a,b\n1,2\n', '3\n'], 3],
    ['a quote that never ends', ['a,b\n1,"', ...Array.from({ length: 3000 }, () => 'x'.repeat(1000))], undefined],
    ['a broken byte', ['a,b\n', '\u{fffd}'], undefined],
  ] as const)('%s is refused as it is met', async (name, texts, line) => {
    const chunks = texts.map((text) => (name === 'a broken byte' && text === '\u{fffd}' ? Uint8Array.of(0xff) : utf8(text)));

    await expect(recordsOf(chunks)).rejects.toMatchObject({ code: 'input_invalid', ...(line === undefined ? {} : { data: { line } }) });
  });
});
