import { AppError, type AppErrorOptions, type ErrorCode } from '../../model/errors.ts';
import type { Origin } from '../../model/origin.ts';
import type { ChatMessage } from '../../ports/llm-connector.ts';
import type { ActionInput, ActionProgress, EffectOutcome } from '../action-kind.ts';
import type { AgentConfig } from './llm-agent-config.ts';
import type { AgentTool } from './llm-agent-tools.ts';

/** What ends an agent. */
export type Told = Extract<ActionProgress, { kind: 'output' | 'error' }>;

/** Steps that ask the engine for one thing at a time, and go on with how it came out. */
export type Steps<Answer> = Generator<Exclude<ActionProgress, Told>, Answer, EffectOutcome>;

/** An agent at work: what was said so far, and which tools it used. */
export interface Agent {
  readonly config: AgentConfig;
  readonly input: ActionInput;
  readonly tools: readonly AgentTool[];
  readonly messages: ChatMessage[];
  readonly used: { readonly tool: string; readonly outcome: Used['outcome'] }[];
}

/** What came of a call. Without an origin the text is ours. */
export interface Used {
  readonly outcome: 'ok' | 'error' | 'rejected';
  readonly text: string;
  readonly origin?: readonly Origin[];
}

export function failed(code: ErrorCode, message: string, options: AppErrorOptions): Told {
  return { kind: 'error', error: new AppError(code, message, options).toWire() };
}
