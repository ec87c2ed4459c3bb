import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import type { Finding } from '../../../../core/domain/operations/workflows.ts';

/** One way to mend a finding: the edits are one act for whoever undoes it. */
export interface QuickFix {
  /** What it does, as a verb: "Delete Review". */
  readonly title: string;
  /** Its beginning, where the rest is the place that stands beside it. */
  readonly short?: string;
  readonly edits: readonly Edit[];
  /** The field at which a person decides, where pressing a button does not mend it. */
  readonly field?: string;
}

/** What has to be known of a kind of node to mend what is around one. */
export interface NodeFacts {
  readonly title: string;
  readonly role: 'start' | 'step' | 'end';
  readonly leavesBy: readonly string[];
  readonly bodies: { readonly least: number; readonly most: number };
}

/** What fixes draw from: the definition the finding is about, and the kinds there are, by type. */
export interface FixContext {
  readonly definition: JsonObject;
  readonly nodes: ReadonlyMap<string, NodeFacts>;
  /** Titles of actions, triggers and validators by type. */
  readonly actions: ReadonlyMap<string, string>;
  /** Of actions by type: members of what they leave that are there only where a field of the config says so. */
  readonly gives?: ReadonlyMap<string, NonNullable<CatalogueEntry['gives']>>;
  readonly triggers: ReadonlyMap<string, string>;
  readonly validators: ReadonlyMap<string, string>;
}

/** The ways to mend one finding, the likeliest first; none where it cannot be mended without knowing more. */
export type FixMaker = (finding: Finding, context: FixContext) => readonly QuickFix[];
