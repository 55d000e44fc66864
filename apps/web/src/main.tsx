import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import './app.css';
import './print.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refusal } from './api/ask.ts';
import { makeRouter } from './router.tsx';
import { theme } from './theme.ts';
import { WordsProvider } from './words/words.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
/** Between questions to a server that still loads, and to one that could not be reached. */
const [pollMs, retryMs] = [700, 1000];
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 300_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => (error instanceof Refusal ? error.loading : count < 2),
      retryDelay: (_, error) => (error instanceof Refusal ? pollMs : retryMs),
    },
  },
});
const router = makeRouter(queries);
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <WordsProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>
  </StrictMode>,
);
