/** A process of {@link openDocumentProcesses}: it makes, converts and checks the documents it is sent, one at a time. */
import { createDocumentWork } from '../../domain/services/conversion/document-work.ts';
import { createDocumentBuilderSet } from '../../documents/document-builders.ts';
import { createFormatterSet } from '../../files/formatters/formatters.ts';
import { endWithHost } from '../../processes/end-with-host.ts';
import { serveJobs } from '../../processes/serve-jobs.ts';
import type { DocumentJobs, PicturesAnswered } from './document-jobs.ts';

endWithHost();
const formatters = createFormatterSet();
// Whoever gives up a document kills the process: it hears nothing while it works.
const { signal } = new AbortController();

const jobs: DocumentJobs = {
  async build({ format, source, fontFolders }) {
    return (await createDocumentBuilderSet({ fontFolders }).get(format)).build(source, signal);
  },
  async convert({ job, hasPictures, fontFolders }, ask) {
    const pictures = hasPictures ? async (addresses: readonly string[]) => (await ask(addresses)) as PicturesAnswered : undefined;
    return createDocumentWork({ formatters, documents: createDocumentBuilderSet({ fontFolders }) }).convert(job, { pictures, signal });
  },
  check(job) {
    return createDocumentWork({ formatters, documents: createDocumentBuilderSet() }).check(job, signal);
  },
};
serveJobs(jobs);
