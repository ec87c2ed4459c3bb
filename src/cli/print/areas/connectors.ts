import { moneyText } from '../../../core/domain/model/budget.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import type { CapabilitiesView, ConnectorDetails, ConnectorTestView, ConnectorView } from '../../../core/domain/operations/connectors.ts';
import type { AreaPrinters, Look, Printed } from '../printer.ts';
import { details, table } from '../table.ts';
import { counted, localTime, shown } from '../words.ts';

export const connectors: AreaPrinters<'connectors'> = {
  list: ({ items }, look) => {
    const notes = items.filter(({ detail }) => detail !== undefined).map(({ id, detail }) => `${id}: ${detail ?? ''}`);
    return { text: [listTable(items, look), ...notes].join('\n'), next: '`aiwm connectors test --all` tries each; `aiwm connectors activate <id>` chooses a model.' };
  },
  get: (connector, look) => detailed(connector, look),
  add: (connector) => ({ text: `Added "${connector.id}".`, next: stateHint(connector) }),
  configure: (connector) => ({ text: `Saved "${connector.id}"; it counts from now on.`, next: stateHint(connector) }),
  remove: ({ id }) => ({ text: `Removed "${id}".` }),
  activate: ({ llm, fallback }) => ({ text: `Workflows use "${llm}"${fallback === undefined ? '' : `; "${fallback}" stands in for it`}.` }),
  test: ({ items }, look) => {
    const [only] = items;
    if (items.length === 1 && only?.outcome === 'ok') return { text: `"${only.id}" answered in ${milliseconds(only.latencyMs)}.` };
    const remedies = items.filter(({ outcome, next }) => outcome !== 'ok' && next !== undefined).map(({ id, next }) => `${id}: ${next ?? ''}`);
    return { text: table(['connector', 'outcome', 'took', 'status', 'message'], items.map(testRow), look), ...(remedies.length === 0 ? {} : { next: remedies.join('\n') }) };
  },
  capabilities: (answer, look) => (answer.tools === undefined ? capabilities(answer, look) : toolTable({ ...answer, tools: answer.tools }, look)),
  ask: ({ text, connector, model, stop, usage, micros, latencyMs, firstWordMs, contextTokens, promptTokens }) => {
    const cached = usage.cachedInput === 0 ? '' : ` (${usage.cachedInput} cached)`;
    const room = contextTokens === undefined ? '' : ` of ${short(contextTokens)}`;
    const end = stop === 'end' ? '' : `; ended by ${stop}`;
    const first = firstWordMs === undefined ? '' : `, first word after ${milliseconds(firstWordMs)}`;
    const tooLong = contextTokens === undefined || promptTokens <= contextTokens ? '' : `\nThe prompt has about ${short(promptTokens)} tokens and ${model} reads ${short(contextTokens)}: part of it may not have been read.`;
    return { text, next: `${connector}/${model}: ${usage.input}${cached}${room} tokens in, ${usage.output} out, ${micros === undefined ? 'price unknown' : moneyText(micros)}, ${milliseconds(latencyMs)}${first}${end}.${tooLong}` };
  },
};

/** Environments have a column where a key says one. */
function listTable(items: readonly ConnectorView[], look: Look): string {
  const hasEnvironments = items.some(({ environments }) => environments !== undefined);
  const rows = items.map((item) => (hasEnvironments ? [...listRow(item), item.environments?.join(', ') ?? '–'] : listRow(item)));
  return table(['connector', 'category', 'title', 'use', 'state', 'tested', ...(hasEnvironments ? ['environments'] : [])], rows, look);
}

function listRow({ id, category, title, active, fallback, state, tested }: ConnectorView): readonly string[] {
  const use = active ? 'active' : fallback === true ? 'fallback' : '–';
  const took = tested?.outcome === 'ok' ? ` in ${milliseconds(tested.latencyMs)}` : '';
  return [id, category, title, use, state.replace('_', ' '), tested === undefined ? '–' : `${localTime(tested.at)}${took}`];
}

function testRow({ id, outcome, latencyMs, status, message }: ConnectorTestView): readonly string[] {
  return [id, outcome.replace('_', ' '), latencyMs === undefined ? '–' : milliseconds(latencyMs), shown(status), shown(message)];
}

function stateHint({ id, state, detail }: ConnectorView): string {
  return state === 'ready' ? `\`aiwm connectors test ${id}\` tries it.` : (detail ?? `\`aiwm connectors get ${id}\` says why it is ${state}.`);
}

function detailed({ settings, metrics, tested, detail, ...connector }: ConnectorDetails, look: Look): Printed {
  const said = Object.entries(settings ?? {}).filter(([name]) => name !== 'kind' && name !== 'title');
  const counts = metrics === undefined ? [] : callFacts(metrics);
  const facts = [
    ...Object.entries(connector).map(([name, value]) => [name, shown(value)] as const),
    ...(detail === undefined ? [] : [['because', detail] as const]),
    ...said.filter(([name]) => name !== 'model').map(([name, value]) => [name, shown(value)] as const),
    ...(tested === undefined ? [] : [['tested', `${localTime(tested.at)}: ${tested.outcome === 'ok' ? `answered in ${milliseconds(tested.latencyMs)}` : shown(tested.message)}`] as const]),
    ...counts,
  ];
  const text = details(facts, look);
  // Storage, files and documents have neither.
  if (connector.category !== 'llm' && connector.category !== 'tools') return { text };
  return { text, next: `\`aiwm connectors capabilities ${connector.id}\` lists its ${connector.category === 'tools' ? 'tools' : 'models'}.` };
}

function callFacts({ since, calls, failures, inputTokens, outputTokens, averageMs, slowestMs, lastFailure, circuit }: NonNullable<ConnectorDetails['metrics']>): readonly (readonly [string, string])[] {
  const took = averageMs === undefined ? '' : `, ${milliseconds(averageMs)} on average, ${milliseconds(slowestMs)} at most`;
  return [
    ['calls', `${calls} since ${localTime(since)}, ${failures} failed${took}`],
    ['tokens', `${inputTokens} in, ${outputTokens} out`],
    ...(circuit === 'closed' ? [] : [['circuit', circuit.replace('_', ' ')] as const]),
    ...(lastFailure === undefined ? [] : [['last failure', `${localTime(lastFailure.at)}: ${lastFailure.message}`] as const]),
  ];
}

function capabilities({ id, source, at, problem, limits, models }: CapabilitiesView, look: Look): Printed {
  const where = source === 'built_in' ? 'as this program knows them' : `as listed at ${at === undefined ? 'some time' : localTime(at)}`;
  const head = `${counted(models.length, 'model')} of "${id}", ${where}.${problem === undefined ? '' : ` Not asked now: ${problem.message}`}`;
  const rows = models.map((model) => [
    model.isDefault ? `${model.id} *` : model.id,
    model.contextTokens === undefined ? '–' : short(model.contextTokens),
    model.maxOutputTokens === undefined ? '–' : short(model.maxOutputTokens),
    [model.tools === true ? 'tools' : '', model.structured === true ? 'schema' : ''].filter((word) => word !== '').join(' ') || '–',
    ...(model.price === undefined ? ['–', '–', '–'] : [dollars(model.price.input), dollars(model.price.output), model.price.asOf]),
  ]);
  const limit = [limits.requestsPerMinute === undefined ? '' : `${limits.requestsPerMinute} requests a minute`, limits.concurrency === undefined ? '' : `${limits.concurrency} at once`].filter((word) => word !== '');
  const text = [head, ...(rows.length === 0 ? [] : [table(['model', 'context', 'answer', 'can', '$ in', '$ out', 'as of'], rows, look)]), ...(limit.length === 0 ? [] : [`Limits: ${limit.join(', ')}.`])].join('\n');
  return { text, next: problem?.next ?? `$ are US dollars for a million tokens, * is the default.${source === 'live' ? '' : ` \`aiwm connectors capabilities ${id} --refresh\` asks the vendor.`}` };
}

/** The tools of a server, those that workflows may use first. */
function toolTable({ id, tools }: CapabilitiesView & { readonly tools: NonNullable<CapabilitiesView['tools']> }, look: Look): Printed {
  const sorted = [...tools.filter(({ isGranted }) => isGranted), ...tools.filter(({ isGranted }) => !isGranted)];
  const rows = sorted.map(({ name, isGranted, parameters, description, problem }) => [name, isGranted ? 'granted' : '–', argumentNames(parameters), problem ?? (description.split('\n', 1)[0] ?? '')]);
  const granted = tools.filter(({ isGranted }) => isGranted).length;
  const head = `${counted(tools.length, 'tool')} of "${id}", ${granted === 0 ? 'none of them granted' : `${granted} of them granted`}.`;
  return { text: [head, ...(rows.length === 0 ? [] : [table(['tool', 'use', 'arguments', 'what it says of itself'], rows, look)])].join('\n'), next: `\`aiwm connectors configure ${id} --tools <name> --tools <name>\` says which of them workflows may use.` };
}

function argumentNames({ properties }: JsonObject): string {
  return (isJsonObject(properties ?? null) ? Object.keys(properties as JsonObject) : []).join(', ') || '–';
}

function milliseconds(duration: number | undefined): string {
  if (duration === undefined) return '–';
  return duration < 10_000 ? `${Math.round(duration)} ms` : `${(duration / 1000).toFixed(1)} s`;
}

/** `128k`, `1.05M` */
function short(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  return tokens < 1_000_000 ? `${Math.round(tokens / 1000)}k` : `${Number((tokens / 1_000_000).toFixed(2))}M`;
}

function dollars(micros: number): string {
  return (micros / 1_000_000).toFixed(2);
}
