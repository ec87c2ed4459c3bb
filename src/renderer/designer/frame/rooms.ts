import { lazy } from 'react';

/** The parts of the designer that come after its first picture. */
export const Inspector = lazy(async () => ({ default: (await import('../inspector/Inspector.tsx')).Inspector }));
export const SourcePane = lazy(async () => ({ default: (await import('../source/SourcePane.tsx')).SourcePane }));
export const HistoryDialogs = lazy(async () => ({ default: (await import('../history/HistoryDialogs.tsx')).HistoryDialogs }));
export const ChangesSince = lazy(async () => ({ default: (await import('../history/ChangesSince.tsx')).ChangesSince }));
