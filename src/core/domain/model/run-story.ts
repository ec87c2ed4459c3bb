import { askedTools } from './asked-tools.ts';
import { bodiesAround, bodyWords } from './body-words.ts';
import { moneyText } from './budget.ts';
import { cutText } from './cut-text.ts';
import { hashInstead } from './hashed-value.ts';
import { effectParts } from './effect-id.ts';
import { toInstant } from './instant.ts';
import { standInWords } from './stand-in-words.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.ts';
import { containerOf, nodeOf } from './region-path.ts';
import { inputTypes, decidedTypes, operationalTypes, type RunEventType } from './run-event.ts';

/** A row of a run's journal as a person reads it. */
export interface RunStory {
  /** What happened, a sentence without a full stop. */
  readonly title: string;
  /** Values and reasons, on one line. */
  readonly detail?: string;
  readonly severity: 'info' | 'success' | 'warning' | 'error';
}

export interface StoryLine {
  readonly type: string;
  readonly payload: JsonObject;
  readonly nodeId?: string | undefined;
}

type Tell = (payload: JsonObject, line: StoryLine) => RunStory;

/**
 * The sentence for one row. `nameOf` gives a node's display name; without it ids stand. A type this version does not
 * know keeps its own name, so that no row is hidden.
 */
export function describeEvent(line: StoryLine, nameOf: (nodeId: string) => string = (id) => id): RunStory {
  if (!isRunEventType(line.type)) return { title: line.type, severity: 'info' };
  return storiesFor(nameOf)[line.type](line.payload, line);
}

function isRunEventType(type: string): type is RunEventType {
  return [...inputTypes, ...decidedTypes, ...operationalTypes].some((known) => known === type);
}

function storiesFor(nameOf: (nodeId: string) => string): Readonly<Record<RunEventType, Tell>> {
  const at = (visit: Json | undefined): string => (typeof visit === 'string' && visit !== '' ? `${quoted(nameOf(nodeOf(visit)))}${bodiesAround(visit, nameOf)}` : 'the run');
  const action = (effect: Json | undefined): string => {
    const parts = typeof effect === 'string' ? effectParts(effect) : undefined;
    return parts === undefined ? 'an action' : `${quoted(parts.action)} in ${at(parts.visit)}`;
  };
  return { ...inputStories(at, action), ...decidedStories(at, action), ...operationalStories(action) };
}

type Named = (id: Json | undefined) => string;

function inputStories(at: Named, action: Named): Pick<Readonly<Record<RunEventType, Tell>>, (typeof inputTypes)[number]> {
  return {
    start: (payload) => told('Asked to start', listed(payload['inputs'])),
    command: (payload) => told(commandTitle(payload), text(payload['reason'])),
    effect_completed: (payload) => {
      const { output, usage } = payload;
      const instead = standInWords(usage);
      const detail = [instead, shown(output), ...askedTools(output).map(({ name }) => `asks for ${quoted(name)}`), costWords(usage)].filter(Boolean).join(' · ');
      return told(`Finished ${action(payload['effect'])}`, detail, instead === undefined ? 'success' : 'warning');
    },
    effect_failed: (payload) => told(`${capital(action(payload['effect']))} failed`, errorWords(payload), 'warning'),
    timer: (payload) => told('A deadline passed', text(payload['id'])),
    signal: (payload) => told(`Signal ${quoted(text(payload['name']) ?? '')} arrived`, shown(payload['payload'])),
    card: (payload) => told(`A person answered ${at(payload['visit'])}`, listed(payload['values']), 'success'),
    approval: (payload) => told(`A person decided ${at(payload['visit'])}`, text(payload['decision'])),
    claim_refused: (payload) => told('A limit refused the next step', text(payload['detail']) ?? text(payload['cap']), 'warning'),
    timer_armed: (payload) => told('A moment became an instant', typeof payload['dueAt'] === 'number' ? toInstant(payload['dueAt']) : errorWords(payload)),
    migrate: () => told('Moved to another version'),
    continue: () => told('Went on with its work'),
    host: (payload) => told(hostTitle(payload, action), text(payload['detail']), 'warning'),
  };
}

function decidedStories(at: Named, action: Named): Pick<Readonly<Record<RunEventType, Tell>>, (typeof decidedTypes)[number]> {
  return {
    run_started: (payload) => told(`Began at ${at(payload['visit'])}`),
    pass_started: (payload) => {
      const region = text(payload['region']) ?? '';
      if (payload['call'] !== undefined) return told(`Called the workflow of ${at(containerOf(region))}`, listed(payload['call']));
      if (payload['own'] !== undefined) return told(`${bodyWords(region, at)} began`, listed(payload['read']));
      const pass = typeof payload['pass'] === 'number' ? payload['pass'] + 1 : 1;
      return told(`Pass ${pass} of ${at(containerOf(region))}`, listed(payload['read']));
    },
    transition_committed: (payload) => told(`Entered ${at(payload['visit'])}`, wayWords(payload, at), payload['error'] === undefined ? 'info' : 'warning'),
    transition_chosen: (payload) => told(`Leaves ${at(payload['visit'])}`, wayWords(payload, at)),
    effect_scheduled: (payload) => {
      const attempt = payload['attempt'];
      const isAgain = typeof attempt === 'number' && attempt > 1;
      return told(isAgain ? `Tries ${action(payload['effect'])} again, attempt ${attempt}` : `Starts ${action(payload['effect'])}`, workWords(payload));
    },
    card_requested: (payload) => told(`Asks a person in ${at(payload['visit'])}`, text(payload['title']), 'warning'),
    approval_requested: (payload) => told(`Asks for an approval in ${at(payload['visit'])}`, text(payload['title']), 'warning'),
    incident_opened: (payload) => told(`Needs a person at ${at(payload['visit'])}`, errorWords(payload) ?? text(payload['code']), 'error'),
    incident_closed: (payload) => told('The incident was answered', text(payload['answer'])?.replaceAll('_', ' ')),
    region_cancelled: (payload) => told(`Cancelled what was under way in ${at(payload['visit'])}`, cancelReasons[text(payload['reason']) ?? ''], 'warning'),
    action_done: (payload) => doneStory(payload, at),
    run_ended: endWords,
  };
}

const cancelReasons: { readonly [reason: string]: string } = {
  stopped: 'the run was stopped',
  timeout: 'a deadline passed',
  error: 'an error leads elsewhere',
  operator: 'somebody broke it off',
  joined: 'what had ended was enough',
};

/** What a row tells that only states something: what was done, what is waited for, what led nowhere. */
function doneStory(payload: JsonObject, at: Named): RunStory {
  const place = at(payload['visit']);
  if (payload['waits'] !== undefined) return told(`${capital(place)} waits`, waitWords(payload['waits']));
  const [ended] = endedBodies(payload, at);
  if (ended !== undefined) return ended;
  if (payload['done'] !== undefined) return told(`Actions of ${place} are done`, undefined, 'success');
  if (payload['verdicts'] !== undefined) return told(`A check of ${place} was answered`);
  if (payload['idle'] !== undefined) return told(`Nothing leads on from ${place} by itself`);
  if (payload['met'] !== undefined) return told(`A deadline of ${place} led nowhere`);
  if (payload['timers'] !== undefined) return told(`A deadline of ${place} was set`);
  return told(`${capital(place)} goes on with its work`);
}

/** The ends of bodies that a row states. */
function endedBodies({ done }: JsonObject, at: Named): readonly RunStory[] {
  const ends = isJsonList(done) ? done.filter(isJsonObject).filter(({ action }) => text(action)?.endsWith('/@end') === true) : [];
  return ends.map(({ action, output }) => {
    const body = bodyWords(text(action)?.slice(0, -'/@end'.length) ?? '', at);
    if (!isJsonObject(output) || output['status'] === 'completed') return told(`${body} ended`, isJsonObject(output) ? listed(output['outputs']) : undefined, 'success');
    return told(`${body} failed`, errorWords(output), 'warning');
  });
}

function operationalStories(action: Named): Pick<Readonly<Record<RunEventType, Tell>>, (typeof operationalTypes)[number]> {
  return {
    effect_started: (payload) => told(`Began ${action(payload['effect'])}`),
    effect_interrupted: (payload) => told(`${capital(action(payload['effect']))} was interrupted`, text(payload['reason']), 'warning'),
    effect_late: (payload) => told(`An answer of ${action(payload['effect'])} came too late`, undefined, 'warning'),
  };
}

const commands: { readonly [name: string]: string } = {
  pause: 'Asked to pause',
  resume: 'Asked to go on',
  stop: 'Asked to stop',
  adjust: 'The limits of a loop were changed',
  break: 'Asked to break a loop off',
  resolve: 'An incident gets an answer',
  fork: 'Forked: the rows before are another run’s',
};

function commandTitle(payload: JsonObject): string {
  const name = text(payload['name']) ?? '';
  const answer = text(payload['answer']);
  return answer === undefined ? (commands[name] ?? `Asked to ${name}`) : `An incident gets the answer ${quoted(answer.replaceAll('_', ' '))}`;
}

function hostTitle(payload: JsonObject, action: Named): string {
  switch (payload['kind']) {
    case 'in_doubt':
      return `It is unknown whether ${action(payload['effect'])} took place`;
    case 'crash_loop':
      return `${capital(action(payload['effect']))} was interrupted too often`;
    case 'restored':
      return 'The data directory was restored';
    default:
      return 'The host met a fault';
  }
}

/** What kind of work it is, and in which format: builds of one document in several formats differ by nothing else. */
function workWords({ kind, request }: JsonObject): string | undefined {
  return [text(kind), isJsonObject(request) ? text(request['format']) : undefined].filter(Boolean).join(' · ');
}

/** What a node waits for. */
function waitWords(waits: Json): string | undefined {
  if (!isJsonObject(waits)) return undefined;
  const { signals, moment, key } = waits;
  const names = isJsonList(signals) ? signals.map((name) => `signal ${quoted(text(name) ?? '')}`).join(', ') : undefined;
  return [waits['forTime'] === true ? 'a time' : undefined, listed(moment), names, key === undefined ? undefined : `key ${shown(key) ?? ''}`].filter(Boolean).join(' · ');
}

/** Which way was taken, and the values that decided it. */
function wayWords(payload: JsonObject, at: Named): string | undefined {
  // What is left stands beside what is entered: its place is said there.
  const from = payload['from'] === undefined ? undefined : `from ${at(nodeOf(text(payload['from']) ?? ''))}`;
  const way = [from, `by ${quoted(text(payload['transition']) ?? '')}`, trigger(payload)].filter(Boolean).join(' ');
  return [way, ...endedBodies(payload, at).map(({ title }) => title), listed(payload['read']), errorWords(payload)].filter(Boolean).join(' · ');
}

function trigger(payload: JsonObject): string | undefined {
  const name = text(payload['trigger']);
  return name === undefined ? undefined : `(${name.replaceAll('-', ' ')})`;
}

function endWords(payload: JsonObject): RunStory {
  switch (payload['status']) {
    case 'completed':
      return told('The run completed', text(payload['outcome']) ?? listed(payload['outputs']), 'success');
    case 'cancelled':
      return told('The run was stopped', text(payload['outcome']), 'warning');
    default:
      return told('The run failed', errorWords(payload) ?? text(payload['outcome']), 'error');
  }
}

/** What a call cost, where its price is known. */
function costWords(usage: Json | undefined): string | undefined {
  const micros = isJsonObject(usage) ? usage['micros'] : undefined;
  return typeof micros === 'number' ? moneyText(micros) : undefined;
}

function errorWords(payload: JsonObject): string | undefined {
  const error = payload['error'];
  return isJsonObject(error) ? [text(error['message']), text(error['next'])].filter(Boolean).join(' ') : undefined;
}

function told(title: string, detail?: string, severity: RunStory['severity'] = 'info'): RunStory {
  return detail === undefined || detail === '' ? { title, severity } : { title, detail, severity };
}

/** `name: value` pairs of an object; anything else as it stands. */
function listed(value: Json | undefined): string | undefined {
  if (!isJsonObject(value)) return shown(value);
  return cutText(Object.entries(value).map(([name, each]) => `${name}: ${shown(each) ?? ''}`).join(', '), 160);
}

/** A value on one line: text as it is, a pinned file by its name, the rest as JSON. */
function shown(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return cutText(value.replaceAll(/\s+/gu, ' '), 160);
  if (hashInstead(value) !== undefined) return 'a longer value';
  if (isJsonObject(value)) {
    // A pinned file and a model's answer say most by their one telling field.
    const telling = typeof value['sha256'] === 'string' ? value['name'] : value['text'];
    if (typeof telling === 'string') return shown(telling);
  }
  return cutText(JSON.stringify(value), 160);
}

function text(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function quoted(name: string): string {
  return `“${name}”`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
