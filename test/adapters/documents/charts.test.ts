import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { labelsFor } from '../../../src/core/documents/charts/axis-labels.ts';
import { lookOf } from '../../../src/core/documents/charts/chart-palette.ts';
import { renderChart } from '../../../src/core/documents/charts/chart-renderer.ts';
import { describeChart } from '../../../src/core/documents/charts/chart-words.ts';
import { metricsOf } from '../../../src/core/documents/fonts/font-metrics.ts';
import { flattenPng } from '../../../src/core/documents/pictures/flatten-png.ts';
import { sizeOfJpeg } from '../../../src/core/documents/pictures/jpeg-file.ts';
import { readPng } from '../../../src/core/documents/pictures/png-file.ts';
import type { ChartSpec } from '../../../src/core/domain/model/document.ts';
import { brokenImage, logo, monthlyChart } from './sample-report.ts';

const signal = new AbortController().signal;
const room = { width: 646, widthOf: (label: string) => metricsOf('regular').widthOf(label, 12) };
const days = Array.from({ length: 1461 }, (_, index) => new Date(Date.UTC(2012, 0, 1 + index)).toISOString().slice(0, 10));

describe('a chart', () => {
  it('is a whole opaque PNG, the same for the same data', async () => {
    for (const kind of ['line', 'bar', 'scatter'] as const) {
      const first = await renderChart({ ...monthlyChart, kind }, signal);
      const second = await renderChart(structuredClone({ ...monthlyChart, kind }), signal);

      expect(await readPng(first)).toEqual({ width: 1440, height: 800, isPlain: true });
      expect(Buffer.compare(first, second)).toBe(0);
    }
  });

  it('is the same picture whatever was drawn before it and wherever the program stands', async () => {
    const renderer = fileURLToPath(new URL('../../../src/core/documents/charts/chart-renderer.ts', import.meta.url));
    const program = `import { createHash } from 'node:crypto';
      const { renderChart } = await import(${JSON.stringify(renderer)});
      const png = await renderChart(${JSON.stringify(monthlyChart)}, new AbortController().signal);
      process.stdout.write(createHash('sha256').update(png).digest('hex'));`;

    const elsewhere = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: tmpdir(), encoding: 'utf8' });

    const { createHash } = await import('node:crypto');
    expect(createHash('sha256').update(await renderChart(monthlyChart, signal)).digest('hex')).toBe(elsewhere);
  });

  it('can be drawn without values, with gaps, with one point, with many series and with many points', async () => {
    const many = Array.from({ length: 10 }).map((_, series) => ({
      name: `A long series name ${series} <&>`,
      values: days.slice(0, 400).map((day, index) => (day.endsWith('-31') ? null : index * series)),
    }));
    const specs: ChartSpec[] = [
      { kind: 'line', x: [], series: [] },
      { kind: 'line', x: ['a'], series: [{ name: 's', values: [null] }] },
      { kind: 'bar', x: ['only'], series: [{ name: 's', values: [-3] }] },
      { kind: 'line', x: Array.from({ length: 50_000 }, (_, index) => String(index)), series: [{ name: 'thinned', values: Array.from({ length: 50_000 }, (_, index) => index % 97) }] },
      { kind: 'line', title: 'word '.repeat(60), x: days.slice(0, 400), series: many },
    ];

    for (const spec of specs) {
      expect(await readPng(await renderChart(spec, signal))).toMatchObject({ width: 1440 });
    }
  });

  it('is told in one sentence', () => {
    expect(describeChart(monthlyChart)).toBe(
      'Line chart “Monthly means” of Maximum, Minimum, Łódź and Αθήνα over 48 points from 2012-01 to 2015-12; values from 0 to 21 (°C).',
    );
    expect(describeChart({ kind: 'bar', x: [], series: [] })).toBe('Bar chart without values.');
    expect(describeChart({ kind: 'scatter', x: ['3', '-1.5'], series: [{ name: 'wind', values: [2, -4] }] })).toBe(
      'Scatter chart of wind over 2 points from −1.5 to 3; values from −4 to 2.',
    );
  });
});

describe('the labels below a chart', () => {
  it('begin months and years for 1,461 days, half-years for 48 months', () => {
    const halves = ['2012-01', '2012-07', '2013-01', '2013-07', '2014-01', '2014-07', '2015-01', '2015-07'];

    expect([...labelsFor(days, room).values()]).toEqual(halves);
    expect([...labelsFor(monthlyChart.x, room).values()]).toEqual(halves);
    expect(labelsFor(days, room).get(366)).toBe('2013-01');
  });

  it('are all there when they fit, and never overlap when they do not', () => {
    expect([...labelsFor(['a', 'b', 'c'], room).values()]).toEqual(['a', 'b', 'c']);

    for (const count of [7, 40, 365, 5000]) {
      const names = Array.from({ length: count }, (_, index) => `category ${index}`);
      const labels = labelsFor(names, room);
      const taken = [...labels.values()].reduce((sum, label) => sum + room.widthOf(label), 0);
      expect(labels.size).toBeGreaterThan(0);
      expect(taken).toBeLessThan(room.width);
    }
  });
});

describe('the looks of eight series', () => {
  it('differ in dash and marker, keep their contrast on white and differ from their neighbours in grey', () => {
    const looks = Array.from({ length: 8 }, (_, index) => lookOf(index));

    expect(new Set(looks.map(({ marker }) => marker)).size).toBe(8);
    expect(new Set(looks.map(({ dash }) => JSON.stringify(dash))).size).toBe(8);
    for (const [index, { color }] of looks.entries()) {
      expect(1.05 / (luminance(color) + 0.05), color).toBeGreaterThanOrEqual(3);
      const next = luminance(lookOf(index + 1).color);
      const contrast = (Math.max(luminance(color), next) + 0.05) / (Math.min(luminance(color), next) + 0.05);
      expect(contrast, `${color} beside the next`).toBeGreaterThan(1.5);
    }
  });

  it('come again in another mixture', () => {
    expect(lookOf(8).color).toBe(lookOf(0).color);
    expect(lookOf(8).marker).not.toBe(lookOf(0).marker);
  });
});

describe('an image from outside', () => {
  it('is taken only whole', async () => {
    const cut = logo.slice(0, -20);
    const flipped = Uint8Array.from(logo, (byte, index) => (index === 45 ? byte ^ 1 : byte));

    expect(await readPng(logo)).toEqual({ width: 4, height: 2, isPlain: true });
    for (const bytes of [cut, flipped, brokenImage, new Uint8Array()]) {
      expect(await readPng(bytes)).toBeUndefined();
      expect(sizeOfJpeg(bytes)).toBeUndefined();
    }
  });

  it('with transparency is laid on white', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><rect width="3" height="2" fill-opacity="0.5"/></svg>';
    const clear = new Resvg(svg).render().asPng();
    const facts = await readPng(clear);

    expect(facts).toEqual({ width: 3, height: 2, isPlain: false });
    const flat = await flattenPng(clear, { width: 3, height: 2 });
    expect(await readPng(flat)).toEqual({ width: 3, height: 2, isPlain: true });
    const shown = `<image width="3" height="2" href="data:image/png;base64,${Buffer.from(flat).toString('base64')}"/>`;
    const { pixels } = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2">${shown}</svg>`).render();
    expect([...pixels.subarray(0, 4)].map((part) => Math.round(part / 10))).toEqual([13, 13, 13, 26]);
  });
});

/** Relative luminance as WCAG reckons it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
