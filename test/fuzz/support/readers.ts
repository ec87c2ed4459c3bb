import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ZipArchive } from '../../../src/core/archives/zip-archive.ts';
import { readPendingChange } from '../../../src/core/config/pending-change.ts';
import { readDocument } from '../../../src/core/config/settings-document.ts';
import { readPng } from '../../../src/core/documents/pictures/png-file.ts';
import { sizeOfJpeg } from '../../../src/core/documents/pictures/jpeg-file.ts';
import { readSource } from '../../../src/core/documents/tree/read-source.ts';
import { standardCatalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import { isSchema, schemaCheck } from '../../../src/core/domain/catalogue/json-schema.ts';
import { schemaFaults } from '../../../src/core/domain/catalogue/schema-faults.ts';
import { evaluate, parseExpression } from '../../../src/core/domain/expression/expression.ts';
import { createFuel } from '../../../src/core/domain/expression/fuel.ts';
import type { Scope } from '../../../src/core/domain/expression/scope.ts';
import { parseTemplate, renderTemplate } from '../../../src/core/domain/expression/template.ts';
import { readScope } from '../../../src/core/domain/model/access-scope.ts';
import { decodeBase64 } from '../../../src/core/domain/model/base64.ts';
import { textFormats } from '../../../src/core/domain/model/document.ts';
import { readFragment } from '../../../src/core/domain/model/edit/fragment.ts';
import { instantMs } from '../../../src/core/domain/model/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/core/domain/model/json.ts';
import { parseMockScript } from '../../../src/core/domain/model/mock-script.ts';
import { readJson } from '../../../src/core/domain/model/normal-json.ts';
import type { Formatter } from '../../../src/core/domain/ports/formatter.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import { readSourceDocument } from '../../../src/core/domain/services/conversion/source-document.ts';
import { readBundle } from '../../../src/core/domain/services/settings-bundle.ts';
import { readWorkflow } from '../../../src/core/domain/services/workflow-import.ts';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';
import { decodeDocument } from '../../../src/core/vault/vault-document.ts';
import { readHandOver } from '../../../src/main/hand-over.ts';
import { parseSheet, sheetText } from '../../../src/renderer/editors/grid/csv-sheet.ts';
import { markdownBlocks } from '../../../src/renderer/editors/preview/markdown-tree.ts';
import { readPage } from '../../../src/renderer/editors/preview/read-page.ts';
import { cleanTree } from '../../../src/renderer/editors/preview/clean-tree.ts';
import { nestsTooDeep } from '../../../src/server/calls/json-body.ts';
import { scopeWith } from '../../domain/expression/scope-with.ts';

/** Something that reads what came from outside. It answers, or refuses with an error of ours; nothing else. */
export interface Reader {
  readonly name: string;
  /** How many of the million it takes. */
  readonly cases: number;
  readonly samples: readonly (string | Uint8Array)[];
  readonly read: (bytes: Uint8Array) => unknown;
}

const root = path.join(import.meta.dirname, '../../..');
const sample = (...names: readonly string[]): Buffer => readFileSync(path.join(root, 'examples', ...names));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** What is inside is asked for as a value; a text that is none is some other reader's matter. */
function valueOf(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(text(bytes)) as Json;
  } catch {
    return undefined;
  }
}

function objectOf(bytes: Uint8Array): JsonObject | undefined {
  const value = valueOf(bytes);
  return isJsonObject(value) && readJson(value).fault === undefined ? value : undefined;
}

const formatters = createFormatterSet();
const archives = new ZipArchive();
const never = new AbortController().signal;
const workflows = ['hello', 'approval', 'data-report', 'sub-workflow', 'parallel-review', 'agent-desk'].map((name) => sample(name, 'workflow.json'));
const scripts = ['hello', 'agent-desk', 'content-lab'].map((name) => sample(name, 'mock.json'));
const zip = await archives.pack([{ path: 'workflow.json', bytes: sample('hello', 'workflow.json') }, { path: 'mock.json', bytes: sample('hello', 'mock.json') }, { path: 'files/a.txt', bytes: Buffer.from('some text') }]);
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC', 'base64');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080010001001011100ffda0008010100003f00d2cf20ffd9', 'hex');

const expressions = [
  'vars.a + 1', 'size(vars.list) > 2 && inputs.name.startsWith("a")', 'vars.list.map(x, x * 2).filter(x, x > 2)', '{"a": [1, 2.5, null]}.a[0]', 'timestamp("2026-01-01T00:00:00Z") + duration("1h30m")',
  'inputs.name.matches("^(a+)+$")', 'has(vars.a) ? "yes" : "no"', 'sum(vars.list.map(x, double(x)))', 'json(text(vars))', '"é😀".split("").join("-")', 'nodes["x"].output.y', 'int("12") % 5 == 2 || !(1.0 in [1, 2])',
];
const scope: Scope = scopeWith({ vars: { a: 1, list: [1, 2, 3, 4], text: 'one two' }, inputs: { name: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' } });
const markdown = '---\ntitle: A report\n---\n# Head\n\nA *text* with `code`, [a link](https://example.org "t") and ![x](a.png)[^1].\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n\n- [x] done\n  1. inner\n\n> quoted\n\n```js\nlet a;\n```\n\n<b onclick="x">html</b>\n\n[^1]: A note.\n';
const html = '<!doctype html><html lang="de"><head><title>A page</title><style>p{color:red}</style></head><body><h1>Head</h1><p style="x">Text <b>bold</b> &amp; &#8212; <a href="javascript:x">link</a><img src="data:image/png;base64,AA=="></p><table><tr><th>a<td>1</table><svg><foreignObject><script>x</script></foreignObject></svg><template><p>in</p></template></body></html>';
const csv = 'name,amount,when\n"Doe, Jane",12.5,2026-01-02\n"a ""quoted"" cell",-3,\n\'=1+1,,x\n';
const yaml = 'name: A flow\nlist: [1, 2.5, .inf]\nblock: |\n  two\n  lines\nanchor: &a {k: v}\nagain: *a\ndate: 2026-01-02\n? complex\n: value\n';
const byFormat = { txt: ['Łódź\r\ntwo lines\n'], markdown: [markdown], html: [html], json: ['{"a":[1,2.5,-0,1e3,"\\u00e9\\n"],"b":{"c":null}}'], yaml: [yaml], csv: [csv, csv.replaceAll(',', ';')], tsv: [csv.replaceAll(',', '\t')] } as const;
const schemas = [
  '{"type":"object","properties":{"name":{"type":"string","pattern":"^(a|b)+$","minLength":1},"n":{"type":"integer","minimum":1,"multipleOf":0.1}},"required":["name"],"additionalProperties":false}',
  '{"$defs":{"x":{"anyOf":[{"$ref":"#/$defs/x"},{"type":"null"}]}},"type":"array","items":{"$ref":"#/$defs/x"},"uniqueItems":true,"maxItems":9}',
  '{"allOf":[{"if":{"const":1},"then":{"enum":[1]},"else":{"format":"date-time"}}],"not":{"type":"boolean"},"patternProperties":{"^x-":{}},"dependentRequired":{"a":["b"]}}',
];
const settings = '{"format":"aiwm.settings/1","profile":"work","sections":{"appearance":{"theme":"dark"},"logging":{"level":"info"},"server":{"port":4319}}}';
const vault = `${JSON.stringify({ format: 'aiwm-vault', v: 1, id: '01890a5d-ac96-774b-bcce-b302099a8057', generation: 3, slot: { kind: 'keychain', account: 'x', wrapped: { iv: 'aa'.repeat(12), data: 'bb'.repeat(32), tag: 'cc'.repeat(16) } }, records: [], mac: 'dd'.repeat(32) }, null, 1)}\n`;
const fragment = JSON.stringify({ format: 'aiwm.fragment/1', nodes: [{ id: 'a', type: 'workStep' }], transitions: [{ id: 't', from: 'a', to: 'a' }], cards: [], places: { a: { x: 1, y: 2 } } });
const links = ['aiwm://run/7f3a?node=ask&seq=4', 'aiwm://workflow/data-report?version=2&panel=history', 'aiwm://card/01890a5d-ac96-774b-bcce-b302099a8057', 'aiwm://setting/logging.level', '--safe-mode', 'a folder/flow.aiwm'];

async function openFormatter(name: (typeof textFormats)[number]): Promise<Reader> {
  const formatter: Formatter = await formatters.get(name);
  return {
    name: `the formatter of ${name}`,
    cases: 40_000,
    samples: byFormat[name],
    // What is odd and where a value stands is asked of texts that can be read.
    read: async (bytes) => {
      if ((await formatter.validate(bytes)).length > 0) return formatter.parse(bytes);
      await formatter.remarks(bytes);
      return formatter.places(bytes, ['/a/1', '/list/0', '']);
    },
  };
}

const importing = { archives, formatters, files: undefined as never };
const importBytes = (bytes: Uint8Array): unknown => readWorkflow(importing, { content: Buffer.from(bytes).toString('base64'), file: 'a.zip' }, never);

/** Every reader, and a million cases in all. */
export const readers: readonly Reader[] = [
  { name: 'imported workflows', cases: 90_000, samples: workflows, read: importBytes },
  { name: 'imported archives', cases: 60_000, samples: [zip], read: importBytes },
  { name: 'archives', cases: 60_000, samples: [zip], read: (bytes) => archives.unpack(bytes) },
  {
    name: 'what is wrong with a workflow', cases: 30_000, samples: workflows,
    read: (bytes) => {
      const definition = objectOf(bytes);
      return definition === undefined ? undefined : verify(definition, { catalogue: standardCatalogue, connectors: ['mock'] });
    },
  },
  { name: 'scripts of the offline model', cases: 30_000, samples: scripts, read: (bytes) => parseMockScript(valueOf(bytes)) },
  { name: 'expressions', cases: 130_000, samples: expressions, read: (bytes) => evaluate(parseExpression(text(bytes)), scope, createFuel()) },
  { name: 'templates', cases: 60_000, samples: expressions.map((one) => `Dear {{ ${one} }}, {{{ }} {{`), read: (bytes) => renderTemplate(parseTemplate(text(bytes)), scope, createFuel()) },
  ...(await Promise.all(textFormats.map(openFormatter))),
  { name: 'the way a text is written', cases: 20_000, samples: Object.values(byFormat).flat(), read: (bytes) => formatters.dialect(bytes) },
  { name: 'documents to be converted', cases: 20_000, samples: [markdown, csv, yaml], read: (bytes) => readSourceDocument(formatters, { format: 'md', bytes, given: {} }) },
  { name: 'the words of a page', cases: 20_000, samples: [html], read: (bytes) => formatters.plainText(text(bytes)) },
  { name: 'Markdown to be printed', cases: 20_000, samples: [markdown], read: (bytes) => readSource({ title: 'T', markdown: text(bytes) }, never) },
  { name: 'HTML to be printed', cases: 20_000, samples: [html], read: (bytes) => readSource({ title: 'T', html: text(bytes) }, never) },
  { name: 'PNG pictures', cases: 20_000, samples: [png], read: readPng },
  { name: 'JPEG pictures', cases: 20_000, samples: [jpeg], read: sizeOfJpeg },
  {
    name: 'schemas', cases: 40_000, samples: schemas,
    read: (bytes) => {
      const schema = objectOf(bytes);
      if (schema === undefined) return;
      schemaFaults(schema);
      if (isSchema(schema)) schemaCheck(schema)({ name: 'ab'.repeat(20), n: 3, 'x-a': [1, null] });
    },
  },
  { name: 'files of settings', cases: 10_000, samples: [settings], read: (bytes) => readDocument(text(bytes)) },
  { name: 'changes of settings under way', cases: 5000, samples: ['{"work":"{}","home":null}'], read: (bytes) => readPendingChange(text(bytes), (name) => /^[a-z]+$/u.test(name)) },
  { name: 'settings of another machine', cases: 5000, samples: ['{"format":"aiwm.settings-bundle/1","program":"0.1.0","checksum":"x","body":{"settings":{},"profiles":{},"credentials":[]}}'], read: (bytes) => { const bundle = objectOf(bytes); return bundle === undefined ? undefined : readBundle(bundle, { seal: () => Promise.reject(new TypeError('Nothing is sealed here.')), passphrase: undefined }); } },
  { name: 'the vault', cases: 10_000, samples: [vault], read: (bytes) => decodeDocument(text(bytes), 'vault.json') },
  { name: 'the clipboard', cases: 10_000, samples: [fragment], read: (bytes) => readFragment(text(bytes)) },
  { name: 'links and files of a start', cases: 10_000, samples: links, read: (bytes) => readHandOver({ words: text(bytes).split('\n'), from: '/somewhere' }) },
  { name: 'bodies of requests', cases: 10_000, samples: schemas, read: (bytes) => nestsTooDeep(text(bytes)) },
  { name: 'small words', cases: 5000, samples: ['runs:operate', '2026-01-02T03:04:05.678Z', 'aGVsbG8='], read: (bytes) => [readScope(text(bytes)), instantMs(text(bytes)), decodeBase64(text(bytes))] },
  // A table is written back byte by byte, whatever it holds.
  { name: 'tables of the editor', cases: 5000, samples: [csv], read: (bytes) => { const given = text(bytes); if (sheetText(parseSheet(given)) !== given) throw new TypeError('The table is not what it was.'); } },
  { name: 'Markdown of the preview', cases: 5000, samples: [markdown], read: (bytes) => markdownBlocks(text(bytes)) },
  { name: 'pages of the preview', cases: 5000, samples: [html], read: (bytes) => { const page = readPage(text(bytes)); return page === undefined ? undefined : cleanTree(page); } },
];
