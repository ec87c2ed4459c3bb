import { defaultClientConditions } from 'vite';

/**
 * Which of a package's files the page takes. The reader of Markdown runs in a thread, where there is no document, and the
 * page's policy forbids to parse markup with one: packages with a file for threads give that one.
 */
export const pageResolution: { readonly conditions: string[] } = { conditions: ['worker', ...defaultClientConditions] };
