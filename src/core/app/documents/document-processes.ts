import { cutText } from '../../domain/model/cut-text.ts';
import type { RegisteredFormat } from '../../domain/model/document-entry.ts';
import type { ConvertedFormat } from '../../domain/operations/docs-files.ts';
import type { DocumentBuilderSet } from '../../domain/ports/document-builder.ts';
import type { FormatterSet } from '../../domain/ports/formatter.ts';
import { createDocumentWork, type DocumentWork } from '../../domain/services/conversion/document-work.ts';
import { documentKinds, knownFormat } from '../../documents/document-kinds.ts';
import type { Job } from '../../processes/work-process.ts';
import { WorkProcesses, type WorkProcessesOptions } from '../../processes/work-processes.ts';
import type { DocumentJobs } from './document-jobs.ts';

export interface DocumentProcessesOptions extends Partial<WorkProcessesOptions> {
  /** Folders with fonts for letters that our own do not have. @default none */
  readonly fontFolders?: readonly string[];
  /** Documents of fewer bytes are read, converted into texts and checked where that is asked for, unless they are pages. @default {@link inlineBytes} */
  readonly inlineBytes?: number;
}

/** What takes long with documents, done in processes of its own: whoever asks for it goes on meanwhile. */
export interface DocumentProcesses extends DocumentBuilderSet {
  /** Beside each other with what is built; `formatters` read what is small. */
  workWith(formatters: FormatterSet): DocumentWork;
  /** Gives up what is under way; nothing is made afterwards. */
  close(): Promise<void>;
}

const limits = {
  /** Two, so that a long document does not hold up a short one; more would take processors from the runs. */
  width: 2,
  /** A text of 2 MiB in 100,000 paragraphs, which is the most that is read, takes about half a minute as PDF. */
  timeMs: 120_000,
  /** That text fits. Of two processes it is the memory a small machine can spare. */
  memoryMb: 1024,
  /** A process has to load the builders first, which takes longer than most documents; one that is idle holds their memory. */
  idleMs: 60_000,
} as const;

const inlineBytes = 64 * 1024;

/** The first document starts the first process. */
export function openDocumentProcesses({ fontFolders = [], inlineBytes: small = inlineBytes, ...options }: DocumentProcessesOptions = {}): DocumentProcesses {
  const processes = new WorkProcesses({ program: besideThis(), ...limits, ...options });
  const run = async <Name extends keyof DocumentJobs>(job: Omit<Job, 'input' | 'name'> & { readonly name: Name; readonly input: Parameters<DocumentJobs[Name]>[0] }, signal: AbortSignal): Promise<Awaited<ReturnType<DocumentJobs[Name]>>> =>
    (await processes.do(job, signal)) as Awaited<ReturnType<DocumentJobs[Name]>>;
  const builders: DocumentBuilderSet = {
    get: async (asked) => {
      const format = knownFormat(asked);
      return { format, ...documentKinds[format], build: (source, signal) => run({ name: 'build', input: { format, source, fontFolders }, words: { subject: named(source.title), doing: 'making it' } }, signal) };
    },
  };
  return {
    ...builders,
    workWith(formatters) {
      const here = createDocumentWork({ formatters, documents: builders });
      return {
        async convert(job, call) {
          if (job.bytes.byteLength < small && !readsPage(job)) return here.convert(job, call);
          const { pictures, signal } = call;
          const answer = pictures === undefined ? undefined : (addresses: unknown) => pictures(addresses as readonly string[]);
          return run({ name: 'convert', input: { job, hasPictures: pictures !== undefined, fontFolders }, words: { subject: named(job.name), doing: 'converting it' }, answer }, signal);
        },
        async check(job, signal) {
          if (job.bytes.byteLength < small && !readsPage(job)) return here.check(job, signal);
          return run({ name: 'check', input: job, words: { subject: named(job.name), doing: 'checking it' } }, signal);
        },
      };
    },
    close: () => processes.close(),
  };
}

/** What a page takes its size does not tell: elements that are left open make it grow. Words of Markdown are taken from a page, too. */
function readsPage({ format, to }: { readonly format: RegisteredFormat; readonly to?: ConvertedFormat }): boolean {
  return format === 'html' || (format === 'md' && to === 'txt');
}

const longestName = 80;

function named(title: string): string {
  return `The document "${cutText(title, longestName)}"`;
}

/** As source in development, as a program of its own where the chunks of the build stand. */
function besideThis(): URL {
  const name = import.meta.url.endsWith('.ts') ? 'document-program.ts' : 'document-program.js';
  return new URL(name, import.meta.url);
}
