import type { ReactNode } from 'react';
import { type Given, useAsk } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import { useNameOfLei } from '../../desk/use-name-of-lei.ts';
import { ApproveGate } from './approve-gate.tsx';
import type { KeptProgramme } from './kept-programme.tsx';

type GateStanding = Given<'getProgrammeStanding'>['gates'][number];
type Wave = KeptProgramme['file']['waves'][number];

/** The gates of the waves: how they stand and why, the way back, who must approve and who has. */
export function ProgrammeGates({ programme }: { readonly programme: KeptProgramme }): ReactNode {
  const { say } = useWords();
  const { id, acceptedPlan, file } = programme;
  const params = { id };
  const standing = useAsk('getProgrammeStanding', acceptedPlan === null ? null : { params });
  const plan = useAsk('getProgrammePlan', acceptedPlan === null ? null : { params: { id: acceptedPlan } });
  if (file.waves.length === 0) return <p className="note">{say('kept.noGates')}</p>;
  const gates = (told: readonly GateStanding[]): ReactNode =>
    file.waves.map((wave) => (
      <Gate
        key={wave.id}
        programme={programme}
        wave={wave}
        standing={told.find((one) => one.wave === wave.id) ?? null}
        institutions={[
          ...new Set(
            (plan.data?.plan.replacements ?? [])
              .filter((one) => one.wave === wave.id)
              .map(({ institution }) => institution),
          ),
        ]}
      />
    ));
  return (
    <>
      <p className="quiet">{say('kept.gatesNote')}</p>
      {acceptedPlan === null ? gates([]) : <Answered query={standing}>{(told) => gates(told.gates)}</Answered>}
    </>
  );
}

function Gate({
  programme,
  wave,
  standing,
  institutions,
}: {
  readonly programme: KeptProgramme;
  readonly wave: Wave;
  readonly standing: GateStanding | null;
  readonly institutions: readonly string[];
}): ReactNode {
  const { say, format } = useWords();
  const { gate } = wave;
  return (
    <Panel
      title={wave.name}
      tools={
        standing === null ? null : (
          <span className="gate-standing" data-standing={standing.standing}>
            {say(`programme.standing.${standing.standing}`)}
          </span>
        )
      }
    >
      {standing === null ? null : (
        <>
          {standing.opens === null ? null : <p>{say('kept.opens', { date: format.date(standing.opens) })}</p>}
          {standing.institutions === null ? null : (
            <p>
              <OpenFor institutions={standing.institutions} />
            </p>
          )}
          {gate === undefined || standing.because.length === 0 ? null : (
            <ul aria-label={say('programme.because')}>
              {standing.because.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
        </>
      )}
      {gate === undefined ? (
        <p className="quiet">{say('kept.openFromStart')}</p>
      ) : (
        <>
          <dl className="facts">
            <div>
              <dt>{say('kept.asks')}</dt>
              <dd>
                {say(gate.trialCovers ? 'kept.asksTrial' : 'kept.asksOf', {
                  success: format.share(gate.minimumSuccess),
                  errors: format.number(gate.maximumErrorRate),
                  days: gate.observedDays,
                })}
              </dd>
            </div>
            <div>
              <dt>{say('programme.rollback')}</dt>
              <dd>{gate.rollback}</dd>
            </div>
          </dl>
          <Approvals programme={programme} wave={wave} institutions={institutions} />
        </>
      )}
    </Panel>
  );
}

function OpenFor({ institutions }: { readonly institutions: readonly string[] }): ReactNode {
  const { say } = useWords();
  const nameOfLei = useNameOfLei();
  return say('kept.openFor', { names: institutions.map(nameOfLei).join(', ') });
}

function Approvals({
  programme,
  wave,
  institutions,
}: {
  readonly programme: KeptProgramme;
  readonly wave: Wave;
  readonly institutions: readonly string[];
}): ReactNode {
  const { say, format } = useWords();
  const { nameOf, session, can } = useDesk();
  const nameOfLei = useNameOfLei();
  const asked = wave.gate?.approvals ?? [];
  if (asked.length === 0) return <p className="quiet">{say('kept.nobodyApproves')}</p>;
  const given = [
    ...programme.file.approvals.map((one) => ({ ...one, named: one.party, by: null })),
    ...programme.approvals.map((one) => ({ ...one, by: one.party })),
  ].filter((one) => one.wave === wave.id);
  return (
    <ul className="opinions" aria-label={say('kept.approvals')}>
      {asked.map(({ party, role }) => {
        const mine = given.filter((one) => one.named === party && one.role === role);
        const whole = mine.some((one) => (one.institutions ?? null) === null);
        const own = party === session.party.id || party === session.party.name;
        return (
          <li key={`${party}/${role}`}>
            <strong>{say('kept.office', { role, party: nameOf(party) })}</strong>
            <span
              className={`gate-standing`}
              data-standing={whole ? 'open' : mine.length > 0 ? 'partly open' : 'waits'}
            >
              {say(whole ? 'kept.approved' : mine.length > 0 ? 'kept.approvedPartly' : 'kept.notApproved')}
            </span>
            {mine.map((one) => (
              <p key={`${one.on}/${one.institutions?.join() ?? ''}`}>
                {say(one.by === null ? 'kept.approvalInFile' : 'kept.approvalOn', {
                  date: format.date(one.on),
                  party: one.by === null ? '' : nameOf(one.by),
                })}
                {': '}
                {(one.institutions ?? null) === null
                  ? say('kept.forAll')
                  : say('kept.forSome', { names: (one.institutions ?? []).map(nameOfLei).join(', ') })}
                {(one.conditions ?? null) === null
                  ? ''
                  : `. ${say('kept.onCondition', { what: one.conditions ?? '' })}`}
              </p>
            ))}
            {own && !whole && can('signatory') ? (
              <ApproveGate programme={programme.id} wave={wave.id} role={role} institutions={institutions} />
            ) : own && !whole ? (
              <p className="quiet">{say('kept.signatoryApproves')}</p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
