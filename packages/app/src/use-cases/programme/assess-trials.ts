import { resolve } from 'node:path';
import { openFiles, readProtocol } from '@underpin/formats';
import { type AssessedTrial, ok, type ProgrammeFile, type ProgrammeTrial, refused, type Result } from '@underpin/model';
import type { OpenColumnarFile } from '../../ports/columnar-file.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { assessSamples } from '../trial/assess-samples.ts';
import { openSamples } from '../trial/open-samples.ts';
import { readProtocolSeal, sealStanding } from '../trial/protocol-seal.ts';

/**
 * The programme with the verdict of each of its assessed trials, given from the sealed protocol and the measurements that the file
 * names; whatever it is, it counts as it is. Refused when a file cannot be read, or when a protocol tries another candidate.
 */
export async function assessTrials(
  file: ProgrammeFile,
  folder: string,
  openColumnar: OpenColumnarFile,
): Promise<Result<ProgrammeFile>> {
  const trials: ProgrammeTrial[] = [];
  for (const one of file.assessedTrials) {
    const assessed = await assess(file, one, folder, openColumnar);
    if (!assessed.ok) return refused(`The trial "${one.id}" cannot be assessed: ${assessed.reason}`);
    trials.push(assessed.value);
  }
  return ok({ ...file, trials: [...file.trials, ...trials], assessedTrials: [] });
}

async function assess(
  { candidates: known }: ProgrammeFile,
  { id, candidates, envelope, protocol: path, measurements, assessedOn }: AssessedTrial,
  folder: string,
  openColumnar: OpenColumnarFile,
): Promise<Result<ProgrammeTrial>> {
  const text = await textOf(resolve(folder, path));
  if (!text.ok) return text;
  const { value: protocol, findings } = readProtocol(text.value, path);
  if (protocol === null) return refused(`"${path}" is no protocol: ${findings[0]?.message ?? 'it has not the form'}`);
  const stray = known.find((one) => candidates.includes(one.id) && one.name !== protocol.candidate.name);
  if (stray !== undefined)
    return refused(
      `its protocol tries "${protocol.candidate.name}", and the candidate "${stray.id}" is "${stray.name}"`,
    );
  const sealPath = path.replace(/\.(ya?ml|json)$/i, '') + '.seal.json';
  const sealText = await textOf(resolve(folder, sealPath));
  if (!sealText.ok) return sealText;
  const seal = readProtocolSeal(sealText.value);
  if (!seal.ok) return refused(`"${sealPath}": ${seal.reason}`);
  const opened = await openSamples(
    measurements.map((one) => resolve(folder, one)),
    protocol,
    openColumnar,
  );
  if (!opened.ok) return opened;
  const assessed = await assessSamples(protocol, opened.value.sources, {
    now: new Date(`${assessedOn}T23:59:59Z`),
    asOf: assessedOn,
    seal: sealStanding(seal.value, protocol),
  });
  opened.value.close();
  if (assessed === null) return refused('the assessment was stopped');
  const { verdict } = assessed.assessment;
  const source = `protocol ${path} (SHA-256 ${canonicalSha256(protocol)}), assessed from ${opened.value.files.length} files of measurements`;
  return ok({ id, title: protocol.title, verdict, decidedOn: assessedOn, candidates, envelope, source });
}

async function textOf(path: string): Promise<Result<string>> {
  const opened = await openFiles([path]);
  if (!opened.ok) return opened;
  const [first] = opened.value;
  return first === undefined ? refused(`"${path}" is an empty folder`) : ok(await first.blob.text());
}
