/** The style sheet of both pages: light and dark on screen, A4 on paper. Chart colours are Okabe-Ito. */
export const styles = `
:root{color-scheme:light dark;--paper:#fff;--raised:#f5f6f7;--ink:#16191d;--soft:#545b64;--line:#d5d9de;--link:#005a8f;--mark:#fdf3e7;
--chart-ink:#16191d;--chart-soft:#545b64;--chart-line:#e3e6ea;--chart-paper:#fff;--chart-sure:#0072b2;--chart-possible:#c9e4f5;--chart-subject:#b84e00;--chart-subjectPossible:#fbdcc2;--chart-other:#8a929b}
@media screen and (prefers-color-scheme:dark){:root{--paper:#14171a;--raised:#1c2024;--ink:#e6e8ea;--soft:#a4abb3;--line:#353b42;--link:#7cc4f2;--mark:#33271a;
--chart-ink:#e6e8ea;--chart-soft:#a4abb3;--chart-line:#2b3036;--chart-paper:#14171a;--chart-sure:#56b4e9;--chart-possible:#1d3d52;--chart-subject:#f08c3c;--chart-subjectPossible:#4d2f16;--chart-other:#7d858e}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--chart-subject);outline-offset:2px}
.skip{position:absolute;left:-999rem;top:.5rem;padding:.4rem .8rem;background:var(--paper);border:2px solid var(--link);z-index:2}
.skip:focus{left:.5rem}
.marking{display:flex;gap:.8rem;align-items:baseline;padding:.35rem 1.5rem;border-bottom:1px solid var(--line);font-size:13px;color:var(--soft)}
.tlp{display:inline-block;background:#000;padding:0 .45em;font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-weight:700;white-space:nowrap;font-size:.92em;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.tlp-red{color:#ff2b2b}.tlp-amber,.tlp-amber-strict{color:#ffc000}.tlp-green{color:#33ff00}.tlp-clear{color:#fff}
.frame{display:grid;grid-template-columns:15rem minmax(0,50rem);gap:2.5rem;max-width:71rem;margin:0 auto;padding:1.25rem 1.5rem 4rem}
.contents{font-size:13px;position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto}
.contents h2{font-size:13px;margin:0 0 .4rem;border:0;padding:0}
.contents ol{list-style:none;margin:0;padding:0}
.contents a{display:block;padding:.2rem 0 .2rem .6rem;text-decoration:none;border-left:2px solid var(--line);color:var(--ink)}
.contents a:hover{border-color:var(--link);color:var(--link)}
h1{font-size:1.75rem;line-height:1.2;margin:.2rem 0 .6rem;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2.6rem 0 .7rem;padding-top:.5rem;border-top:2px solid var(--ink)}
h3{font-size:1.02rem;margin:1.6rem 0 .4rem}
p{margin:.5rem 0;max-width:68ch}
.over{color:var(--soft);font-size:13px;margin:0}
.lead{font-size:1.08rem;line-height:1.45}
.notice{border-left:4px solid var(--chart-subject);background:var(--mark);padding:.5rem .9rem;margin:1rem 0;max-width:none}
.note,.empty,figcaption{color:var(--soft);font-size:13px}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:.8rem 0;font-size:14px}
dl.facts dt{color:var(--soft)}dl.facts dd{margin:0;overflow-wrap:anywhere}
code,.code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.88em}
code{overflow-wrap:anywhere}
.key{display:flex;flex-wrap:wrap;border:1px solid var(--line);border-width:1px 0 0 1px;margin:1rem 0;padding:0;list-style:none}
.key li{flex:1 1 11.5rem;border:1px solid var(--line);border-width:0 1px 1px 0;padding:.55rem .8rem}
.key .value{display:block;font-size:1.45rem;line-height:1.25;font-weight:600;letter-spacing:-.01em}
.key .value.long{font-size:1.1rem}
.key .label{display:block;font-size:13px;line-height:1.35}
.key .note{display:block}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.4}
caption{text-align:left;font-weight:600;padding:.2rem 0 .35rem;font-size:13.5px}
th,td{text-align:left;vertical-align:top;padding:.28rem .55rem .28rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{border-bottom:1.5px solid var(--ink);font-weight:600;vertical-align:bottom}
th.number,td.number{text-align:right;padding-left:.55rem}
tbody .number,.short{white-space:nowrap}
thead .code{font:inherit;font-weight:600}
tbody th.text{min-width:8.5rem}
th.short,td.short{width:1%}
.long{min-width:17em;width:40%}
tbody .code{min-width:13.5em;overflow-wrap:anywhere}
tr.marked>*{background:var(--mark)}
.marked th:first-child{box-shadow:inset 3px 0 var(--chart-subject);padding-left:.5rem}
figure{margin:1rem 0}
.chart{display:block;width:100%;max-width:47.5rem;height:auto;font-family:inherit}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:.2rem 0 .4rem;padding:0;font-size:13px}
.legend span{display:inline-block;width:1.5em;height:.75em;margin-right:.4em;border:1.5px solid var(--chart-sure);-webkit-print-color-adjust:exact;print-color-adjust:exact}
.legend .sure{background:var(--chart-sure)}.legend .possible{background:var(--chart-possible)}
.legend .subject{background:var(--chart-subject);border-color:var(--chart-subject)}.legend .subject-possible{background:var(--chart-subjectPossible);border-color:var(--chart-subject)}
.legend .other{background:var(--chart-other);border-color:var(--chart-other)}
.finding{border:1px solid var(--line);padding:.2rem 1rem .6rem;margin:1rem 0}
.finding h3{margin-top:.7rem}
.tag{display:inline-block;border:1px solid currentColor;padding:0 .4em;font-size:12px;line-height:1.4;border-radius:2px;white-space:nowrap}
.tag.strong{background:var(--ink);color:var(--paper);border-color:var(--ink);-webkit-print-color-adjust:exact;print-color-adjust:exact}
.path{color:var(--soft)}
details{margin:.5rem 0}summary{cursor:pointer}
pre{background:var(--raised);border:1px solid var(--line);padding:.5rem .8rem;overflow-x:auto;font-size:13px;margin:.3rem 0}
.foot{margin-top:3rem;padding-top:.6rem;border-top:1px solid var(--line)}
.wide{display:block;max-width:76rem;margin:0 auto;padding:1.25rem 1.5rem 4rem}
.pair{display:grid;grid-template-columns:minmax(0,47.5rem) minmax(0,1fr);gap:0 2.5rem;align-items:start}.pair figure{margin:.2rem 0}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:0 2.5rem}
@media(max-width:70rem){.pair{display:block}}
@media(max-width:60rem){.frame{display:block}.contents{position:static;max-height:none;border-bottom:1px solid var(--line);padding-bottom:1rem;margin-bottom:1rem}.contents ol{columns:2}}
@media(max-width:36rem){.frame,.wide{padding:1rem}.contents ol{columns:1}dl.facts{display:block}dl.facts dd{margin-bottom:.4rem}.columns{display:block}}
.draft{position:fixed;inset:0;display:grid;place-items:center;pointer-events:none;z-index:9;font:bold 22vmin system-ui,sans-serif;letter-spacing:.1em;color:rgb(184 78 0/.13);rotate:-35deg}
@media print{
:root{--link:#16191d}
body{font-size:9.5pt;line-height:1.4}
.skip,.contents{display:none}
.frame,.wide,.pair{display:block;max-width:none;padding:0}
.marking{padding:0 0 2mm}
h1{font-size:19pt}h2{font-size:13pt;margin-top:8mm}h3{font-size:10.5pt}
h2,h3,caption,.legend{break-after:avoid}
p{orphans:3;widows:3;max-width:none}
.scroll{overflow:visible}
.tag{font-size:7.5pt}
table{font-size:8pt}.note,.empty,figcaption,caption,.legend,.marking,dl.facts,.key .label{font-size:8pt}
thead{display:table-header-group}tr,.key li,figure,.finding header,.notice{break-inside:avoid}
.key .value{font-size:14pt}
a{text-decoration:none}
.screen{display:none}
.annex{break-before:page}
details>summary{list-style:none}
}
`;
