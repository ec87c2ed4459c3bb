import type { Usage } from '../../../catalogue/action-kind.ts';
import type { ErrorCode, ErrorWire } from '../../../model/errors.ts';
import { isJsonObject, type Json } from '../../../model/json.ts';
import { present } from '../../../model/present.ts';
import type { WantedEffect } from '../../../model/run-state.ts';
import type { UsageRow } from '../../../ports/run-commit.ts';
import type { StandsIn } from '../../../ports/connector-registry-port.ts';
import type { Reservation } from '../../../ports/usage-ledger.ts';
import type { Contact } from '../effect-contact.ts';

/** What an attempt used, and the reservation that its outcome settles. */
export interface Spend {
  readonly usage?: Omit<UsageRow, 'runId' | 'workflowId' | 'at'>;
  readonly settled?: string;
}

/** What an attempt holds of budgets while it is under way. */
export type Hold = Pick<Reservation, 'id' | 'worst'>;

/** What stands for an attempt at any time: what it holds, until it is over. */
export interface Held {
  /** Ends it: what is claimed from then on is given back at once. */
  end(): Hold | undefined;
  /** Claims for the connector that stands in, in place of what was held: throws where a budget does not allow it. */
  readonly standsIn: StandsIn;
}

/** Failures of attempts that never reached what is paid for. */
const free: readonly ErrorCode[] = ['rate_limited', 'credential_missing', 'credential_rejected', 'vault_locked', 'host_denied', 'access_denied', 'definition_invalid', 'input_invalid'];

/**
 * What the outcome of a contact cost: what was told, else the most it may have used where something is held for it, unless
 * it surely used nothing. Nothing for an effect that neither used nor held anything.
 */
export function spendOf(effect: WantedEffect, contact: Contact, hold: Hold | undefined): Spend | undefined {
  const told = contact.kind === 'completed' ? (contact.value.usage ?? contact.usage) : contact.usage;
  if (told === undefined && hold === undefined) return undefined;
  const claim = present({ claim: hold?.id });
  const settled = present({ settled: hold?.id });
  if (told !== undefined) return { ...settled, usage: { ...rowOf(effect, told), how: 'measured', ...claim } };
  return hold === undefined || usedNothing(contact) ? settled : { ...settled, usage: { ...worstOf(hold), how: 'assumed', ...claim } };
}

function usedNothing(contact: Contact): boolean {
  return contact.kind !== 'completed' && neverAsked(contact.failure.error);
}

/** Whether a failure says that what is paid for was never reached. */
export function neverAsked({ code, data }: Pick<ErrorWire, 'code' | 'data'>): boolean {
  return free.includes(code) || (code === 'connector_unavailable' && data?.['reason'] === 'missing');
}

function worstOf({ worst }: Hold): Omit<Reservation['worst'], 'runId' | 'workflowId' | 'at'> {
  const { runId: _r, workflowId: _w, at: _a, ...rest } = worst;
  return rest;
}

function rowOf({ id, attempt, node }: WantedEffect, { insteadOf: _i, ...usage }: Usage): Omit<UsageRow, 'runId' | 'workflowId' | 'at' | 'how'> {
  return { effect: id, attempt, node, ...usage, calls: 1 };
}

/** What a fork took over from its parent: it cost nothing, and is shown as inherited. */
export function inheritedSpend(effect: WantedEffect, recorded: Json | undefined): Spend | undefined {
  if (recorded === undefined || !isJsonObject(recorded)) return undefined;
  const { connector, model, inputTokens, cachedInputTokens, outputTokens } = recorded;
  if (typeof connector !== 'string' || typeof model !== 'string') return undefined;
  const count = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
  const usage = { connector, model, inputTokens: count(inputTokens), cachedInputTokens: count(cachedInputTokens), outputTokens: count(outputTokens), micros: 0 };
  return { usage: { ...rowOf(effect, usage), how: 'inherited' } };
}
