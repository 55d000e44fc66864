import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export const config = defineConfig({
  plugins: [react()],
  build: { target: 'es2023', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900, emptyOutDir: true },
  server: { proxy: { '/api': 'http://127.0.0.1:4600', '/reviews': 'http://127.0.0.1:4600' } },
});

export { config as default };
