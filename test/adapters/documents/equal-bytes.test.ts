import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const path = (name: string): string => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));
const program = `
  import { createHash } from 'node:crypto';
  const { createDocumentBuilderSet } = await import(${path('../../../src/core/documents/document-builders.ts')});
  const markdown = '# Plain\\n\\n## Part\\n\\nText[^1] and [a link](https://example.org/), [the part](#part).\\n\\n1. one\\n2. two\\n\\n| a | b |\\n|---|--:|\\n| 1 | 2 |\\n\\n[^1]: Note.';
  const source = { title: 'Plain', markdown, contents: true, header: 'Head', footer: 'Foot', keywords: ['one'] };
  const mixed = { title: 'Mixed', markdown: '# Mixed\\n\\nשלום עולם\\n\\n漢字 مرحبا', language: 'he' };
  for (const format of ['markdown', 'html', 'docx', 'pdf']) {
    const builder = await createDocumentBuilderSet().get(format);
    for (const one of process.env.TURNED === '1' ? [mixed, source] : [source, mixed]) {
      const { bytes } = await builder.build(one, new AbortController().signal);
      console.log(format, one.title, createHash('sha256').update(bytes).digest('hex'));
    }
  }`;

it('a document is the same in every time zone and locale, and whatever was made before it', () => {
  const made = (environment: Record<string, string>): readonly string[] =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', env: { ...process.env, ...environment } }).trim().split('\n').toSorted();

  const here = made({ TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' });

  expect(here).toHaveLength(8);
  expect(made({ TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C', TURNED: '1' })).toEqual(here);
});
