/** A document that stands open: enough to draw its tab before anything is asked. */
export interface OpenTab {
  readonly id: string;
  readonly title: string;
  /** As it is shown. */
  readonly format?: string;
}

const mostTabs = 24;

/** With the document open, under the title it has now; where too many are open, the longest open of the others goes. */
export function withTab(tabs: readonly OpenTab[], tab: OpenTab): readonly OpenTab[] {
  const known = tabs.find(({ id }) => id === tab.id);
  if (known !== undefined) return known.title === tab.title && known.format === tab.format ? tabs : tabs.map((each) => (each.id === tab.id ? tab : each));
  return [...tabs.slice(Math.max(0, tabs.length + 1 - mostTabs)), tab];
}

export function withoutTab(tabs: readonly OpenTab[], id: string): readonly OpenTab[] {
  return tabs.filter((tab) => tab.id !== id);
}

/** What stands beside the title where another tab has the same: the format, or the end of the id where that is the same, too. */
export function apart(tabs: readonly OpenTab[], { id, title, format }: OpenTab): string | undefined {
  const twins = tabs.filter((tab) => tab.id !== id && tab.title === title);
  if (twins.length === 0) return undefined;
  return format === undefined || twins.some((tab) => tab.format === format) ? id.slice(-4) : format;
}

/** Where to go when a tab closes: to its right neighbour, else to its left one, else nowhere. */
export function neighbour(tabs: readonly OpenTab[], id: string): string | undefined {
  const at = tabs.findIndex((tab) => tab.id === id);
  return (tabs[at + 1] ?? tabs[at - 1])?.id;
}

/** The tab so many steps on, around the ends. */
export function tabAfter(tabs: readonly OpenTab[], id: string, steps: number): string | undefined {
  const at = tabs.findIndex((tab) => tab.id === id);
  return tabs.at((((at + steps) % tabs.length) + tabs.length) % tabs.length)?.id;
}

/** Tabs as they were kept; nothing where what was kept is something else. */
export function readTabs(kept: string | null): readonly OpenTab[] {
  if (kept === null) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(kept);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  return Array.isArray(parsed) ? parsed.filter(isTab) : [];
}

function isTab(value: unknown): value is OpenTab {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'title' in value && typeof value.title === 'string' && (!('format' in value) || typeof value.format === 'string');
}
