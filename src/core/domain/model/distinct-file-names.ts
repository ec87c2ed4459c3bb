import { windowsNameProblem } from './file-name.ts';

/** File names of these stems and endings in their order, each once and such that every system takes it; an empty stem becomes `document`. */
export function distinctFileNames(wanted: readonly { readonly stem: string; readonly ending: string }[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map(({ stem: plain, ending }) => {
    const stem = takenBySystems(plain === '' ? 'document' : plain, ending);
    for (let number = 1; ; number += 1) {
      const name = `${stem}${number === 1 ? '' : `-${String(number)}`}${ending}`;
      // Some disks take names for the same that differ in case only.
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

function takenBySystems(stem: string, ending: string): string {
  return windowsNameProblem(`${stem}${ending}`) === undefined ? stem : `document-${stem}`;
}
