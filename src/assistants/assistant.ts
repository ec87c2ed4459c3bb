import type { ElicitRequestFormParams } from '@modelcontextprotocol/server';
import type { AccessLevel } from '../core/domain/model/actor.ts';

/** Calls an operation by name on behalf of the assistant. A stream answers an async iterator; a refusal is an `AppError` or carries its wire form. */
export type AssistantCall = (operation: string, input: object, signal?: AbortSignal) => Promise<unknown>;

/** What an assistant may do, as its caller may: what lies beyond is not offered to it. */
export interface AssistantRights {
  readonly access: AccessLevel;
  /** Of a token; `access` counts where they are absent. */
  readonly scopes?: readonly string[] | undefined;
}

/** An assistant that is connected: how its calls are made, and what it may do. */
export interface Assistant {
  readonly call: AssistantCall;
  readonly rights: AssistantRights;
  /** How long a tool waits for a run before it says that the run goes on. */
  readonly waitMs: number;
}

/** One use of a tool. */
export interface ToolUse {
  readonly tool: string;
  readonly input: { readonly [field: string]: unknown };
  /** Aborted when the assistant does not wait any more. */
  readonly signal: AbortSignal;
  /** Says how far it is; nothing where the assistant does not want to know. */
  readonly tell: (progress: number, words: string) => Promise<void>;
  /** How the person at the assistant can be asked; absent where its program cannot ask. */
  readonly person?: AskedPerson;
}

/** The person before the assistant, whom its program asks for us. A question ends the use of the tool, which begins again with the answer. */
export interface AskedPerson {
  /** What was answered to the question of this name, where it was asked before. */
  answerTo(question: string): PersonAnswer | undefined;
  /** What was kept while the person was asked. */
  readonly kept: unknown;
}

export type PersonAnswer = { readonly isGiven: true; readonly values: { readonly [field: string]: unknown } } | { readonly isGiven: false };

/** Something the person is to be asked before a tool can answer. */
export interface Question {
  readonly kind: 'question';
  readonly name: string;
  readonly message: string;
  readonly form: ElicitRequestFormParams['requestedSchema'];
  /** Comes back beside the answer, through a program that may change it. */
  readonly keep?: object;
}
