import { lazyPart } from '../../client/lazy-part.ts';

const loadInspector = async () => ({ default: (await import('../inspector/Inspector.tsx')).Inspector });
const loadSource = async () => ({ default: (await import('../source/SourcePane.tsx')).SourcePane });
const loadHistory = async () => ({ default: (await import('../history/HistoryDialogs.tsx')).HistoryDialogs });
const loadChanges = async () => ({ default: (await import('../history/ChangesSince.tsx')).ChangesSince });

/** The parts of the designer that come after its first picture. */
export const Inspector = lazyPart(loadInspector);
export const SourcePane = lazyPart(loadSource);
export const HistoryDialogs = lazyPart(loadHistory);
export const ChangesSince = lazyPart(loadChanges);

/** Loads all of them: edits go on when the host is gone, and so must what they are made with. */
export async function loadRooms(): Promise<void> {
  await Promise.allSettled([loadInspector(), loadSource(), loadHistory(), loadChanges(), import('../../editors/text/CodeMirrorText.tsx'), import('../inspector/text/CodeMirrorCode.tsx')]);
}
