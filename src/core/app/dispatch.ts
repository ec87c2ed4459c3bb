import { AsyncIteratorClass, implement } from '@orpc/server';
import { levelIn, reaches } from '../domain/model/access-scope.ts';
import type { AccessLevel } from '../domain/model/actor.ts';
import type { CallContext, Caller } from '../domain/model/caller.ts';
import { cutText } from '../domain/model/cut-text.ts';
import { AppError } from '../domain/model/errors.ts';
import { present } from '../domain/model/present.ts';
import type { AreaName, Contract } from '../domain/operations/areas.ts';
import type { OperationFacts, OperationMeta, Place } from '../domain/operations/define-operation.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Ids } from '../domain/ports/ids.ts';
import type { Logger } from '../domain/ports/logger.ts';
import type { ServiceLoader, Services } from '../domain/services/area-service.ts';
import type { AppRouter } from './app.ts';
import { auditInput } from './audit-input.ts';
import type { CallsUnderWay } from './calls-under-way.ts';
import type { CommandsOnce, KeyedCommand } from './commands-once.ts';
import type { AuditTrail } from './audit-trail.ts';
import { demandWholeTexts } from './demand-whole-texts.ts';
import { describeFailure, type FailedCall, toTransportError } from './failure.ts';
import type { OpenStreams } from './open-streams.ts';

export interface DispatchDeps {
  readonly services: Services;
  readonly audit: Pick<AuditTrail, 'begin'>;
  /** Carries out commands sent with a key once only. @default each time, for whoever carries out none */
  readonly once?: CommandsOnce;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Aborted when the program closes: it ends every call under way, streams above all. */
  readonly closing: AbortSignal;
  readonly streams: OpenStreams;
  /** @default nobody waits for calls */
  readonly calls?: CallsUnderWay;
  /** A command's input without values that no record may keep. */
  readonly withoutSecrets: (input: unknown) => Promise<unknown>;
  /** Where calls are noted. @default nowhere */
  readonly log?: Logger;
  /** Told of what nobody foresaw; the caller only learns the correlation id. */
  readonly onUnexpected: (error: unknown, call: FailedCall) => void;
}

/**
 * The way from a name and a value to a service. Around every operation, from the outside in: a correlation id, so that
 * whatever fails can be found again; the error map; the caller's right; the audit trail of a
 * command; that its texts are whole; then oRPC checks the input, the service's method runs, and its output is checked. It serves the areas of `contract`.
 */
export function createRouter(contract: Partial<Contract>, deps: DispatchDeps): AppRouter {
  // Whoever gives a part of the contract asks for its operations only, by name.
  const operations = implement(contract as Contract)
    .$context<Caller & Record<never, never>>()
    .use(({ context, next, signal, procedure }, input) => {
      const left = new AbortController();
      // Whoever comes again with its key wants it done, however often the line broke.
      const isKept = keyedCommand(context, factsOf(procedure['~orpc'].meta), input) !== undefined;
      const ends = [left.signal, deps.closing, ...(signal === undefined || isKept ? [] : [signal])];
      const call = { correlationId: context.correlationId ?? deps.ids.next(), signal: AbortSignal.any(ends) } satisfies Partial<CallContext>;
      const go = async () => next({ context: { ...call, leave: () => { left.abort(); } } });
      return deps.calls === undefined ? go() : deps.calls.within(go);
    })
    .use(async ({ context, next, procedure }) => {
      const call = { operation: factsOf(procedure['~orpc'].meta).name, correlationId: context.correlationId, signal: context.signal };
      const fail = (thrown: unknown): unknown => mapFailure(thrown, call, deps.onUnexpected);
      const tell = toldOf(deps, { ...call, kind: factsOf(procedure['~orpc'].meta).kind, context });
      try {
        const result = await next();
        tell('ok');
        return isStream(result.output) ? { ...result, output: deps.streams.open(result.output, { signal: context.signal, end: context.leave, mapError: fail }) } : result;
      } catch (thrown) {
        tell(describeFailure(thrown, call).code);
        throw fail(thrown);
      }
    })
    .use(({ context, next, procedure }) => {
      const facts = factsOf(procedure['~orpc'].meta);
      return next({ context: { access: demandAccess(context, facts) } });
    })
    .use(async ({ context, next, procedure }, input) => {
      const command = keyedCommand(context, factsOf(procedure['~orpc'].meta), input);
      return command === undefined || deps.once === undefined ? next() : deps.once.run(command, async () => next());
    })
    .use(async ({ context, next, procedure }, input) => {
      const facts = factsOf(procedure['~orpc'].meta);
      return facts.audited && isToWrite(facts, input) ? audited(async () => next(), { facts, context, input, deps }) : next();
    })
    .use(({ next, procedure }, input) => {
      if (factsOf(procedure['~orpc'].meta).kind === 'command') demandWholeTexts(input);
      return next();
    });
  return operations.router(pairMethods(contract, operations, deps.services));
}

/** Every operation of the contract is made by its definition functions, which always write the facts. */
function factsOf(meta: OperationMeta): OperationFacts {
  if (meta.operation === undefined) throw new Error('An operation of the contract has no facts.');
  return meta.operation;
}

/** A command sent with a key of its call. One whose input holds a key is known by that for longer. */
function keyedCommand({ callKey, actor }: Caller, { name, kind, takesKey }: OperationFacts, input: unknown): KeyedCommand | undefined {
  if (callKey === undefined || kind !== 'command' || (takesKey && valueAt({ input }, 'input.key') !== undefined)) return undefined;
  return { actor, key: callKey, operation: name, input };
}

/** False of a command that is only asked what it would do. Whatever else stands at that place is refused later, and told of. */
function isToWrite({ writesWith }: OperationFacts, input: unknown): boolean {
  if (writesWith === undefined) return true;
  const value = valueAt({ input }, writesWith);
  return value !== undefined && value !== false;
}

interface ToldCall extends FailedCall {
  readonly kind: OperationFacts['kind'];
  readonly context: Pick<Caller, 'actor' | 'door'>;
}

/** Notes a call in the log when it is over: a command as news, what only reads for whoever looks closer. */
function toldOf({ log, clock }: Pick<DispatchDeps, 'log' | 'clock'>, { operation, correlationId, kind, context }: ToldCall): (code: string) => void {
  const began = clock.monotonic();
  return (code) => {
    const facts = { correlationId, operation, code, durationMs: Math.round(clock.monotonic() - began), actor: `${context.actor.kind}:${context.actor.id}`, door: context.door };
    if (kind === 'command') log?.info(`${operation} ended with ${code}`, facts);
    else log?.debug(`${operation} ${kind === 'stream' && code === 'ok' ? 'opened' : `ended with ${code}`}`, facts);
  };
}

function mapFailure(thrown: unknown, call: FailedCall, onUnexpected: DispatchDeps['onUnexpected']): unknown {
  const wire = describeFailure(thrown, call);
  if (wire.code === 'unexpected') onUnexpected(thrown, call);
  return toTransportError(wire, thrown);
}

/** The level the caller has in the area of the operation, where it reaches. */
function demandAccess({ access, scopes, actor }: Caller, { name, access: needed }: OperationFacts): AccessLevel {
  const area = name.split('.', 1)[0] ?? name;
  const level = scopes === undefined ? access : levelIn(scopes, area);
  if (level !== undefined && reaches(level, needed)) return level;
  const may = scopes === undefined ? `may ${access}` : level === undefined ? `may do nothing in "${area}"` : `may ${level} in "${area}"`;
  throw new AppError('access_denied', `${actor.kind} "${actor.id}" ${may}, and "${name}" needs the level ${needed}.`, {
    next: `Ask someone with the level ${needed} to do it${actor.kind === 'token' ? `, or use a token with the scope ${area}:${needed}` : ''}.`,
    data: { operation: name, level: level ?? 'none', needed },
  });
}

interface AuditedCall {
  readonly facts: OperationFacts;
  readonly context: CallContext;
  readonly input: unknown;
  readonly deps: DispatchDeps;
}

/**
 * What came of a command, with a row that tells of it. One that cannot be told of does nothing. A row that only fails when
 * the command has run changes nothing of the answer: told it had failed, the caller would run it again. The fault is
 * reported beside it, and the note of the command stays for the next host to tell of.
 */
async function audited<R extends { readonly output: unknown }>(next: () => Promise<R>, { facts, context, input, deps }: AuditedCall): Promise<R> {
  const { actor, door, correlationId } = context;
  const call = { operation: facts.name, correlationId, signal: context.signal };
  const given = auditInput(await deps.withoutSecrets(input));
  const begun = await deps.audit.begin({ at: deps.clock.now(), actor, door, operation: facts.name, input: given, correlationId, ...present({ target: textAt({ input }, facts.subject), reason: textAt({ input }, ['input.reason']) }) });
  const end = (outcome: string, output?: unknown): Promise<void> => {
    // What came of a change to a secret: its keyed hash, which says nothing of it.
    const fingerprint = textAt({ output }, ['output.fingerprint']);
    const target = textAt({ input, output }, facts.subject);
    return begun.end({ at: deps.clock.now(), outcome, input: { ...given, ...present({ fingerprint }) }, ...present({ target }) }).catch((fault: unknown) => { deps.onUnexpected(fault, call); });
  };
  let result: R;
  try {
    result = await begun.within(next);
  } catch (thrown) {
    await end(describeFailure(thrown, call).code);
    throw thrown;
  }
  if (isStream(result.output)) return { ...result, output: toldStream(result.output, call, end) };
  await end('ok', result.output);
  return result;
}

/** The stream, told of when it is over: how it ended, or that its reader left before. */
function toldStream(items: AsyncIterator<unknown>, call: FailedCall & { readonly signal: AbortSignal }, end: (outcome: string) => Promise<void>): AsyncIteratorClass<unknown> {
  let outcome = 'interrupted';
  const next = async (): Promise<IteratorResult<unknown>> => {
    try {
      const item = await items.next();
      if (item.done === true && !call.signal.aborted) outcome = 'ok';
      return item;
    } catch (thrown) {
      outcome = describeFailure(thrown, call).code;
      throw thrown;
    }
  };
  return new AsyncIteratorClass(next, async () => {
    try {
      await items.return?.();
    } finally {
      await end(outcome);
    }
  });
}

function valueAt(call: { readonly input?: unknown; readonly output?: unknown }, place: Place): unknown {
  return place.split('.').reduce<unknown>((value, field) => (typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined), call);
}

/** The text at the first of the places that holds one, or a list of one. */
function textAt(call: { readonly input?: unknown; readonly output?: unknown }, places: readonly Place[]): string | undefined {
  for (const place of places) {
    const found = valueAt(call, place);
    const only: unknown = Array.isArray(found) && found.length === 1 ? found[0] : found;
    if (typeof only === 'string') return cutText(only, 200);
  }
  return undefined;
}

function isStream(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

interface Operation {
  handler(method: (call: { readonly input: unknown; readonly context: CallContext }) => unknown): unknown;
}
type Method = (input: unknown, call: CallContext) => unknown;

/**
 * Walks the contract and gives each operation its service's method. Both sides have their types from the contract, under
 * the same names; TypeScript cannot follow a walk over names, hence the assertions.
 */
function pairMethods(contract: Partial<Contract>, operations: unknown, services: Services): AppRouter {
  const implementers = operations as { readonly [area: string]: { readonly [verb: string]: Operation } };
  const loaders = services as { readonly [area: string]: ServiceLoader<AreaName> };
  const router = Object.fromEntries(
    Object.entries(contract).map(([area, verbs]) => [
      area,
      Object.fromEntries(
        Object.keys(verbs).map((verb) => [
          verb,
          implementers[area]?.[verb]?.handler(async ({ input, context }) => {
            const methods = (await loaders[area]?.(verb)) as unknown as { readonly [verb: string]: Method } | undefined;
            return methods?.[verb]?.(input, context);
          }),
        ]),
      ),
    ]),
  );
  return router as AppRouter;
}
