import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Shades around the blue of the Okabe-Ito palette. */
const blue: MantineColorsTuple = [
  '#e6f2fa',
  '#cfe3f2',
  '#a0c6e4',
  '#6da8d5',
  '#448fc9',
  '#2a7fc2',
  '#0072b2',
  '#00619a',
  '#00568a',
  '#00497a',
];

/** Greys with a little blue, from text to ground, for the dark scheme. */
const dark: MantineColorsTuple = [
  '#e3e7eb',
  '#c3cad1',
  '#a3adb7',
  '#8a95a0',
  '#4a545e',
  '#323a42',
  '#22282e',
  '#1b2025',
  '#14181c',
  '#0f1215',
];

export const theme = createTheme({
  colors: { blue, dark },
  primaryColor: 'blue',
  primaryShade: { light: 6, dark: 7 },
  defaultRadius: 'sm',
  fontFamily:
    "'Inter Variable', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
});
