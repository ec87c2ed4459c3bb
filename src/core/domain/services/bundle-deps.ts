import type { JsonObject } from '../model/json.ts';
import type { ArchivePort } from '../ports/archive-port.ts';
import type { LogBook } from '../ports/log-book.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';

/** Takes secrets out of what leaves the house. */
export interface Redaction {
  /** The text without secrets of the vault, whatever they are encoded as. */
  readonly exact: (text: string) => string;
  /** The facts without those, and without what looks like a secret. */
  readonly facts: (facts: JsonObject) => JsonObject;
}

export interface BundleDeps {
  readonly data: WorkflowDataPort;
  readonly loader: Pick<RunLoader, 'events'>;
  readonly archives: Pick<ArchivePort, 'pour' | 'readThrough'>;
  readonly logBook: Pick<LogBook, 'newest'>;
  readonly redaction: Redaction;
}
