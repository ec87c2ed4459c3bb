/**
 * Where a file of the product lies that others than Electron's own file system have to open: native code and file guards
 * cannot look into the archive of an installed program, so such files lie beside it. Elsewhere it is the same path.
 */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/u, '$1.unpacked');
}
