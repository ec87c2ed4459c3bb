import { isTextFormat, longestOpenedText } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import type { DocumentEntry, DocumentProblem } from '../operations/document-shapes.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { CheckJob, DocumentWork } from './conversion/document-work.ts';
import type { DocumentRegistry } from './document-registry.ts';
import { documentEntry } from './document-view.ts';

export interface SavedViewDeps {
  readonly registry: Pick<DocumentRegistry, 'content'>;
  readonly work: Pick<DocumentWork, 'check'>;
}

/** As many as a person mends at one sitting; `docs validate` lists all. */
const mostTold = 20;

/** A document that was just saved, with what is wrong in its text: it may be kept, but nobody shall take it for sound. */
export async function savedView({ registry, work }: SavedViewDeps, row: DocumentRow): Promise<{ entry: DocumentEntry; problems?: DocumentProblem[] }> {
  const { title, format, newest } = row;
  const entry = documentEntry(row);
  if (!isTextFormat(format) || newest.bytes > longestOpenedText) return { entry };
  const problems = await problemsOf(work, { name: title, format, bytes: await registry.content(newest) });
  const errors = problems.filter(({ severity }) => severity === 'error').slice(0, mostTold);
  return errors.length === 0 ? { entry } : { entry, problems: errors };
}

/** A check that is given up says so: the document is saved already. */
async function problemsOf(work: SavedViewDeps['work'], job: CheckJob): Promise<readonly DocumentProblem[]> {
  try {
    return await work.check(job, new AbortController().signal);
  } catch (error) {
    if (error instanceof AppError) return [{ path: '', message: error.message, severity: 'error' }];
    throw error;
  }
}
