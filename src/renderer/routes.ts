import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { RunPlace, WorkflowPlace } from '../core/domain/model/page-address.ts';
import { readRunsFilter } from './screens/runs/list/runs-filter.ts';
import { readSides } from './screens/runs/compare/read-sides.ts';
import { Frame } from './shell/Frame.tsx';
import { NotFound, ScreenFailed } from './shell/ScreenFailed.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: ScreenFailed });
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path, errorComponent: ScreenFailed });

const settings = createRoute({ ...at('/settings'), component: lazyRouteComponent(() => import('./screens/settings/SettingsFrame.tsx'), 'SettingsFrame') });
const inSettings = <Path extends string>(path: Path) => ({ getParentRoute: () => settings, path });

const routes = root.addChildren([
  createRoute({
    ...at('/'),
    beforeLoad: () => redirect({ to: '/workflows', replace: true, throw: true }),
  }),
  createRoute({ ...at('/workflows'), component: lazyRouteComponent(() => import('./screens/workflows/WorkflowsScreen.tsx'), 'WorkflowsScreen') }),
  createRoute({ ...at('/workflows/$id'), validateSearch: WorkflowPlace, component: lazyRouteComponent(() => import('./designer/frame/DesignerScreen.tsx'), 'DesignerScreen') }),
  createRoute({ ...at('/runs'), validateSearch: readRunsFilter, component: lazyRouteComponent(() => import('./screens/runs/RunsScreen.tsx'), 'RunsScreen') }),
  createRoute({ ...at('/runs/compare'), validateSearch: readSides, component: lazyRouteComponent(() => import('./screens/runs/compare/CompareScreen.tsx'), 'CompareScreen') }),
  createRoute({ ...at('/runs/$id'), validateSearch: RunPlace, component: lazyRouteComponent(() => import('./screens/runs/RunScreen.tsx'), 'RunScreen') }),
  createRoute({ ...at('/cards'), component: lazyRouteComponent(() => import('./screens/cards/CardsScreen.tsx'), 'CardsScreen') }),
  createRoute({ ...at('/cards/$id'), component: lazyRouteComponent(() => import('./screens/cards/CardsScreen.tsx'), 'CardsScreen') }),
  createRoute({ ...at('/documents'), component: lazyRouteComponent(() => import('./screens/documents/list/DocumentsScreen.tsx'), 'DocumentsScreen') }),
  createRoute({ ...at('/documents/templates'), component: lazyRouteComponent(() => import('./screens/documents/list/DocumentsScreen.tsx'), 'TemplatesScreen') }),
  createRoute({ ...at('/documents/$id'), component: lazyRouteComponent(() => import('./screens/documents/workspace/WorkspaceScreen.tsx'), 'WorkspaceScreen') }),
  settings.addChildren([
    createRoute({
      ...inSettings('/'),
      beforeLoad: () => redirect({ to: '/settings/connectors', replace: true, throw: true }),
    }),
    createRoute({ ...inSettings('/connectors'), component: lazyRouteComponent(() => import('./screens/settings/connectors/ConnectorsPanel.tsx'), 'ConnectorsPanel') }),
    createRoute({ ...inSettings('/credentials'), component: lazyRouteComponent(() => import('./screens/settings/credentials/CredentialsPanel.tsx'), 'CredentialsPanel') }),
    createRoute({ ...inSettings('/usage'), component: lazyRouteComponent(() => import('./screens/settings/usage/UsagePanel.tsx'), 'UsagePanel') }),
    createRoute({ ...inSettings('/sections'), component: lazyRouteComponent(() => import('./screens/settings/sections/SectionsPanel.tsx'), 'SectionsPanel') }),
    createRoute({ ...inSettings('/profiles'), component: lazyRouteComponent(() => import('./screens/settings/profiles/ProfilesPanel.tsx'), 'ProfilesPanel') }),
    createRoute({ ...inSettings('/directories'), component: lazyRouteComponent(() => import('./screens/settings/DirectoriesPanel.tsx'), 'DirectoriesPanel') }),
    createRoute({ ...inSettings('/appearance'), component: lazyRouteComponent(() => import('./screens/settings/AppearancePanel.tsx'), 'AppearancePanel') }),
    createRoute({ ...inSettings('/system'), component: lazyRouteComponent(() => import('./screens/settings/SystemPanel.tsx'), 'SystemPanel') }),
    createRoute({ ...inSettings('/log'), component: lazyRouteComponent(() => import('./screens/settings/LogPanel.tsx'), 'LogPanel') }),
    createRoute({ ...inSettings('/audit'), component: lazyRouteComponent(() => import('./screens/settings/AuditPanel.tsx'), 'AuditPanel') }),
  ]),
]);

/** Addresses live in the fragment, so that every door serves one page and the desktop needs no server. */
export const router = createRouter({ routeTree: routes, history: createHashHistory(), defaultPreload: 'intent' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** The page was opened by starting the run it shows. */
    readonly isStarted?: boolean;
  }
}
