import type { OperationFacts } from '../../src/core/domain/operations/define-operation.ts';

/** What the window must know of a call before it makes one: it opens without the contract, which takes longer to load than the first screen. */
export function callFacts(operations: readonly OperationFacts[]): string {
  const set = (name: string, comment: string, where: (facts: OperationFacts) => boolean): string =>
    `/** ${comment} */\nexport const ${name}: ReadonlySet<string> = new Set([\n${operations.filter(where).map((facts) => `  '${facts.name}',\n`).join('')}]);\n`;
  return [
    '/** Made from the contract by `npm run docs`; do not edit it. */\n',
    set('followed', 'Streams that go on for as long as somebody looks.', ({ kind, isDownload }) => kind === 'stream' && !isDownload),
    set('keyed', 'What takes an idempotency key.', ({ takesKey }) => takesKey),
  ].join('\n');
}
