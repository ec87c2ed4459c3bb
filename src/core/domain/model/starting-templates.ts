import type { Lifecycle } from './workflow-lifecycle.ts';

/** Something new workflows begin with. */
export interface StartingTemplate {
  /** Absent while workflows shall begin with it; its successor is a template, too. */
  readonly lifecycle?: Lifecycle;
}

export const templateNames = ['blank', 'ask', 'review', 'batch'] as const;
export type TemplateName = (typeof templateNames)[number];

/** The templates the product has, and how long each shall be used. One that is given up stays here, for those that were made of it. */
export const startingTemplates: { readonly [name in TemplateName]: StartingTemplate } = {
  blank: {},
  ask: {},
  review: {},
  batch: {},
};

/** Those that workflows shall begin with. */
export const currentTemplates = templateNames.filter((name) => startingTemplates[name].lifecycle === undefined);
