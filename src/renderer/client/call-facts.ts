/** Made from the contract by `npm run docs`; do not edit it. */

/** Streams that go on for as long as somebody looks. */
export const followed: ReadonlySet<string> = new Set([
  'overview.watch',
  'workflows.watchlist',
  'workflows.watch',
  'runs.watch',
  'runs.watchlist',
  'cards.watch',
  'notifications.watch',
  'tests.run',
  'connectors.follow',
  'vault.watch',
  'settings.watch',
  'audit.tail',
  'logs.tail',
  'system.watch',
]);

/** What takes an idempotency key. */
export const keyed: ReadonlySet<string> = new Set([
  'runs.start',
  'runs.pause',
  'runs.resume',
  'runs.stop',
  'runs.resolve',
  'runs.adjust',
  'runs.break',
  'runs.fire',
  'runs.fork',
  'runs.restart',
  'runs.migrate',
  'cards.submit',
  'approvals.decide',
  'actions.invoke',
]);
