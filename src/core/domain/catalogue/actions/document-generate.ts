import { z } from 'zod';
import { documentFormats, type DocumentSource } from '../../model/document.ts';
import { TemplateReference } from '../../model/template-reference.ts';
import { windowsNameProblem } from '../../model/file-name.ts';
import type { Json } from '../../model/json.ts';
import { JsonRecord } from '../../model/json-value.ts';
import { present } from '../../model/present.ts';
import { defineAction, defineEffect, ofPresence, type ActionProgress, type EffectContext, type EffectOutcome, type EffectResult } from '../action-kind.ts';
import { templateSource } from '../document-templates/template-source.ts';
import { blobRef, blobWrite } from './blob-write.ts';
import { requestOf } from './one-effect.ts';

const Chart = z
  .strictObject({
    kind: z.enum(['line', 'bar', 'scatter']),
    title: z.string().optional(),
    x: z.array(z.string()).max(5000).describe('One label per point'),
    xLabel: z.string().optional(),
    yLabel: z.string().optional(),
    series: z.array(z.strictObject({ name: z.string(), values: z.array(z.number().nullable()).max(5000) })).min(1).max(12),
  })
  .refine((chart) => chart.series.every((series) => series.values.length === chart.x.length), 'every series needs one value per x label');

const Source = {
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,99}$/u, 'a file name of letters, digits, spaces, dots, hyphens and underscores')
    .refine((name) => windowsNameProblem(name) === undefined, 'a name that Windows takes, too: no device, no dot or space at its end')
    .describe('File name without its ending'),
  title: z.string().min(1).max(300).optional().describe('A template may bring its own'),
  author: z.string().max(200).optional(),
  markdown: z.string().max(1_000_000).meta({ format: 'markdown' }).optional().describe('The text; `![caption](chart:id)` places a chart'),
  template: TemplateReference.optional().describe('A document template to make it from, instead of a text'),
  charts: z.record(z.string(), Chart).default({}),
};
const language = z.string().max(35).describe('BCP 47');

const Config = z
  .strictObject({
    ...Source,
    language: language.optional().describe('BCP 47; English, or what the template says, if absent'),
    inputs: JsonRecord.optional().describe('What the template reads as `inputs`'),
    formats: z.array(z.enum(documentFormats)).min(1).max(documentFormats.length).default(['markdown', 'docx', 'pdf']),
  })
  .refine(({ markdown, template }) => (markdown === undefined) !== (template === undefined), { path: ['markdown'], message: 'give `markdown` or `template`, one of the two', ...ofPresence })
  .refine(({ markdown, title }) => markdown === undefined || title !== undefined, { path: ['title'], message: 'a text needs a title', ...ofPresence })
  .refine(({ template, inputs }) => template !== undefined || inputs === undefined, { path: ['inputs'], message: 'only a template reads inputs', ...ofPresence });
type Config = z.infer<typeof Config>;

const Request = z.strictObject({ ...Source, language: language.optional(), inputs: JsonRecord.optional(), format: z.enum(documentFormats) });
type Request = z.infer<typeof Request>;

const buildEffect = defineEffect<Request>({ kind: 'document.build', repeat: 'safe', costsMoney: false, request: Request, perform: build });

/** Makes one document in several formats, each by an effect of its own; the files are artifacts of the run. */
export const documentGenerate = defineAction<Config>({
  type: 'document.generate',
  version: 1,
  title: 'Make a document',
  summary: 'Makes Markdown, HTML, DOCX and PDF files from one Markdown text with charts, or from a document template',
  config: Config,
  output: {
    type: 'object',
    description: 'A reference by format',
    properties: Object.fromEntries(documentFormats.map((format) => [format, { type: 'object', properties: { name: { type: 'string' }, sha256: { type: 'string' }, bytes: { type: 'integer' }, mediaType: { type: 'string' }, notes: { type: 'array', items: { type: 'string' }, description: 'What was left out, and letters that have no font' } } }])),
  },
  example: { name: 'report', title: 'Monthly report', markdown: '# Monthly report\n\n{{ vars.text }}', formats: ['markdown', 'pdf'] },
  effects: [buildEffect],
  passes: ['name'],
  // Which template it is stands in the definition: a run keeps to the text it had when it began.
  grants: { fields: ['template'], but: [] },
  next: nextStep,
});

function nextStep({ formats, ...source }: Config, _input: unknown, outcomes: readonly EffectOutcome[]): ActionProgress {
  const made: [string, Json][] = [];
  // A text without a language is English, as its request says.
  const request = requestOf(source.template === undefined ? { ...source, language: source.language ?? 'en' } : source);
  for (const [index, format] of [...new Set(formats)].entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) return { kind: 'effects', requests: [{ kind: 'document.build', request: { ...request, format } }] };
    if (!outcome.ok) return { kind: 'error', error: outcome.error };
    made.push([format, outcome.output]);
  }
  return { kind: 'output', output: Object.fromEntries(made) };
}

async function build({ format, name, ...request }: Request, { ports, signal }: EffectContext): Promise<EffectResult> {
  const source = request.template === undefined ? inlineSource(request) : await templateSource(request.template, { ...request, read: (sha256) => ports.readBlob({ sha256 }) });
  const builder = await ports.documents.get(format);
  const document = await builder.build(source, signal);
  const blob = blobWrite(document.bytes, document.mediaType);
  const fileName = `${name}.${builder.extension}`;
  const notes = document.notes.length === 0 ? {} : { notes: document.notes };
  return { output: { name: fileName, ...blobRef(blob), ...notes }, artifacts: [{ name: fileName, mediaType: document.mediaType, blob }] };
}

function inlineSource({ title = '', markdown = '', author, language: said, charts }: Omit<Request, 'format' | 'name'>): DocumentSource {
  return { title, markdown, ...present({ author, language: said }), charts: Object.fromEntries(Object.entries(charts).map(([id, chart]) => [id, withoutAbsent(chart)])) };
}

function withoutAbsent({ title, xLabel, yLabel, ...chart }: z.infer<typeof Chart>) {
  return { ...chart, ...(title === undefined ? {} : { title }), ...(xLabel === undefined ? {} : { xLabel }), ...(yLabel === undefined ? {} : { yLabel }) };
}
