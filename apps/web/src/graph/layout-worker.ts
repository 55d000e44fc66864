import { type LayoutInput, layeredLayout } from './layered-layout.ts';

// The page stays quick while a large graph is placed.
addEventListener('message', ({ data }: MessageEvent<LayoutInput>) => {
  postMessage(layeredLayout(data));
});
