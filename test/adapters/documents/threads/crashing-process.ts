/** A thread that ends in the middle of a document called "crash", and makes all others. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ source }: { readonly source: { readonly title: string } }) => {
  if (source.title === 'crash') process.exit(7);
});
await import('../../../../src/core/documents/threads/build-program.ts');
