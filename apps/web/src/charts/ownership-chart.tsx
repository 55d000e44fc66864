import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useBoundsText } from '../parts/bounds-bar.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { boxHeight, boxWidth, mapLayout } from './map-layout.ts';

type OwnershipAnswer = AnswerOf<'getOwnershipMap'>;

/** Who owns whom, owners above. Choosing a box asks about it. */
export function OwnershipChart({
  map,
  label,
  onChoose,
}: {
  readonly map: OwnershipAnswer;
  readonly label: string;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const { ref, width: room } = useElementSize();
  const widest = Math.max(2, Math.floor((room - 24) / 202));
  const { at, width, height } = useMemo(() => mapLayout(map.nodes, map.links, widest), [map, widest]);
  const between = new Map<string, OwnershipAnswer['links']>();
  for (const link of map.links) {
    const key = `${link.owner}\n${link.owned}`;
    between.set(key, [...(between.get(key) ?? []), link]);
  }
  const owners = Map.groupBy(map.links, ({ owner }) => owner);
  const crowded = new Set([...owners].filter(([, links]) => links.length > 2).map(([owner]) => owner));
  return (
    <div ref={ref} className="scroll ownership" tabIndex={0} role="group" aria-label={label}>
      <svg width={width + 24} height={height + 24} viewBox={`-12 -12 ${width + 24} ${height + 24}`}>
        <defs>
          <marker
            id="owned"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8z" className="map-arrow" />
          </marker>
        </defs>
        {[...between.values()].map((links) => {
          const [first] = links;
          const [a, b] = [at.get(first?.owner ?? ''), at.get(first?.owned ?? '')];
          if (a === undefined || b === undefined || first === undefined) return null;
          const down = b.y > a.y;
          const level = b.y === a.y;
          const x1 = a.x + boxWidth / 2;
          const x2 = b.x + boxWidth / 2 + (down ? 0 : 14);
          const y1 = level ? a.y + boxHeight : down ? a.y + boxHeight : a.y;
          const y2 = level ? b.y + boxHeight : down ? b.y : b.y + boxHeight;
          const bend = level ? y1 + 40 : (y1 + y2) / 2;
          const shared = links.find(({ share }) => share !== null);
          const proof = links.some((link) => link.proof);
          const told = links
            .map(
              ({ kind, share, from, to }) =>
                `${sayOr(say, `link.${kind}`, kind)}${share === null ? '' : ` ${bounds(share, format.share)}`}${from === null && to === null ? '' : ` (${from === null ? '…' : format.date(from)} – ${to === null ? '…' : format.date(to)})`}`,
            )
            .join('; ');
          const named = crowded.has(first.owner) ? '' : sayOr(say, `link.${first.kind}`, first.kind);
          const text = shared === undefined || shared.share === null ? named : bounds(shared.share, format.share);
          return (
            <g key={`${first.owner}/${first.owned}`} className={proof ? 'map-link proof' : 'map-link'}>
              <title>{told}</title>
              <path d={`M${x1} ${y1}C${x1} ${bend} ${x2} ${bend} ${x2} ${y2}`} fill="none" markerEnd="url(#owned)" />
              <text
                x={(x1 + x2) / 2}
                y={level ? bend - 8 : (y1 + y2) / 2}
                textAnchor="middle"
                dominantBaseline="central"
              >
                {text.length > 26 ? `${text.slice(0, 25)}…` : text}
              </text>
            </g>
          );
        })}
        {map.nodes.map((node) => {
          const place = at.get(node.id);
          if (place === undefined) return null;
          const name = node.name || (node.kind === 'person' ? say('map.person') : node.id);
          const second = [
            sayOr(say, `entity.${node.kind}`, node.kind),
            ...(node.country === null ? [] : [format.country(node.country)]),
            ...(node.more > 0 ? [say('map.more', { n: format.number(node.more) })] : []),
          ].join(' · ');
          const state = node.head
            ? say('map.head')
            : node.above === 'unknown' && node.kind === 'company'
              ? say('map.unknown')
              : '';
          const open = node.kind !== 'brand' && node.kind !== 'person';
          return (
            <g
              key={node.id}
              className={`map-box${node.asked ? ' asked' : ''}${node.inGroup ? ' inside' : ''}${node.kind === 'brand' ? ' brand' : ''}`}
              transform={`translate(${place.x} ${place.y})`}
              {...(open
                ? {
                    role: 'button',
                    tabIndex: 0,
                    'aria-label': `${name}, ${second}${state === '' ? '' : `, ${state}`}`,
                    onClick: () => onChoose(node.id),
                    onKeyDown: (event: { key: string }) => {
                      if (event.key === 'Enter' || event.key === ' ') onChoose(node.id);
                    },
                  }
                : {})}
            >
              <title>{`${name} (${node.id}) ${state}`}</title>
              <rect width={boxWidth} height={boxHeight} rx={4} />
              <text x={9} y={16} className="map-name">
                {name.length > 27 ? `${name.slice(0, 26)}…` : name}
              </text>
              <text x={9} y={30} className="map-second">
                {second.length > 32 ? `${second.slice(0, 31)}…` : second}
              </text>
              {state === '' ? null : (
                <text x={9} y={43} className="map-second state">
                  {state}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
