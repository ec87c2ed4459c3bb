/** A program that closes its processes while one works and another rests, and says when that is done. */
import { openDocumentProcesses } from '../../../../src/core/app/documents/document-processes.ts';

const builders = openDocumentProcesses({ width: 2 });
const builder = await builders.get('markdown');
const { signal } = new AbortController();
const words = { title: 'Short', markdown: 'A few words.' };
await Promise.all([builder.build(words, signal), builder.build(words, signal)]);
const given = builder.build({ title: 'Endless', markdown: '- a\n'.repeat(400_000) }, signal).then(() => 'made', (error: unknown) => (error instanceof Error ? error.message : ''));
await builders.close();
process.stdout.write(`${await given}\nclosed\n`);
