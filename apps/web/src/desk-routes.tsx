import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readSearch } from './search.ts';

/** Routes of the pages about somebody's own work: cases, what was sent to them, directions, ledger, administration. */
export function deskRoutes<const Parent extends AnyRoute>(root: Parent) {
  const getParentRoute = (): Parent => root;
  return [
    createRoute({
      getParentRoute,
      path: '/sign-in',
      component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignInPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/signed-in',
      component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignedInPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/welcome',
      component: lazyRouteComponent(() => import('./pages/welcome.tsx'), 'WelcomePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/account',
      component: lazyRouteComponent(() => import('./pages/account.tsx'), 'AccountPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/cases',
      validateSearch: (search) => readSearch(search, ['state', 'begin', 'subject']),
      component: lazyRouteComponent(() => import('./pages/cases/cases.tsx'), 'CasesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/cases/$id',
      validateSearch: (search) => readSearch(search, ['tab']),
      component: lazyRouteComponent(() => import('./pages/cases/case.tsx'), 'CasePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/received',
      validateSearch: (search) => readSearch(search, ['extract']),
      component: lazyRouteComponent(() => import('./pages/received.tsx'), 'ReceivedPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/directions',
      component: lazyRouteComponent(() => import('./pages/directions.tsx'), 'DirectionsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/directions/$id',
      component: lazyRouteComponent(() => import('./pages/direction.tsx'), 'DirectionPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/trials',
      validateSearch: (search) => readSearch(search, ['state', 'begin', 'measure']),
      component: lazyRouteComponent(() => import('./pages/trials/trials.tsx'), 'TrialsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/trials/$id',
      validateSearch: (search) => readSearch(search, ['tab']),
      component: lazyRouteComponent(() => import('./pages/trials/trial.tsx'), 'TrialPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/programmes',
      component: lazyRouteComponent(() => import('./pages/programmes/programmes.tsx'), 'ProgrammesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/programmes/$id',
      validateSearch: (search) => readSearch(search, ['tab', 'plan', 'job']),
      component: lazyRouteComponent(() => import('./pages/programmes/kept-programme.tsx'), 'KeptProgrammePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/programmes/parts/$id',
      component: lazyRouteComponent(() => import('./pages/programmes/programme-part.tsx'), 'ProgrammePartPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/ledger',
      validateSearch: (search) => readSearch(search, ['verify']),
      component: lazyRouteComponent(() => import('./pages/ledger.tsx'), 'LedgerPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/administration',
      validateSearch: (search) => readSearch(search, ['tab']),
      component: lazyRouteComponent(() => import('./pages/administration.tsx'), 'AdministrationPage'),
    }),
  ] as const;
}
