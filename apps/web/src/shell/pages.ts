/** The pages, in the order of the navigation. */
export const pages = [
  { id: 'overview', to: '/' },
  { id: 'register', to: '/register/institutions' },
  { id: 'reliance', to: '/reliance' },
  { id: 'what-if', to: '/what-if' },
  { id: 'programme', to: '/programme' },
  { id: 'control', to: '/control' },
  { id: 'check', to: '/check' },
  { id: 'market', to: '/market' },
] as const;
