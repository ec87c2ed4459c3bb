import type { z } from 'zod';
import type { CompositeTemplate } from '../../../model/document-template.ts';

/** A report with a contents page, key figures, a chart, chapters and sources. */
export const reportTemplate: z.input<typeof CompositeTemplate> = {
  format: 'aiwm.template/1',
  title: '{{ inputs.title }}',
  author: '{{ has(inputs.author) ? inputs.author : "" }}',
  options: { language: '{{ has(inputs.language) ? inputs.language : "en" }}', header: '{{ inputs.title }}', footer: '{{ inputs.date }}', contents: true },
  inputs: {
    type: 'object',
    required: ['title', 'date', 'summary', 'chapters'],
    properties: {
      title: { type: 'string' },
      subtitle: { type: 'string' },
      date: { type: 'string' },
      author: { type: 'string' },
      language: { type: 'string', description: 'BCP 47' },
      summary: { type: 'string', description: 'Markdown' },
      figures: { type: 'array', items: { type: 'object', required: ['name', 'value'], properties: { name: { type: 'string' }, value: {}, note: { type: 'string' } } } },
      trend: { type: 'object', required: ['caption', 'labels', 'series'], properties: { caption: { type: 'string' }, unit: { type: 'string' }, labels: { type: 'array' }, series: { type: 'string' }, values: { type: 'array', items: { type: 'number' } } } },
      chapters: { type: 'array', items: { type: 'object', required: ['title', 'text'], properties: { title: { type: 'string' }, text: { type: 'string', description: 'Markdown' } } } },
      sources: { type: 'array', items: { type: 'string' } },
    },
  },
  sample: {
    title: 'Support in the third quarter',
    subtitle: 'What customers asked, and how fast they were answered',
    date: '1 October 2026',
    author: 'Customer care',
    summary: 'Customers wrote **1,284 times**, a tenth more than in the quarter before. Nine of ten were answered within a day. Questions about invoices grew most, and most of them came from one change of the billing page.',
    figures: [
      { name: 'Requests', value: '1,284', note: '+10 % on the second quarter' },
      { name: 'Answered within a day', value: '91 %', note: 'Goal: 90 %' },
      { name: 'Median time to an answer', value: '3 h 10 min', note: '−25 min' },
      { name: 'Satisfied customers', value: '4.6 of 5', note: '412 answers' },
    ],
    trend: { caption: 'Requests by month', unit: 'Requests', series: 'Requests', labels: ['April', 'May', 'June', 'July', 'August', 'September'], values: [371, 388, 406, 398, 421, 465] },
    chapters: [
      { title: 'What people asked', text: 'Three subjects make two thirds of all requests:\n\n1. **Invoices** – where to find them, and how to change the address on them.\n2. **Sign-in** – codes that did not arrive, mostly with one provider of mail.\n3. **Deliveries** – when a parcel comes, and how to send it elsewhere.' },
      { title: 'What we changed', text: 'The billing page shows invoices first. Since then questions about them fell from eleven to four a day.\n\n> “Found it in a second this time.” – a customer in September' },
      { title: 'What comes next', text: 'Codes for signing in will be sent by text message, too. We expect a quarter fewer requests about sign-in by the end of the year.' },
    ],
    sources: ['Requests in the help desk, 1 April to 30 September 2026', 'Survey after each answer, July to September 2026'],
  },
  header: [
    { when: 'has(inputs.subtitle)', markdown: '*{{ inputs.subtitle }}*' },
    { markdown: '{{ has(inputs.author) ? inputs.author + " · " : "" }}{{ inputs.date }}' },
  ],
  body: [
    { heading: 'Summary', value: { of: 'inputs.summary', markdown: true } },
    {
      when: 'has(inputs.figures) && size(inputs.figures) > 0',
      heading: 'Key figures',
      table: {
        rows: 'inputs.figures',
        columns: [
          { title: 'Figure', value: 'item.name' },
          { title: 'Value', value: 'item.value', align: 'right' },
          { title: 'Note', value: 'has(item.note) ? item.note : ""' },
        ],
      },
    },
    {
      when: 'has(inputs.trend)',
      chart: { kind: 'line', caption: '{{ inputs.trend.caption }}', yLabel: '{{ has(inputs.trend.unit) ? inputs.trend.unit : "" }}', x: 'inputs.trend.labels', series: [{ name: '{{ inputs.trend.series }}', values: 'inputs.trend.values' }] },
    },
    { each: { in: 'inputs.chapters', as: 'chapter' }, heading: '{{ vars.chapter.title }}', value: { of: 'vars.chapter.text', markdown: true } },
  ],
  appendices: [
    {
      when: 'has(inputs.sources) && size(inputs.sources) > 0',
      heading: 'Sources',
      sections: [{ each: { in: 'inputs.sources', as: 'source' }, markdown: '- {{ vars.source }}' }],
    },
  ],
};
