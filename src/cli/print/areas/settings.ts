import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { localTime, pretty, shown } from '../words.ts';

/** How settings and profiles are told. */
export const settings: AreaPrinters<'settings'> = {
  list: ({ items, notes }, look) => ({ text: [table(['section', 'value'], items.map((item) => [item.section, JSON.stringify(item.value)]), look), ...notes, ...items.flatMap((item) => item.notes)].join('\n') }),
  get: ({ value, notes }) => ({ text: pretty(value), ...(notes.length === 0 ? {} : { next: notes.join('\n') }) }),
  set: ({ section, notes }) => ({ text: [`Saved "${section}"; it counts from now on.`, ...notes].join('\n') }),
  save: ({ items }) => ({ text: `Saved ${items.map(({ section }) => `"${section}"`).join(', ')}; it counts from now on.` }),
  reset: ({ section, notes }) => ({ text: [`What was saved of "${section}" is taken back.`, ...notes].join('\n') }),
  explain: ({ key, value, layers }, look) => ({
    text: [`${key} is ${value === undefined ? 'not set' : JSON.stringify(value)}`, table(['', 'layer', 'value', 'where'], layers.map(({ layer, source, value: says, wins }) => [wins ? '→' : '', layer, says === undefined ? '–' : JSON.stringify(says), source]), look)].join('\n'),
  }),
  history: ({ items }, look) =>
    items.length === 0
      ? { text: 'Nothing was changed yet.' }
      : {
          text: table(['change', 'at', 'what', 'where', 'by', 'settings'], items.map((item) => [item.id, localTime(item.at), item.kind, item.where, shown(item.by), item.paths.join(', ')]), look),
          next: '`aiwm settings restore <change> --dry-run` says what going back to one would change.',
        },
  restore: ({ id, applied, differences }, look) => ({ text: told(differences, applied ? `The settings are as change ${id} left them.` : undefined, look) }),
  export: ({ text }) => ({ text: text.trimEnd(), next: '--out <file> writes it to a file.' }),
  import: ({ applied, differences, trust, warnings }, look) => ({
    text: [told(differences, applied ? 'The settings were taken over.' : undefined, look), ...trust.map((what) => `Trust: ${what}.`), ...warnings].join('\n'),
    ...(applied || trust.length === 0 ? {} : { next: 'It is taken over with --accept-trust alone: look at each line that begins with “Trust”.' }),
  }),
};

export const profiles: AreaPrinters<'profiles'> = {
  list: ({ items, source }, look) => ({ text: table(['profile', 'active', 'says something of', 'for'], items.map((item) => [item.name, item.active ? `yes (${source})` : '', item.sections.join(', '), item.description]), look) }),
  get: ({ values }) => ({ text: pretty(values) }),
  create: ({ name }) => ({ text: `The profile "${name}" is there.`, next: `\`aiwm profiles use ${name}\` makes it the active one.` }),
  use: ({ name }) => ({ text: `The profile "${name}" is the active one.` }),
  remove: ({ name }) => ({ text: `The profile "${name}" is gone.` }),
};

interface Difference {
  readonly where: string;
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

function told(differences: readonly Difference[], done: string | undefined, look: Parameters<typeof table>[2]): string {
  if (differences.length === 0) return 'Nothing differs.';
  const rows = differences.map(({ where, path, before, after }) => [where, path, before === undefined ? '–' : JSON.stringify(before), after === undefined ? '–' : JSON.stringify(after)]);
  return [table(['where', 'setting', 'now', done === undefined ? 'would be' : 'new'], rows, look), done ?? 'Nothing was changed yet.'].join('\n');
}
