import path from 'node:path';

/** What stays closed whatever the allow-list says, and what may not be put on it. All paths are real ones. */
export interface ClosedPlaces {
  /** Whether a path may never be touched. */
  readonly holds: (realPath: string) => boolean;
  /** Why a directory may not be allowed, and what to allow instead; nothing if it may. */
  readonly refusal: (realPath: string) => Refusal | undefined;
}

export interface Refusal {
  /** The end of a sentence that begins with the directory. */
  readonly why: string;
  readonly next: string;
}

export interface ClosedPlacesOptions {
  /** The product's own: database, tokens, logs. */
  readonly dataDirectory: string;
  /** What workflows may use inside the data directory. */
  readonly open: readonly string[];
  readonly home: string;
  /** @default this machine's */
  readonly platform?: NodeJS.Platform;
  /** Where Windows says that it and its programs lie. @default this process's */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export const nothingClosed: ClosedPlaces = { holds: () => false, refusal: () => undefined };

/** Closed with all below them. */
const systemTrees = ['/etc', '/proc', '/sys', '/dev', '/boot', '/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/private/etc', '/System', '/Library'];
/** Closed themselves; folders below may be allowed. */
const systemRoots = ['/var', '/private/var', '/root', '/home', '/Users', '/opt', '/run', '/srv'];
const windowsTrees = ['SystemRoot', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432', 'ProgramData'];

/** The data directory and the operating system's directories; the data directory stays closed below whatever is allowed. */
export function closedPlaces({ dataDirectory, open, home, platform = process.platform, environment = process.env }: ClosedPlacesOptions): ClosedPlaces {
  const rules = platform === 'win32' ? path.win32 : path.posix;
  const isInside = insideOn(platform, rules.sep);
  const opened = open.filter((directory) => isInside(directory, dataDirectory));
  const trees = platform === 'win32' ? windowsTrees.flatMap((name) => environment[name] ?? []) : systemTrees;
  const roots = platform === 'win32' ? [] : systemRoots;

  const isOpen = (realPath: string): boolean => opened.some((directory) => isInside(realPath, directory));
  const isOwn = (realPath: string): boolean => isInside(realPath, dataDirectory) && !isOpen(realPath);
  const isSystem = (realPath: string): boolean =>
    trees.some((tree) => isInside(realPath, tree)) || roots.some((root) => isInside(realPath, root) && isInside(root, realPath));

  return {
    // A process's own memory, environment and open files are as much its secrets as what it keeps on disk.
    holds: (realPath) => isOwn(realPath) || (platform === 'linux' && isInside(realPath, '/proc')),
    refusal(realPath) {
      if (isOpen(realPath)) return undefined;
      const refuse = (why: string, above: string): Refusal => ({
        why,
        next: `Put the files into a folder of their own, such as "${rules.join(above, 'workflow-files')}", and allow that one.`,
      });
      if (rules.parse(realPath).root === realPath) return refuse('is a whole disk', home);
      if (isSystem(realPath)) return refuse('belongs to the operating system', home);
      if (isInside(home, realPath)) return refuse('is the home directory or lies above it', home);
      if (isOwn(realPath)) return refuse('belongs to the product itself', home);
      return isInside(dataDirectory, realPath) ? refuse('holds the data directory of the product, with its database and its keys', realPath) : undefined;
    },
  };
}

/** Text comparison of real paths, in any case where the system's disks usually fold it: rather too much is closed than too little. */
function insideOn(platform: NodeJS.Platform, separator: string): (realPath: string, root: string) => boolean {
  const fold = platform === 'win32' || platform === 'darwin' ? (text: string): string => text.normalize('NFC').toLowerCase() : (text: string): string => text;
  return (realPath, root) => {
    const [inner, outer] = [fold(realPath), fold(root)];
    return inner === outer || inner.startsWith(outer.endsWith(separator) ? outer : outer + separator);
  };
}
