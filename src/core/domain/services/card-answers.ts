import { Card, type CardField, inputsOf, mostFileBytes } from '../model/card.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { CardRow } from '../ports/card-repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import { definitionAt } from '../runtime/compile/definition-at.ts';
import { cardProblems } from '../runtime/decide/inputs/card-values.ts';
import { hiddenParts } from '../runtime/decide/inputs/hidden-fields.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';

/** An answer as the run would get it, and what stands against it. */
export interface ReadAnswer {
  /** Files as what they are, and without what is not asked for. */
  readonly values: JsonObject;
  /** Keys of parts that are not shown while this is filled in. */
  readonly hidden: readonly string[];
  /** By field key. */
  readonly problems: Readonly<Record<string, string>>;
}

export interface CardAnswers {
  read(card: CardRow, values: JsonObject, signal: AbortSignal): Promise<ReadAnswer>;
}

export interface CardAnswersDeps {
  readonly loader: Pick<RunLoader, 'load'>;
  readonly files: () => Promise<Pick<FileConnector, 'read'>>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Reads what people fill in, by the rules the engine holds it against, and refuses blanks where something is required. */
export function createCardAnswers({ loader, files, clock }: CardAnswersDeps): CardAnswers {
  async function hiddenIn(card: CardRow, values: JsonObject): Promise<ReadonlySet<string>> {
    const { definition, state } = await loader.load(card.runId);
    const asked = state.cards[card.visit];
    const compiled = asked === undefined ? undefined : definitionAt(definition, card.visit).cards.get(asked.cardId);
    return compiled === undefined ? new Set() : hiddenParts(compiled, { state, at: clock.now(), visit: card.visit }, values);
  }

  return {
    async read(card, given, signal) {
      // As it was frozen: its texts may be sealed, what holds for an answer is not.
      const parts = Card.parse(card.card).fields;
      const fields = inputsOf(parts);
      const hidden = parts.some(({ shownWhen }) => shownWhen !== undefined) ? await hiddenIn(card, given) : new Set<string>();
      const asked = Object.fromEntries(Object.entries(given).filter(([key]) => !hidden.has(key)));
      const filed = fields.some(({ type }) => type === 'file') ? await withFiles(await files(), { fields, values: asked, signal }) : { values: asked, unread: {} };
      return { values: filed.values, hidden: [...hidden], problems: { ...cardProblems(fields, filed.values, { hidden, isByPerson: true }), ...filed.unread } };
    },
  };
}

interface Filling {
  readonly fields: readonly CardField[];
  readonly values: JsonObject;
  readonly signal: AbortSignal;
}

/** What is said of a file is not believed: every one is read where it lies, inside the allowed directories. */
async function withFiles(files: Pick<FileConnector, 'read'>, { fields, values, signal }: Filling): Promise<{ readonly values: JsonObject; readonly unread: Readonly<Record<string, string>> }> {
  const filled: Record<string, Json> = { ...values };
  const unread: Record<string, string> = {};
  for (const field of fields) {
    const path = field.type === 'file' ? pathOf(values[field.key]) : undefined;
    if (path === undefined) continue;
    try {
      const { name, bytes, path: real, sha256 } = await files.read(path, { signal, maxBytes: mostFileBytes });
      filled[field.key] = { path: real, name, bytes: bytes.length, sha256: sha256 ?? sha256Hex(bytes) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unread[field.key] = error.message;
    }
  }
  return { values: filled, unread };
}

function pathOf(value: Json | undefined): string | undefined {
  const path = isJsonObject(value) ? value['path'] : value;
  return typeof path === 'string' && path !== '' ? path : undefined;
}
