import { describe, expect, it } from 'vitest';
import { documentGenerate } from '../../../src/core/domain/catalogue/actions/document-generate.ts';
import { openActionBench } from './action-bench.ts';

const source = { name: 'report', title: 'Report', markdown: '# Report\n\nText.' };

describe('document.generate', () => {
  it('makes each format once, by an effect of its own, in the order asked for', async () => {
    await using bench = await openActionBench();

    const { output, results } = await bench.run('document.generate', { ...source, formats: ['html', 'markdown', 'html'] });

    expect(Object.keys(output as object)).toEqual(['html', 'markdown']);
    expect(results.map(({ artifacts }) => artifacts?.map(({ name, mediaType }) => [name, mediaType]))).toEqual([[['report.html', 'text/html']], [['report.md', 'text/markdown']]]);
    expect(new TextDecoder().decode(bench.bytesOf((output as { markdown: never }).markdown))).toContain('# Report');
  });

  it.each(['Ünïcode 报告', 'отчёт-2026.01', 'a'.repeat(100), 'न्यूज़'])('takes the name %s', (name) => {
    expect(documentGenerate.config.safeParse({ ...source, name }).success).toBe(true);
  });

  it.each(['', '.hidden', '../up', 'a/b', 'a\\b', 'con', 'NUL', 'ends.', 'ends ', 'a:b', 'a\u0000b', 'a'.repeat(101)])('refuses the name %j', (name) => {
    expect(documentGenerate.config.safeParse({ ...source, name }).success).toBe(false);
  });

  it('refuses a chart whose series do not fit its labels, or that the text names and nobody gave', async () => {
    await using bench = await openActionBench();
    const chart = { kind: 'bar', x: ['a', 'b'], series: [{ name: 's', values: [1] }] };

    expect(documentGenerate.config.safeParse({ ...source, charts: { c: chart } }).success).toBe(false);
    await expect(bench.run('document.generate', { ...source, markdown: '![x](chart:gone)', formats: ['pdf'] })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('gone') });
  });
});
