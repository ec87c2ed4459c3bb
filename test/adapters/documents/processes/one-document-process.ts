/** Makes a document in a process that would stay for an hour, and says that it has. */
import { openDocumentProcesses } from '../../../../src/core/app/documents/document-processes.ts';

const builder = await openDocumentProcesses({ idleMs: 3_600_000 }).get('markdown');
const { bytes } = await builder.build({ title: 'One', markdown: 'words' }, new AbortController().signal);
console.log(new TextDecoder().decode(bytes).includes('words'));
