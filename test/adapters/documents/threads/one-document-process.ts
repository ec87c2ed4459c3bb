/** Makes a document in a thread that would stay for an hour, and says that it has. */
import { createThreadedBuilders } from '../../../../src/core/documents/threads/threaded-builders.ts';

const builder = await createThreadedBuilders({ idleMs: 3_600_000 }).get('markdown');
const { bytes } = await builder.build({ title: 'One', markdown: 'words' }, new AbortController().signal);
console.log(new TextDecoder().decode(bytes).includes('words'));
