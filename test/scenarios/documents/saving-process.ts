import { hash } from 'node:crypto';
import { DocumentId } from '../../../src/core/domain/model/document-entry.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';

// Saves revision after revision of a document, and says before each what it is about to save, until it is killed.
const [directory = '', id = ''] = process.argv.slice(2);
const data = await openLocalSqlite({ directory });
const document = DocumentId.parse(id);
for (;;) {
  const newest = (await data.documents.get(document))?.newest.number ?? 0;
  // Large ones lie as files beside the rows, small ones in them.
  const text = `${String(newest + 1)}\n`.repeat(newest % 2 === 0 ? 400_000 : 10);
  const bytes = new TextEncoder().encode(text);
  process.stdout.write(`${String(newest + 1)}\n`);
  await data.documents.save({ id: document, expected: newest, keep: 3, at: newest, author: { kind: 'user', id: 'local' }, note: '', content: { sha256: hash('sha256', bytes, 'hex'), mediaType: 'text/plain', bytes } });
}
