import { type AreaName, isAreaName } from '../../core/domain/operations/areas.ts';
import type { Look, Printed } from './printer.ts';
import { details, table } from './table.ts';
import { pretty, shown, title } from './words.ts';

type AnyPrinters = { readonly [verb: string]: ((answer: never, look: Look) => Printed | Promise<Printed>) | undefined };

const printersOf: { readonly [A in AreaName]: () => Promise<AnyPrinters> } = {
  overview: async () => (await import('./areas/overview.ts')).printers,
  workflows: async () => (await import('./areas/workflows.ts')).printers,
  runs: async () => (await import('./areas/runs.ts')).printers,
  cards: async () => (await import('./areas/cards.ts')).printers,
  approvals: async () => (await import('./areas/approvals.ts')).printers,
  notifications: async () => (await import('./areas/notifications.ts')).printers,
  actions: async () => (await import('./areas/actions.ts')).printers,
  tests: async () => (await import('./areas/tests.ts')).printers,
  docs: async () => (await import('./areas/docs.ts')).docs,
  doctemplates: async () => (await import('./areas/doctemplates.ts')).doctemplates,
  artifacts: async () => (await import('./areas/others.ts')).artifacts,
  files: async () => (await import('./areas/others.ts')).files,
  filesandbox: async () => (await import('./areas/others.ts')).filesandbox,
  connectors: async () => (await import('./areas/connectors.ts')).connectors,
  vault: async () => (await import('./areas/vault.ts')).vault,
  servers: async () => (await import('./areas/servers.ts')).servers,
  tokens: async () => (await import('./areas/tokens.ts')).tokens,
  credentials: async () => (await import('./areas/vault.ts')).credentials,
  catalogue: async () => (await import('./areas/others.ts')).catalogue,
  usage: async () => (await import('./areas/usage.ts')).usage,
  budgets: async () => (await import('./areas/usage.ts')).budgets,
  settings: async () => (await import('./areas/settings.ts')).settings,
  profiles: async () => (await import('./areas/settings.ts')).profiles,
  audit: async () => (await import('./areas/others.ts')).audit,
  logs: async () => (await import('./areas/others.ts')).logs,
  search: async () => (await import('./areas/search.ts')).printers,
  system: async () => (await import('./areas/others.ts')).system,
};

/** An operation's answer for a person: by its area's printer, else by its shape. */
export async function printAnswer(operation: string, answer: unknown, look: Look): Promise<Printed> {
  const [area = '', verb = ''] = operation.split('.');
  const printer = isAreaName(area) ? (await printersOf[area]())[verb] : undefined;
  // The answer was checked against this very operation's output schema before it came here.
  return printer === undefined ? { text: byShape(answer, look) } : printer(answer as never, look);
}

function byShape(answer: unknown, look: Look): string {
  if (!isObject(answer)) return shown(answer);
  const { items } = answer;
  if (Array.isArray(items) && items.every(isObject)) {
    const [first] = items;
    const names = Object.keys(first ?? {}).filter((name) => typeof first?.[name] !== 'object');
    return items.length === 0 ? 'Nothing.' : table(names.map(title), items.map((item) => names.map((name) => shown(item[name]))), look);
  }
  const isFlat = Object.values(answer).every((value) => typeof value !== 'object');
  return isFlat ? details(Object.entries(answer).map(([name, value]) => [name, shown(value)]), look) : pretty(answer as never);
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
