import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { isErrorCode } from '../domain/model/errors.ts';
import { JsonRecord } from '../domain/model/json-value.ts';
import type { ConnectorTest } from '../domain/ports/connector-registry-port.ts';
import type { ModelInfo } from '../domain/ports/llm-connector.ts';

const Failure = z.object({ code: z.string().refine(isErrorCode), message: z.string(), status: z.int().optional(), next: z.string().optional() });
const Test = z.object({ at: z.number(), latencyMs: z.number().optional(), facts: JsonRecord.optional(), failure: Failure.optional() });
const Price = z.object({ input: z.int(), cachedInput: z.int(), output: z.int(), asOf: z.string() });
const Model = z.object({
  id: z.string(),
  contextTokens: z.int().optional(),
  maxOutputTokens: z.int().optional(),
  streaming: z.boolean().optional(),
  tools: z.boolean().optional(),
  structured: z.boolean().optional(),
  price: Price.optional(),
});
const Notes = z.object({ tests: z.record(z.string(), Test).default({}), models: z.record(z.string(), z.object({ at: z.number(), models: z.array(Model) })).default({}) });

/** What was found out about connectors, kept for lists to show. */
export interface ConnectorNotes {
  readonly tests: { readonly [id: string]: ConnectorTest };
  readonly models: { readonly [id: string]: { readonly at: number; readonly models: readonly ModelInfo[] } };
}

/** Keeps them in a small file of their own: nothing is lost with it, so one that cannot be read counts as empty. */
export class ConnectorNotebook {
  readonly #path: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<ConnectorNotes> {
    const text = await readFile(this.#path, 'utf8').catch(() => '{}');
    return parsed(text);
  }

  /** One change after another; a reader sees the file before or after one, never half of it. */
  change(by: (notes: ConnectorNotes) => ConnectorNotes): Promise<void> {
    const done = this.#last.then(async () => this.#write(by(await this.read())));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #write(notes: ConnectorNotes): Promise<void> {
    const beside = `${this.#path}.${randomUUID()}`;
    try {
      await writeFile(beside, `${JSON.stringify(notes, undefined, 2)}\n`, { mode: 0o600 });
      await rename(beside, this.#path);
    } finally {
      await rm(beside, { force: true });
    }
  }
}

function parsed(text: string): ConnectorNotes {
  try {
    const notes = Notes.safeParse(JSON.parse(text));
    // Absent fields of the file are absent here, too; the schema's types only say that they might be undefined.
    if (notes.success) return notes.data as ConnectorNotes;
  } catch {
    // A file that is no JSON says nothing either.
  }
  return { tests: {}, models: {} };
}
