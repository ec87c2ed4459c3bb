import { isTextFormat, longestOpenedText } from '../model/document-entry.ts';
import type { DocumentEntry, DocumentProblem } from '../operations/document-shapes.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import { documentProblems } from './document-problems.ts';
import type { DocumentRegistry } from './document-registry.ts';
import { documentEntry } from './document-view.ts';

/** As many as a person mends at one sitting; `docs validate` lists all. */
const mostTold = 20;

/** A document that was just saved, with what is wrong in its text: it may be kept, but nobody shall take it for sound. */
export async function savedView({ registry, formatters }: { readonly registry: Pick<DocumentRegistry, 'content'>; readonly formatters: FormatterSet }, row: DocumentRow): Promise<{ entry: DocumentEntry; problems?: DocumentProblem[] }> {
  const { format, newest } = row;
  const entry = documentEntry(row);
  if (!isTextFormat(format) || newest.bytes > longestOpenedText) return { entry };
  const problems = await documentProblems({ formatters }, { format, bytes: await registry.content(newest) });
  const errors = problems.filter(({ severity }) => severity === 'error').slice(0, mostTold);
  return errors.length === 0 ? { entry } : { entry, problems: errors };
}
