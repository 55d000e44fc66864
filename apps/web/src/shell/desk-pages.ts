import type { Session } from '../api/session.ts';

type Kind = Session['party']['kind'];

/** Pages about somebody's own work, in the order of the navigation, and for whom each is; signed out, those of an authority are shown. */
export const deskPages: readonly {
  readonly id: 'cases' | 'received' | 'directions' | 'trials' | 'programmes' | 'ledger' | 'administration';
  readonly to: string;
  readonly for: readonly Kind[];
}[] = [
  { id: 'cases', to: '/cases', for: ['authority', 'working group'] },
  { id: 'received', to: '/received', for: ['institution', 'provider'] },
  { id: 'directions', to: '/directions', for: ['authority', 'working group', 'institution', 'provider'] },
  { id: 'trials', to: '/trials', for: ['authority', 'working group', 'institution', 'provider'] },
  { id: 'programmes', to: '/programmes', for: ['authority', 'institution'] },
  { id: 'ledger', to: '/ledger', for: ['authority', 'working group', 'institution', 'provider', 'auditor'] },
  { id: 'administration', to: '/administration', for: ['operator'] },
];

export function deskPagesOf(session: Session | null | undefined): typeof deskPages {
  return deskPages.filter((page) => page.for.includes(session?.party.kind ?? 'authority'));
}

const own = ['sign-in', 'signed-in', 'welcome', 'account'];

/** Whether an address is of such a page: it asks for a sign-in by itself. */
export function isDeskPath(path: string): boolean {
  const [, first = ''] = path.split('/');
  return own.includes(first) || deskPages.some(({ id }) => id === first);
}
