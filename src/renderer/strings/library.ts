import { words } from './words.ts';

/** Words of what is done with workflows as a whole, in the list of them. */
export const libraryWords = words({
  create: {
    open: 'Create',
    names: { blank: 'Untitled', ask: 'Ask a model', review: 'Draft and review', batch: 'Work through a list' },
    templates: {
      blank: { title: 'Blank workflow', text: 'A start and an end, to build on.' },
      ask: { title: 'Ask a model', text: 'One question to a model, one answer.' },
      review: { title: 'Draft and review', text: 'A model writes, a person approves or sends it back.' },
      batch: { title: 'Work through a list', text: 'The same steps for each item of a list.' },
    },
    fromSample: (name: string) => `From the sample ${name}…`,
    failed: 'The workflow was not created',
  },
  duplicate: {
    title: (name: string) => `Duplicate ${name}`,
    text: 'A workflow of its own, with all steps and settings. History, versions and runs stay with the original.',
    copyOf: (name: string) => `Copy of ${name}`,
    name: 'Name',
    missingName: 'Give the copy a name',
    description: 'Description',
    tags: 'Tags',
    tagsHelp: 'Separated by commas',
    action: 'Duplicate',
    done: (name: string) => `${name} is there`,
    failed: 'The workflow was not duplicated',
    review: (name: string) => `Look at this in ${name}`,
    open: 'Open the copy',
  },
  import: {
    title: (file: string) => `Import ${file}`,
    holds: (name: string, nodes: number, files: number) => `${name}: ${nodes} ${nodes === 1 ? 'step' : 'steps'}${files === 0 ? '' : `, ${files} ${files === 1 ? 'file' : 'files'}`}. It becomes a draft.`,
    missing: 'Missing here',
    wrong: 'To mend before it can be published',
    nothingMissing: 'Everything it needs is here.',
    taken: (slug: string) => `There is a workflow “${slug}” already`,
    beside: (slug: string) => `Import it beside that one, as ${slug}`,
    replace: 'Take the place of its draft; its versions and runs stay',
    action: 'Import as a draft',
    done: (name: string) => `Imported ${name}`,
    failed: 'The file was not imported',
  },
  pills: { label: 'Show', all: 'All', draft: 'Draft', published: 'Published', fix: 'Needs fix' },
});
