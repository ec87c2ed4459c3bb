import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isJsonObject, type Json } from '../../core/domain/model/json.ts';
import { useQueries } from '../client/ClientProvider.tsx';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'aiwm.theme';
const prefersDark = '(prefers-color-scheme: dark)';

/** The theme of the settings section `appearance`. */
export function themeOf(section: Json | undefined): Theme {
  const wanted = isJsonObject(section) ? section['theme'] : undefined;
  return themes.find((theme) => theme === wanted) ?? 'system';
}

/** Colours the page before the settings are known, as it was coloured last. */
export function applyStoredTheme(): void {
  applyTheme(themeOf({ theme: localStorage.getItem(storageKey) }));
}

/** Colours the page as the settings say, and goes along when the system changes. */
export function useTheme(): void {
  const queries = useQueries();
  const { data } = useQuery(queries.settings.get.queryOptions({ input: { section: 'appearance' }, staleTime: 60_000 }));
  const theme = data === undefined ? undefined : themeOf(data.value);
  useEffect(() => {
    if (theme === undefined) return;
    localStorage.setItem(storageKey, theme);
    applyTheme(theme);
    const system = matchMedia(prefersDark);
    const follow = (): void => {
      applyTheme(theme);
    };
    system.addEventListener('change', follow);
    return () => {
      system.removeEventListener('change', follow);
    };
  }, [theme]);
}

function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme === 'system' ? (matchMedia(prefersDark).matches ? 'dark' : 'light') : theme;
}
