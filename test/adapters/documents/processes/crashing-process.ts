/** Makes documents, but ends in the middle of one called "crash" and is killed in one called "killed"; of one with a subject it writes its id into the file of that name. */
import { writeFileSync } from 'node:fs';

interface Sent {
  readonly input: { readonly source: { readonly title: string; readonly subject?: string } };
}

process.on('message', ({ input: { source } }: Sent) => {
  if (source.title === 'crash') process.exit(7);
  if (source.title === 'killed') process.kill(process.pid, 'SIGKILL');
  if (source.subject !== undefined) writeFileSync(source.subject, `${process.pid}\n`);
});
await import('../../../../src/core/app/documents/document-program.ts');
