/** Streams that go on for as long as somebody looks: they share the window's socket. Whatever else streams is a download, and a request. */
const followed: ReadonlySet<string> = new Set([
  'runs.watch',
  'cards.watch',
  'notifications.watch',
  'tests.run',
  'workflows.watch',
  'connectors.follow',
  'vault.watch',
  'settings.watch',
  'audit.tail',
  'logs.tail',
]);

export function isFollowed(path: readonly string[]): boolean {
  return followed.has(path.join('.'));
}
