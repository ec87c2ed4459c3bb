import type { z } from 'zod';
import type { CompositeTemplate, StockTemplateName } from '../../../model/document-template.ts';
import { letterTemplate } from './letter-template.ts';
import { minutesTemplate } from './minutes-template.ts';
import { reportTemplate } from './report-template.ts';

interface StockTemplate {
  readonly title: string;
  readonly template: z.input<typeof CompositeTemplate>;
}

/** Templates every installation has, by the name after `stock:`. */
export const stockTemplates: { readonly [Name in StockTemplateName]: StockTemplate } = {
  report: { title: 'Report with contents', template: reportTemplate },
  letter: { title: 'Letter', template: letterTemplate },
  minutes: { title: 'Minutes with tasks', template: minutesTemplate },
};

/** The template as the text it would be saved as. */
export function stockTemplateText(name: StockTemplateName): string {
  return `${JSON.stringify(stockTemplates[name].template, null, 2)}\n`;
}
