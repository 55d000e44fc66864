import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { askAhead } from './api/question.ts';
import { deskRoutes } from './desk-routes.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { readSearch } from './search.ts';
import { firstRows, isTable } from './parts/tables.ts';
import { AppFrame } from './shell/app-frame.tsx';
import { NotFound } from './shell/not-found.tsx';

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  // The date of the sector goes along from page to page.
  validateSearch: (search) => readSearch(search, ['at']),
  search: { middlewares: [retainSearchParams(['at'])] },
  component: AppFrame,
  notFoundComponent: NotFound,
});
const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage });
const register = createRoute({
  getParentRoute: () => root,
  path: '/register/$table',
  validateSearch: (search) => readSearch(search, ['where', 'sort', 'search', 'hide']),
  beforeLoad: ({ context: { queries }, params: { table }, search: { at, where, sort, search } }) => {
    if (isTable(table)) askAhead(queries, 'listSectorRows', firstRows(table, { where, sort, search }), at);
  },
  component: lazyRouteComponent(() => import('./pages/register.tsx'), 'RegisterPage'),
});
const importing = createRoute({
  getParentRoute: () => root,
  path: '/register/import',
  component: lazyRouteComponent(() => import('./pages/import.tsx'), 'ImportPage'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/register/$table/record',
  validateSearch: (search) => readSearch(search, ['key']),
  beforeLoad: ({ context: { queries }, params: { table }, search: { key, at } }) => {
    if (key === undefined || !isTable(table)) return;
    askAhead(queries, 'getSectorRecord', { params: { table }, query: { key } }, at);
    askAhead(queries, 'getSectorHistory', { params: { table }, query: { key } }, at);
  },
  component: lazyRouteComponent(() => import('./pages/record.tsx'), 'RecordPage'),
});
const reliance = createRoute({
  getParentRoute: () => root,
  path: '/reliance',
  validateSearch: (search) => readSearch(search, ['subject']),
  beforeLoad: ({ context: { queries }, search: { subject, at } }) => {
    if (subject !== undefined) askAhead(queries, 'getReliance', { query: { subject } }, at);
  },
  component: lazyRouteComponent(() => import('./pages/reliance.tsx'), 'ReliancePage'),
});
const graph = createRoute({
  getParentRoute: () => root,
  path: '/reliance/graph',
  validateSearch: (search) => readSearch(search, ['subject', 'institution', 'function', 'bound', 'falling', 'show']),
  component: lazyRouteComponent(() => import('./pages/graph.tsx'), 'GraphPage'),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: '/reliance/compare',
  validateSearch: (search) => readSearch(search, ['first', 'second', 'firstDate', 'secondDate']),
  component: lazyRouteComponent(() => import('./pages/compare.tsx'), 'ComparePage'),
});
const changes = createRoute({
  getParentRoute: () => root,
  path: '/changes',
  validateSearch: (search) => readSearch(search, ['from', 'to']),
  component: lazyRouteComponent(() => import('./pages/changes.tsx'), 'ChangesPage'),
});
const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/what-if',
  validateSearch: (search) => readSearch(search, ['subject', 'bound', 'mode', 'brand', 'company', 'to', 'on']),
  component: lazyRouteComponent(() => import('./pages/what-if.tsx'), 'WhatIfPage'),
});
const control = createRoute({
  getParentRoute: () => root,
  path: '/control',
  validateSearch: (search) => readSearch(search, ['of', 'asOf', 'contains', 'as']),
  component: lazyRouteComponent(() => import('./pages/control.tsx'), 'ControlPage'),
});
const programme = createRoute({
  getParentRoute: () => root,
  path: '/programme',
  component: lazyRouteComponent(() => import('./pages/programme.tsx'), 'ProgrammePage'),
});
const check = createRoute({
  getParentRoute: () => root,
  path: '/check',
  component: lazyRouteComponent(() => import('./pages/check.tsx'), 'CheckPage'),
});
const market = createRoute({
  getParentRoute: () => root,
  path: '/market',
  validateSearch: (search) => readSearch(search, ['category', 'weight', 'counted', 'subject', 'cap']),
  component: lazyRouteComponent(() => import('./pages/market.tsx'), 'MarketPage'),
});

const routeTree = root.addChildren([
  overview,
  register,
  importing,
  record,
  reliance,
  graph,
  compare,
  changes,
  whatIf,
  control,
  programme,
  check,
  market,
  ...deskRoutes(root),
]);

/** Routes of the pages; `queries` keeps what they asked. */
export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const given = Object.entries(search).flatMap(([key, value]) =>
        value === undefined || value === '' ? [] : [[key, String(value)]],
      );
      return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
