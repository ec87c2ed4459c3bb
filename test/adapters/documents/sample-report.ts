import { deflateSync } from 'node:zlib';
import { encodeRgbPng } from '../../../src/core/documents/charts/rgb-png.ts';
import type { ChartSpec, DocumentSource } from '../../../src/core/domain/model/document.ts';

const months = Array.from({ length: 48 }, (_, index) => `${2012 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);

/** Four series over 48 months, one with a gap. */
export const monthlyChart: ChartSpec = {
  kind: 'line',
  title: 'Monthly means',
  x: months,
  xLabel: 'Month',
  yLabel: '°C',
  series: ['Maximum', 'Minimum', 'Łódź', 'Αθήνα'].map((name, shift) => ({
    name,
    values: months.map((_, index) => {
      const value = 12 - 2 * shift + (9 - shift) * Math.sin((index - shift) / 1.9);
      return shift === 2 && index > 20 && index < 24 ? null : Math.round(100 * value) / 100;
    }),
  })),
};

/** A report as a workflow leaves it: all that Markdown has, three alphabets, a long table, a chart and an image. */
export function sampleReport(rows = 40): DocumentSource {
  return {
    title: 'Weather report: Łódź, Αθήνα, Москва',
    author: 'Zoë Ångström',
    language: 'en-GB',
    markdown: markdownOf(rows),
    charts: { monthly: monthlyChart },
    images: { logo: { mediaType: 'image/png', bytes: logo } },
  };
}

/** A picture of 4 × 2 pixels. */
export const logo: Uint8Array = await encodeRgbPng(new Uint8Array(32).fill(0x80), 4, 2);

/** Bytes that begin like a PNG and go on with rubbish. */
export const brokenImage: Uint8Array = deflateSync(Buffer.from('not an image'));

function markdownOf(rows: number): string {
  return [
    '# Weather report',
    '',
    'A *short* summary with **bold**, ***both***, ~~struck~~ and `inline code`, a [link](https://example.org/a?b=1&c=2) and a [mail](mailto:who@example.org).',
    'Words in three alphabets: Łódź, Ζεύς, Привет, Ελλάδα, Київ, naïve café — “quoted” … 12 € ≤ 13 £.',
    '',
    '## Findings',
    '',
    '1. The first finding goes on for a while, so that it does not fit into one line of the page and has to be wrapped at the second one.',
    '2. The second has parts:',
    '   - an inner point',
    '     - an innermost point with `code`',
    '   - another',
    '3. The third.',
    '',
    '- [x] measured',
    '- [ ] checked by hand',
    '',
    '> A quotation, which has\n> more than one line, *stressed*.\n>\n> - with a list\n>\n> > and a quotation inside.',
    '',
    '### Chart',
    '',
    '![Monthly means of the four stations](chart:monthly)',
    '',
    '### Table',
    '',
    '| Month | Station | Mean °C | Rain mm | Remark |',
    '|:------|:-------:|--------:|--------:|--------|',
    ...Array.from({ length: rows }, (_, index) => rowOf(index)),
    '',
    '#### Code',
    '',
    '```js',
    'export function mean(values) {',
    '\treturn values.reduce((sum, value) => sum + value, 0) / values.length; // a comment that makes this line much longer than the page is wide, so it wraps',
    '}',
    '```',
    '',
    '![the logo](image:logo)',
    '',
    '##### Fifth level',
    '',
    'Text with a very long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzendenstellvertreter, and a note[^1].',
    '',
    '###### Sixth level',
    '',
    '---',
    '',
    'The end.',
    '',
    '[^1]: The note itself.',
  ].join('\n');
}

function rowOf(index: number): string {
  const station = ['Łódź', 'Αθήνα', 'Москва'][index % 3];
  const remark = index % 7 === 0 ? 'a **remark** that is long enough to need a second line in its narrow column' : `row ${index + 1}`;
  return `| ${months[index % 48]} | ${station} | ${(index * 0.37 - 4).toFixed(1)} | ${index * 3} | ${remark} |`;
}
