/** The few methods of yazl that the tests use; the package brings no types. */
declare module 'yazl' {
  import type { Readable } from 'node:stream';

  export class ZipFile {
    readonly outputStream: Readable;
    addBuffer(bytes: Buffer, name: string, options?: { readonly compress?: boolean }): void;
    addEmptyDirectory(name: string): void;
    addFile(path: string, name: string): void;
    end(): void;
  }
}
