import { WorkflowId } from './ids.ts';

const longest = 64;

/** A name for the command line made from a display name: "Weekly Report (EU)" gives `weekly-report-eu`. */
export function slugFromName(name: string): string {
  const words = name
    .normalize('NFKD')
    // Accents stand as characters of their own after NFKD, so that ó keeps its o.
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '');
  const slug = words.join('-').slice(0, longest).replace(/-+$/u, '');
  // A name in the form of an id would lead to whatever has that id.
  return slug === '' || WorkflowId.safeParse(slug).success ? 'workflow' : slug;
}

/** The same slug with a number, short enough to be one. */
export function numberedSlug(slug: string, number: number): string {
  const ending = `-${number}`;
  return `${slug.slice(0, longest - ending.length).replace(/-+$/u, '')}${ending}`;
}
