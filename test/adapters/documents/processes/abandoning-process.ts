/** Makes a document that takes minutes, until somebody kills it. The process that makes it writes its id into the file that is named. */
import { openDocumentProcesses } from '../../../../src/core/app/documents/document-processes.ts';

const builders = openDocumentProcesses({ program: new URL('crashing-process.ts', import.meta.url) });
const builder = await builders.get('markdown');
await builder.build({ title: 'Endless', subject: process.argv[2] ?? '', markdown: '- a\n'.repeat(400_000) }, new AbortController().signal);
