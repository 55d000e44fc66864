/** Links lead to places in this installation or to https; anything else (`javascript:`, `//host`) goes nowhere. */
export function safeLink(href: string): string {
  if (/[\s\\]/.test(href) || href.startsWith('//')) return '#';
  return /^[a-z][a-z\d+.-]*:/i.test(href) && !href.startsWith('https://') ? '#' : href;
}
