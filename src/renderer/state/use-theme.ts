import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isJsonObject, type Json } from '../../core/domain/model/json.ts';
import { useQueries } from '../client/ClientProvider.tsx';

export const themes = ['system', 'light', 'dark'] as const;
export const contrasts = ['system', 'normal', 'high'] as const;
export const densities = ['comfortable', 'compact'] as const;

/** How the page looks, by the settings section `appearance`. */
export interface Look {
  readonly theme: (typeof themes)[number];
  readonly contrast: (typeof contrasts)[number];
  readonly density: (typeof densities)[number];
}

const storageKey = 'aiwm.look';
const prefersDark = '(prefers-color-scheme: dark)';
const prefersContrast = '(prefers-contrast: more)';

/** What the settings say of the look; what they leave open is as the system has it. */
export function lookOf(section: Json | undefined): Look {
  const said = isJsonObject(section) ? section : {};
  return {
    theme: themes.find((one) => one === said['theme']) ?? 'system',
    contrast: contrasts.find((one) => one === said['contrast']) ?? 'system',
    density: densities.find((one) => one === said['density']) ?? 'comfortable',
  };
}

/** Gives the page the look it had last, before the settings are known. */
export function applyStoredTheme(): void {
  applyLook(lookOf(storedLook()));
}

function storedLook(): Json | undefined {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Gives the page the look the settings say, and goes along when the system changes. */
export function useTheme(): void {
  const queries = useQueries();
  const { data } = useQuery(queries.settings.get.queryOptions({ input: { section: 'appearance' }, staleTime: 60_000 }));
  const written = data === undefined ? undefined : JSON.stringify(lookOf(data.value));
  useEffect(() => {
    if (written === undefined) return;
    localStorage.setItem(storageKey, written);
    const follow = (): void => {
      applyStoredTheme();
    };
    follow();
    const system = [matchMedia(prefersDark), matchMedia(prefersContrast)];
    for (const one of system) one.addEventListener('change', follow);
    return () => {
      for (const one of system) one.removeEventListener('change', follow);
    };
  }, [written]);
}

function applyLook({ theme, contrast, density }: Look): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = theme === 'system' ? (matchMedia(prefersDark).matches ? 'dark' : 'light') : theme;
  dataset['contrast'] = contrast === 'system' ? (matchMedia(prefersContrast).matches ? 'high' : 'normal') : contrast;
  dataset['density'] = density;
}
