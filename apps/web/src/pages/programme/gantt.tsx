import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import type { Plan } from './plan.ts';
import { TaskTable } from './task-table.tsx';
import { dayOf, firstsBetween } from './days.ts';

const rowHeight = 22;
const headHeight = 26;
const names = 260;
const waveColours = ['--least', '--good', '--warn', '--accent', '--bad', '--most'] as const;

/** Bars of every replacement on one canvas: only rows in sight are drawn, so thousands stay quick. Arrow keys choose a row; it is told below. */
export function Gantt({ plan }: { readonly plan: Plan }): ReactNode {
  const { say, format } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chosen, setChosen] = useState(0);
  const waves = useMemo(() => [...new Set(plan.replacements.map(({ wave }) => wave))], [plan]);
  const rows = useMemo(
    () =>
      plan.replacements.toSorted(
        (a, b) => waves.indexOf(a.wave) - waves.indexOf(b.wave) || (a.start < b.start ? -1 : 1),
      ),
    [plan, waves],
  );
  const from = dayOf(plan.start);
  const end = rows.reduce((last, row) => (row.end > last ? row.end : last), plan.statusOn);
  const to = dayOf(end) + 15;
  const draw = useCallback(() => {
    const [box, target] = [frame.current, canvas.current];
    const pen = target?.getContext('2d') ?? null;
    if (box === null || target === null || pen === null) return;
    const { clientWidth: width, clientHeight: height, scrollTop } = box;
    const scale = globalThis.devicePixelRatio;
    if (target.width !== width * scale || target.height !== height * scale) {
      target.width = width * scale;
      target.height = height * scale;
      target.style.width = `${width}px`;
      target.style.height = `${height}px`;
    }
    const style = getComputedStyle(box);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const label = Math.min(names, width * 0.4);
    const x = (day: number): number => label + ((day - from) / (to - from)) * (width - label - 8);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.fillStyle = colour('--paper');
    pen.fillRect(0, 0, width, height);
    pen.font = `12px ${style.fontFamily}`;
    pen.textBaseline = 'middle';
    for (const first of firstsBetween(from, to, (to - from) / 30 > 18 ? 6 : 3)) {
      pen.fillStyle = colour('--line');
      pen.fillRect(x(first.day), headHeight, 1, height);
      pen.fillStyle = colour('--quiet');
      pen.fillText(first.label, x(first.day) + 3, headHeight / 2);
    }
    const top = Math.floor(scrollTop / rowHeight);
    const bottom = Math.min(rows.length, Math.ceil((scrollTop + height - headHeight) / rowHeight));
    pen.save();
    pen.beginPath();
    pen.rect(0, headHeight, width, height - headHeight);
    pen.clip();
    for (let at = top; at < bottom; at += 1) {
      const row = rows[at];
      if (row === undefined) continue;
      const y = headHeight + at * rowHeight - scrollTop;
      if (at === chosen) {
        pen.fillStyle = colour('--accent-soft');
        pen.fillRect(0, y, width, rowHeight);
      }
      pen.fillStyle = colour('--ink');
      pen.fillText(fitted(pen, row.name, label - 10), 6, y + rowHeight / 2);
      if (row.planned !== null && row.planned.end !== row.end) {
        pen.strokeStyle = colour('--quiet');
        pen.strokeRect(
          x(dayOf(row.planned.start)),
          y + 4.5,
          Math.max(2, x(dayOf(row.planned.end) + 1) - x(dayOf(row.planned.start))),
          rowHeight - 9,
        );
      }
      const left = x(dayOf(row.start));
      const wide = Math.max(2, x(dayOf(row.end) + 1) - left);
      const finished = row.state === 'replaced' || row.state === 'removed' || row.state === 'disposed';
      pen.globalAlpha = finished ? 0.45 : 1;
      pen.fillStyle = colour(
        row.lateDays > 0 ? '--bad' : (waveColours[waves.indexOf(row.wave) % waveColours.length] ?? '--least'),
      );
      pen.fillRect(left, y + 4, wide, rowHeight - 8);
      pen.globalAlpha = 1;
    }
    pen.fillStyle = colour('--bad');
    pen.fillRect(x(dayOf(plan.statusOn)), headHeight, 1.5, height);
    for (const one of plan.milestones) {
      const at = x(dayOf(one.date));
      if (dayOf(one.date) > to) continue;
      pen.strokeStyle = colour('--ink');
      pen.setLineDash([3, 3]);
      pen.beginPath();
      pen.moveTo(at, headHeight);
      pen.lineTo(at, height);
      pen.stroke();
      pen.setLineDash([]);
    }
    pen.restore();
  }, [rows, chosen, from, to, plan, waves]);
  useLayoutEffect(draw, [draw]);
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const watch = new ResizeObserver(draw);
    watch.observe(box);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true });
    return () => {
      watch.disconnect();
      theme.disconnect();
    };
  }, [draw]);
  const choose = (at: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, at));
    setChosen(next);
    const box = frame.current;
    if (box === null) return;
    const y = next * rowHeight;
    if (y < box.scrollTop) box.scrollTop = y;
    else if (y + rowHeight > box.scrollTop + box.clientHeight - headHeight)
      box.scrollTop = y + rowHeight - box.clientHeight + headHeight;
  };
  const onKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(((frame.current?.clientHeight ?? 300) - headHeight) / rowHeight) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    choose(chosen + step);
  };
  const row = rows[chosen];
  return (
    <Panel title={say('programme.gantt')} note={say('programme.ganttNote', { n: format.number(rows.length) })}>
      <ul className="legend-line">
        {waves.map((wave, at) => (
          <li key={wave}>
            <span
              className="swatch"
              style={{ background: `var(${waveColours[at % waveColours.length] ?? '--least'})` }}
            />
            {plan.gates.find((gate) => gate.wave === wave)?.name ?? wave}
          </li>
        ))}
      </ul>
      <div
        ref={frame}
        className="gantt"
        tabIndex={0}
        role="listbox"
        aria-label={say('programme.gantt')}
        aria-activedescendant="gantt-row"
        onScroll={draw}
        onKeyDown={onKey}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          choose(Math.floor((event.clientY - box.top - headHeight + event.currentTarget.scrollTop) / rowHeight));
        }}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <div style={{ height: `${headHeight + rows.length * rowHeight - 0}px` }} aria-hidden="true" />
        {row === undefined ? null : (
          <div id="gantt-row" role="option" aria-selected="true" className="hidden">
            {say('programme.rowTold', { name: row.name, from: format.date(row.start), to: format.date(row.end) })}
          </div>
        )}
      </div>
      {row === undefined ? null : (
        <p className="gantt-told">
          <strong>{row.name}</strong> · {format.date(row.start)} – {format.date(row.end)} · {row.servers} ×{' '}
          {row.candidate} · {row.pace} · {format.money(Number(row.cost), plan.currency)} ·{' '}
          {say('programme.functions', { n: row.criticalFunctions })}
          {row.state === null ? '' : ` · ${say(`programme.state.${row.state}`)}`}
          {row.planned === null || row.planned.end === row.end
            ? ''
            : ` · ${say('programme.wasPlanned', { to: format.date(row.planned.end) })}`}
        </p>
      )}
      <TaskTable plan={plan} rows={rows} />
    </Panel>
  );
}

function fitted(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && pen.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end)}…`;
}
