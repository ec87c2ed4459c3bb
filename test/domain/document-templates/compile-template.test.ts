import { describe, expect, it } from 'vitest';
import { checkTemplate, compileTemplate } from '../../../src/core/domain/catalogue/document-templates/compile-template.ts';
import { stockTemplates, stockTemplateText } from '../../../src/core/domain/catalogue/document-templates/stock/stock-templates.ts';
import { stockTemplateNames } from '../../../src/core/domain/model/document-template.ts';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';

const composite = (...body: readonly Json[]): string => JSON.stringify({ format: 'aiwm.template/1', title: 'T', body });
const problemsOf = (text: string, format: 'md' | 'html' | 'template' = 'template') => {
  const checked = checkTemplate({ format, text });
  return checked.ok ? [] : checked.problems;
};

describe('a document template', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['an expression that cannot be read', { markdown: 'a {{ inputs. }}' }, 'body[0].markdown'],
    ['a root that only runs have', { markdown: '{{ nodes.a.b }}' }, 'body[0].markdown'],
    ['an element outside of a repeat', { heading: '{{ item.name }}' }, 'body[0].heading'],
    ['a name of no repeat around', { when: 'vars.row.ok', markdown: 'x' }, 'body[0].when'],
    ['a column that cannot be read', { table: { rows: 'inputs.rows', columns: [{ title: 'A', value: 'item.a +' }] } }, 'body[0].table.columns[0].value'],
    ['a section inside a section', { sections: [{ markdown: 'x' }, { value: { of: 'size(' } }] }, 'body[0].sections[1].value.of'],
  ])('names the section of %s', (_, section, where) => {
    expect(problemsOf(composite(section)).map((problem) => problem.where)).toContain(where);
  });

  it('names the field of what is no template', () => {
    expect(problemsOf(composite({ markdown: 'x', pageBreak: true }))[0]).toMatchObject({ where: 'body[0]' });
    expect(problemsOf(composite({ each: { in: 'inputs.a', as: 'Not a name' }, markdown: 'x' }))[0]).toMatchObject({ where: 'body[0].each.as' });
    expect(problemsOf('{"format":')[0]?.message).toContain('no JSON');
    expect(problemsOf('['.repeat(100_000))[0]?.message).toContain('nested deeper');
    expect(problemsOf(composite({ sections: Array.from({ length: 12 }).reduce<Json>((inner) => [{ sections: inner }], [{ markdown: 'x' }]) }))[0]?.message).toContain('deep in each other');
  });

  it('sees the elements of the repeats around it', () => {
    const text = composite({ each: { in: 'inputs.chapters', as: 'chapter' }, heading: '{{ index + 1 }}. {{ vars.chapter.title }}', sections: [{ each: { in: 'item.parts', as: 'part' }, markdown: '{{ vars.chapter.title }}: {{ vars.part }}' }] });

    expect(compileTemplate({ format: 'template', text }).references).toEqual(['inputs.chapters']);
  });

  it.each(['<a href="{{ inputs.a }}">x</a>', '<p {{ inputs.a }}>x</p>', '<!-- {{ inputs.a }} -->', '<script>{{ inputs.a }}</script>', '<style>p { color: {{ inputs.a }} }</style>', '<p title="a > {{ inputs.a }}">x</p>'])('of HTML takes no expression in %s', (text) => {
    expect(problemsOf(text, 'html')).toHaveLength(1);
  });

  it('of HTML takes expressions between tags, behind comments and styles, too', () => {
    expect(problemsOf('<!-- a --><style>p > a { color: red }</style><h1 title="a > b">{{ inputs.a }}</h1><p>1 {{ inputs.b }}</p>', 'html')).toEqual([]);
  });

  it.each(stockTemplateNames)('that is shipped as "%s" is sound, and its sample has what it reads', (name) => {
    const { references } = compileTemplate({ format: 'template', text: stockTemplateText(name) });
    const sample = stockTemplates[name].template.sample ?? {};

    expect(references.map((path) => path.split('.')[1]).filter((input) => input !== undefined && !Object.hasOwn(sample, input) && !['language', 'place'].includes(input))).toEqual([]);
  });
});
