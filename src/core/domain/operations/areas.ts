/**
 * The whole contract, by area. Each area loads alone, so that a command line that needs one does not pay for the others;
 * servers and windows load all with {@link loadContract}. The order is the order of help and documents.
 */
export const areas = {
  overview: async () => (await import('./overview.ts')).overview,
  workflows: async () => (await import('./workflows.ts')).workflows,
  runs: async () => (await import('./runs.ts')).runs,
  cards: async () => (await import('./cards.ts')).cards,
  approvals: async () => (await import('./approvals.ts')).approvals,
  notifications: async () => (await import('./notifications.ts')).notifications,
  actions: async () => (await import('./actions.ts')).actions,
  tests: async () => (await import('./tests.ts')).tests,
  docs: async () => (await import('./docs.ts')).docs,
  doctemplates: async () => (await import('./doctemplates.ts')).doctemplates,
  artifacts: async () => (await import('./artifacts.ts')).artifacts,
  files: async () => (await import('./files.ts')).files,
  filesandbox: async () => (await import('./filesandbox.ts')).filesandbox,
  connectors: async () => (await import('./connectors.ts')).connectors,
  vault: async () => (await import('./vault.ts')).vault,
  credentials: async () => (await import('./credentials.ts')).credentials,
  catalogue: async () => (await import('./catalogue.ts')).catalogue,
  usage: async () => (await import('./usage.ts')).usage,
  budgets: async () => (await import('./budgets.ts')).budgets,
  settings: async () => (await import('./settings.ts')).settings,
  profiles: async () => (await import('./profiles.ts')).profiles,
  servers: async () => (await import('./servers.ts')).servers,
  tokens: async () => (await import('./tokens.ts')).tokens,
  audit: async () => (await import('./audit.ts')).audit,
  logs: async () => (await import('./logs.ts')).logs,
  search: async () => (await import('./search.ts')).search,
  system: async () => (await import('./system.ts')).system,
} as const;

export type AreaName = keyof typeof areas;
export type Contract = { readonly [A in AreaName]: Awaited<ReturnType<(typeof areas)[A]>> };

export function isAreaName(word: string): word is AreaName {
  return Object.hasOwn(areas, word);
}

export async function loadContract(): Promise<Contract> {
  const loaded = await Promise.all(Object.entries(areas).map(async ([name, load]) => [name, await load()] as const));
  return Object.fromEntries(loaded) as Contract;
}
