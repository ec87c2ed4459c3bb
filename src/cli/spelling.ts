import { own } from '../core/domain/model/own.ts';
import type { AreaName } from '../core/domain/operations/areas.ts';

/** What an area is about, for help. The areas themselves are the contract's. */
export const areaSummaries: Readonly<Record<AreaName, string>> = {
  overview: 'How everything stands',
  workflows: 'Drafts, versions, import, verify and publish',
  runs: 'Start, follow and steer runs',
  cards: 'What people are asked, and their answers',
  approvals: 'What waits for somebody’s approval',
  notifications: 'What needs somebody, over all runs',
  actions: 'What people may do where a run is',
  tests: 'Runs kept as tests of their workflow',
  docs: 'Documents people and runs keep, with their revisions',
  doctemplates: 'Templates of documents, and who uses them',
  artifacts: 'What runs leave in people’s hands',
  files: 'Files inside the allowed directories',
  filesandbox: 'The directories workflows may touch',
  connectors: 'Models, storage, files and documents',
  vault: 'Where secrets are kept, and what opens it',
  credentials: 'Secrets of connectors',
  catalogue: 'What workflows are made of',
  usage: 'Tokens, calls and money',
  budgets: 'Caps on what model calls may use',
  settings: 'Settings by section',
  profiles: 'Named sets of settings',
  servers: 'Servers elsewhere, which --server names',
  tokens: 'Tokens that let programs in',
  audit: 'Who did what',
  logs: 'What the program did, line by line',
  search: 'Everything there is, by what it is called',
  system: 'The program itself',
};

/** Areas that people find inside another, by the word they have there. */
export const areasWithin: { readonly [A in AreaName]?: { readonly [word: string]: AreaName } } = { docs: { templates: 'doctemplates' } };

/** A command as people type it, where the contract calls its area otherwise. */
export function asTyped(command: string): string {
  return command.replace(/^aiwm doctemplates\b/u, 'aiwm docs templates');
}

/** Other words for the beginning of a command; they work and are not shown. The verbs' own aliases are in the contract. */
const otherWords: readonly (readonly [spelled: readonly string[], meant: readonly string[]])[] = [
  [['workflows', 'run'], ['run']],
  [['workflows', 'test'], ['test']],
  [['runs', 'artifacts', 'list'], ['artifacts', 'list']],
  [['runs', 'artifacts', 'download'], ['artifacts', 'get']],
  [['ops', 'doctor'], ['system', 'doctor']],
  [['ops', 'validate-install'], ['system', 'validate']],
  [['system', 'logs'], ['logs']],
  [['ops', 'logs'], ['logs']],
  [['connectors', 'credentials'], ['credentials']],
  [['docs', 'templates'], ['doctemplates']],
  [['doctor'], ['system', 'doctor']],
  [['info'], ['system', 'info']],
  [['status'], ['overview', 'show']],
  [['docs', 'revisions', 'list'], ['docs', 'revisions']],
  [['docs', 'revisions', 'restore'], ['docs', 'restore']],
  [['connectors', 'config', 'export'], ['settings', 'export']],
  [['connectors', 'config', 'import'], ['settings', 'import']],
  [['connectors', 'config', 'apply'], ['settings', 'import']],
];

const otherAreas: { readonly [word: string]: AreaName } = {
  wf: 'workflows',
  workflow: 'workflows',
  card: 'cards',
  doc: 'docs',
  document: 'docs',
  documents: 'docs',
  artifact: 'artifacts',
  file: 'files',
  sandbox: 'filesandbox',
  connector: 'connectors',
  credential: 'credentials',
  keys: 'credentials',
  config: 'settings',
  setting: 'settings',
  budget: 'budgets',
  profile: 'profiles',
  server: 'servers',
  token: 'tokens',
};

/** What an area does where no verb is said. */
const usualVerbs: { readonly [area: string]: string } = { usage: 'report', overview: 'show' };

/** Areas of one verb, which is not said: what follows is what it acts on. */
const onlyVerbs: { readonly [area: string]: string } = { search: 'find' };

/** The words with the verb that goes without saying. */
export function withUsualVerb(words: readonly string[]): readonly string[] {
  const only = own(onlyVerbs, words[0] ?? '');
  if (only !== undefined) return words[1] === only ? words : [words[0] ?? '', only, ...words.slice(1)];
  const verb = words.length === 1 ? own(usualVerbs, words[0] ?? '') : undefined;
  return verb === undefined ? words : [...words, verb];
}

/** The first words of a command as the contract spells them. */
export function canonicalWords(words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  if (first === undefined) return words;
  const area = own(otherAreas, first);
  const spelled = area === undefined ? words : [area, ...rest];
  const other = otherWords.find(([from]) => from.every((word, index) => spelled[index] === word));
  return other === undefined ? spelled : [...other[1], ...spelled.slice(other[0].length)];
}
