import { settingsWords } from '../../strings/settings.ts';

/** The panels in the order they are listed. */
export const settingsPanels = [
  { to: '/settings/connectors', label: settingsWords.connectors },
  { to: '/settings/directories', label: settingsWords.directories },
  { to: '/settings/appearance', label: settingsWords.appearance },
  { to: '/settings/system', label: settingsWords.system },
  { to: '/settings/audit', label: settingsWords.audit },
] as const;
