/** Names of the screens of documents, which the navigation shows before anything else is loaded. */
export const documentTitles = { documents: 'Documents', templates: 'Document templates' } as const;
