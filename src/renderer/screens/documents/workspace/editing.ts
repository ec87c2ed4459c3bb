/** One document under the hands of somebody: what it was read as, and what stands there now. */
export interface Editing {
  /** The revision the text began as. */
  readonly base: number;
  readonly baseText: string;
  readonly text: string;
  /** When the text that stands here was put aside in this browser; nothing while typing runs ahead of it. */
  readonly keptAt?: string;
  /** The text was put aside by a window that is gone, at this moment, and was brought back. */
  readonly broughtBack?: string;
}

export type EditingAct =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'kept'; readonly at: string; readonly text: string }
  /** What was sent is a revision now; what was typed since then stands. */
  | { readonly kind: 'saved'; readonly revision: number; readonly text: string }
  /** The text as it stands in the registry takes the place of this one. */
  | { readonly kind: 'taken'; readonly revision: number; readonly text: string }
  /** Both sides are joined: what the registry has is the new base. */
  | { readonly kind: 'merged'; readonly revision: number; readonly theirs: string; readonly text: string };

export function edited(editing: Editing, act: EditingAct): Editing {
  switch (act.kind) {
    case 'typed':
      return act.text === editing.text ? editing : typed(editing, act.text);
    case 'kept':
      return act.text === editing.text ? { ...editing, keptAt: act.at } : editing;
    case 'saved':
      return { base: act.revision, baseText: act.text, text: editing.text };
    case 'taken':
      return { base: act.revision, baseText: act.text, text: act.text };
    case 'merged':
      return { base: act.revision, baseText: act.theirs, text: act.text };
  }
}

function typed({ base, baseText, broughtBack }: Editing, text: string): Editing {
  return { base, baseText, text, ...(broughtBack === undefined ? {} : { broughtBack }) };
}

export function isModified({ text, baseText }: Editing): boolean {
  return text !== baseText;
}

/** How the text stands to the newest revision: `behind` may be replaced at once, `diverged` needs a person. */
export function standing(editing: Editing, newest: number): 'fresh' | 'modified' | 'behind' | 'diverged' {
  const isOld = newest > editing.base;
  if (isModified(editing)) return isOld ? 'diverged' : 'modified';
  return isOld ? 'behind' : 'fresh';
}
