import { words } from './words.ts';

/** Names of the screens of documents, which the navigation shows before anything else is loaded. */
export const documentTitles = words({ documents: 'Documents', templates: 'Document templates' });
