import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { RunPlace, SettingPlace, WorkflowPlace } from '../core/domain/model/page-address.ts';
import { outlastingHost } from './client/load-part.ts';
import { readRunsFilter } from './screens/runs/list/runs-filter.ts';
import { readSides } from './screens/runs/compare/read-sides.ts';
import { Frame } from './shell/Frame.tsx';
import { ScreenComes } from './shell/ScreenComes.tsx';
import { NotFound, ScreenFailed } from './shell/ScreenFailed.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: ScreenFailed });
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path, errorComponent: ScreenFailed });

/** A screen that waits for a host that is away. */
const lazyScreen: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(outlastingHost(load), name);

/** Where one draws or watches, the room is the canvas's. */
const roomy = { staticData: { isRoomy: true } } as const;

const settings = createRoute({ ...at('/settings'), component: lazyScreen(() => import('./screens/settings/SettingsFrame.tsx'), 'SettingsFrame') });
const inSettings = <Path extends string>(path: Path) => ({ getParentRoute: () => settings, path });

/** One screen whichever card is chosen, so that its list stays as it was narrowed. */
const cards = createRoute({ ...at('/cards'), component: lazyScreen(() => import('./screens/cards/CardsScreen.tsx'), 'CardsScreen') });
const inCards = <Path extends string>(path: Path) => ({ getParentRoute: () => cards, path });

const routes = root.addChildren([
  createRoute({ ...at('/'), component: lazyScreen(() => import('./screens/home/HomeScreen.tsx'), 'HomeScreen') }),
  createRoute({ ...at('/workflows'), component: lazyScreen(() => import('./screens/workflows/WorkflowsScreen.tsx'), 'WorkflowsScreen') }),
  createRoute({ ...at('/workflows/$id'), ...roomy, validateSearch: WorkflowPlace, component: lazyScreen(() => import('./designer/frame/DesignerScreen.tsx'), 'DesignerScreen') }),
  createRoute({ ...at('/runs'), validateSearch: readRunsFilter, component: lazyScreen(() => import('./screens/runs/RunsScreen.tsx'), 'RunsScreen') }),
  createRoute({ ...at('/runs/compare'), ...roomy, validateSearch: readSides, component: lazyScreen(() => import('./screens/runs/compare/CompareScreen.tsx'), 'CompareScreen') }),
  createRoute({ ...at('/runs/$id'), ...roomy, validateSearch: RunPlace, component: lazyScreen(() => import('./screens/runs/RunScreen.tsx'), 'RunScreen') }),
  cards.addChildren([createRoute({ ...inCards('/') }), createRoute({ ...inCards('/$id') })]),
  createRoute({ ...at('/documents'), component: lazyScreen(() => import('./screens/documents/list/DocumentsScreen.tsx'), 'DocumentsScreen') }),
  createRoute({ ...at('/documents/templates'), component: lazyScreen(() => import('./screens/documents/list/DocumentsScreen.tsx'), 'TemplatesScreen') }),
  createRoute({ ...at('/documents/$id'), component: lazyScreen(() => import('./screens/documents/workspace/WorkspaceScreen.tsx'), 'WorkspaceScreen') }),
  settings.addChildren([
    createRoute({
      ...inSettings('/'),
      beforeLoad: () => redirect({ to: '/settings/connectors', replace: true, throw: true }),
    }),
    createRoute({ ...inSettings('/connectors'), component: lazyScreen(() => import('./screens/settings/connectors/ConnectorsPanel.tsx'), 'ConnectorsPanel') }),
    createRoute({ ...inSettings('/credentials'), component: lazyScreen(() => import('./screens/settings/credentials/CredentialsPanel.tsx'), 'CredentialsPanel') }),
    createRoute({ ...inSettings('/usage'), component: lazyScreen(() => import('./screens/settings/usage/UsagePanel.tsx'), 'UsagePanel') }),
    createRoute({ ...inSettings('/sections'), validateSearch: SettingPlace, component: lazyScreen(() => import('./screens/settings/sections/SectionsPanel.tsx'), 'SectionsPanel') }),
    createRoute({ ...inSettings('/profiles'), component: lazyScreen(() => import('./screens/settings/profiles/ProfilesPanel.tsx'), 'ProfilesPanel') }),
    createRoute({ ...inSettings('/servers'), component: lazyScreen(() => import('./screens/settings/servers/ServersPanel.tsx'), 'ServersPanel') }),
    createRoute({ ...inSettings('/tokens'), component: lazyScreen(() => import('./screens/settings/tokens/TokensPanel.tsx'), 'TokensPanel') }),
    createRoute({ ...inSettings('/assistants'), component: lazyScreen(() => import('./screens/settings/assistants/AssistantsPanel.tsx'), 'AssistantsPanel') }),
    createRoute({ ...inSettings('/directories'), component: lazyScreen(() => import('./screens/settings/DirectoriesPanel.tsx'), 'DirectoriesPanel') }),
    createRoute({ ...inSettings('/appearance'), component: lazyScreen(() => import('./screens/settings/AppearancePanel.tsx'), 'AppearancePanel') }),
    createRoute({ ...inSettings('/system'), component: lazyScreen(() => import('./screens/settings/SystemPanel.tsx'), 'SystemPanel') }),
    createRoute({ ...inSettings('/log'), component: lazyScreen(() => import('./screens/settings/LogPanel.tsx'), 'LogPanel') }),
    createRoute({ ...inSettings('/audit'), component: lazyScreen(() => import('./screens/settings/AuditPanel.tsx'), 'AuditPanel') }),
  ]),
]);

/** Addresses live in the fragment, so that every door serves one page and the desktop needs no server. */
export const router = createRouter({ routeTree: routes, history: createHashHistory(), defaultPreload: 'intent', defaultPendingComponent: ScreenComes });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** The navigation keeps its drawings only, at every width. */
    readonly isRoomy?: boolean;
  }
  interface HistoryState {
    /** The page was opened by starting the run it shows. */
    readonly isStarted?: boolean;
  }
}
