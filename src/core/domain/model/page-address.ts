import { z } from 'zod';

// An address is typed by people and written by other programs: what in it names nothing is left out, so that the page opens without it.
const Name = z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().min(1).max(400)).optional().catch(undefined);
const Count = z.coerce.number().int().positive().optional().catch(undefined);

/** Where in a run: at a place of its map, or after a row of its journal. */
export const RunPlace = z.object({ node: Name, seq: Count });
export type RunPlace = z.output<typeof RunPlace>;

/** What the inspector has of a node, a tab each. */
export const nodePanels = ['parameters', 'actions', 'exits', 'about'] as const;

/** What may be open in a workflow; those of a node go with one. */
export const workflowPanels = ['history', 'problems', ...nodePanels] as const;

/** Where in a workflow: at a node or at what a finding's path names, in an earlier version, with a panel open. */
export const WorkflowPlace = z.object({ node: Name, version: Count, panel: z.enum(workflowPanels).optional().catch(undefined) });
export type WorkflowPlace = z.output<typeof WorkflowPlace>;

/** Which setting, by its key. */
export const SettingPlace = z.object({ key: Name });

/** What has a page of its own, by the word for it. */
export const pageNouns = ['run', 'workflow', 'card', 'document', 'setting'] as const;
export type PageNoun = (typeof pageNouns)[number];

/** Where the pages of each stand; settings stand on one page. */
export const pageFolders: { readonly [N in PageNoun]: string } = { run: '/runs/', workflow: '/workflows/', card: '/cards/', document: '/documents/', setting: '/settings/sections' };

/** The address of a page inside the window, such as `/runs/7f3a?node=ask`: what stands behind the `#`. */
export function pagePath(noun: PageNoun, id: string, place: RunPlace & WorkflowPlace = {}): string {
  const said = noun === 'setting' ? { key: id } : place;
  const query = Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`])).join('&');
  return `${pageFolders[noun]}${noun === 'setting' ? '' : encodeURIComponent(id)}${query === '' ? '' : `?${query}`}`;
}
