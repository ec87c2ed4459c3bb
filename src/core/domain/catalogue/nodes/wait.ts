import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import { durationMs } from '../../model/duration.ts';
import { instantMs } from '../../model/instant.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import { zonedMoment } from '../../model/zoned-moment.ts';
import type { Trigger } from '../../model/workflow.ts';
import { JsonRecord } from '../../model/json-value.ts';
import { DurationText, ExpressionText } from '../config-fields.ts';
import { isSchema } from '../json-schema.ts';
import { defineNode, type Intent, type NodeView } from '../node-kind.ts';

/** A text that is a template, and is checked once it is rendered. */
const Template = z.string().max(4096).regex(/\{\{/u);

const Moment = z.strictObject({
  date: z.string().describe('2026-03-29, or a template'),
  time: z.string().describe('02:30 or 02:30:00, or a template'),
  zone: z.string().describe('Name of a time zone, such as Europe/Berlin, or a template'),
});

const Config = z
  .strictObject({
    after: z.union([DurationText(), Template]).optional().describe('How long; a template may give it, such as PT24H'),
    at: z.union([z.string().meta({ format: 'template', title: 'An instant' }).describe('2026-03-29T08:00:00Z, or a template'), Moment.meta({ title: 'Date, time and zone' })]).optional().describe('Until when'),
    signal: z.string().min(1).max(200).optional().describe('Name of the signal it waits for'),
    payload: JsonRecord.refine(isSchema, 'a JSON Schema 2020-12 that can be used').meta({ format: 'json-schema' }).optional().describe('Fields the signal brings, as a JSON Schema (2020-12); one that does not fit is refused'),
    key: ExpressionText.optional().describe('Only signals with this key: tells signals for one thing from those for another'),
  })
  .refine((config) => [config.after, config.at, config.signal].filter((one) => one !== undefined).length === 1, 'exactly one of after, at and signal')
  .refine(({ payload, signal }) => payload === undefined || signal !== undefined, 'payload is that of a signal, and it waits for none');
type Config = z.infer<typeof Config>;

/** Waits for a time or a signal. The signal it took stands at `nodes.<node>.signal` as `{name, payload, at}`. */
export const wait = defineNode<Config>({
  type: 'wait',
  title: 'Wait',
  summary: 'Waits until a time, or for a signal from outside',
  role: 'step',
  config: Config,
  example: { signal: 'payment', key: 'inputs.order' },
  bodies: 0,
  leavesBy: ['scheduled', 'external', 'error'],
  reserves: 'signal',
  sources: ({ after, at, key }) => ({
    expressions: key === undefined ? {} : { key },
    templates: { ...(after === undefined ? {} : { after }), ...(at === undefined ? {} : { at }) },
  }),
  listensTo: ({ signal }) => signal,
  takes: ({ payload }) => payload,
  // One that nothing leaves is not connected yet, as any other step may be: verification tells that.
  problems: (config, triggers) => (triggers.length === 0 ? [] : [...problemsOfTime(config, triggers), ...problemsOfSignal(config, triggers)]),
  arrive: (config, view) => ({ kind: 'wait', ...timeOf(config, view), ...(config.signal === undefined ? {} : { signal: config.signal }), ...keyOf(config, view) }),
});

function problemsOfTime({ after, at }: Config, triggers: readonly Trigger[]): readonly string[] {
  const hasTime = after !== undefined || at !== undefined;
  const ends = triggers.some(({ type, config }) => type === 'scheduled' && config['after'] === undefined);
  if (hasTime && !ends) return ['Nothing leads on when the time is over: one of its transitions needs the trigger "scheduled" without an "after".'];
  return !hasTime && ends ? ['A transition leaves by "scheduled" without an "after", and the node waits for no time of its own.'] : [];
}

function problemsOfSignal({ signal, key }: Config, triggers: readonly Trigger[]): readonly string[] {
  const external = triggers.filter(({ type }) => type === 'external');
  if (signal === undefined && external.some(({ config }) => config['signal'] === undefined)) return ['A transition leaves by "external" without the name of a signal, and the node names none.'];
  if (signal !== undefined && !external.some(({ config }) => config['signal'] === undefined || config['signal'] === signal)) return [`It waits for the signal "${signal}", and no transition leaves by it.`];
  return key !== undefined && external.length === 0 ? ['It has a key, and waits for no signal.'] : [];
}

function timeOf(config: Config, view: NodeView): Pick<Intent & { readonly kind: 'wait' }, 'afterMs' | 'at' | 'moment'> {
  if (config.after !== undefined) return { afterMs: duration(view.render('after')) };
  if (config.at === undefined) return {};
  const at = view.render('at');
  if (typeof at === 'string') return { at: instant(at) };
  const moment = isJsonObject(at) ? zonedMoment(at) : undefined;
  if (moment === undefined) throw new AppError('input_invalid', '"at" must be a date such as 2026-03-29, a time such as 08:00, and the name of a time zone.', { next: 'Correct what the node waits for.', data: { at } });
  return { moment };
}

function duration(value: Json): number {
  const ms = typeof value === 'string' ? durationMs(value) : undefined;
  if (ms !== undefined && ms <= longestMs) return ms;
  throw new AppError('input_invalid', '"after" must be a duration of at most 365 days, such as PT15M.', { next: 'Give it a duration.', data: { after: value } });
}

const longestMs = 365 * 24 * 60 * 60 * 1000;

function instant(text: string): number {
  const ms = instantMs(text);
  if (ms !== undefined) return ms;
  throw new AppError('input_invalid', '"at" must be an instant with its offset, such as 2026-03-29T08:00:00Z.', { next: 'Give it an instant, or a date, a time and a zone.', data: { at: text } });
}

function keyOf(config: Config, view: NodeView): { readonly key?: string } {
  if (config.key === undefined) return {};
  const key = view.read('key');
  if (typeof key === 'string' && key !== '') return { key };
  if (typeof key === 'number' || typeof key === 'boolean') return { key: String(key) };
  throw new AppError('input_invalid', '"key" must be a text that is not empty, or a number.', { next: 'Let the expression give what the signal is sent with.' });
}
