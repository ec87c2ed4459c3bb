import manifest from '../../package.json' with { type: 'json' };

/** A room of the house: a folder under `src/`, what it may see of the others and of the outside. */
export interface Room {
  readonly folder: string;
  readonly sees: readonly string[];
  /** Folders of rooms it sees that stay closed to it. */
  readonly closed?: readonly string[];
  /** Packages it may import; `node:` stands for every module of Node, a trailing slash for a scope. */
  readonly packages: readonly string[];
}

const domain = (...rooms: string[]): string[] => rooms.map((room) => `core/domain/${room}`);

const contract = ['zod', '@orpc/contract'];
const variants = domain('catalogue/nodes', 'catalogue/actions', 'catalogue/triggers', 'catalogue/validators');
const floor = ['model', 'expression', 'ports', 'operations', 'catalogue', 'runtime', 'services'];
const below = (room: string): string[] => domain(...floor.slice(0, floor.indexOf(room)));

/** An adapter knows what things are and the port it fills, and parses what comes in; it never knows another adapter. */
const adapter = (name: string, ...packages: string[]): Room => ({
  folder: `core/${name}`,
  sees: domain('model', 'ports'),
  packages: ['node:', 'zod', ...packages],
});

const adapters: readonly Room[] = [
  adapter('storage', 'better-sqlite3'),
  adapter('executors'),
  adapter('llm', '@cfworker/json-schema', 'openai', '@anthropic-ai/'),
  adapter('files', 'csv-parse', 'csv-stringify', 'js-yaml', 'unified', 'rehype-', 'remark-', 'hast', 'hast-util-', 'parse5', 'mdast'),
  adapter('documents', 'docx', 'pdfkit', 'fontkit', 'bidi-js', 'echarts', '@resvg/', 'dejavu-fonts-ttf', 'unified', 'rehype-', 'remark-', 'hast', 'hast-util-', 'parse5', 'mdast'),
  adapter('vault', '@node-rs/argon2', '@napi-rs/keyring'),
  adapter('http', 'undici'),
  adapter('mcp', '@modelcontextprotocol/client'),
  adapter('logging'),
  adapter('archives', 'yauzl', 'yazl'),
  adapter('events'),
  adapter('platform'),
  adapter('processes'),
  adapter('config', 'js-yaml', 'env-paths'),
  adapter('decorators', 'cockatiel'),
];

/** The import law: who may see whom. What a room does not name, it does not see. */
export const importLaw: readonly Room[] = [
  { folder: 'core/domain/model', sees: [], packages: ['zod', 'fuzzysort'] },
  { folder: 'core/domain/expression', sees: below('expression'), packages: ['@bufbuild/'] },
  { folder: 'core/domain/ports', sees: domain('model', 'expression'), packages: [] },
  { folder: 'core/domain/operations', sees: domain('model', 'expression'), packages: contract },
  { folder: 'core/domain/catalogue', sees: below('catalogue'), packages: ['zod', '@cfworker/json-schema'] },
  { folder: 'core/domain/runtime', sees: below('runtime'), packages: ['zod', '@cfworker/json-schema'] },
  { folder: 'core/domain/services', sees: below('services'), closed: variants, packages: [...contract, '@orpc/server', '@cfworker/json-schema'] },
  ...adapters,
  {
    folder: 'core/app',
    sees: [...domain(...floor), ...adapters.map((room) => room.folder)],
    packages: ['node:', 'zod', '@orpc/', 'env-paths', 'js-yaml'],
  },
  { folder: 'assistants', sees: ['core/app', ...domain('operations', 'model')], packages: ['node:', '@orpc/contract', '@modelcontextprotocol/server'] },
  { folder: 'server', sees: ['core/app', 'assistants', ...domain('operations', 'model')], packages: ['node:', '@orpc/', 'ws', '@modelcontextprotocol/server'] },
  { folder: 'cli', sees: ['core/app', 'server', 'assistants', ...domain('operations', 'model')], packages: ['node:', '@orpc/', 'commander', 'cli-table3', '@modelcontextprotocol/server'] },
  { folder: 'main', sees: ['core/app', 'server', ...domain('operations', 'model')], packages: ['node:', 'zod', '@orpc/', 'electron'] },
  { folder: 'preload', sees: [], packages: ['electron'] },
  {
    folder: 'renderer',
    sees: domain('operations', 'model'),
    packages: [
      'react', 'react-', '@orpc/client', '@orpc/contract', '@orpc/openapi-client', '@orpc/tanstack-query', '@tanstack/', '@xyflow/',
      '@dagrejs/', 'cmdk', 'sonner', 'zustand', 'echarts', 'unified', 'rehype-', 'remark-', 'hast', 'hast-util-', 'parse5', 'mdast',
      'codemirror', '@codemirror/', '@lezer/highlight', 'dompurify', 'pdfjs-dist',
    ],
  },
];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** Every package of the manifest, a types package under the name it describes, and the package itself. */
const knownPackages = [manifest.name, ...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].map((name) =>
  name.replace(/^@types\//u, ''),
);

/** The ways a file in `from` can spell a folder: the endings of its path, from whole to the first part they do not share. */
function spellings(from: string, to: string): string[] {
  const [here, there] = [from.split('/'), to.split('/')];
  const shared = there.findIndex((part, index) => part !== here[index]);
  return there.slice(0, shared + 1).map((_, index) => escaped(there.slice(index).join('/')));
}

function isAllowed(room: Room, name: string): boolean {
  return room.packages.some((entry) => name === entry || (/[-/]$/u.test(entry) && name.startsWith(entry)));
}

/** The patterns of oxlint's `no-restricted-imports` that keep one room inside the law. */
export function restrictedImports(room: Room): { regex: string; message: string }[] {
  const others = importLaw.map(({ folder }) => folder).filter((folder) => folder !== room.folder && !room.sees.includes(folder));
  const folders = [...others, ...(room.closed ?? [])].flatMap((folder) => spellings(room.folder, folder));
  const packages = knownPackages.filter((name) => !isAllowed(room, name)).map(escaped);
  if (!room.packages.includes('node:')) packages.push('node:[^/]+');
  return [
    { regex: String.raw`^(?:\.\./)+(?:src/)?(?:${folders.join('|')})/`, message: `src/${room.folder} does not see this room: see "The import law" in docs/architecture.md` },
    { regex: `^(?:${packages.join('|')})(?:/.*)?$`, message: `src/${room.folder} does not use this package: see "The import law" in docs/architecture.md` },
  ];
}
