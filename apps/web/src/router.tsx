import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { deskRoutes } from './desk-routes.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { readSearch } from './search.ts';
import { AppFrame } from './shell/app-frame.tsx';
import { NotFound } from './shell/not-found.tsx';

const root = createRootRoute({ component: AppFrame, notFoundComponent: NotFound });
const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage });
const register = createRoute({
  getParentRoute: () => root,
  path: '/register/$table',
  validateSearch: (search) => readSearch(search, ['where', 'sort', 'search', 'hide']),
  component: lazyRouteComponent(() => import('./pages/register.tsx'), 'RegisterPage'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/register/$table/record',
  validateSearch: (search) => readSearch(search, ['key']),
  component: lazyRouteComponent(() => import('./pages/record.tsx'), 'RecordPage'),
});
const reliance = createRoute({
  getParentRoute: () => root,
  path: '/reliance',
  validateSearch: (search) => readSearch(search, ['subject']),
  component: lazyRouteComponent(() => import('./pages/reliance.tsx'), 'ReliancePage'),
});
const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/what-if',
  validateSearch: (search) => readSearch(search, ['subject', 'bound', 'mode', 'brand', 'to', 'on']),
  component: lazyRouteComponent(() => import('./pages/what-if.tsx'), 'WhatIfPage'),
});
const control = createRoute({
  getParentRoute: () => root,
  path: '/control',
  validateSearch: (search) => readSearch(search, ['of', 'asOf', 'contains']),
  component: lazyRouteComponent(() => import('./pages/control.tsx'), 'ControlPage'),
});
const check = createRoute({
  getParentRoute: () => root,
  path: '/check',
  component: lazyRouteComponent(() => import('./pages/check.tsx'), 'CheckPage'),
});
const market = createRoute({
  getParentRoute: () => root,
  path: '/market',
  validateSearch: (search) => readSearch(search, ['category', 'weight']),
  component: lazyRouteComponent(() => import('./pages/market.tsx'), 'MarketPage'),
});

const routeTree = root.addChildren([
  overview,
  register,
  record,
  reliance,
  whatIf,
  control,
  check,
  market,
  ...deskRoutes(root),
]);

export function makeRouter() {
  return createRouter({
    routeTree,
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
