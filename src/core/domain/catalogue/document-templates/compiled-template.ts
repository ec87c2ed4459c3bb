import type { ParsedExpression } from '../../expression/expression.ts';
import type { ParsedTemplate } from '../../expression/template.ts';
import type { ChartSpec, Paper } from '../../model/document.ts';

/** A template whose expressions are known to be sound, ready to make documents. */
export interface CompiledTemplate {
  readonly body:
    | { readonly format: 'md'; readonly text: ParsedTemplate }
    | { readonly format: 'html'; readonly text: ParsedTemplate }
    | ({ readonly format: 'template' } & CompiledComposite);
  /** What it reads of its inputs: `inputs.customer`. */
  readonly references: readonly string[];
  /** Every expression of it, for checks of types. */
  readonly uses: readonly TemplateUse[];
  /** Other documents it takes in. */
  readonly documents: readonly { readonly id: string; readonly revision?: number }[];
}

/** One expression of a template, and where it stands. */
export interface TemplateUse {
  readonly where: string;
  readonly source: string;
}

export interface CompiledComposite {
  readonly title: ParsedTemplate;
  readonly author?: ParsedTemplate;
  readonly language: ParsedTemplate;
  readonly pageHeader?: ParsedTemplate;
  readonly pageFooter?: ParsedTemplate;
  readonly contents: boolean;
  readonly paper?: Paper;
  readonly header: readonly CompiledSection[];
  readonly sections: readonly CompiledSection[];
  readonly appendices: readonly CompiledSection[];
}

export interface CompiledSection {
  readonly where: string;
  readonly when?: ParsedExpression;
  readonly each?: { readonly in: ParsedExpression; readonly as: string };
  readonly heading?: { readonly text: ParsedTemplate; readonly level: number };
  readonly content?: SectionContent;
}

export type SectionContent =
  | { readonly kind: 'markdown'; readonly text: ParsedTemplate }
  | { readonly kind: 'value'; readonly of: ParsedExpression; readonly isMarkdown: boolean }
  | { readonly kind: 'table'; readonly rows: ParsedExpression; readonly columns: readonly CompiledColumn[]; readonly empty?: ParsedTemplate }
  | { readonly kind: 'chart'; readonly chart: CompiledChart }
  | { readonly kind: 'document'; readonly id: string }
  | { readonly kind: 'pageBreak' }
  | { readonly kind: 'sections'; readonly sections: readonly CompiledSection[] };

export interface CompiledColumn {
  readonly title: ParsedTemplate;
  readonly value: ParsedExpression;
  readonly align: 'left' | 'center' | 'right';
  readonly isMarkdown: boolean;
}

export interface CompiledChart {
  readonly kind: ChartSpec['kind'];
  readonly caption: ParsedTemplate;
  readonly title?: ParsedTemplate;
  readonly xLabel?: ParsedTemplate;
  readonly yLabel?: ParsedTemplate;
  readonly x: ParsedExpression;
  readonly series: readonly { readonly name: ParsedTemplate; readonly values: ParsedExpression }[];
}
