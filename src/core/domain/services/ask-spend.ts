import { costOf, mostOfChat, usageOf } from '../catalogue/model-usage.ts';
import { AppError } from '../model/errors.ts';
import { noRun, noWorkflow } from '../model/ids.ts';
import { present } from '../model/present.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { StandsIn } from '../ports/connector-registry-port.ts';
import type { Ids } from '../ports/ids.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../ports/llm-connector.ts';
import type { UsageRow } from '../ports/run-commit.ts';
import type { UsageLedger } from '../ports/usage-ledger.ts';
import { neverAsked } from '../runtime/executor/claims/attempt-spend.ts';
import { capByHand, refusedWords } from '../runtime/executor/claims/budget-caps.ts';

export interface AskSpendDeps {
  readonly usage: UsageLedger;
  readonly config: Pick<ConfigPort, 'get'>;
  /** Of the host whose reservations end with it. */
  readonly epoch: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

export type EndOfAnswer = Extract<ChatChunk, { kind: 'end' }>;

/** What is held for one prompt that is tried by hand; exactly one of the two settles it. */
export interface AskSpend {
  /** Moves what is held to the connector that stands in. */
  readonly standsIn: StandsIn;
  answered(end: EndOfAnswer): Promise<void>;
  failed(error: unknown): Promise<void>;
}

/** Claims what the call may use at most from every budget that counts it, before it is made: `budget_exceeded` where one does not allow it. */
export async function claimAsk(deps: AskSpendDeps, connector: LLMConnector, request: ChatRequest): Promise<AskSpend> {
  const { usage, clock } = deps;
  let held = await reserved(deps, worstOf(connector, request, clock.now()));
  return {
    async standsIn(other, model) {
      // Given back first: a budget that counts both has room for one of them.
      if (held.isReserved) await usage.settle(held.id);
      held = await reserved(deps, worstOf(other, { ...request, model }, clock.now()));
    },
    answered: (end) => usage.settle(held.id, { ...held.worst, ...usageOf(connector, end, request.model), at: clock.now(), how: 'measured', claim: held.id }),
    async failed(error) {
      if (!held.isReserved) return;
      const isFree = error instanceof AppError && neverAsked(error.toWire());
      await usage.settle(held.id, isFree ? undefined : { ...held.worst, at: clock.now(), how: 'assumed', claim: held.id });
    },
  };
}

interface Held {
  readonly id: string;
  readonly worst: Omit<UsageRow, 'how' | 'claim'>;
  /** False where no budget counts it. */
  readonly isReserved: boolean;
}

async function reserved({ usage, config, epoch, ids }: AskSpendDeps, worst: Held['worst']): Promise<Held> {
  const id = ids.next();
  const { items } = (await config.get('budgets')).value;
  const caps = items.flatMap((budget) => capByHand(budget, worst) ?? []);
  const isReserved = caps.length > 0;
  const answer = isReserved ? await usage.reserve({ id, epoch, worst }, caps) : { kind: 'reserved' as const };
  if (answer.kind === 'refused') throw beyond(answer.cap, refusedWords(answer));
  if (answer.kind === 'fenced') throw new AppError('interrupted', 'Another host took over the data.', { next: 'Ask again.' });
  return { id, worst, isReserved };
}

function worstOf(connector: Parameters<StandsIn>[0], request: ChatRequest, at: number): Omit<UsageRow, 'how' | 'claim'> {
  const { inputTokens, outputTokens } = mostOfChat(request);
  const known = connector.model(request.model);
  const price = known?.price;
  return {
    ...{ runId: noRun, workflowId: noWorkflow, effect: `by-hand/${request.key}`, attempt: 1, node: request.origin.node, at, calls: 1 },
    ...{ connector: connector.id, model: known?.id ?? request.model, inputTokens, cachedInputTokens: 0, outputTokens },
    ...present({ credential: connector.credential }),
    ...(price === undefined ? {} : { micros: costOf(price, { input: inputTokens, cachedInput: 0, output: outputTokens }), pricedAsOf: price.asOf }),
  };
}

function beyond(budget: string, why: string): AppError {
  return new AppError('budget_exceeded', `The budget ${why}`, { next: `Ask for a shorter answer, or raise it: \`aiwm budgets list\` shows how each stands.`, data: { budget } });
}
