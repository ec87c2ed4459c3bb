import type { ShortCommand } from './short-command.ts';

export interface ShortEntry {
  readonly summary: string;
  readonly load: () => Promise<ShortCommand>;
}

/** The short spellings, in the order of help. Each loads when it is asked for. */
export const shortCommands = {
  run: { summary: 'Run a workflow and follow it to the end', load: async () => (await import('./commands/run.ts')).runCommand },
  test: { summary: 'Run the tests of a workflow, offline', load: async () => (await import('./commands/test.ts')).testCommand },
  serve: { summary: 'Be the host of the data directory: drive runs, serve the page', load: async () => (await import('./commands/serve.ts')).serveCommand },
  mcp: { summary: 'Serve an assistant over standard input and output (MCP)', load: async () => (await import('./commands/mcp.ts')).mcpCommand },
  open: { summary: 'Print a new link to the page of the running host, and open it', load: async () => (await import('./commands/open.ts')).openCommand },
  completion: { summary: 'Print the completion script of a shell', load: async () => (await import('./commands/completion.ts')).completionCommand },
} as const satisfies { readonly [name: string]: ShortEntry };

export function isShortCommand(word: string): word is keyof typeof shortCommands {
  return Object.hasOwn(shortCommands, word);
}
