import { installPackages, isThere, mayUseApt } from './debian.mjs';

const readers = { pdftotext: 'poppler-utils', pdfinfo: 'poppler-utils', qpdf: 'qpdf' };
/** A large one, for the machines that judge a change. */
const office = { soffice: 'libreoffice-writer-nogui' };

/** Programs of others that read our documents in tests, installed where the system's package manager may be used; those that are not there. */
export function ensureReaders() {
  const wanted = Object.entries({ ...readers, ...(process.env['CI'] ? office : {}) });
  const missing = wanted.filter(([program]) => !isThere(program));
  if (missing.length > 0 && !process.env['AIWM_NO_READERS_INSTALL'] && mayUseApt()) {
    installPackages('readers of documents', [...new Set(missing.map(([, name]) => name))], 'the tests of what is built');
  }
  return wanted.map(([program]) => program).filter((program) => !isThere(program));
}
