import type { ReactNode } from 'react';

const shapes = {
  overview: 'M3 3h6v6H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 11h6v6H3z',
  register: 'M3 4h14v2H3zM3 9h14v2H3zM3 14h14v2H3z',
  reliance: 'M10 2l7 4-7 4-7-4zM3 10l7 4 7-4M3 14l7 4 7-4',
  'what-if': 'M10 3v6M10 9l-5 7M10 9l5 7M10 3a1 1 0 1 0 .01 0M5 16a1 1 0 1 0 .01 0M15 16a1 1 0 1 0 .01 0',
  control: 'M8 3h4v4H8zM3 13h4v4H3zM13 13h4v4h-4zM10 7v3M5 13v-3h10v3',
  programme: 'M3 4h7v3H3zM7 9h7v3H7zM11 14h6v3h-6z',
  check: 'M4 10l4 4 8-9',
  market: 'M3 17h14M5 17v-6h2v6M9 17V5h2v12M13 17V9h2v8',
  cases: 'M3 6h5l2 2h7v9H3zM3 6V4h5',
  received: 'M3 5h14v10H3zM3 5l7 6 7-6',
  directions: 'M10 2v16M4 4h9l3 2-3 2H4zM16 10H7l-3 2 3 2h9z',
  trials: 'M8 3v5l-5 8a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1l-5-8V3M7 3h6M6 12h8',
  programmes: 'M3 3h14v14H3zM3 8h14M6 11h4M9 14h6',
  ledger: 'M5 3h10v14H5zM8 3v14M11 7h3M11 10h3',
  administration:
    'M10 7a3 3 0 1 0 .01 0M10 2v3M10 15v3M2 10h3M15 10h3M4.5 4.5l2 2M13.5 13.5l2 2M15.5 4.5l-2 2M6.5 13.5l-2 2',
  search: 'M9 3a6 6 0 1 0 .01 0M13.5 13.5L17 17',
  theme: 'M10 3a7 7 0 1 0 .01 0M10 3v14a7 7 0 0 0 0-14z',
  print: 'M6 7V3h8v4M4 7h12v7H4zM6 12h8v5H6z',
  menu: 'M3 5h14M3 10h14M3 15h14',
} as const;
export type IconName = keyof typeof shapes;

/** A small line picture beside words; says nothing by itself. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
