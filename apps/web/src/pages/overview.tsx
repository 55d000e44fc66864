import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { ChangesPanel } from '../parts/changes-panel.tsx';
import { FindingMessage } from '../parts/finding-message.tsx';
import { OpenCases } from '../parts/open-cases.tsx';
import { Panel } from '../parts/panel.tsx';
import { RankingList } from '../parts/ranking-list.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { sayOr, useWords } from '../words/words.tsx';

const FlowChart = lazy(async () => ({ default: (await import('../charts/flow-chart.tsx')).FlowChart }));
type Sector = AnswerOf<'getSector'>;

export function OverviewPage(): ReactNode {
  const { say } = useWords();
  const sector = useAnswer('getSector', {});
  return (
    <>
      <h1>{say('overview.title')}</h1>
      <Answered query={sector}>
        {(told) => (
          <>
            <Counts sector={told} />
            <div className="columns">
              <Panel title={say('overview.top')} note={say('overview.topNote')}>
                <RankingList limit={12} />
              </Panel>
              <Flows sector={told} />
            </div>
            <div className="columns">
              <ChangesPanel />
              <div className="stack">
                <OpenCases />
                <Unseen sector={told} />
              </div>
            </div>
            <Checks sector={told} />
            {told.reviews.length === 0 ? null : (
              <Panel title={say('overview.reviews')}>
                <ul className="plain-list">
                  {told.reviews.map(({ title, href, says }) => (
                    <li key={href}>
                      <a href={href}>{title}</a> <span className="quiet">{says}</span>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Counts({ sector }: { readonly sector: Sector }): ReactNode {
  const { say, format } = useWords();
  const counts = [
    {
      to: 'institutions',
      label: say('overview.institutions'),
      value: sector.institutions,
      note: say('overview.institutionsNote', { register: sector.withRegister, inventory: sector.withInventory }),
    },
    {
      to: 'functions',
      label: say('overview.functions'),
      value: sector.functions,
      note: say('overview.functionsNote', { n: format.number(sector.criticalFunctions) }),
    },
    {
      to: 'services',
      label: say('overview.services'),
      value: sector.serviceUses,
      note: say('overview.servicesNote', { n: format.number(sector.arrangements) }),
    },
    {
      to: 'providers',
      label: say('overview.providers'),
      value: sector.providers,
      note: say('overview.providersNote', { n: format.number(sector.groups) }),
    },
    {
      to: 'assets',
      label: say('overview.assets'),
      value: sector.assets,
      note: say('overview.assetsNote', { n: format.number(sector.products) }),
    },
    {
      to: null,
      label: say('overview.points'),
      value: sector.singlePoints.possible,
      note: say('overview.pointsNote', { n: format.number(sector.singlePoints.certain) }),
    },
  ];
  return (
    <dl className="counts" aria-label={say('overview.counts')}>
      {counts.map(({ to, label, value, note }) => (
        <div key={label}>
          <dt>
            {to === null ? (
              <Link to="/reliance">{label}</Link>
            ) : (
              <Link to="/register/$table" params={{ table: to }}>
                {label}
              </Link>
            )}
          </dt>
          <dd className="count">{format.number(value)}</dd>
          <dd className="quiet">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function Flows({ sector }: { readonly sector: Sector }): ReactNode {
  const { say, format } = useWords();
  const [asTable, setAsTable] = useState(false);
  const flows = useMemo(
    () =>
      sector.flows
        .map((flow) => ({
          ...flow,
          country: flow.country === null ? say('unit.unobserved') : format.countryNamed(flow.country),
        }))
        .toSorted((a, b) => b.criticalFunctions - a.criticalFunctions),
    [sector.flows, say, format],
  );
  const { nodes, links } = useMemo(() => flowGraph(flows), [flows]);
  return (
    <Panel
      title={say('overview.flow')}
      note={say('overview.flowNote')}
      tools={
        <button type="button" className="plain" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {say(asTable ? 'overview.asChart' : 'overview.asTable')}
        </button>
      }
    >
      {asTable ? (
        <ScrollTable label={say('overview.flow')}>
          <thead>
            <tr>
              <th scope="col">{say('overview.country')}</th>
              <th scope="col">{say('overview.group')}</th>
              <th scope="col">{say('overview.function')}</th>
              <th scope="col" className="number">
                {say('overview.critical')}
              </th>
            </tr>
          </thead>
          <tbody>
            {flows.map(({ country, group, groupId, function: name, criticalFunctions }) => (
              <tr key={`${groupId}/${name}`}>
                <td>{country}</td>
                <td>{group}</td>
                <td>{name}</td>
                <td className="number">{format.number(criticalFunctions)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      ) : (
        <Suspense fallback={<div className="flow" />}>
          <FlowChart
            nodes={nodes}
            links={links}
            label={say('overview.flowNote')}
            unit={say('unit.criticalFunctions')}
          />
        </Suspense>
      )}
    </Panel>
  );
}

function flowGraph(flows: readonly { country: string; group: string; function: string; criticalFunctions: number }[]) {
  const names = new Map<string, { id: string; name: string; layer: number }>();
  const sums = new Map<string, { source: string; target: string; value: number }>();
  const node = (layer: number, name: string): string => {
    const id = `${layer} ${name}`;
    names.set(id, { id, name, layer });
    return id;
  };
  const add = (source: string, target: string, value: number): void => {
    const known = sums.get(`${source}\n${target}`);
    sums.set(`${source}\n${target}`, { source, target, value: (known?.value ?? 0) + value });
  };
  for (const { country, group, function: name, criticalFunctions } of flows) {
    const middle = node(1, group);
    add(node(0, country), middle, criticalFunctions);
    add(middle, node(2, name), criticalFunctions);
  }
  return { nodes: [...names.values()], links: [...sums.values()] };
}

function Unseen({ sector }: { readonly sector: Sector }): ReactNode {
  const { say } = useWords();
  const told = (missing: string): string => {
    if (missing.includes('register')) return say('missing.register');
    return missing.includes('inventory') ? say('missing.inventory') : missing;
  };
  return (
    <Panel title={say('overview.coverage')} note={say('overview.coverageNote')}>
      {sector.unobserved.length === 0 ? (
        <p>{say('overview.covered')}</p>
      ) : (
        <ScrollTable label={say('overview.coverage')} height="short">
          <thead>
            <tr>
              <th scope="col">{say('overview.institution')}</th>
              <th scope="col">{say('overview.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {sector.unobserved.map(({ id, name, missing }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/register/$table/record" params={{ table: 'institutions' }} search={{ key: id }}>
                    {name}
                  </Link>
                </th>
                <td className="wrap">{missing.split('; ').map(told).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  );
}

function Checks({ sector }: { readonly sector: Sector }): ReactNode {
  const { say, format } = useWords();
  return (
    <Panel title={say('overview.checks')}>
      {sector.checks.length === 0 ? (
        <p>{say('overview.clean')}</p>
      ) : (
        <ScrollTable label={say('overview.checks')} height="short">
          <thead>
            <tr>
              <th scope="col">{say('overview.rule')}</th>
              <th scope="col">{say('overview.severity')}</th>
              <th scope="col">{say('overview.message')}</th>
              <th scope="col" className="number">
                {say('overview.findings')}
              </th>
              <th scope="col" className="number">
                {say('overview.institutions')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sector.checks.map(({ rule, severity, message, findings, institutions }) => (
              <tr key={`${rule}/${severity}`}>
                <th scope="row">{rule}</th>
                <td>{sayOr(say, `severity.${severity}`, severity)}</td>
                <td className="wrap">
                  <FindingMessage rule={rule} message={message} />
                </td>
                <td className="number">{format.number(findings)}</td>
                <td className="number">{format.number(institutions)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  );
}
