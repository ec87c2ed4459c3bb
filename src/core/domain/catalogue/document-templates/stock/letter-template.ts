import type { z } from 'zod';
import type { CompositeTemplate } from '../../../model/document-template.ts';

/** A letter: who writes, who gets it, what it is about, and what is enclosed. */
export const letterTemplate: z.input<typeof CompositeTemplate> = {
  format: 'aiwm.template/1',
  title: '{{ inputs.subject }}',
  author: '{{ inputs.sender.name }}',
  options: { language: '{{ has(inputs.language) ? inputs.language : "en" }}', footer: '{{ inputs.sender.name }}{{ has(inputs.sender.contact) ? " · " + inputs.sender.contact : "" }}' },
  inputs: {
    type: 'object',
    required: ['sender', 'recipient', 'date', 'subject', 'salutation', 'text', 'closing'],
    properties: {
      sender: { type: 'object', required: ['name', 'address'], properties: { name: { type: 'string' }, address: { type: 'string' }, contact: { type: 'string' } } },
      recipient: { type: 'object', required: ['name', 'address'], properties: { name: { type: 'string' }, address: { type: 'string' } } },
      date: { type: 'string' },
      reference: { type: 'string' },
      language: { type: 'string', description: 'BCP 47' },
      subject: { type: 'string' },
      salutation: { type: 'string' },
      text: { type: 'string', description: 'A blank line begins a paragraph' },
      closing: { type: 'string' },
      enclosures: { type: 'array', items: { type: 'string' } },
    },
  },
  sample: {
    sender: { name: 'Alder & Birch Ltd', address: '12 Mill Lane\nYork YO1 7ER', contact: 'office@alder-birch.example' },
    recipient: { name: 'Ms Ewa Łaska', address: '4 Harbour Street\nBristol BS1 4DJ' },
    date: '1 October 2026',
    reference: 'Order 2026-1187',
    subject: 'Your order is delayed by one week',
    salutation: 'Dear Ms Łaska,',
    text: 'Thank you for your order of 14 September. The oak for your table arrived later than our supplier had promised, so that we can deliver it on 20 October instead of 13 October.\n\nYou need not do anything. If the new date does not suit you, call us or write a line, and we will find another.\n\nWe are sorry for the wait. As a small thank-you for your patience we deliver free of charge.',
    closing: 'Yours sincerely,',
    enclosures: ['Copy of your order', 'Care of oiled oak'],
  },
  header: [
    { markdown: '**{{ inputs.sender.name }}**' },
    { value: { of: 'inputs.sender.address' } },
    { markdown: '---' },
    { value: { of: 'inputs.recipient.name + "\\n" + inputs.recipient.address' } },
    { markdown: '{{ inputs.date }}{{ has(inputs.reference) ? " · " + inputs.reference : "" }}' },
  ],
  body: [
    { heading: '{{ inputs.subject }}', level: 1 },
    { value: { of: 'inputs.salutation' } },
    { value: { of: 'inputs.text' } },
    { value: { of: 'inputs.closing' } },
    { markdown: '**{{ inputs.sender.name }}**' },
    { when: 'has(inputs.enclosures) && size(inputs.enclosures) > 0', markdown: '*{{ inputs.enclosures.join("; ") }}*' },
  ],
};
