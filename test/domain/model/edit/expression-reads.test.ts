import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardCatalogue } from '../../../../src/core/domain/catalogue/catalogue.ts';
import { parseExpression, references } from '../../../../src/core/domain/expression/expression.ts';
import { parseTemplate, templateReferences } from '../../../../src/core/domain/expression/template.ts';
import { assignedField, assignedVariable } from '../../../../src/core/domain/model/edit/assigned-variables.ts';
import { readsOfExpression } from '../../../../src/core/domain/model/edit/expression-reads.ts';
import { renamedExpression, renamedTemplate } from '../../../../src/core/domain/model/edit/rename-reads.ts';
import { endsInText } from '../../../../src/core/domain/model/expression-tokens.ts';

const renames = { nodes: new Map([['ask', 'write']]), actions: new Map([['say', 'tell']]) };
const renamed = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => path.replace(/^nodes\.ask\.say\b/u, 'nodes.write.tell').replace(/^(nodes|loops)\.ask\b/u, '$1.write'))),
].toSorted();

const reads = [
  'nodes.ask.say', 'nodes["ask"].say', `nodes['ask']['say']`, 'nodes["""ask"""].say', `nodes['''ask''']`, 'nodes[r"ask"]', String.raw`nodes["\u0061sk"].say`, String.raw`nodes["\x61sk"]["sa\171"]`,
  '.nodes.ask.say', '(nodes).ask.say', '((nodes).ask).say', '(nodes)["ask"]', 'nodes[("ask")].say', 'nodes // c\n.ask.say', 'nodes\n . ask // nodes.ask\n . say', 'nodes [ "ask" ]', 'has(nodes.ask.say)',
  'size(nodes.ask.say)', 'nodes.ask.say.size()', 'nodes.ask.size()', '[1].map(x, nodes.ask.say + x)', '{"nodes": nodes.ask.say}', 'loops.ask.index', '(1 in (nodes).ask.say)', '-nodes.ask.say',
  'nodes.asking.say', 'vars.nodes.ask', 'vars["nodes"].ask', '"nodes.ask.say"', String.raw`r"\" + nodes.ask.say + "x"`, String.raw`"\"nodes.ask" + nodes.ask.say`, `nodes['ask' + ''].say`, '1.5 + nodes.ask.say', '1e+3 < nodes.ask.say',
];

describe('what an expression reads is renamed', () => {
  it.each(reads)('in %s as the language itself reads it', (source) => {
    const before = references(parseExpression(source));
    expect(references(parseExpression(renamedExpression(source, renames)))).toEqual(renamed(before));
    expect(renamedExpression(source, { nodes: new Map([['ask', 'ask']]) })).toBe(source);
  });

  it('wherever it stands among others', () => {
    const part = fc.constantFrom(...reads.map((source) => `(${source}\n)`));
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), fc.constantFrom(' == ', '\n|| ', ' // "it\'s\n && '), (parts, between) => {
        const source = parts.join(between);
        expect(references(parseExpression(renamedExpression(source, renames)))).toEqual(renamed(references(parseExpression(source))));
        const template = `nodes.ask \\{{ nodes.ask }} {{ ${parts[0] ?? ''} }} it's {{ "}}" + ${parts[1] ?? ''} }}`;
        expect(templateReferences(parseTemplate(renamedTemplate(template, renames)))).toEqual(renamed(templateReferences(parseTemplate(template))));
      }),
      { numRuns: 150 },
    );
  });

  it('to a word the language keeps for itself in brackets, and as long as it is still typed', () => {
    const to = (id: string) => ({ nodes: new Map([['ask', id], ['x', 'y']]) });
    expect(renamedExpression('nodes.ask.say', to('in'))).toBe('nodes["in"].say');
    expect(renamedExpression(String.raw`nodes["\x78"]`, to('z'))).toBe('nodes["y"]');
    expect(renamedExpression('nodes.ask. + (nodes["ask"]', to('z'))).toBe('nodes.z. + (nodes["z"]');
    expect(renamedTemplate('{{ nodes.ask + "', to('z'))).toBe('{{ nodes.z + "');
  });
});

describe('a read', () => {
  it('says its root and the names behind it', () => {
    const found = readsOfExpression('f(vars).x + vars["count"][0].y + card.values.ok').map(({ root, steps }) => [root, ...steps.map(({ name }) => name)].join(' '));
    expect(found).toEqual(['f', 'vars', 'vars count', 'card values ok']);
  });

  it('breaks off inside a text where its quotes are open', () => {
    expect(['"a', `'it"s`, '"""a"', 'r"a', 'a // it', String.raw`"\"`].map(endsInText)).toEqual([true, true, true, true, true, true]);
    expect(['', '"a"', `'it"s'`, String.raw`r"\"`, 'a // it\n', 'a / b'].map(endsInText)).toEqual([false, false, false, false, false, false]);
  });
});

it('the variable an action assigns stands where the catalogue says', () => {
  const assigning = [...standardCatalogue.actions].filter(([, kind]) => kind.assigns !== undefined);
  expect(assigning.map(([type]) => type).toSorted()).toEqual(Object.keys(assignedField).toSorted());
  for (const [type, kind] of assigning) {
    for (const name of ['count', 'of_{{ vars.x }}']) {
      const config = { [assignedField[type] ?? '']: name };
      expect([assignedVariable(type, config) ?? []].flat()).toEqual(kind.assigns?.(config));
    }
  }
});
