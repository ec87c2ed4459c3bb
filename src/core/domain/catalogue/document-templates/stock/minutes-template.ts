import type { z } from 'zod';
import type { CompositeTemplate } from '../../../model/document-template.ts';

/** Minutes of a meeting: who was there, what was said and decided, and a table of who does what by when. */
export const minutesTemplate: z.input<typeof CompositeTemplate> = {
  format: 'aiwm.template/1',
  title: '{{ inputs.title }}',
  options: { language: '{{ has(inputs.language) ? inputs.language : "en" }}', footer: '{{ inputs.title }} · {{ inputs.date }}' },
  inputs: {
    type: 'object',
    required: ['title', 'date', 'present', 'topics'],
    properties: {
      title: { type: 'string' },
      date: { type: 'string' },
      place: { type: 'string' },
      language: { type: 'string', description: 'BCP 47' },
      present: { type: 'array', items: { type: 'string' } },
      apologies: { type: 'array', items: { type: 'string' } },
      topics: { type: 'array', items: { type: 'object', required: ['title', 'notes'], properties: { title: { type: 'string' }, notes: { type: 'string', description: 'Markdown' }, decision: { type: 'string' } } } },
      tasks: { type: 'array', items: { type: 'object', required: ['task', 'owner'], properties: { task: { type: 'string' }, owner: { type: 'string' }, due: { type: 'string' } } } },
      next: { type: 'string', description: 'When people meet again' },
    },
  },
  sample: {
    title: 'Minutes of the release meeting',
    date: '1 October 2026, 10:00–10:45',
    place: 'Room 3 and by video',
    present: ['Ana Duarte (chair)', 'Björn Falk', 'Chiara Neri', 'Dmitri Orlov'],
    apologies: ['Emeka Obi'],
    topics: [
      { title: 'State of the release', notes: 'All planned changes are in. Two faults are open:\n\n- the export of large tables stops after an hour,\n- one text of the settings is cut off in German.\n\nBoth are understood.', decision: 'We release on 8 October if both are mended by the 6th.' },
      { title: 'Help pages', notes: 'The pages about documents are written and want a second reader. Chiara has time on Friday.' },
      { title: 'Load at the end of the quarter', notes: 'The measured peak was **a third** of what we can serve. No further machines are needed this year.', decision: 'The order of two machines is cancelled.' },
    ],
    tasks: [
      { task: 'Mend the export of large tables', owner: 'Björn', due: '6 October' },
      { task: 'Shorten the German text', owner: 'Dmitri', due: '2 October' },
      { task: 'Read the pages about documents', owner: 'Chiara', due: '3 October' },
      { task: 'Cancel the order', owner: 'Ana' },
    ],
    next: '8 October 2026, 10:00',
  },
  header: [
    {
      table: {
        rows: '[["Date", inputs.date], ["Place", has(inputs.place) ? inputs.place : ""], ["Present", inputs.present.join(", ")], ["Apologies", has(inputs.apologies) ? inputs.apologies.join(", ") : ""]].filter(row, row[1] != "")',
        columns: [
          { title: 'Meeting', value: 'item[0]' },
          { title: '{{ inputs.title }}', value: 'item[1]' },
        ],
      },
    },
  ],
  body: [
    {
      each: { in: 'inputs.topics', as: 'topic' },
      heading: '{{ index + 1 }}. {{ vars.topic.title }}',
      sections: [
        { value: { of: 'vars.topic.notes', markdown: true } },
        { when: 'has(vars.topic.decision)', markdown: '> **Decided:** {{ vars.topic.decision }}' },
      ],
    },
    {
      when: 'has(inputs.tasks) && size(inputs.tasks) > 0',
      heading: 'Tasks',
      table: {
        rows: 'inputs.tasks',
        columns: [
          { title: 'No.', value: 'index + 1', align: 'right' },
          { title: 'Task', value: 'item.task' },
          { title: 'Who', value: 'item.owner' },
          { title: 'By', value: 'has(item.due) ? item.due : "–"' },
        ],
      },
    },
    { when: 'has(inputs.next)', heading: 'Next meeting', markdown: '{{ inputs.next }}' },
  ],
};
