import { moneyText } from '../model/budget.ts';
import type { Json } from '../model/json.ts';
import type { BundleSummary } from './bundle-summary.ts';

/** The summary of a run as a page of Markdown, for people. */
export function summaryPage(summary: BundleSummary): string {
  const { run, usage, steps, stepsLeftOut, answers, incidents, documents } = summary;
  const workflow = run['workflow'] as { readonly [fact: string]: Json };
  const facts = [
    ['Run', run['id']],
    ['Workflow', `${plain(workflow['name'])} (${plain(workflow['slug'])}), ${workflow['version'] === undefined ? 'draft' : `version ${plain(workflow['version'])}`}`],
    ['Definition', run['definitionHash']],
    ['Profile', run['profile']],
    ['Status', run['outcome'] === undefined ? run['status'] : `${plain(run['status'])} (${plain(run['outcome'])})`],
    ['Started', run['startedAt']],
    ['Ended', run['endedAt']],
    ['Took', typeof run['durationMs'] === 'number' ? took(run['durationMs']) : undefined],
    ['Model calls', usage.calls],
    ['Tokens', `${usage.inputTokens} in, ${usage.outputTokens} out`],
    ['Money', usage.micros === undefined ? 'no price known' : moneyText(usage.micros)],
    ['Error', run['error']],
  ].flatMap(([name, value]) => (value === undefined ? [] : [[plain(name), plain(value)]]));
  return [
    `# ${line(plain(workflow['name']))}`,
    table(['', ''], facts),
    section('Inputs', valueTable(summary.inputs)),
    section('Documents', documents.length === 0 ? 'None.' : table(['file', 'name', 'bytes', 'SHA-256'], documents.map(({ path, name, bytes, sha256, leftOut, redacted }) => [path ?? `left out (${whyLeftOut[leftOut ?? 'format']})`, name, String(bytes), `${sha256 ?? '–'}${redacted === true ? ' (secrets taken out)' : ''}`]))),
    section('Steps', `${table(['step', 'entered', 'took'], steps.map(({ visit, enteredAt, durationMs }) => [visit, enteredAt, durationMs === undefined ? '–' : took(durationMs)]))}${stepsLeftOut === 0 ? '' : `\n\n${stepsLeftOut} more steps are in the journal.`}`),
    section('What people said', answers.length === 0 ? 'Nobody was asked.' : table(['asked', 'title', 'state', 'by', 'answer'], answers.map(({ askedAt, title, state, by, values, votes }) => [askedAt, title, state, by ?? '–', plain((values ?? votes ?? '–') as Json)]))),
    section('Incidents', incidents.length === 0 ? 'None.' : table(['opened', 'at', 'code', 'message', 'answer'], incidents.map(({ openedAt, node, code, message, answer }) => [openedAt, node, code, message ?? '–', answer ?? 'open']))),
    section('Outputs', summary.outputs === null ? 'None.' : isPlainObject(summary.outputs) ? valueTable(summary.outputs) : line(plain(summary.outputs))),
    section('About this bundle', `It holds: ${summary.parts.join(', ')}. Sensitive values are masked. \`sha256sum -c SHA256SUMS\` in the unpacked folder checks every file.`),
  ].join('\n\n').concat('\n');
}

const whyLeftOut = { sealed: 'made from sensitive values', secret: 'holds a secret of the vault', unsearched: 'cannot be searched for secrets', format: 'other format' } as const;

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}`;
}

function valueTable(values: { readonly [name: string]: Json }): string {
  const rows = Object.entries(values).map(([name, value]) => [name, plain(value)]);
  return rows.length === 0 ? 'None.' : table(['name', 'value'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(line).join(' | ')} |`).join('\n');
}

/** On one line, and nothing in it that Markdown would take for more than text. */
function line(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/gu, String.raw`\$&`).replaceAll(/\s+/gu, ' ').trim();
}

function plain(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function isPlainObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function took(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}
